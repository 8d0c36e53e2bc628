"""Whose ESS is due in a school year, by when and why; which was held, which has a date.

Three reasons: a year has passed since the last one (D351-10); what the MDPH decided ends; a cycle
ends, and the PPS is revised (D351-5). The earliest is the one to keep.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from intermetiers.web.french import MONTHS, NBSP, of, write_day
from partners.domain.classes import is_last_of_cycle
from partners.domain.school_years import first_day

# The end of the lessons, near enough: our reading of « this year » where nothing gives a day.
_LAST_MONTH, _LAST_DAY = 6, 30


class State(StrEnum):
    """Where the ESS of one pupil stands in one school year: always one of the three."""

    HELD = "tenue"
    PLACED = "placee"
    WITHOUT_DATE = "sans-date"


class Why(StrEnum):
    """Why an ESS is due."""

    YEARLY = "annee"
    NOTIFICATION = "notification"
    CYCLE = "cycle"


class Known(NamedTuple):
    """What is known of one pupil, as days: the last ESS before the school year, the last one held
    in it, the next one in it that has a date; the end of what the MDPH decided; the class."""

    before: date | None = None
    held: date | None = None
    planned: date | None = None
    notified_until: date | None = None
    class_name: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason, the last day it leaves, and the sentence that says it."""

    by: date
    why: Why
    said: str


@dataclass(frozen=True, slots=True)
class Due:
    """The ESS of one pupil in one school year. `by` is the last day the reasons leave.

    Late is said of whatever is not held when `by` has passed, were it placed for a later day.
    """

    by: date
    reasons: tuple[Reason, ...]
    state: State
    is_late: bool
    held: date | None
    planned: date | None

    @property
    def is_placed_too_late(self) -> bool:
        return self.planned is not None and self.state is State.PLACED and self.planned > self.by

    @property
    def said_by(self) -> str:
        """« avant la fin de janvier 2027 », or the very day where a paper gives one."""
        if self.by == month_end(self.by):
            return f"avant la fin {of(MONTHS[self.by.month - 1])} {self.by.year}"
        return f"avant le {write_day(self.by, weekday=False)}"


class PupilYear(NamedTuple):
    """The year of one pupil: who, in which school, and where the ESS stands."""

    pupil: int
    school: int | None
    due: Due


@dataclass(frozen=True, slots=True)
class Totals:
    """How many ESS are due to as many pupils; held, placed and without date make them all."""

    due: int = 0
    held: int = 0
    placed: int = 0
    without_date: int = 0
    late: int = 0

    @property
    def said(self) -> str:
        """« 214 ESS, 96 tenues, 41 placées »"""
        return f"{self.said_after}, {_counted(self.placed, 'placée')}"

    @property
    def said_after(self) -> str:
        """The same of a year that is over: « 214 ESS, 196 tenues »"""
        return f"{self.due}{NBSP}ESS, {_counted(self.held, 'tenue')}"


def _counted(number: int, word: str) -> str:
    return f"{number}{NBSP}{word}{'s' if number > 1 else ''}"


def last_day(year: int) -> date:
    """31 August, the last day of a school year."""
    return date(year + 1, 8, 31)


def month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


@lru_cache(maxsize=20_000)
def due_of(known: Known, year: int, today: date) -> Due:
    """The one ESS of the school year for this pupil, as it stands `today`.

    Of a year that is over, as it stood on its last day.
    """
    day = min(today, last_day(year))
    reasons = _reasons(known, year, day)
    by = reasons[0].by
    return Due(
        by=by,
        reasons=reasons,
        state=_state(known),
        is_late=known.held is None and by < day,
        held=known.held,
        planned=known.planned,
    )


def count(years: Iterable[PupilYear]) -> Totals:
    states = [(one.due.state, one.due.is_late) for one in years]
    by_state = [state for state, _ in states]
    return Totals(
        due=len(states),
        held=by_state.count(State.HELD),
        placed=by_state.count(State.PLACED),
        without_date=by_state.count(State.WITHOUT_DATE),
        late=sum(late for _, late in states),
    )


def in_order(years: Iterable[PupilYear]) -> list[PupilYear]:
    """What is still to be held first, by the day it is due; equal ones as they come."""
    return sorted(years, key=lambda one: (one.due.state is State.HELD, one.due.by))


def _state(known: Known) -> State:
    if known.held is not None:
        return State.HELD
    return State.WITHOUT_DATE if known.planned is None else State.PLACED


def _reasons(known: Known, year: int, day: date) -> tuple[Reason, ...]:
    """Never empty: the yearly one always stands. The earliest first."""
    found = [_yearly(known, year, day)]
    if known.notified_until is not None and _ends(known.notified_until, known.before, year):
        found.append(_notification(known.notified_until))
    if is_last_of_cycle(known.class_name):
        closing = date(year + 1, _LAST_MONTH, _LAST_DAY)
        found.append(Reason(closing, Why.CYCLE, f"Fin de cycle ({known.class_name})."))
    return tuple(sorted(found, key=lambda reason: reason.by))


def _yearly(known: Known, year: int, day: date) -> Reason:
    """A year after the last one, to the end of its month: « au moins une fois par an » names no
    day. Of a year to come, one supposes that the ESS before it are held in their month."""
    last = known.before
    if last is None:
        closing = date(year + 1, _LAST_MONTH, _LAST_DAY)
        return Reason(closing, Why.YEARLY, "Aucune ESS notée avant.")
    by = month_end(date(last.year + 1, last.month, 1))
    if day < first_day(year):
        while by < first_day(year):
            by = month_end(date(by.year + 1, by.month, 1))
    said = f"Dernière ESS{NBSP}: {write_day(last, weekday=False)}."
    return Reason(by, Why.YEARLY, said)


def _ends(until: date, before: date | None, year: int) -> bool:
    """What the MDPH decided ends by the end of the year, and no ESS of the six months before that
    end has prepared what comes next; one of this very school year is enough, whenever it was."""
    return until <= last_day(year) and (before is None or before <= _half_a_year_before(until))


def _half_a_year_before(day: date) -> date:
    year, month = (day.year, day.month - 6) if day.month > 6 else (day.year - 1, day.month + 6)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _notification(until: date) -> Reason:
    said = f"Notification jusqu’au {write_day(until, weekday=False)}."
    return Reason(until, Why.NOTIFICATION, said)
