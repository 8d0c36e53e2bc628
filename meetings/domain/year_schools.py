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
DAYS_SAID = MONTHS_SAID = 3  # the others are counted


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """One school: its totals; of those without a date, how many are late and how many are due by
    the end of each month; which days to come have how many meetings."""

    school: int | None
    totals: Totals
    late: int
    waiting: tuple[tuple[date, int], ...]
    days: tuple[tuple[date, int], ...]

    @property
    def said_waiting(self) -> str:
        """« Deux ESS en retard, une ESS avant la fin de janvier 2027 et trois ESS plus tard. »"""
        said = [f"{_ess(self.late)} en retard"] if self.late else []
        said += [
            f"{_ess(number)} avant la fin {of(MONTHS[end.month - 1])} {end.year}"
            for end, number in self.waiting[:MONTHS_SAID]
        ]
        later = sum(number for _, number in self.waiting[MONTHS_SAID:])
        if later:
            said.append(f"{_ess(later)} plus tard")
        return f"{start_sentence(join_words(said))}." if said else ""

    @property
    def said_trips(self) -> tuple[str, ...]:
        """What one trip may serve: beside the dates that stand, then together."""
        left = self.totals.without_date
        full = [day for day, number in self.days if number >= A_TRIP]
        free = [day for day, number in self.days if number < A_TRIP]
        said = [f"{start_sentence(_ess(A_TRIP))} ou plus{NBSP}: {_days(full)}."] if full else []
        if free:
            more = f"{NBSP}: d’autres peuvent se tenir le même jour" if left else ""
            said.append(f"Des dates sont prises le {_days(free)}{more}.")
        if left > 1:
            trips = -(-left // A_TRIP)
            said.append(f"Les {_ess(left)} sans date tiendraient en {_trips(trips)}.")
        return tuple(said)


def by_school(years: Iterable[PupilYear]) -> list[SchoolYear]:
    """Each school once: those with the most pressing ESS without date first, then the others."""
    rows = defaultdict(list)
    for one in years:
        rows[one.school].append(one)
    return sorted((_school(school, own) for school, own in rows.items()), key=_pressing)


def _pressing(one: SchoolYear) -> tuple[int, date, int, int]:
    first = one.waiting[0][0] if one.waiting else date.max
    return -one.late, first, -one.totals.without_date, one.school or 0


def _school(school: int | None, rows: list[PupilYear]) -> SchoolYear:
    waiting = [row.due for row in rows if row.due.state is State.WITHOUT_DATE]
    ahead = Counter(month_end(due.by) for due in waiting if not due.is_late)
    days = Counter(row.due.planned for row in rows if row.due.planned is not None)
    return SchoolYear(
        school=school,
        totals=count(rows),
        late=sum(due.is_late for due in waiting),
        waiting=tuple(sorted(ahead.items())),
        days=tuple(sorted(days.items())),
    )


def _days(days: list[date]) -> str:
    """« jeudi 21 janvier et mardi 2 mars »: the first ones, the others counted."""
    said = [write_day(day, year=False) for day in days[:DAYS_SAID]]
    rest = len(days) - DAYS_SAID
    if rest > 0:
        said.append(write_count(rest, "autre jour", "autres jours"))
    return join_words(said)


def _ess(number: int) -> str:
    """« une ESS », « trois ESS »"""
    return write_count(number, "ESS", "ESS", feminine=True)


def _trips(number: int) -> str:
    return write_count(number, "déplacement")
