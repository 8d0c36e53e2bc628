"""The usual week: what is kept is read back, and what each day is made of."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given, strategies as st

from partners.domain.weeks import (
    IN_CLASS,
    MIDNIGHT,
    OF_AN_INSTITUTION,
    DatedHours,
    HoursKind,
    UsualHours,
    hours_on,
    keep_exceptions,
    keep_week,
    read_exceptions,
    read_week,
    say_exceptions,
    say_week,
)

MONDAY = date(2027, 1, 18)
TUESDAY = date(2027, 1, 19)

times = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
kinds = st.sampled_from(HoursKind)
usual = st.builds(UsualHours, st.integers(1, 7), times, times, kinds, st.text(max_size=12)).filter(
    lambda one: one.start != one.end
)
weeks = st.lists(usual, max_size=6).map(tuple)
days = st.dates(date(2026, 9, 1), date(2027, 7, 31))


@st.composite
def dated(draw):
    first = draw(days)
    start, end = draw(st.none() | times), draw(st.none() | times)
    if start is not None and start == end:
        end = None
    return DatedHours(first, first + timedelta(draw(st.integers(0, 30))), draw(kinds), start, end)


exceptions_ = st.lists(dated(), max_size=4).map(tuple)


def minutes(hours):
    """The minutes of a day in these hours."""
    start = hours.start.hour * 60 + hours.start.minute
    end = 1440 if hours.end == MIDNIGHT else hours.end.hour * 60 + hours.end.minute
    return set(range(start, end))


def usual_on(day, start, end, kind=HoursKind.TAKEN, note=""):
    return UsualHours(day, time(*start), time(*end), kind, note)


@given(weeks)
def test_a_week_kept_is_read_back(week):
    assert sorted(read_week(keep_week(week))) == sorted(week)


@given(exceptions_)
def test_exceptions_kept_are_read_back(exceptions):
    read = read_exceptions(keep_exceptions(exceptions))
    assert sorted(map(repr, read)) == sorted(map(repr, exceptions))


@given(weeks, exceptions_, days)
def test_the_hours_of_a_day_are_inside_it_and_in_order(week, exceptions, day):
    found = hours_on(week, exceptions, day)
    assert all(one.start < one.end for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)


@given(weeks, days)
def test_a_week_is_the_same_every_week(week, day):
    assert hours_on(week, (), day) == hours_on(week, (), day + timedelta(days=7))


@given(usual)
def test_the_hours_of_a_week_last_as_long_as_they_were_said(one):
    last = (one.end.hour * 60 + one.end.minute - one.start.hour * 60 - one.start.minute) % 1440
    monday = [hours for n in range(7) for hours in hours_on((one,), (), MONDAY + timedelta(n))]
    assert sum(len(minutes(hours)) for hours in monday) == last


@given(weeks, days, kinds)
def test_an_exception_of_whole_days_is_all_that_is_known_of_them(week, day, kind):
    exception = DatedHours(day, day, kind)
    (found,) = hours_on(week, (exception,), day)
    assert (found.start, found.end, found.kind) == (time.min, MIDNIGHT, kind)


@given(weeks, dated(), st.integers(0, 31))
def test_an_exception_wins_over_the_week(week, exception, later):
    day = exception.first + timedelta(later)
    alone = hours_on((), (exception,), day)
    both = list(hours_on(week, (exception,), day))
    for one in alone:
        both.remove(one)
    told = {minute for one in alone for minute in minutes(one)}
    assert not any(told & minutes(one) for one in both)


def test_a_night_of_work_covers_the_morning_after():
    night = usual_on(1, (21, 0), (5, 0), note="travaille la nuit")
    (evening,) = hours_on((night,), (), MONDAY)
    (morning,) = hours_on((night,), (), TUESDAY)
    assert (evening.start, evening.end) == (time(21), MIDNIGHT)
    assert (morning.start, morning.end) == (time.min, time(5))
    assert evening.written == morning.written == "de 21\u00a0h à 5\u00a0h"


def test_the_night_of_sunday_ends_on_monday():
    (morning,) = hours_on((usual_on(7, (22, 0), (6, 0)),), (), MONDAY)
    assert (morning.start, morning.end) == (time.min, time(6))


def test_an_evening_off_leaves_the_morning_after_free_of_the_night():
    night = usual_on(1, (21, 0), (5, 0))
    off = DatedHours(MONDAY, MONDAY, HoursKind.FREE)
    assert hours_on((night,), (off,), TUESDAY) == ()


def test_what_an_exception_leaves_of_usual_hours_stands():
    week = (usual_on(1, (8, 30), (11, 30), HoursKind.PAID),)
    off = DatedHours(MONDAY, MONDAY, HoursKind.TAKEN, time(9), time(10))
    found = [(one.start, one.end, one.kind) for one in hours_on(week, (off,), MONDAY)]
    assert found == [
        (time(8, 30), time(9), HoursKind.PAID),
        (time(9), time(10), HoursKind.TAKEN),
        (time(10), time(11, 30), HoursKind.PAID),
    ]


def test_of_two_exceptions_the_closer_one_holds():
    leave = DatedHours(MONDAY - timedelta(3), MONDAY + timedelta(3), HoursKind.TAKEN)
    back = DatedHours(MONDAY, MONDAY, HoursKind.FREE)
    (found,) = hours_on((), (back, leave), MONDAY)
    assert found.kind is HoursKind.FREE


@pytest.mark.parametrize(
    ("week", "said"),
    [
        (
            [usual_on(day, (8, 30), (11, 30), HoursKind.PAID) for day in (4, 1, 2)],
            ["Heures payées : lundi, mardi et jeudi, de 8 h 30 à 11 h 30"],
        ),
        (
            [
                usual_on(day, *hours, note="travaille")
                for day in range(1, 6)
                for hours in (((17, 0), (20, 0)), ((5, 30), (8, 30)))
            ],
            ["Travaille : du lundi au vendredi, de 5 h 30 à 8 h 30 et de 17 h à 20 h"],
        ),
        (
            [usual_on(day, (21, 0), (5, 0), note="travaille la nuit") for day in (1, 3)],
            ["Travaille la nuit : lundi et mercredi, de 21 h à 5 h le lendemain"],
        ),
        (
            [
                usual_on(3, (8, 0), (12, 0), HoursKind.FREE),
                usual_on(2, (8, 0), (12, 0), HoursKind.PAID, "décharge"),
                usual_on(4, (13, 0), (0, 0)),
            ],
            [
                "Heures payées (décharge) : mardi, de 8 h à 12 h",
                "N’est pas libre : jeudi, de 13 h à minuit",
                "Libre : mercredi, de 8 h à 12 h",
            ],
        ),
        (
            [
                usual_on(1, (8, 30), (11, 30), HoursKind.PAID),
                usual_on(2, (13, 30), (16, 0), HoursKind.PAID),
            ],
            ["Heures payées : lundi, de 8 h 30 à 11 h 30 ; mardi, de 13 h 30 à 16 h"],
        ),
    ],
)
def test_a_week_is_said_as_one_says_it(week, said):
    told = say_week(tuple(week))
    assert [one.replace("\u00a0", " ").replace("\u202f", " ") for one in told] == said


@pytest.mark.parametrize("note", ["", IN_CLASS])
def test_the_week_of_a_school_is_said_by_its_class(note):
    (said,) = say_week((usual_on(1, (8, 30), (11, 30), note=note),), OF_AN_INSTITUTION)
    assert said.startswith("Heures de classe")


def test_exceptions_are_said_with_their_days_and_hours():
    said = say_exceptions(
        (
            DatedHours(date(2027, 4, 12), date(2027, 4, 16), HoursKind.TAKEN),
            DatedHours(TUESDAY, TUESDAY, HoursKind.FREE, time(9), time(11)),
            DatedHours(MONDAY, MONDAY, HoursKind.REMOTE, time(14)),
        )
    )
    assert [one.replace("\u00a0", " ") for one in said] == [
        "Le lundi 18 janvier 2027, à partir de 14 h : à distance seulement",
        "Le mardi 19 janvier 2027, de 9 h à 11 h : libre",
        "Du lundi 12 avril au vendredi 16 avril 2027 : n’est pas libre",
    ]


@pytest.mark.parametrize(
    "kept",
    [
        None,
        "lundi",
        [None],
        [{"day": 8, "start": "08:00", "end": "09:00", "kind": "paid"}],
        [{"day": 1, "start": "08:00", "end": "08:00", "kind": "paid"}],
        [{"day": 1, "start": "8 h", "end": "09:00", "kind": "paid"}],
    ],
)
def test_what_cannot_be_read_is_left_out(kept):
    assert read_week(kept) == ()
