"""Which meetings a figure rests on: nothing can be learnt of fewer than five by subtracting."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

from hypothesis import given, strategies as st

from meetings.domain.learning.groups import FEWEST, counted, groups
from meetings.domain.learning.periods import Period
from tests.meetings.domain.learning.observed import AFTER, FIRST, YEAR, observed, years

PERIODS = [Period(YEAR), Period(YEAR, 1), Period(YEAR, 2), Period(YEAR, 3)]
days = st.integers(0, 380).map(lambda n: FIRST + timedelta(days=n))


def _ranks(meetings, measure, period, today):
    """Those a figure read that day rests on, of what was closed by then."""
    closed = [one for one in meetings if one.day <= today]
    return {one.rank for one in counted(closed, measure, period, today)}


def _all_read(meetings, todays):
    return [
        _ranks(meetings, measure, period, today)
        for measure, period, today in product("ab", PERIODS, todays)
    ]


@given(years(), days)
def test_a_figure_rests_on_five_meetings_or_on_none(meetings, today):
    assert all(len(ranks) == 0 or len(ranks) >= FEWEST for ranks in _all_read(meetings, [today]))


@given(years(), st.lists(days, min_size=2, max_size=3))
def test_two_figures_subtracted_leave_five_meetings_or_none(meetings, todays):
    """Of two periods, of two days: whichever one takes."""
    for measure in "ab":
        read = [
            _ranks(meetings, measure, period, today)
            for period, today in product(PERIODS, sorted(todays))
        ]
        for one, other in product(read, read):
            assert not 0 < len(one - other) < FEWEST
            assert not 0 < len(one & other) < FEWEST


@given(years(), st.data())
def test_calling_one_meeting_off_takes_away_a_whole_group(meetings, data):
    if not meetings:
        return
    place = data.draw(st.integers(0, len(meetings) - 1))
    less = [*meetings]
    less[place] = replace(meetings[place], stands=not meetings[place].stands)
    for measure, period in product("ab", PERIODS):
        before = _ranks(meetings, measure, period, AFTER)
        after = _ranks(less, measure, period, AFTER)
        assert len(before ^ after) in {0, FEWEST}


@given(years())
def test_one_meeting_more_shows_nothing_of_itself_alone(meetings):
    """Whatever is closed last: a figure stays as it is, or counts five more."""
    if not meetings:
        return
    today = meetings[-1].day
    for measure, period in product("ab", PERIODS):
        before = {one.rank for one in counted(meetings[:-1], measure, period, today)}
        after = {one.rank for one in counted(meetings, measure, period, today)}
        assert before <= after
        assert len(after - before) in {0, FEWEST}


@given(years())
def test_no_meeting_is_in_two_groups(meetings):
    for measure in "ab":
        ranks = [
            one.rank for group in groups(meetings, measure, YEAR, AFTER) for one in group.members
        ]
        assert len(ranks) == len(set(ranks))


def test_a_year_counts_what_its_terms_have_left_once_they_are_over():
    meetings = [
        *observed(3, day=date(2026, 10, 1), a=1),
        *observed(4, day=date(2027, 2, 1), a=1, starts=3),
    ]
    during, after = date(2027, 3, 30), date(2027, 4, 1)
    assert counted(meetings, "a", Period(YEAR), during) == ()
    assert len(counted(meetings, "a", Period(YEAR), after)) == 5
    assert counted(meetings, "a", Period(YEAR, 2), after) == ()


def test_four_meetings_are_too_few_and_nine_count_for_five():
    assert counted(observed(4, a=1), "a", Period(YEAR), AFTER) == ()
    assert len(counted(observed(9, a=1), "a", Period(YEAR, 1), AFTER)) == 5


def test_another_year_is_not_counted():
    assert counted(observed(9, a=1), "a", Period(YEAR - 1), AFTER) == ()
