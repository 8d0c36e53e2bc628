"""Dates of birth no pupil can have."""

from datetime import date

import pytest

from partners.domain.births import age_on, birth_date_error

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("born_on", [date(2018, 4, 17), TODAY, date(2000, 11, 24)])
def test_a_date_a_pupil_can_have(born_on):
    assert birth_date_error(born_on, TODAY) == ""


def test_a_date_to_come_is_refused():
    assert "avenir" in birth_date_error(date(2026, 11, 24), TODAY)


def test_a_date_too_old_is_refused_with_the_age_it_would_give():
    assert "26\u00a0ans" in birth_date_error(date(2000, 11, 23), TODAY)


@pytest.mark.parametrize(("day", "age"), [(date(2026, 4, 16), 7), (date(2026, 4, 17), 8)])
def test_one_is_older_from_the_birthday_on(day, age):
    assert age_on(date(2018, 4, 17), day) == age
