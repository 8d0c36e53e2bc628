"""Who is asked first, who has answered, what each person is shown."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from meetings.domain.asking import Question, Round, Stage, say_progress, slots_to_show, state_of
from meetings.domain.kinds import Answer, Presence, PupilPlace
from partners.domain.families import Receives
from tests.meetings.domain.builders import (
    AESH,
    FATHER,
    MOTHER,
    PUPIL,
    REFERENT,
    SPEECH,
    TEACHER,
    aesh,
    answer,
    convener,
    dossier,
    father,
    mother,
    participant,
    pupil,
    slot,
    teacher,
)
from tests.meetings.domain.dossiers import dossiers

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
FIRST, SECOND, PAST = 1, 2, 3


def round_(*questions, **changes):
    usual = {
        "id": 1, "opened_at": NOW, "answer_by": None, "weakest_first": True,
        "only_possible": False, "others_asked_at": None,
    }  # fmt: skip
    return Round(**(usual | changes), questions=questions)


def asked(person, **changes):
    return Question(person, NOW - timedelta(days=1), **changes)


def table(*answers, people=None):
    """Two slots to come and one gone by; `answers` are (slot, person, answer)."""
    days = {FIRST: "2027-01-21 10:15", SECOND: "2027-01-22 10:15", PAST: "2027-01-03 10:15"}
    slots = tuple(
        slot(id, day, answers=tuple(answer(p, said) for one, p, said in answers if one == id))
        for id, day in days.items()
    )
    people = people or (pupil(), mother(), father(), aesh(), convener(), teacher())
    return dossier(participants=people, slots=slots, pupil_place=PupilPlace.WHOLE)


def stages(table, round):
    return {one.person: one.stage for one in state_of(table, round, NOW).people}


def test_those_with_least_room_come_first_and_whoever_convenes_is_not_asked():
    state = state_of(table(), round_(), NOW)
    assert [one.person for one in state.people] == [PUPIL, MOTHER, FATHER, AESH, TEACHER]
    assert [one.first for one in state.people] == [True, True, True, True, False]
    assert REFERENT not in {one.person for one in state.people}


def test_the_others_wait_for_the_first_answers():
    assert stages(table(), round_())[TEACHER] is Stage.KEPT_BACK
    everybody = [asked(p, answered_at=NOW) for p in (PUPIL, MOTHER, FATHER)]
    assert stages(table(), round_(*everybody, asked(AESH)))[TEACHER] is Stage.KEPT_BACK
    everybody.append(asked(AESH, answered_at=NOW))
    assert stages(table(), round_(*everybody))[TEACHER] is Stage.TO_ASK


@pytest.mark.parametrize("changes", [{"weakest_first": False}, {"others_asked_at": NOW}])
def test_the_others_are_let_in_by_choice(changes):
    assert stages(table(), round_(**changes))[TEACHER] is Stage.TO_ASK


def test_somebody_asked_already_is_never_kept_back():
    assert stages(table(), round_(asked(TEACHER)))[TEACHER] is Stage.SILENT


def test_whoever_takes_part_in_writing_is_not_waited_for():
    people = (pupil(), replace(mother(), presence=Presence.WRITTEN), convener())
    state = state_of(table(people=people), round_(), NOW)
    assert state.of(MOTHER).stage is Stage.NOT_NEEDED
    assert [one.person for one in state.counted] == [PUPIL]


def test_answers_noted_by_hand_count_when_none_is_missing():
    half = table((FIRST, MOTHER, Answer.YES))
    assert stages(half, round_(asked(MOTHER)))[MOTHER] is Stage.SILENT
    whole = table((FIRST, MOTHER, Answer.YES), (SECOND, MOTHER, Answer.NO))
    assert stages(whole, round_(asked(MOTHER)))[MOTHER] is Stage.ANSWERED
    assert stages(whole, round_())[MOTHER] is Stage.ANSWERED


def test_a_slot_added_after_an_answer_is_said_to_be_missing():
    state = state_of(
        table((FIRST, MOTHER, Answer.YES)), round_(asked(MOTHER, answered_at=NOW)), NOW
    )
    mother_now = state.of(MOTHER)
    assert mother_now.stage is Stage.ANSWERED
    assert [one.id for one in mother_now.missing] == [SECOND]


def test_nobody_is_asked_about_a_slot_gone_by():
    assert [one.id for one in slots_to_show(table(), MOTHER, round_(), NOW)] == [FIRST, SECOND]


@pytest.mark.parametrize("said", [Answer.NO, Answer.WRITTEN])
def test_the_others_are_shown_only_what_the_first_can_do(said):
    refused = table((FIRST, MOTHER, said), (SECOND, TEACHER, Answer.NO))
    chosen = round_(only_possible=True)
    assert [one.id for one in slots_to_show(refused, TEACHER, chosen, NOW)] == [SECOND]
    assert [one.id for one in slots_to_show(refused, FATHER, chosen, NOW)] == [FIRST, SECOND]
    assert [one.id for one in slots_to_show(refused, TEACHER, round_(), NOW)] == [FIRST, SECOND]


@pytest.mark.parametrize("said", [Answer.YES, Answer.IF_NEEDED, Answer.REMOTE])
def test_what_costs_the_first_something_is_still_shown(said):
    shown = slots_to_show(table((FIRST, AESH, said)), TEACHER, round_(only_possible=True), NOW)
    assert [one.id for one in shown] == [FIRST, SECOND]


def test_with_nothing_to_show_nobody_has_answered():
    refused = table((FIRST, MOTHER, Answer.NO), (SECOND, AESH, Answer.NO))
    state = state_of(refused, round_(only_possible=True, others_asked_at=NOW), NOW)
    assert state.of(TEACHER).shown == ()
    assert state.of(TEACHER).stage is Stage.TO_ASK


def test_progress_names_whom_one_waits_for():
    speech = participant(SPEECH, title="orthophoniste", called="l’orthophoniste")
    people = (mother(), father(), convener(), teacher(), speech)
    round = round_(asked(MOTHER, answered_at=NOW), asked(FATHER), asked(SPEECH))
    state = state_of(table(people=people), round, NOW)
    said = say_progress(table(people=people), state)
    assert said == "1\u00a0réponse sur 4, on attend le père et l’orthophoniste"
    assert not state.is_complete


def test_a_round_is_complete_when_everybody_has_answered():
    people = (mother(), convener(), teacher())
    round = round_(asked(MOTHER, answered_at=NOW), asked(TEACHER, answered_at=NOW))
    state = state_of(table(people=people), round, NOW)
    assert state.is_complete
    assert say_progress(table(people=people), state) == "2\u00a0réponses sur 2"


def test_somebody_nothing_may_be_given_to_is_waited_for_too():
    people = (mother(), replace(father(), may_receive=Receives.NOTHING), convener(), teacher())
    state = state_of(table(people=people), round_(asked(MOTHER, answered_at=NOW)), NOW)
    assert state.of(FATHER).stage is Stage.TO_ASK
    assert state.of(TEACHER).stage is Stage.KEPT_BACK


@given(dossiers(), st.booleans())
def test_what_is_shown_to_the_others_was_refused_by_nobody_asked_first(dossier, weakest):
    round = round_(only_possible=True, weakest_first=weakest)
    state = state_of(dossier, round, NOW)
    firsts = {one.person for one in state.people if one.first}
    for one in state.people:
        for shown in one.shown:
            refusals = {a.participant for a in shown.answers if a.answer in {"no", "written"}}
            assert one.first or not refusals & firsts
    assert len({one.person for one in state.people}) == len(state.people)
    assert set(state.waited_for) <= set(state.counted)
