from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from meetings.domain.learning.periods import TERMS, Period, asked, choices, term_of
from partners.domain.school_years import school_year_of

TODAY = date(2027, 2, 10)


@given(st.dates(date(2020, 1, 1), date(2035, 12, 31)))
def test_every_day_is_in_one_term_of_one_year(day):
    inside = [
        Period(year, term)
        for year in range(day.year - 2, day.year + 2)
        for term in TERMS
        if Period(year, term).first <= day <= Period(year, term).last
    ]
    assert inside == [Period(school_year_of(day), term_of(day))]


@pytest.mark.parametrize("year", [2023, 2026, 2027])
def test_the_terms_follow_each_other_through_the_year(year):
    terms = [Period(year, term) for term in TERMS]
    assert terms[0].first == Period(year).first
    assert terms[-1].last == Period(year).last
    assert all(a.last + timedelta(days=1) == b.first for a, b in pairwise(terms))


def test_only_what_has_begun_can_be_asked_for():
    found = list(choices(date(2026, 11, 2), TODAY))
    assert [period.slug for period in found] == ["2026", "2026-2", "2026-1"]
    assert asked("2026-1", found) == Period(2026, 1)
    for slug in ("2026-3", "2025", "", "hier", "2026-1-1", "٢٠٢٦"):
        assert asked(slug, found) == Period(2026)


def test_a_period_says_when_it_is():
    assert Period(2026).label == "Année scolaire 2026-2027"
    assert Period(2026, 1).label == "De septembre à décembre 2026"
    assert Period(2026, 3).label == "D’avril à août 2027"
