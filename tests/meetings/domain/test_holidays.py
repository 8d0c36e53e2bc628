"""What holidays say of a slot: facts of the day, which change no order and refuse nothing."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from meetings.domain.holidays import is_day_off, say_day_off, say_falls, say_unknown, say_week_off
from meetings.domain.slots import rank_slots
from partners.domain.days_off import DaysOff, SchoolHolidays
from tests.meetings.domain.builders import PARIS, TODAY, case_1, dossier, slot

KNOWN_UNTIL = date(2028, 8, 31)
OFF = DaysOff(
    public=((date(2027, 3, 29), "Lundi de Pâques"), (date(2027, 5, 6), "Ascension")),
    school=(
        SchoolHolidays(date(2027, 2, 13), date(2027, 2, 28), "vacances d’hiver"),
        SchoolHolidays(date(2027, 5, 6), date(2027, 5, 9), "pont de l’Ascension"),
    ),
    known_until=KNOWN_UNTIL,
    zone="zone A",
)
DAYS = st.dates(date(2026, 9, 1), date(2029, 8, 31))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2027-02-12", ""),
        ("2027-02-13", "Pendant les vacances d’hiver (zone A)."),
        ("2027-02-28", "Pendant les vacances d’hiver (zone A)."),
        ("2027-03-01", ""),
        ("2027-03-29", "Un jour férié\u00a0: Lundi de Pâques."),
        ("2027-05-06", "Un jour férié\u00a0: Ascension."),
        ("2027-05-07", "Pendant le pont de l’Ascension (zone A)."),
    ],
)
def test_what_is_said_of_a_day(day, said):
    one = slot(1, f"{day} 10:15")
    whole = dossier(slots=(one,), days_off=OFF)
    assert say_day_off(one, whole) == said
    assert say_falls(one, whole) == (f"tombe {said[0].lower()}{said[1:]}" if said else "")


def test_the_day_is_that_of_the_team_late_in_the_evening():
    late = slot(1, "2027-02-12 23:30", minutes=20)
    assert say_day_off(late, dossier(slots=(late,), days_off=OFF)) == ""


@pytest.mark.parametrize(
    ("days", "off", "said"),
    [
        (("2028-08-31",), OFF, ""),
        (("2027-01-21", "2028-09-04"), OFF, "jusqu’au 31\u00a0août 2028."),
        (("2027-01-21",), DaysOff(zone="Corse"), "de Corse ne sont pas connues"),
        ((), DaysOff(zone="Corse"), ""),
    ],
)
def test_what_nothing_is_known_of_is_said(days, off, said):
    slots = tuple(slot(number, f"{day} 10:15") for number, day in enumerate(days, start=1))
    sentence = say_unknown(dossier(slots=slots, days_off=off))
    assert said in sentence
    assert bool(said) is bool(sentence)


@given(DAYS)
def test_a_day_is_off_known_or_not_known_and_never_two_of_them(day):
    one = slot(1, f"{day} 10:15")
    whole = dossier(slots=(one,), days_off=OFF)
    if say_unknown(whole):
        assert day > KNOWN_UNTIL
        assert not OFF.school_holiday(day)
    assert is_day_off(one, whole) is (
        bool(OFF.public_holiday(day)) or any(s.first <= day <= s.last for s in OFF.school)
    )


@given(st.lists(DAYS, min_size=4, max_size=4, unique=True))
def test_holidays_change_neither_the_order_nor_anybody_s_level(days):
    """A holiday is a fact to look at; only people’s answers are compared."""
    plain = case_1()
    slots = tuple(
        replace(one, starts_at=start, ends_at=start + timedelta(hours=1))
        for one, day in zip(plain.slots, days, strict=True)
        for start in [datetime(day.year, day.month, day.day, 10, tzinfo=PARIS)]
    )
    moved = replace(plain, slots=slots)
    assert rank_slots(moved, TODAY) == rank_slots(replace(moved, days_off=OFF), TODAY)


@pytest.mark.parametrize(
    ("monday", "said"),
    [
        (date(2027, 2, 8), ()),  # they begin on its Saturday
        (
            date(2027, 2, 15),
            (
                "Vacances d’hiver (zone A)\u00a0: du samedi 13\u00a0février au dimanche 28\u00a0février.",
            ),
        ),
        (date(2027, 3, 1), ()),
        (date(2027, 3, 29), ("Lundi 29\u00a0mars, jour férié\u00a0: Lundi de Pâques.",)),
        (
            date(2027, 5, 3),
            (
                "Pont de l’Ascension (zone A)\u00a0: du jeudi 6\u00a0mai au dimanche 9\u00a0mai.",
                "Jeudi 6\u00a0mai, jour férié\u00a0: Ascension.",
            ),
        ),
    ],
    ids=str,
)
def test_what_is_said_of_a_week(monday, said):
    assert say_week_off(OFF, monday) == said
