"""The changes that would help most: few, true, and never a vote."""

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import given

from meetings.domain.kinds import Answer, ItemKind, Level, Presence
from meetings.domain.slots import levels_by_group, rank_slots
from meetings.domain.suggesting import MOST, suggest
from meetings.domain.what_if import OtherAnswer, PointOut
from partners.domain.weeks import HoursKind, UsualHours
from tests.meetings.domain.builders import (
    AESH,
    FATHER,
    MOTHER,
    PUPIL,
    REFERENT,
    TODAY,
    aesh,
    answer,
    answers,
    case_1,
    convener,
    dossier,
    father,
    item,
    mother,
    participant,
    pupil,
    slot,
)
from tests.meetings.domain.tables import tables

PEOPLE = (pupil(), mother(), father(), aesh(), convener())
EVERYBODY = (PUPIL, MOTHER, FATHER, AESH, REFERENT)


def one_slot(said, people=PEOPLE):
    yes = [person for person in EVERYBODY if person not in said]
    return dossier(participants=people, slots=(slot(answers=answers(said, yes=yes)),))


def told(about):
    return [one.sentence.replace("\u00a0", " ") for one in suggest(about, TODAY).found]


def test_the_voice_that_is_missing_comes_first():
    about = replace(case_1(), slots=case_1().slots[1:3])
    assert told(about) == [
        "Si le père pouvait se joindre par téléphone le mardi 19 janvier à 9 h, tout le monde "
        "serait là.",
        "Si la mère pouvait se joindre par téléphone le lundi 25 janvier à 16 h 45, toute la "
        "famille serait là et ce créneau viendrait en premier.",
    ]


def test_a_first_slot_that_cannot_be_bettered_leaves_room_for_a_second_date():
    found = suggest(case_1(), TODAY)
    assert found.is_spare
    assert found.found[0].change == OtherAnswer(FATHER, Answer.YES, (4,))


def test_time_that_is_not_paid_can_be_paid():
    about = one_slot({AESH: answer(AESH, Answer.YES, unpaid=True)})
    assert told(about) == [
        "Si l’AESH pouvait venir sur un temps payé le jeudi 21 janvier à 10 h 15, ce créneau ne "
        "prendrait plus sur du temps non payé."
    ]


def test_a_slot_that_cannot_be_held_may_become_the_date():
    about = one_slot({PUPIL: Answer.NO, MOTHER: Answer.NO, FATHER: Answer.NO})
    assert told(about)[0].endswith("la réunion pourrait se tenir.")


@pytest.mark.parametrize(
    "said",
    [{}, {PUPIL: Answer.NO}, {AESH: Answer.IF_NEEDED}, {AESH: Answer.REMOTE}],
    ids=["all come", "the pupil said no", "if needed", "from afar"],
)
def test_nobody_is_asked_again_who_said_how_they_take_part(said):
    assert suggest(one_slot(said), TODAY).found == ()


def test_who_writes_whatever_the_slot_is_asked_nothing():
    writes = tuple(
        replace(one, presence=Presence.WRITTEN) if one.id == FATHER else one for one in PEOPLE
    )
    assert suggest(one_slot({FATHER: Answer.NO}, writes), TODAY).found == ()


def test_an_agenda_too_long_for_the_slot_gives_up_a_point():
    points = (item(1, minutes=50), item(2, minutes=40, title="La cantine", kind=ItemKind.INFORM))
    about = replace(one_slot({}), agenda=points)
    (found,) = suggest(about, TODAY).found
    assert isinstance(found.change, PointOut)
    assert "La cantine" in found.sentence


def test_without_a_slot_nothing_is_suggested():
    assert suggest(dossier(), TODAY).found == ()


@given(tables())
def test_each_suggestion_makes_the_best_slot_better(table):
    """By the very rule of the order: the change is tried, and the first slot is never worse off."""
    found = suggest(table.dossier, TODAY)
    assert len(found.found) <= MOST
    assert len({one.change.person for one in found.found}) == len(found.found)
    for one in found.found:
        before, after = (
            _best(about, found) for about in (table.dossier, one.change.apply(table.dossier))
        )
        assert before is None or after < before


def _best(about, found):
    """What the order looks at of the slot that is bettered: the first, or the one after it."""
    places = rank_slots(about, TODAY).tenable[1 if found.is_spare else 0 :]
    if not places:
        return None
    one = places[0]
    return levels_by_group(one.attendances), not one.has_notice, not one.is_in_easy_hours


def test_thirty_people_and_twenty_slots_are_read_a_handful_of_times(monkeypatch):
    """The cost is bounded: the order of twenty slots once, then single slots."""
    people = (*PEOPLE, *(participant(id, called=f"l’invité {id}") for id in range(6, 31)))
    slots = tuple(
        slot(
            id, f"2027-01-{id + 5:02d} 10:15", answers=answers({MOTHER: Answer.NO, AESH: Answer.NO})
        )
        for id in range(1, 21)
    )
    read = []
    monkeypatch.setattr(
        "meetings.domain.suggesting.rank_slots",
        lambda about, today: read.append(len(about.slots)) or rank_slots(about, today),
    )
    suggest(dossier(participants=people, slots=slots), TODAY)
    assert sum(read) <= 20 + 2 * 24


def test_who_works_at_that_hour_and_is_silent_is_asked_by_telephone():
    works = UsualHours(4, time(6), time(18, 30), HoursKind.TAKEN, "travaille")
    people = tuple(replace(one, week=(works,)) if one.id == FATHER else one for one in PEOPLE)
    about = dossier(
        participants=people,
        slots=(slot(answers=answers({}, yes=[p for p in EVERYBODY if p != FATHER])),),
    )
    assert told(about) == [
        "Si le père pouvait se joindre par téléphone le jeudi 21 janvier à 10 h 15, tout le monde "
        "serait là."
    ]


def test_hours_the_week_does_not_pay_can_be_paid():
    paid = UsualHours(1, time(8, 30), time(11, 30), HoursKind.PAID)
    people = tuple(replace(one, week=(paid,)) if one.id == AESH else one for one in PEOPLE)
    (found,) = suggest(one_slot({}, people), TODAY).found
    assert found.change == OtherAnswer(AESH, Answer.YES, (1,), paid=True)
    after = rank_slots(found.change.apply(one_slot({}, people)), TODAY).tenable[0]
    assert max(one.level for one in after.attendances) is Level.COMES
