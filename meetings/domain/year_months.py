"""The year month by month: which days have an ESS in which school, how many are still to place."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from intermetiers.web.french import MONTHS, NBSP, start_sentence, write_count
from meetings.domain.year import Due, PupilYear, State, last_day
from partners.domain.school_years import first_day

Schools = tuple[tuple[int | None, int], ...]  # a school, and how many


@dataclass(frozen=True, slots=True)
class Month:
    """One month, by its first day. `days` are those on which an ESS was or will be held; `due`
    counts those still to hold in the month, `to_place` those of them without a date, by school."""

    first: date
    days: tuple[tuple[date, Schools], ...]
    due: int
    to_place: Schools
    late: int

    @property
    def name(self) -> str:
        """« Janvier 2027 »"""
        return f"{start_sentence(MONTHS[self.first.month - 1])} {self.first.year}"

    @property
    def without_date(self) -> int:
        return sum(number for _, number in self.to_place)

    @property
    def said_due(self) -> str:
        """« ESS à tenir ce mois-ci : 12, dont 7 sans date et 3 en retard »"""
        parts = [
            f"{number}{NBSP}{words}"
            for number, words in ((self.without_date, "sans date"), (self.late, "en retard"))
            if number
        ]
        more = f", dont {' et '.join(parts)}" if parts else ""
        return f"ESS à tenir ce mois-ci{NBSP}: {self.due}{more}"

    @property
    def said_to_place(self) -> str:
        """« Trois ESS à placer »"""
        number = self.without_date
        return f"{start_sentence(write_count(number, 'ESS', 'ESS', feminine=True))} à placer"


def months_of(years: Iterable[PupilYear], year: int, today: date) -> tuple[Month, ...]:
    """September to August. What is late is for this very month; each pupil stands in one month
    as due or in one as held, and in one as placed."""
    rows = list(years)
    firsts = [date(year, number, 1) for number in range(9, 13)]
    firsts += [date(year + 1, number, 1) for number in range(1, 9)]
    days = Counter((day, row.school) for row in rows if (day := row.due.held or row.due.planned))
    open_rows = [row for row in rows if row.due.state is not State.HELD]
    by_month = {row.pupil: _month_of(row.due, year, today) for row in open_rows}
    return tuple(
        _month(first, days, [row for row in open_rows if by_month[row.pupil] == first])
        for first in firsts
    )


def _month(first: date, days: Counter[tuple[date, int | None]], due: list[PupilYear]) -> Month:
    own = sorted(
        (day, school or 0, school, number)
        for (day, school), number in days.items()
        if day.replace(day=1) == first
    )
    by_day: dict[date, list[tuple[int | None, int]]] = {}
    for day, _, school, number in own:
        by_day.setdefault(day, []).append((school, number))
    waiting = Counter(row.school for row in due if row.due.state is State.WITHOUT_DATE)
    return Month(
        first=first,
        days=tuple((day, tuple(schools)) for day, schools in by_day.items()),
        due=len(due),
        to_place=tuple(sorted(waiting.items(), key=lambda one: (-one[1], one[0] or 0))),
        late=sum(row.due.is_late for row in due),
    )


def _month_of(due: Due, year: int, today: date) -> date:
    """The first day of the month it is to be held in: for what is late, this month."""
    in_year = first_day(year) <= today <= last_day(year)
    day = today if due.is_late and in_year else due.by
    return min(max(day, first_day(year)), last_day(year)).replace(day=1)
