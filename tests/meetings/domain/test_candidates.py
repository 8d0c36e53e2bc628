"""Candidate slots over a period: where they lie, their order, and what is said when none suits all."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings, strategies as st

from meetings.domain.candidates import Around, Look, Visit, propose
from meetings.domain.dossier import Participant
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
    convener,
    dossier,
    father,
    mother,
    pupil,
    slot,
    teacher,
)

LOOK = Look(date(2027, 1, 18), date(2027, 1, 29), 75)
AROUND = Around(PARIS)
EACH_DAY = range(1, 6)


def usual(kind, start, end, *days, note=""):
    hours = time.fromisoformat(start), time.fromisoformat(end)
    return tuple(UsualHours(day, *hours, kind, note) for day in days or EACH_DAY)


PAID = usual(HoursKind.PAID, "08:30", "11:30", 1, 2, 4)
WORK = usual(HoursKind.TAKEN, "17:00", "20:00", note="travaille")


def meeting(**changes):
    people = pupil(), mother(week=WORK), father(), aesh(week=PAID), convener(), teacher()
    return dossier(**({"participants": people, "slots": ()} | changes))


def proposed(meeting_, look=LOOK, around=AROUND, today=TODAY):
    return propose(meeting_, look, around, today).candidates


def starts(*args, **kwargs):
    return [one.slot.starts_at for one in proposed(*args, **kwargs)]


def level(candidate, person):
    return next(one.level for one in candidate.attendances if one.person == person)


# Where they lie


def test_they_are_few_and_no_two_of_one_half_day():
    found = starts(meeting())
    assert 5 <= len(found) <= 10
    assert len({(start.date(), start.hour < 12) for start in found}) == len(found)


def test_the_paid_hours_of_the_aesh_come_first():
    best, *others = proposed(meeting())
    assert best.slot.starts_at == at("2027-01-18 08:30")
    assert level(best, AESH) is Level.COMES
    assert level(others[-1], AESH) is Level.COMES_AT_A_COST


def test_days_on_which_nobody_meets_are_not_proposed():
    school = SchoolHolidays(date(2027, 1, 25), date(2027, 1, 29), "vacances d’hiver")
    days = DaysOff(public=((date(2027, 1, 18), "fête"),), school=(school,))
    closed = meeting(days_off=days)
    assert {start.date() for start in starts(closed)} <= {
        date(2027, 1, day) for day in range(19, 23)
    }
    on_holidays = replace(LOOK, first=date(2027, 1, 25))
    assert starts(closed, on_holidays) == []
    assert starts(closed, replace(on_holidays, in_holidays=True))


def test_a_day_that_is_over_is_not_proposed():
    assert starts(meeting(), today=date(2027, 1, 29)) == []
    assert all(
        start.date() > date(2027, 1, 20) for start in starts(meeting(), today=date(2027, 1, 20))
    )


def test_what_is_in_the_list_already_is_not_proposed_again():
    standing = slot(1, "2027-01-18 08:30")
    assert at("2027-01-18 08:30") not in starts(meeting(slots=(standing,)))
    assert at("2027-01-18 08:30") in starts(meeting())


# What else is known


def test_an_hour_another_meeting_holds_is_not_proposed():
    held = frozenset({at("2027-01-18 09:00")})
    one_day = replace(LOOK, last=LOOK.first, day_ends=time(10))
    assert starts(meeting(), one_day)
    assert starts(meeting(), one_day, replace(AROUND, taken=held)) == []


def test_a_journey_must_fit_unless_it_is_the_same_place():
    visit = Visit(at("2027-01-18 08:00"), at("2027-01-18 09:00"), "lilas")
    one_day = replace(LOOK, last=LOOK.first, day_ends=time(12))
    elsewhere = Around(PARIS, visits=(visit,), here="moulin")
    assert starts(meeting(), one_day, elsewhere)[0] == at("2027-01-18 09:30")
    same_place = replace(elsewhere, here="lilas")
    assert starts(meeting(), one_day, same_place)[0] == at("2027-01-18 09:00")


def test_a_day_on_which_one_is_there_already_comes_first_and_says_so():
    visit = Visit(at("2027-01-28 14:00"), at("2027-01-28 15:00"), "moulin")
    best = proposed(meeting(), around=Around(PARIS, visits=(visit,), here="moulin"))[0]
    assert (best.slot.starts_at, best.beside) == (at("2027-01-28 08:30"), visit)


def test_a_journey_spared_never_outweighs_a_person():
    visit = Visit(at("2027-01-22 14:00"), at("2027-01-22 15:00"), "moulin")
    found = starts(meeting(), around=Around(PARIS, visits=(visit,), here="moulin"))
    assert found[0].date() != date(2027, 1, 22)


def test_who_convenes_is_never_left_out():
    people = pupil(), mother(), convener(week=usual(HoursKind.TAKEN, "08:00", "18:00"))
    found = propose(meeting(participants=people), LOOK, AROUND, TODAY)
    assert found.candidates == ()
    assert found.hours == found.untenable > 0


def test_a_shorter_meeting_that_would_leave_nobody_out_is_counted():
    busy = usual(HoursKind.TAKEN, "08:00", "13:30") + usual(HoursKind.TAKEN, "14:30", "20:00")
    people = pupil(), mother(week=busy), father(), convener()
    found = propose(meeting(participants=people), LOOK, AROUND, TODAY)
    assert all(MOTHER in one.leaves_out for one in found.candidates)
    assert found.shorter == (60, 10)


def test_without_people_or_days_there_is_no_fault():
    assert proposed(meeting(participants=())) is not None
    assert proposed(meeting(), replace(LOOK, first=date(2027, 1, 23), last=date(2027, 1, 24))) == ()


# Properties

HOURS = st.builds(
    lambda day, start, length, kind: UsualHours(day, time(start), time(start + length), kind),
    st.integers(1, 5),
    st.integers(7, 18),
    st.integers(1, 5),
    st.sampled_from(HoursKind),
)
WEEKS = st.lists(HOURS, max_size=6).map(tuple)


@st.composite
def meetings(draw):
    people = [pupil(), mother(), father(), aesh(), convener(), teacher()]
    return meeting(participants=tuple(replace(one, week=draw(WEEKS)) for one in people))


SHORT = replace(LOOK, last=date(2027, 1, 20))


@settings(max_examples=25, deadline=None)
@given(meetings(), st.integers(10, 240))
def test_all_lie_in_the_period_and_the_hours(one, minutes):
    for found in proposed(one, replace(SHORT, minutes=minutes)):
        start, end = found.slot.starts_at, found.slot.ends_at
        assert SHORT.first <= start.date() == end.date() <= SHORT.last
        assert SHORT.day_starts <= start.time() < end.time() <= SHORT.day_ends
        assert end - start == timedelta(minutes=minutes)
        assert end.time() <= time(12) or start.time() >= time(13, 30)


@settings(max_examples=25, deadline=None)
@given(meetings())
def test_the_weakest_come_first_and_no_two_are_the_same(one):
    found = proposed(one, SHORT)
    standings = [levels_by_group(candidate.attendances) for candidate in found]
    assert standings == sorted(standings)
    assert len({candidate.slot.starts_at for candidate in found}) == len(found)


@settings(max_examples=25, deadline=None)
@given(meetings(), st.randoms())
def test_the_order_of_people_changes_nothing(one, random):
    people = list(one.participants)
    random.shuffle(people)
    assert starts(replace(one, participants=tuple(people)), SHORT) == starts(one, SHORT)


@settings(max_examples=25, deadline=None)
@given(meetings(), st.data())
def test_a_calendar_that_is_taken_then_never_makes_a_slot_rise(one, data):
    before = starts(one, SHORT)
    if not before:
        return
    chosen = data.draw(st.sampled_from(before))
    person = data.draw(st.sampled_from(one.participants))
    after = starts(_busy(one, person, chosen), SHORT)
    assert chosen not in after or _place(after, chosen) >= _place(before, chosen)


def _busy(one, person: Participant, start: datetime):
    taken = replace(person, busy=((start, start + timedelta(minutes=75)),))
    people = (taken if other.id == person.id else other for other in one.participants)
    return replace(one, participants=tuple(people))


def _place(found, start):
    """How many of the others stand before it."""
    return found.index(start)
