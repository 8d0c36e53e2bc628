"""What usual weeks say of a slot, and what they change of the order: nothing but unpaid time."""

from datetime import date, time

import pytest
from hypothesis import given, strategies as st

from meetings.domain.kinds import Answer, Level
from meetings.domain.slot_reasons import reasons
from meetings.domain.slots import attendances_at, level_of, rank_slots, usual_facts
from partners.domain.weeks import DatedHours, HoursKind, UsualHours
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
    mother,
    pupil,
    slot,
    teacher,
)

PAID, TAKEN, FREE, REMOTE = HoursKind.PAID, HoursKind.TAKEN, HoursKind.FREE, HoursKind.REMOTE
SLOT_DAY = date(2027, 1, 21)  # a Thursday
MORNINGS = tuple(UsualHours(day, time(8, 30), time(11, 30), PAID) for day in (1, 2, 4))


def hours(kind, start, end, note="", day=4):
    return UsualHours(day, time.fromisoformat(start), time.fromisoformat(end), kind, note)


def facts(person, starts="2027-01-21 10:15", **about):
    one = slot(starts=starts)
    told = usual_facts(person, one, dossier(participants=(person,), slots=(one,), **about))
    return [fact.replace("\u00a0", " ") for fact in told]


@pytest.mark.parametrize(
    ("week", "said"),
    [
        (MORNINGS, "dans ses heures payées"),
        (MORNINGS[:2], "hors de ses heures payées"),
        ((hours(PAID, "08:30", "11:00"),), "hors de ses heures payées"),
        ((hours(TAKEN, "09:00", "12:00", "travaille"),), "travaille de 9 h à 12 h"),
        ((hours(TAKEN, "08:30", "11:30", "en classe"),), "en classe de 8 h 30 à 11 h 30"),
        (
            (hours(TAKEN, "05:00", "13:00", "dort après une nuit de travail"),),
            "dort après une nuit de travail",
        ),
        (
            (hours(TAKEN, "21:00", "11:00", "travaille la nuit", day=3),),
            "travaille la nuit de 21 h à 11 h",
        ),
        ((hours(FREE, "08:00", "12:00"),), "libre le jeudi matin"),
        ((hours(FREE, "08:00", "18:00"),), "libre le jeudi de 8 h à 18 h"),
        ((hours(REMOTE, "08:00", "12:00"),), "à distance seulement à cette heure"),
    ],
)
def test_a_week_says_one_fact_of_a_slot(week, said):
    assert facts(teacher(week=week)) == [said]


def test_a_week_that_says_nothing_of_these_hours_adds_nothing():
    assert facts(mother(week=(hours(TAKEN, "17:00", "20:00", "travaille"),))) == []


def test_the_pupil_is_in_class_at_the_hours_of_the_school():
    school = (hours(TAKEN, "08:30", "11:30"),)
    assert facts(pupil(), school_week=school) == ["en classe de 8 h 30 à 11 h 30"]
    assert facts(mother(), school_week=school) == []


def test_a_yes_outside_paid_hours_is_a_cost_whoever_ticks_it():
    one = slot(starts="2027-01-21 16:45", answers=(answer(AESH, Answer.YES),))
    about = dossier(participants=(aesh(week=MORNINGS),), slots=(one,))
    (known,) = attendances_at(one, about)
    assert (known.level, known.facts) == (Level.COMES_AT_A_COST, ("hors de ses heures payées",))


def test_a_yes_in_hours_paid_for_that_day_is_no_cost():
    specially = DatedHours(SLOT_DAY, SLOT_DAY, PAID, time(16), time(18))
    one = slot(starts="2027-01-21 16:45", minutes=60, answers=(answer(AESH, Answer.YES),))
    person = aesh(week=MORNINGS, exceptions=(specially,))
    assert level_of(person, one, dossier(participants=(person,), slots=(one,))) is Level.COMES


@pytest.mark.parametrize(
    ("week", "card"),
    [
        (MORNINGS, "Tout le monde peut venir, dans les heures payées de l’AESH."),
        (
            MORNINGS[:2],
            "Toute la famille peut venir. L’AESH peut venir : hors de ses heures payées.",
        ),
    ],
)
def test_paid_hours_are_said_where_the_week_says_so(week, card):
    coming = answers({}, yes=(PUPIL, MOTHER, FATHER, AESH, REFERENT))
    one = slot(minutes=60, answers=coming)
    people = (pupil(), mother(), father(), aesh(week=week), convener())
    about = dossier(participants=people, slots=(one,))
    (ranked,) = rank_slots(about, TODAY).tenable
    assert reasons(ranked, about).card.replace("\u00a0", " ") == card


kinds = st.sampled_from(HoursKind)
whole_hours = st.integers(0, 23).map(time)
weeks = st.lists(
    st.builds(UsualHours, st.integers(1, 7), whole_hours, whole_hours, kinds).filter(
        lambda one: one.start != one.end
    ),
    max_size=5,
).map(tuple)


@given(weeks)
def test_silence_stays_not_known_whatever_a_week_says(week):
    one = slot()
    for person in (mother(week=week), aesh(week=week), teacher(week=week)):
        about = dossier(participants=(person,), slots=(one,))
        assert level_of(person, one, about) is Level.NOT_KNOWN


@given(weeks, st.sampled_from(Answer))
def test_a_week_changes_an_answer_by_unpaid_time_only(week, said):
    one = slot(answers=(answer(AESH, said),))
    person, plain = aesh(week=week), aesh()
    told = level_of(person, one, dossier(participants=(person,), slots=(one,)))
    before = level_of(plain, one, dossier(participants=(plain,), slots=(one,)))
    assert told is before or (before, told) == (Level.COMES, Level.COMES_AT_A_COST)


@given(weeks)
def test_the_weeks_of_case_1_keep_its_worked_order_as_long_as_nobody_is_paid_by_them(week):
    unpaid = tuple(one for one in week if one.kind is not PAID)
    plain = case_1()
    people = tuple(
        mother(week=unpaid) if person.id == MOTHER else person for person in plain.participants
    )
    order = [one.slot.id for one in rank_slots(case_1(participants=people), TODAY).tenable]
    assert order == [one.slot.id for one in rank_slots(plain, TODAY).tenable]
