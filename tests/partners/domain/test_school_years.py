"""School years run from the first of September."""

from datetime import date

import pytest

from partners.domain.school_years import school_year_of, year_to_plan


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2026, 8, 31), 2025), (date(2026, 9, 1), 2026), (date(2027, 1, 21), 2026)],
)
def test_a_year_begins_in_september(day, year):
    assert school_year_of(day) == year


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 9, 1), 2026),
        (date(2026, 10, 31), 2026),
        (date(2026, 11, 1), 2027),
        (date(2027, 6, 30), 2027),
        (date(2027, 8, 31), 2027),
    ],
)
def test_one_moves_a_class_for_september_just_past_or_for_the_next(day, year):
    assert year_to_plan(day) == year
