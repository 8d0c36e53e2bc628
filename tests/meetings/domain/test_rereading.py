"""Who re-reads, until when, about which part, and what is printed of it."""

from dataclasses import replace
from datetime import date

import pytest

from meetings.domain.excerpt import concerns
from meetings.domain.fiche import compose_fiche
from meetings.domain.held import compose_held
from meetings.domain.kinds import Paper, PupilPlace, RereadSaid, Role, Source
from meetings.domain.rereading import (
    State,
    Term,
    Word,
    is_over,
    parts_of,
    readers_of,
    said_after,
)
from meetings.domain.versions import Mention, notes_of, papers_for, papers_opened_by, recipients_of
from partners.domain.families import Receives
from tests.meetings.domain.builders import TODAY, at, case_1, decide, item, slot
from tests.meetings.domain.lives import held_case_1, session

TERM = Term(date(2027, 1, 21), date(2027, 1, 28))
MEETING = case_1(agenda=(item(1), decide(2)), slots=(slot(1, is_chosen=True),))


def _flat(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _guardians(meeting):
    return [person for person in meeting.participants if person.role is Role.GUARDIAN]


def _changed(meeting, person, **changes):
    people = tuple(replace(p, **changes) if p.id == person.id else p for p in meeting.participants)
    return replace(meeting, participants=people)


def _word(person, said=RereadSaid.ADD, text="Il aime dessiner.", **fields):
    usual = {"id": 1, "about": "", "source": Source.LINK, "said_at": at("2027-01-22 18:00")}
    return Word(person=person.id, said=said, text=text, **(usual | fields))


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2027, 1, 21), State.OPEN),
        (date(2027, 1, 28), State.OPEN),
        (date(2027, 1, 29), State.PAST),
    ],
)
def test_the_last_day_counts_whole(day, state):
    assert TERM.state(day) is state
    assert is_over(TERM, day) == (state is State.PAST)


def test_it_is_over_once_closed_and_never_before_it_was_opened():
    assert replace(TERM, closed_on=date(2027, 1, 22)).state(date(2027, 1, 22)) is State.CLOSED
    assert not is_over(None, date(2030, 1, 1))


@pytest.mark.parametrize(
    ("place", "rereads"),
    [
        (PupilPlace.WHOLE, True),
        (PupilPlace.WORDS, True),
        (PupilPlace.UNKNOWN, False),
        (PupilPlace.NOT_THERE, False),
    ],
)
def test_the_pupil_rereads_where_the_place_settled_with_the_family_says_so(place, rereads):
    readers = readers_of(replace(MEETING, pupil_place=place))
    assert any(person.role is Role.PUPIL for person in readers) == rereads
    assert set(_guardians(MEETING)) <= set(readers)


def test_whoever_a_judge_forbids_neither_rereads_nor_receives():
    father = _guardians(MEETING)[1]
    without = _changed(MEETING, father, may_receive=Receives.NOTHING)
    for people in (readers_of(without), recipients_of(without)):
        assert father.id not in {person.id for person in people}


def test_nobody_receives_who_comes_with_somebody():
    roles = {person.role for person in recipients_of(MEETING)}
    assert roles <= {Role.PUPIL, Role.GUARDIAN, Role.PROFESSIONAL}


def test_the_words_are_printed_as_they_were_said_and_how_they_came():
    mother, father = _guardians(MEETING)
    (one, two) = said_after(
        [_word(mother), _word(father, text="Non.", source=Source.PHONE)], MEETING
    )
    assert (one.who, one.said, one.text) == ("Sa mère", "j’ajoute", "Il aime dessiner.")
    assert (two.who, two.said) == ("Son père", "j’ajoute (dit au téléphone)")


def test_having_read_is_printed_once_and_nobody_who_left_the_meeting():
    mother = _guardians(MEETING)[0]
    read = _word(mother, RereadSaid.READ, "")
    assert len(said_after([read, replace(read, id=2)], MEETING)) == 1
    assert said_after([replace(read, person=999)], MEETING) == ()


def test_every_part_the_fiche_shows_may_be_spoken_of():
    held = compose_held(MEETING, held_case_1().live(), session())
    parts = parts_of(compose_fiche(MEETING, TODAY, held))
    labels = [_flat(part.label) for part in parts]
    assert labels[0] == "Toute la fiche"
    assert "Décision 1" in labels
    assert any(label.startswith("Le point « ") for label in labels)
    assert len({part.key for part in parts}) == len(parts)


# --- What a version says of itself ----------------------------------------------------------------


def test_a_version_says_whether_the_family_read_it_first():
    later = date(2027, 2, 4)
    (read,) = notes_of(Mention(TERM, said=2), later)
    assert read == "La famille a relu cette fiche avant l’envoi."
    (silent,) = notes_of(Mention(TERM, said=0), later)
    assert _flat(silent).startswith("La famille a eu jusqu’au jeudi 28 janvier 2027")
    (early,) = notes_of(Mention(TERM, said=0, reason="La MDPH l’attend."), later)
    assert _flat(early).endswith("avant la fin de la relecture par la famille : La MDPH l’attend.")
    assert notes_of(Mention(None, said=0), later) == ()


def test_a_correction_says_what_it_changes():
    mention = Mention(TERM, 1, before=1, changes=("On ajoute A.",), word="Une erreur de date.")
    lines = [_flat(line) for line in notes_of(mention, date(2027, 2, 4))]
    assert lines[1:] == [
        "Ce qui change depuis la version 1 : Une erreur de date.",
        "On ajoute A.",
    ]


def test_each_opens_what_holds_no_more_than_what_they_were_given():
    assert papers_opened_by(Paper.EXCERPT) == (Paper.EXCERPT,)
    assert Paper.FAMILY not in papers_opened_by(Paper.WHOLE)
    assert Paper.WHOLE in papers_opened_by(Paper.FAMILY)


def test_an_extract_is_offered_only_to_whom_something_concerns():
    held = compose_held(MEETING, held_case_1().live(), session())
    fiche = compose_fiche(MEETING, TODAY, held)
    mother = _guardians(MEETING)[0]
    assert papers_for(mother, MEETING, fiche)[0] is Paper.FAMILY
    for pro in (p for p in MEETING.participants if p.role is Role.PROFESSIONAL):
        papers = papers_for(pro, MEETING, fiche)
        assert papers[0] is Paper.WHOLE
        assert (Paper.EXCERPT in papers) == concerns(fiche, pro.id)
