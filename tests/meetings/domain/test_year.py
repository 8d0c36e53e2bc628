"""Whose ESS is due in a school year, by when, and how it stands."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from meetings.domain.year import (
    Known,
    PupilYear,
    State,
    Why,
    count,
    due_of,
    in_order,
    last_day,
    month_end,
)
from partners.domain.classes import LADDER
from partners.domain.school_years import first_day

YEAR = 2026
TODAY = date(2026, 11, 23)
START, END = first_day(YEAR), last_day(YEAR)

days = st.dates(date(2019, 1, 1), date(2030, 12, 31))


@st.composite
def situations(draw):
    """A school year, a day in it, and what may be known of a pupil on that day."""
    year = draw(st.integers(2024, 2028))
    start, end = first_day(year), last_day(year)
    today = draw(st.dates(start, end))
    optional = st.none()
    known = Known(
        before=draw(optional | st.dates(date(2019, 9, 1), start - timedelta(1))),
        held=draw(optional | st.dates(start, today)),
        planned=draw(optional | st.dates(today, end)),
        notified_until=draw(optional | days),
        class_name=draw(st.sampled_from(["", "ULIS", *LADDER])),
    )
    return known, year, today


def _due(today=TODAY, year=YEAR, **known):
    return due_of(Known(**known), year, today)


# --- Laws ----------------------------------------------------------------------------------------


@given(situations())
def test_no_pupil_passes_a_due_date_without_being_said_late(situation):
    known, _, today = situation
    due = due_of(*situation)
    assert due.is_late == (known.held is None and any(r.by < today for r in due.reasons))
    assert due.by == min(reason.by for reason in due.reasons)


@given(situations())
def test_a_year_without_ess_is_late_whatever_else_is_known(situation):
    known, _, today = situation
    if (
        known.held is None
        and known.before
        and month_end(known.before) < month_end(today.replace(year=today.year - 1, day=1))
    ):
        assert due_of(*situation).is_late


@given(situations())
def test_what_ends_in_the_year_is_never_later_than_its_end(situation):
    known, year, _ = situation
    due = due_of(*situation)
    assert due.by <= last_day(year)
    asked = [r for r in due.reasons if r.why is Why.NOTIFICATION]
    assert len(asked) <= 1
    assert all(reason.by == known.notified_until for reason in asked)


@given(st.lists(situations(), max_size=30))
def test_each_pupil_is_counted_once(many):
    years = [PupilYear(number, None, due_of(*one)) for number, one in enumerate(many)]
    totals = count(years)
    assert totals.due == len(many) == totals.held + totals.placed + totals.without_date
    assert totals.late <= totals.placed + totals.without_date
    assert sorted(one.pupil for one in in_order(years)) == list(range(len(many)))


@given(st.lists(situations(), max_size=30))
def test_what_is_held_comes_after_what_is_not_and_the_most_pressing_first(many):
    rows = in_order([PupilYear(n, None, due_of(*one)) for n, one in enumerate(many)])
    open_ones = [row.due.by for row in rows if row.due.state is not State.HELD]
    assert [row.due.by for row in rows][: len(open_ones)] == sorted(open_ones)


@given(situations())
def test_a_day_later_nobody_stops_being_late_by_itself(situation):
    known, year, today = situation
    later = min(today + timedelta(1), last_day(year))
    if due_of(known, year, today).is_late:
        assert due_of(known, year, later).is_late


# --- A year since the last one -------------------------------------------------------------------


def test_it_is_due_by_the_end_of_the_month_a_year_after_the_last_one():
    due = _due(before=date(2026, 1, 21))
    assert due.by == date(2027, 1, 31)
    assert due.said_by == "avant la fin de janvier 2027"
    assert (due.state, due.is_late) == (State.WITHOUT_DATE, False)


@pytest.mark.parametrize(
    ("today", "late"), [(date(2026, 11, 30), False), (date(2026, 12, 1), True)]
)
def test_it_is_late_when_that_month_has_passed(today, late):
    assert _due(today, before=date(2025, 11, 4)).is_late is late


def test_the_twenty_ninth_of_february_has_an_end_of_february_too():
    assert _due(date(2024, 11, 4), 2024, before=date(2024, 2, 29)).by == date(2025, 2, 28)


def test_with_none_noted_it_is_due_before_the_lessons_end():
    due = _due()
    assert due.by == date(2027, 6, 30)
    assert due.reasons[0].said == "Aucune ESS notée avant."
    assert not due.is_late
    assert _due(date(2027, 7, 1)).is_late


def test_held_in_the_year_it_is_late_for_nothing():
    due = _due(date(2027, 8, 31), before=date(2024, 1, 1), held=date(2027, 6, 1), class_name="CE2")
    assert (due.state, due.is_late) == (State.HELD, False)


def test_a_date_too_late_is_late_all_the_same():
    due = _due(before=date(2025, 10, 7), planned=date(2026, 12, 3))
    assert (due.state, due.is_late, due.is_placed_too_late) == (State.PLACED, True, True)
    coming = _due(before=date(2025, 12, 7), planned=date(2027, 1, 12))
    assert (coming.is_late, coming.is_placed_too_late) == (False, True)


# --- The end of a notification, of a cycle -------------------------------------------------------


def test_the_end_of_a_notification_comes_first_when_it_is_the_earliest():
    due = _due(before=date(2026, 5, 4), notified_until=date(2027, 3, 15))
    assert due.said_by == "avant le 15\u00a0mars 2027"
    assert due.reasons[0].said == "Notification jusqu’au 15\u00a0mars 2027."
    assert [reason.why for reason in due.reasons] == [Why.NOTIFICATION, Why.YEARLY]


def test_an_ess_of_the_six_months_before_has_prepared_the_end():
    for before, reasons in ((date(2026, 5, 4), 1), (date(2026, 4, 15), 2)):
        assert len(_due(before=before, notified_until=date(2026, 10, 15)).reasons) == reasons


def test_a_notification_that_has_ended_without_an_ess_is_late():
    due = _due(before=date(2025, 9, 1), notified_until=date(2026, 10, 15))
    assert due.is_late
    assert due.by == date(2026, 9, 30)  # the year was over before it


def test_a_notification_of_a_later_year_asks_nothing_yet():
    due = _due(before=date(2026, 1, 21), notified_until=date(2027, 9, 1))
    assert [reason.why for reason in due.reasons] == [Why.YEARLY]


@pytest.mark.parametrize("class_name", ["GS", "CE2", "6e", "6ème B", "3e"])
def test_the_last_class_of_a_cycle_asks_for_one_before_summer(class_name):
    due = _due(before=date(2026, 7, 2), class_name=class_name)
    assert due.by == date(2027, 6, 30)
    assert due.reasons[0].why is Why.CYCLE


@pytest.mark.parametrize("class_name", ["", "MS", "CM2", "5e", "ULIS", "CM1-CM2"])
def test_another_class_does_not(class_name):
    assert [r.why for r in _due(class_name=class_name).reasons] == [Why.YEARLY]


# --- Other years ---------------------------------------------------------------------------------


def test_a_year_that_is_over_is_told_as_it_ended():
    due = due_of(Known(before=date(2024, 11, 4)), 2025, TODAY)
    assert due.is_late
    assert due_of(Known(held=date(2026, 3, 3)), 2025, TODAY).is_late is False


def test_of_a_year_to_come_one_supposes_this_one_is_held_in_its_month():
    due = due_of(Known(before=date(2026, 1, 21)), 2027, TODAY)
    assert due.by == date(2028, 1, 31)
    assert not due.is_late
