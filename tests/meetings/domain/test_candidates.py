"""Candidate slots over a period: where they may lie, in which order, and how they are thinned."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, strategies as st

from meetings.domain.bookings import quarters
from meetings.domain.candidates import (
    LEAST,
    MOST,
    Around,
    Look,
    Visit,
    propose,
    unknown_to_all,
)
from meetings.domain.kinds import Level
from meetings.domain.slots import levels_by_group
from partners.domain.days_off import DaysOff, SchoolHolidays
from partners.domain.weeks import HoursKind, UsualHours
from tests.meetings.domain.builders import (
    AESH,
    MOTHER,
    PARIS,
    TODAY,
    aesh,
    at,
    case_1,
    convener,
    dossier,
    mother,
    pupil,
    slot,
    teacher,
)

MONDAY, FRIDAY = date(2027, 1, 18), date(2027, 1, 22)
LOOK = Look(MONDAY, FRIDAY, 60)
AROUND = Around(PARIS)


def hours(kind, start, end, days=(1, 2, 3, 4, 5), note=""):
    start, end = time.fromisoformat(start), time.fromisoformat(end)
    return tuple(UsualHours(day, start, end, kind, note) for day in days)


def meeting(*people, **facts):
    return dossier(participants=(pupil(), *people, convener()), slots=(), **facts)


def starts(found):
    return [f"{one.slot.starts_at:%a %H:%M}" for one in found.candidates]


PAID = aesh(week=hours(HoursKind.PAID, "08:30", "11:30", (1, 2, 4)))
AT_WORK = mother(
    week=hours(HoursKind.TAKEN, "05:30", "08:30", note="travaille")
    + hours(HoursKind.TAKEN, "17:00", "20:00", note="travaille")
)


def test_paid_hours_of_the_aesh_come_before_the_rest_of_the_week():
    found = propose(meeting(AT_WORK, PAID, teacher()), LOOK, AROUND, TODAY)
    assert starts(found)[:3] == ["Mon 09:00", "Tue 09:00", "Thu 09:00"]
    assert not any(one.leaves_out for one in found.candidates)


def test_somebody_who_works_until_then_is_left_the_time_to_come():
    found = propose(meeting(AT_WORK, PAID), LOOK, AROUND, TODAY)
    first = found.candidates[0]
    assert first.slot.starts_at.time() == time(9)
    assert at("2027-01-18 08:30") not in first.same
    assert at("2027-01-18 09:15") in first.same


def test_where_there_is_no_other_hour_it_is_said():
    look = replace(LOOK, day_starts=time(8, 30), day_ends=time(9, 30))
    found = propose(meeting(AT_WORK), look, AROUND, TODAY)
    assert found.candidates[0].tight == ((MOTHER, ("travaille jusqu’à 8\u00a0h\u00a030",)),)


def test_nothing_is_proposed_in_holidays_at_lunch_on_saturday_nor_in_the_past():
    off = DaysOff(
        public=((date(2027, 1, 20), "fête"),),
        school=(SchoolHolidays(date(2027, 1, 21), date(2027, 1, 31), "vacances"),),
        known_until=date(2028, 8, 31),
    )
    look = Look(date(2027, 1, 4), date(2027, 1, 24), 60)
    found = propose(meeting(mother(), days_off=off), look, AROUND, date(2027, 1, 18))
    assert {one.slot.starts_at.date() for one in found.candidates} == {date(2027, 1, 19)}
    for one in found.candidates:
        assert one.slot.ends_at.time() <= time(12) or one.slot.starts_at.time() >= time(13, 30)


def test_asked_for_they_are_looked_at():
    off = DaysOff(school=(SchoolHolidays(MONDAY, FRIDAY, "vacances"),), known_until=FRIDAY)
    assert not propose(meeting(mother(), days_off=off), LOOK, AROUND, TODAY).candidates
    look = replace(LOOK, in_holidays=True, on_saturday=True, first=FRIDAY, last=date(2027, 1, 24))
    found = propose(meeting(mother(), days_off=off), look, AROUND, TODAY)
    assert {one.slot.starts_at.date() for one in found.candidates} == {FRIDAY, date(2027, 1, 23)}


def test_what_another_meeting_holds_is_left_out():
    held = slot(9, "2027-01-18 08:00", minutes=600)
    found = propose(
        meeting(mother()), LOOK, replace(AROUND, taken=frozenset(quarters(held))), TODAY
    )
    assert MONDAY not in {one.slot.starts_at.date() for one in found.candidates}


def test_a_slot_of_the_list_is_not_proposed_again():
    there = slot(1, "2027-01-18 08:00", minutes=60)
    found = propose(replace(meeting(mother()), slots=(there,)), LOOK, AROUND, TODAY)
    assert all(one.slot.starts_at >= there.ends_at for one in found.candidates)


def test_whoever_convenes_has_the_time_to_travel():
    visit = Visit(at("2027-01-18 10:00"), at("2027-01-18 11:00"), "ailleurs")
    around = replace(AROUND, visits=(visit,), here="ici")
    look = Look(MONDAY, MONDAY, 60, day_ends=time(12, 30), over_lunch=True)
    for one in propose(meeting(mother()), look, around, TODAY).candidates:
        gap = max(visit.starts_at - one.slot.ends_at, one.slot.starts_at - visit.ends_at)
        assert gap >= timedelta(minutes=30)


def test_a_day_that_spares_a_journey_comes_first_when_nothing_else_differs():
    visit = Visit(at("2027-01-21 10:00"), at("2027-01-21 11:00"), "ici")
    around = replace(AROUND, visits=(visit,), here="ici")
    found = propose(meeting(mother()), LOOK, around, TODAY)
    assert found.candidates[0].slot.starts_at.date() == date(2027, 1, 21)
    assert found.candidates[0].beside == visit


def test_a_journey_spared_never_outweighs_a_person():
    visit = Visit(at("2027-01-22 14:00"), at("2027-01-22 15:00"), "ici")
    found = propose(meeting(PAID), LOOK, replace(AROUND, visits=(visit,), here="ici"), TODAY)
    assert found.candidates[0].slot.starts_at.date() != date(2027, 1, 22)


def test_a_second_hour_that_leaves_nobody_out_comes_before_a_day_that_does():
    """The mother is free on one morning only: both its ends are proposed before other days."""
    week = hours(HoursKind.TAKEN, "08:00", "18:00", (2, 3, 4, 5)) + hours(
        HoursKind.TAKEN, "12:00", "18:00", (1,)
    )
    found = propose(meeting(mother(week=week)), LOOK, AROUND, TODAY)
    assert [bool(one.leaves_out) for one in found.candidates] == [False] * 4 + [True] * 6
    assert {one.slot.starts_at.date() for one in found.candidates[:4]} == {MONDAY}


def test_where_everything_leaves_somebody_out_a_shorter_meeting_is_tried():
    always = mother(week=hours(HoursKind.TAKEN, "08:30", "18:00", note="travaille"))
    look = Look(MONDAY, FRIDAY, 60)
    found = propose(meeting(always, PAID), look, AROUND, TODAY)
    assert all(MOTHER in one.leaves_out for one in found.candidates)
    assert found.shorter == (30, 5)


def test_else_the_evening():
    always = mother(week=hours(HoursKind.TAKEN, "06:00", "18:30", note="travaille"))
    found = propose(meeting(always), LOOK, AROUND, TODAY)
    assert found.shorter is None
    assert found.evening == 5


def test_of_whom_nothing_is_known_it_is_said_who():
    assert {p.id for p in unknown_to_all(meeting(AT_WORK, aesh()))} == {1, AESH}


def test_nothing_known_still_gives_places_to_begin():
    found = propose(meeting(mother()), LOOK, AROUND, TODAY)
    assert LEAST <= len(found.candidates) <= MOST
    halves = [(c.slot.starts_at.date(), c.slot.starts_at.hour < 12) for c in found.candidates]
    assert len(set(halves)) == len(halves)


def test_whoever_convenes_and_cannot_come_empties_the_list():
    away = convener(week=hours(HoursKind.TAKEN, "07:00", "20:00"))
    found = propose(dossier(participants=(pupil(), mother(), away), slots=()), LOOK, AROUND, TODAY)
    assert found.candidates == ()
    assert found.untenable == found.hours > 0


# --- Properties -------------------------------------------------------------------------------

_SPANS = st.lists(
    st.tuples(
        st.integers(1, 5), st.integers(14, 38), st.integers(1, 12), st.sampled_from(HoursKind)
    ),
    max_size=5,
)


def _week(spans):
    made = {
        (day, start): UsualHours(
            day,
            time(*divmod(start * 30, 60)),
            time(*divmod(min(start + length, 47) * 30, 60)),
            kind,
        )
        for day, start, length, kind in spans
    }
    return tuple(sorted(made.values()))


def _someone(spans_of_mother, spans_of_aesh):
    return meeting(mother(week=_week(spans_of_mother)), aesh(week=_week(spans_of_aesh)), teacher())


@given(_SPANS, _SPANS)
def test_every_candidate_lies_where_one_looks(first, second):
    found = propose(_someone(first, second), LOOK, AROUND, TODAY)
    assert len(found.candidates) <= MOST
    assert len({one.slot.starts_at for one in found.candidates}) == len(found.candidates)
    for one in found.candidates:
        assert LOOK.first <= one.slot.starts_at.date() <= LOOK.last
        assert LOOK.day_starts <= one.slot.starts_at.time()
        assert one.slot.ends_at.time() <= LOOK.day_ends
        assert one.slot.duration == timedelta(minutes=LOOK.minutes)


@given(_SPANS, _SPANS, st.randoms())
def test_the_same_facts_give_the_same_list(first, second, random):
    once = _someone(first, second)
    people = list(once.participants)
    random.shuffle(people)
    again = replace(once, participants=tuple(people))
    assert starts(propose(once, LOOK, AROUND, TODAY)) == starts(propose(again, LOOK, AROUND, TODAY))


@given(_SPANS, _SPANS)
def test_the_weakest_come_first_all_down_the_list(first, second):
    found = propose(_someone(first, second), LOOK, AROUND, TODAY)
    levels = [levels_by_group(one.attendances) for one in found.candidates]
    assert levels == sorted(levels)


@given(_SPANS, st.integers(0, 4), st.integers(16, 34))
def test_an_hour_taken_never_makes_its_slot_rise(spans, day, half_hour):
    """Of the mother, in the weakest group, at any hour."""
    before = _someone(spans, ())
    start = datetime.combine(MONDAY + timedelta(day), time(*divmod(half_hour * 30, 60)), PARIS)
    busy = ((start, start + timedelta(minutes=30)),)
    people = tuple(
        replace(p, busy=busy, calendar_read_on=TODAY) if p.id == MOTHER else p
        for p in before.participants
    )
    after = propose(replace(before, participants=people), LOOK, AROUND, TODAY)
    for one in after.candidates:
        if one.slot.starts_at < busy[0][1] and one.slot.ends_at > start:
            mothers = next(a for a in one.attendances if a.person == MOTHER)
            assert mothers.level is Level.LEFT_OUT


@pytest.mark.parametrize("place", ["", "ici"])
def test_an_empty_period_gives_nothing(place):
    look = Look(date(2027, 1, 16), date(2027, 1, 17), 60)
    found = propose(case_1(), look, replace(AROUND, here=place), TODAY)
    assert (found.candidates, found.days) == ((), 0)


def test_quarters_held_are_in_utc():
    held = quarters(slot(9, "2027-01-18 10:00", minutes=30))
    assert held[0] == datetime(2027, 1, 18, 9, tzinfo=UTC)
