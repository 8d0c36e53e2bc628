"""The year by school, so that one trip serves several meetings."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from intermetiers.web.french import (
    MONTHS,
    NBSP,
    join_words,
    of,
    start_sentence,
    write_count,
    write_day,
)
from meetings.domain.year import PupilYear, State, Totals, count, month_end

A_TRIP = 3  # meetings one trip serves
DAYS_SAID = MONTHS_SAID = 3


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """One school: its totals; without a date, how many are due by the end of each month; which
    days to come have how many meetings."""

    school: int | None
    totals: Totals
    waiting: tuple[tuple[date, int], ...]
    days: tuple[tuple[date, int], ...]

    @property
    def first_due(self) -> date | None:
        """By when the most pressing of those without a date is due."""
        return self.waiting[0][0] if self.waiting else None

    @property
    def said_waiting(self) -> str:
        """« Deux ESS avant la fin de janvier 2027 et une ESS avant la fin de mars 2027. »"""
        said = [
            f"{_ess(number)} avant la fin {of(MONTHS[end.month - 1])} {end.year}"
            for end, number in self.waiting[:MONTHS_SAID]
        ]
        later = sum(number for _, number in self.waiting[MONTHS_SAID:])
        if later:
            said.append(f"{_ess(later)} plus tard")
        return f"{start_sentence(join_words(said))}." if said else ""

    @property
    def said_trips(self) -> tuple[str, ...]:
        """What one trip may serve: beside a date that stands, then together."""
        left = self.totals.without_date
        said = [_said_day(day, number, left) for day, number in self.days[:DAYS_SAID]]
        if left > 1:
            trips = -(-left // A_TRIP)
            said.append(
                f"Les {_ess(left)} sans date tiendraient en {write_count(trips, 'déplacement')}."
            )
        return tuple(said)


def by_school(years: Iterable[PupilYear]) -> list[SchoolYear]:
    """Each school once: those with the most pressing ESS without date first, then the others."""
    rows = defaultdict(list)
    for one in years:
        rows[one.school].append(one)
    schools = [_school(school, own) for school, own in rows.items()]
    return sorted(
        schools,
        key=lambda one: (one.first_due or date.max, -one.totals.without_date, one.school or 0),
    )


def _school(school: int | None, rows: list[PupilYear]) -> SchoolYear:
    waiting = Counter(month_end(row.due.by) for row in rows if row.due.state is State.WITHOUT_DATE)
    days = Counter(row.due.planned for row in rows if row.due.planned is not None)
    return SchoolYear(
        school, count(rows), tuple(sorted(waiting.items())), tuple(sorted(days.items()))
    )


def _said_day(day: date, number: int, left: int) -> str:
    held = f"{start_sentence(write_day(day))}{NBSP}: {_ess(number)}"
    room = min(A_TRIP - number, left)
    if room < 1:
        return f"{held} le même jour." if number > 1 else f"{held}."
    more = write_count(room, "autre peut", "autres peuvent", feminine=True)
    return f"{held}, {more} se tenir le même jour."


def _ess(number: int) -> str:
    """« une ESS », « trois ESS »"""
    return write_count(number, "ESS", "ESS", feminine=True)
