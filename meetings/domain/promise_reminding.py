"""When a holder is written to about what was decided. Pure: clock, holidays and what left are given.

Two messages at most for each decision, to each of those who hold it: fifteen days after the
meeting, and before the date. Nothing more leaves once it is done or given up.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from meetings.domain.kinds import RemindedOf
from meetings.domain.promises import Promise
from meetings.domain.reminding import PATIENCE, may_leave_alone
from partners.domain.days_off import DaysOff

FIFTEEN_DAYS = timedelta(days=15)
# Fifteen days that end in the summer holidays wait for the new school year; later ones are past.
TOO_LATE = timedelta(days=75)
DAYS_BEFORE = 3  # working ones
# How far before its date a message may have to leave: the longest holidays, and a week.
FURTHEST = timedelta(days=75)
SATURDAY = 6


@dataclass(frozen=True, slots=True, order=True)
class Reminder:
    """One message on one decision, to one of its holders: the key of a participant."""

    holder: int
    decision: int
    about: RemindedOf


def due_reminders(
    promises: Iterable[Promise],
    sent: Mapping[Reminder, datetime],
    moment: datetime,
    days_off: DaysOff,
) -> tuple[Reminder, ...]:
    """Those to send at this moment, by holder; `sent` are those that left, and when.

    `days_off` reach from the day of `moment` to FURTHEST later. Three days pass between two
    messages on the same decision, and after anything said of it.
    """
    if not may_leave_alone(moment, days_off):
        return ()
    written = {
        (one.holder, one.decision) for one, at in sent.items() if moment - at < PATIENCE
    }  # fmt: skip
    due = {
        Reminder(holder, promise.id, about)
        for promise in promises
        for about in _abouts(promise, moment, days_off)
        for holder in promise.holders
        if (holder, promise.id) not in written
    }
    return tuple(sorted(due - sent.keys()))


def _abouts(promise: Promise, moment: datetime, days_off: DaysOff) -> Iterator[RemindedOf]:
    standing, today = promise.at(moment), moment.date()
    spoke_lately = standing.since is not None and moment - standing.since < PATIENCE
    if not standing.is_open or spoke_lately or today <= promise.held_on:
        return
    if FIFTEEN_DAYS <= today - promise.held_on <= TOO_LATE:
        yield RemindedOf.FIFTEEN_DAYS
    by_on = standing.by_on
    if by_on is not None and first_day_before(by_on, days_off) <= today <= by_on:
        yield RemindedOf.BEFORE


def first_day_before(by_on: date, days_off: DaysOff) -> date:
    """The third working day before this date; where schools are closed, it is before they close."""
    day, left = by_on, DAYS_BEFORE
    while left and by_on - day < FURTHEST:
        day -= timedelta(days=1)
        left -= _is_working(day, days_off)
    return day


def _is_working(day: date, days_off: DaysOff) -> bool:
    closed = days_off.public_holiday(day) or days_off.school_holiday(day)
    return day.isoweekday() < SATURDAY and not closed
