"""Who is asked for a point of view, who reads it, in which order."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, strategies as st

from meetings.domain.kinds import Audience, Face, Presence, Role, Source
from meetings.domain.principles import review
from meetings.domain.viewpoint_reading import (
    FOR_ALL,
    FOR_PREPARING,
    NOT_AGREED,
    NOT_TOLD_OF,
    reading_of,
)
from meetings.domain.viewpoints import (
    in_order,
    is_asked,
    is_open,
    readable_by,
    shared_later,
    side_by_side,
)
from partners.domain.families import Receives
from partners.domain.worlds import World
from tests.meetings.domain.builders import (
    MOTHER,
    PUPIL,
    SPEECH,
    TEACHER,
    TODAY,
    at,
    contribution,
    decide,
    dossier,
    mother,
    participant,
    pupil,
    slot,
    teacher,
)
from tests.meetings.domain.dossiers import dossiers

ORTHO = participant(SPEECH, called="l’orthophoniste", world=World.CARE)
INTERPRETER = participant(20, role=Role.INTERPRETER, world=World.SOCIAL)
PEOPLE = (pupil(), mother(), teacher(), ORTHO, INTERPRETER)


def _meeting(*said, people=PEOPLE, shared_on=TODAY, **changes):
    return dossier(
        participants=people, contributions=said, viewpoints_shared_on=shared_on, **changes
    )


def _authors(meeting, reader, day=TODAY):
    return [said.participant for said in readable_by(meeting, reader, day)]


# --- Who reads ----------------------------------------------------------------------------------


def test_everybody_reads_what_is_for_all_from_the_same_day_on():
    meeting = _meeting(
        contribution(MOTHER, "Il pleure le soir."), contribution(TEACHER, "Il dort.")
    )
    for reader in (PUPIL, MOTHER, TEACHER, SPEECH):
        assert _authors(meeting, reader) == [MOTHER, TEACHER]
        before = _authors(meeting, reader, TODAY - timedelta(days=1))
        assert before == [one for one in (MOTHER, TEACHER) if one == reader]


def test_while_no_day_is_set_each_reads_their_own_words_only():
    meeting = _meeting(contribution(MOTHER), contribution(TEACHER), shared_on=None)
    assert _authors(meeting, MOTHER) == [MOTHER]
    assert _authors(meeting, PUPIL) == []


@pytest.mark.parametrize(
    ("author", "audience", "agreed", "others_read"),
    [
        (MOTHER, Audience.ALL, False, True),
        (MOTHER, Audience.COORDINATOR, False, False),
        (TEACHER, Audience.ALL, False, True),
        (TEACHER, Audience.COORDINATOR, True, False),
        (SPEECH, Audience.ALL, False, False),
        (SPEECH, Audience.ALL, True, True),
        (SPEECH, Audience.COORDINATOR, True, False),
    ],
)
def test_the_audience_and_the_agreement_of_the_family(author, audience, agreed, others_read):
    meeting = _meeting(contribution(author, "x", audience=audience, agreed=agreed))
    assert _authors(meeting, author) == [author]
    assert _authors(meeting, PUPIL) == ([author] if others_read else [])


def test_an_interpreter_is_not_asked_and_reads_nothing():
    meeting = _meeting(contribution(MOTHER), contribution(INTERPRETER.id))
    assert not is_asked(INTERPRETER)
    assert _authors(meeting, INTERPRETER.id) == []
    assert _authors(meeting, MOTHER) == [MOTHER]


def test_whom_a_judge_forbids_to_receive_anything_reads_nothing():
    people = (pupil(), mother(may_receive=Receives.NOTHING))
    meeting = _meeting(contribution(PUPIL), contribution(MOTHER), people=people)
    assert _authors(meeting, MOTHER) == []
    assert (
        shared_later(_meeting(people=people, shared_on=TODAY + timedelta(days=1)), MOTHER, TODAY)
        is None
    )


def test_nobody_reads_whom_a_judge_keeps_apart():
    people = (pupil(), mother(may_receive=Receives.NOTHING))
    meeting = _meeting(contribution(MOTHER, "à taire"), people=people)
    assert _authors(meeting, PUPIL) == []
    assert reading_of(meeting)[0].who_reads == NOT_TOLD_OF


def test_a_carer_who_does_not_come_is_not_told_of():
    carer = mother(title="assistante familiale", parental_authority=False)
    away = replace(carer, presence=Presence.WRITTEN)
    for person, read in ((carer, [MOTHER]), (away, [])):
        meeting = _meeting(contribution(MOTHER, "à taire"), people=(pupil(), person))
        assert _authors(meeting, PUPIL) == read


def test_somebody_without_a_seat_reads_nothing():
    assert _authors(_meeting(contribution(MOTHER)), 999) == []


def _with_words(meeting, seed):
    """The meeting, its people of odd worlds, half of whom said something, read by odd people."""
    chance = Random(seed)
    people = tuple(
        replace(
            person,
            world=chance.choice(tuple(World)),
            may_receive=chance.choice(tuple(Receives)),
        )
        for person in meeting.participants
    )
    said = tuple(
        contribution(
            person.id,
            chance.choice(("", "Il dort.", "Le PPS")),
            audience=chance.choice(tuple(Audience)),
            agreed=chance.choice((True, False)),
        )
        for person in people
        if chance.random() < 0.5
    )
    day = chance.choice((None, TODAY, TODAY + timedelta(days=1)))
    return replace(meeting, participants=people, contributions=said, viewpoints_shared_on=day)


ANY = st.builds(_with_words, dossiers(), st.integers(0, 2**32))


@given(ANY)
def test_what_one_may_not_read_leaves_no_trace(meeting):
    for person in meeting.participants:
        read = readable_by(meeting, person.id, TODAY)
        without = replace(
            meeting, contributions=tuple(said for said in meeting.contributions if said in read)
        )
        assert readable_by(without, person.id, TODAY) == read
        assert shared_later(without, person.id, TODAY) == shared_later(meeting, person.id, TODAY)


@given(ANY)
def test_nobody_reads_what_is_for_the_coordinator_alone(meeting):
    for person in meeting.participants:
        for said in readable_by(meeting, person.id, TODAY):
            assert said.participant == person.id or said.audience is Audience.ALL


@given(ANY)
def test_each_reads_their_own_words_unless_nothing_may_reach_them(meeting):
    own = {said.participant for said in meeting.contributions}
    for person in meeting.participants:
        kept = is_asked(person) and person.may_receive is not Receives.NOTHING
        assert (person.id in _authors(meeting, person.id)) == (person.id in own and kept)


# --- In which order -----------------------------------------------------------------------------


@given(ANY)
def test_the_family_stands_first_and_everybody_asked_once(meeting):
    order = in_order(meeting)
    family = [person.is_family for person in order]
    assert family == sorted(family, reverse=True)
    assert {person.id for person in order} == {p.id for p in meeting.participants if is_asked(p)}
    assert [beside.person for beside in side_by_side(meeting)] == list(order)


def test_who_said_nothing_has_a_place_too():
    beside = side_by_side(_meeting(contribution(TEACHER)))
    assert [(one.person.id, one.said is not None) for one in beside] == [
        (PUPIL, False), (MOTHER, False), (TEACHER, True), (SPEECH, False)
    ]  # fmt: skip


def test_one_may_speak_until_the_meeting_begins():
    meeting = _meeting(slots=(slot(is_chosen=True),))
    begins = meeting.chosen_slot.starts_at
    assert is_open(_meeting(), begins)
    assert is_open(meeting, begins - timedelta(minutes=1))
    assert not is_open(meeting, begins)
    assert not is_open(replace(meeting, cancelled_on=TODAY), at("2027-01-04 10:00"))


# --- As the coordinator reads it ----------------------------------------------------------------


def test_each_is_read_with_who_reads_it_and_how_it_came():
    meeting = _meeting(
        contribution(PUPIL, "", face=Face.SO_SO, matters="Mes copains"),
        contribution(MOTHER, "Il pleure.", audience=Audience.COORDINATOR),
        contribution(SPEECH, "Il se fatigue à l’oral."),
        contribution(
            TEACHER, "Il dort.", source=Source.PHONE, typed_by="Hélène Faure", read_back=True
        ),
    )
    child, his_mother, master, ortho = reading_of(meeting)
    assert child.face_words == "Ça va à moitié"
    assert child.answers == (("Qu’est-ce qui est important pour toi\u202f?", "Mes copains"),)
    assert his_mother.who_reads == FOR_PREPARING
    assert his_mother.came == "Écrit par son lien, le dimanche 3\u00a0janvier 2027"
    assert (ortho.who_reads, ortho.waits_for_agreement) == (NOT_AGREED, True)
    assert (master.who_reads, master.waits_for_agreement) == (FOR_ALL, False)
    assert "tapé par Hélène Faure\u00a0: relu à cette personne" in master.came


# --- What it changes of the preparation ---------------------------------------------------------


def test_who_wrote_by_link_is_no_longer_awaited():
    ready = {"problem": "Il se fatigue.", "agenda": (decide(opener=MOTHER),)}
    silent = _meeting(people=(pupil(), mother(viewpoint="Il pleure."), teacher()), **ready)
    spoken = replace(silent, contributions=(contribution(PUPIL, face=Face.WELL),))
    assert "la parole de Yanis n’est pas encore recueillie" in _facts(silent)
    assert "la parole de Yanis" not in _facts(spoken)


def _facts(meeting):
    return " ".join(finding.fact for finding in review(meeting, TODAY).standing)
