"""Each message once at most, never before its day, never once it is over, to the holder only."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from meetings.domain.kinds import RemindedOf, Said
from meetings.domain.promise_reminding import (
    FIFTEEN_DAYS,
    Reminder,
    due_reminders,
    first_day_before,
)
from partners.domain.days_off import DaysOff, SchoolHolidays
from tests.meetings.domain.promises import HELD, promise, report

FREE = DaysOff()
WINTER = DaysOff(school=(SchoolHolidays(date(2027, 2, 13), date(2027, 2, 28), "hiver"),))
FIFTEENTH = datetime(2027, 2, 5, 10, tzinfo=UTC)  # a Friday
FIFTEEN, BEFORE = RemindedOf.FIFTEEN_DAYS, RemindedOf.BEFORE


def _due(one, moment, sent=None, days_off=FREE):
    return [reminder.about for reminder in due_reminders([one], sent or {}, moment, days_off)]


def test_fifteen_days_after_the_meeting_then_before_the_date():
    one = promise()
    assert _due(one, FIFTEENTH - timedelta(days=1)) == []
    assert _due(one, FIFTEENTH) == [FIFTEEN]
    sent = {Reminder(7, 1, FIFTEEN): FIFTEENTH}
    assert _due(one, datetime(2027, 3, 15, 10, tzinfo=UTC), sent) == []
    assert _due(one, datetime(2027, 3, 16, 10, tzinfo=UTC), sent) == [BEFORE]
    assert _due(one, datetime(2027, 3, 20, 10, tzinfo=UTC), sent) == []


def test_the_message_before_a_date_right_after_holidays_leaves_before_them():
    assert first_day_before(date(2027, 3, 1), WINTER) == date(2027, 2, 10)
    assert first_day_before(date(2027, 3, 1), FREE) == date(2027, 2, 24)


def test_a_changed_date_moves_the_message():
    moved = promise(reports=(report(Said.CHANGED, new_by_on=date(2027, 4, 2)),))
    assert BEFORE not in _due(moved, datetime(2027, 3, 17, 10, tzinfo=UTC))
    assert BEFORE in _due(moved, datetime(2027, 3, 31, 9, tzinfo=UTC))


@pytest.mark.parametrize("said", [Said.NOT_YET, Said.HELP])
def test_whoever_just_spoke_is_left_in_peace_for_three_days(said):
    spoken = promise(reports=(report(said, days=14),))
    assert _due(spoken, FIFTEENTH) == []
    assert _due(spoken, FIFTEENTH + timedelta(days=3)) == [FIFTEEN]


def test_two_messages_on_one_decision_are_three_days_apart():
    soon = promise(by_on=date(2027, 2, 6))
    sent = {Reminder(7, 1, BEFORE): FIFTEENTH - timedelta(days=1)}
    assert _due(soon, FIFTEENTH, sent) == []


def test_what_nobody_holds_reminds_nobody():
    assert _due(promise(holders=()), FIFTEENTH) == []


_SAID = st.sampled_from([Said.TO_DO, Said.DONE, Said.NOT_YET, Said.HELP, Said.GIVEN_UP])


@st.composite
def _promises(draw):
    reports = draw(st.lists(st.tuples(_SAID, st.integers(0, 80)), max_size=4))
    ordered = sorted(reports, key=lambda one: one[1])
    return promise(
        draw(st.integers(1, 4)),
        by_on=draw(st.none() | st.dates(date(2027, 1, 21), date(2027, 4, 30))),
        holders=tuple(draw(st.sets(st.integers(1, 5), max_size=3))),
        reports=tuple(report(said, days) for said, days in ordered),
    )


@given(st.lists(_promises(), max_size=4, unique_by=lambda one: one.id), st.integers(1, 12))
def test_run_every_few_hours_each_leaves_once_in_time_and_to_its_holders(promises, step):
    """Over a hundred days, whatever was decided and said, and however often it is run."""
    sent = {}
    for hours in range(0, 24 * 100, step * 5):
        moment = HELD + timedelta(hours=hours)
        for one in due_reminders(promises, sent, moment, WINTER):
            assert one not in sent
            sent[one] = moment
            about = next(p for p in promises if p.id == one.decision)
            standing = about.at(moment)
            assert standing.is_open
            assert one.holder in about.holders
            assert moment.isoweekday() < 7
            assert not WINTER.school_holiday(moment.date())
            if one.about is FIFTEEN:
                assert moment.date() - about.held_on >= FIFTEEN_DAYS
            else:
                assert first_day_before(standing.by_on, WINTER) <= moment.date() <= standing.by_on
