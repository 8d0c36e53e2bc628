"""What weeks and calendars say of somebody: levels to propose with, and facts to look at."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from meetings.domain.availability import known_at
from meetings.domain.kinds import Level, Presence
from partners.domain.days_off import DaysOff, SchoolHolidays
from partners.domain.weeks import DatedHours, HoursKind, UsualHours
from tests.meetings.domain.builders import aesh, at, convener, dossier, mother, pupil, teacher

THURSDAY, NEXT_DAY = "2027-01-21", "2027-01-22"
PAID, TAKEN, FREE, REMOTE = HoursKind.PAID, HoursKind.TAKEN, HoursKind.FREE, HoursKind.REMOTE


def hours(kind, start, end, note="", day=4):
    return UsualHours(day, time.fromisoformat(start), time.fromisoformat(end), kind, note)


def known(person, start="10:00", end="11:00", day=THURSDAY, last=None, **facts):
    known = known_at(person, at(f"{day} {start}"), at(f"{last or day} {end}"), dossier(**facts))
    return known.level, tuple(fact.replace("\u00a0", " ") for fact in known.facts)


def test_of_whom_nothing_was_said_nothing_is_known():
    assert known(mother()) == (Level.NOT_KNOWN, ())


def test_hours_said_to_be_free_bring_somebody():
    free = mother(week=(hours(FREE, "09:00", "12:00"),))
    assert known(free) == (Level.COMES, ("libre le jeudi matin",))
    assert known(free, "11:30", "12:30") == (Level.NOT_KNOWN, ())


@pytest.mark.parametrize(
    ("start", "end", "level"),
    [
        ("09:00", "10:00", Level.COMES),
        ("08:30", "11:30", Level.COMES),
        ("11:00", "12:00", Level.COMES_AT_A_COST),
        ("08:00", "09:00", Level.COMES_AT_A_COST),
        ("14:00", "15:00", Level.COMES_AT_A_COST),
    ],
)
def test_who_is_paid_by_the_hour_comes_without_a_cost_in_paid_hours_only(start, end, level):
    paid = aesh(week=(hours(PAID, "08:30", "10:00"), hours(PAID, "10:00", "11:30")))
    assert known(paid, start, end)[0] is level


def test_an_hour_nobody_pays_is_a_cost_even_said_to_be_free():
    week = hours(PAID, "08:30", "11:30"), hours(FREE, "11:30", "13:00")
    assert known(aesh(week=week), "11:30", "12:30") == (
        Level.COMES_AT_A_COST,
        ("hors de ses heures payées",),
    )


def test_paid_hours_of_a_school_do_not_hold_in_its_holidays():
    week = (hours(PAID, "08:30", "11:30"),)
    winter = SchoolHolidays(date(2027, 1, 18), date(2027, 1, 24), "vacances d’hiver")
    assert known(aesh(week=week))[0] is Level.COMES
    assert known(aesh(week=week), days_off=DaysOff(school=(winter,)))[0] is Level.COMES_AT_A_COST


def test_hours_taken_say_so_and_an_edge_is_no_clash():
    works = mother(week=(hours(TAKEN, "17:00", "20:00", "travaille"),))
    assert known(works, "16:45", "17:45") == (Level.LEFT_OUT, ("travaille de 17 h à 20 h",))
    assert known(works, "16:00", "17:00") == (Level.NOT_KNOWN, ())
    assert known(works, "20:00", "21:00") == (Level.NOT_KNOWN, ())


def test_a_night_of_work_takes_the_morning_after():
    night = mother(week=(hours(TAKEN, "21:00", "05:00", "travaille la nuit", day=3),))
    said = ("travaille la nuit de 21 h à 5 h",)
    assert known(night, "04:00", "05:00") == (Level.LEFT_OUT, said)
    assert known(night, "05:00", "06:00") == (Level.NOT_KNOWN, ())


def test_a_slot_over_midnight_looks_at_both_days():
    week = (hours(TAKEN, "00:00", "02:00", "travaille", day=5),)
    found = known(mother(week=week), "23:00", "01:00", last=NEXT_DAY)
    assert found == (Level.LEFT_OUT, ("travaille jusqu’à 2 h",))


def test_a_dated_exception_wins_over_the_week():
    week = (hours(TAKEN, "09:00", "12:00", "travaille"),)
    day = date(2027, 1, 21)
    free_that_day = mother(week=week, exceptions=(DatedHours(day, day, FREE),))
    assert known(free_that_day)[0] is Level.COMES


def test_a_calendar_is_a_fact_with_the_day_it_was_read_and_an_edge_is_no_clash():
    busy = ((at(f"{THURSDAY} 09:00"), at(f"{THURSDAY} 10:30")),)
    person = teacher(busy=busy, calendar_read_on=date(2026, 12, 3))
    assert known(person) == (
        Level.LEFT_OUT,
        ("son agenda, lu le 3 décembre, est pris de 9 h à 10 h 30",),
    )
    assert known(person, "10:30", "11:30")[0] is Level.NOT_KNOWN
    assert known(person, "08:00", "09:00")[0] is Level.NOT_KNOWN


def test_days_of_somebody_who_is_there_on_some_days_only():
    assert known(teacher(weekdays=(1, 2))) == (Level.LEFT_OUT, ("n’est pas là le jeudi",))
    assert known(teacher(weekdays=(4,)))[0] is Level.NOT_KNOWN
    comes_specially = DatedHours(date(2027, 1, 21), date(2027, 1, 21), FREE)
    assert known(teacher(weekdays=(1,), exceptions=(comes_specially,)))[0] is Level.COMES


def test_from_afar_is_known_when_the_hours_are_and_only_then():
    assert known(teacher(week=(hours(REMOTE, "09:00", "12:00"),))) == (
        Level.REMOTE,
        ("à distance seulement à cette heure",),
    )
    assert known(teacher(remote_only=True)) == (Level.NOT_KNOWN, ("viendrait à distance",))
    free = (hours(FREE, "09:00", "12:00"),)
    assert known(teacher(week=free, presence=Presence.PHONE))[0] is Level.REMOTE


def test_in_class_is_a_fact_and_decides_nothing():
    lessons = {"school_week": (hours(TAKEN, "08:30", "11:30", "en classe"),)}
    here = replace(teacher(), institution=dossier().pupil.school)
    assert known(here, **lessons) == (Level.NOT_KNOWN, ("en classe de 8 h 30 à 11 h 30",))
    assert known(pupil(), **lessons)[0] is Level.NOT_KNOWN
    assert known(replace(here, institution="ailleurs"), **lessons) == (Level.NOT_KNOWN, ())
    assert known(mother(), **lessons) == (Level.NOT_KNOWN, ())


def test_what_a_presence_costs_the_family_is_said():
    free = (hours(FREE, "09:00", "12:00"),)
    assert known(teacher(week=free, fee=45)) == (
        Level.COMES_AT_A_COST,
        ("libre le jeudi matin", "45 € pour la famille"),
    )


def test_who_convenes_proposes_and_comes_unless_something_says_no():
    assert known(convener())[0] is Level.COMES
    taken = convener(week=(hours(TAKEN, "10:00", "11:00"),))
    assert known(taken) == (Level.LEFT_OUT, ("n’est pas libre de 10 h à 11 h",))


def test_who_writes_is_awaited_at_no_hour():
    assert known(teacher(presence=Presence.WRITTEN))[0] is Level.ABSENT_IN_WRITING
    busy = ((at(f"{THURSDAY} 09:00"), at(f"{THURSDAY} 09:00") + timedelta(hours=2)),)
    assert known(teacher(busy=busy, written="Il progresse."))[0] is Level.ABSENT_IN_WRITING
