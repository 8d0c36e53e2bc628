"""The year as a picture: how many ESS each week, held or with a date, and the holidays."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from intermetiers.web.french import NBSP, write_count, write_day
from partners.domain.days_off import DaysOff
from partners.domain.school_years import first_day

_WEEK = timedelta(weeks=1)
_LESSONS_END = (7, 3)  # month and day after which only a week that holds something is drawn
_OFF = 3  # school days off that make a week of holidays
# The picture, in its own units: SVG scales.
WIDTH, HEIGHT, GAP = 700.0, 90.0, 2.0
_LEAST = 4.0  # what one meeting is seen by, whatever the others
_FULL = 4  # meetings in a week: fewer never fill the height


@dataclass(frozen=True, slots=True)
class Week:
    """One week, by its Monday. `holiday` names the school holidays that take most of it."""

    monday: date
    held: int
    placed: int
    holiday: str
    is_now: bool

    @property
    def total(self) -> int:
        return self.held + self.placed

    @property
    def said(self) -> str:
        """« Semaine du 18 janvier : neuf ESS »"""
        day = write_day(self.monday, weekday=False, year=False)
        off = f", {self.holiday}" if self.holiday else ""
        return (
            f"Semaine du {day}{NBSP}: {write_count(self.total, 'ESS', 'ESS', feminine=True)}{off}"
        )


@dataclass(frozen=True, slots=True)
class Bar:
    """One week as it is drawn: `x` and `width` of its column, `y` and `height` of its bar."""

    week: Week
    x: float
    width: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class YearPicture:
    """The weeks from the first of September to the summer, and what is said under them."""

    weeks: tuple[Week, ...]
    zone: str

    @property
    def bars(self) -> tuple[Bar, ...]:
        column = WIDTH / len(self.weeks)
        most = max(_FULL, *(week.total for week in self.weeks))
        return tuple(
            _bar(week, number * column, column - GAP, most)
            for number, week in enumerate(self.weeks)
        )

    @property
    def is_empty(self) -> bool:
        return not any(week.total for week in self.weeks)

    @property
    def busiest(self) -> Week:
        """The week with most meetings; of equals, the first."""
        return max(self.weeks, key=lambda week: week.total)

    @property
    def caption(self) -> str:
        span = f"{_month(self.weeks[1].monday)} … {_month(self.weeks[-1].monday)}"
        hatched = any(week.holiday for week in self.weeks)
        return f"{span} · hachuré{NBSP}: vacances{_whose(self.zone)}" if hatched else span


def picture_of(
    held: Iterable[date], placed: Iterable[date], days_off: DaysOff, year: int, today: date
) -> YearPicture:
    """Every day given counts in its own week; the weeks go on past July while one holds some."""
    by_week = [Counter(_monday(day) for day in days) for days in (held, placed)]
    first = _monday(first_day(year))
    last = max([_monday(date(year + 1, *_LESSONS_END)), *by_week[0], *by_week[1]])
    weeks = []
    monday = first
    while monday <= last:
        holiday = _holiday(monday, days_off)
        weeks.append(
            Week(monday, by_week[0][monday], by_week[1][monday], holiday, monday == _monday(today))
        )
        monday += _WEEK
    return YearPicture(tuple(weeks), days_off.zone)


def _bar(week: Week, x: float, width: float, most: int) -> Bar:
    height = max(_LEAST, HEIGHT * week.total / most) if week.total else 0.0
    return Bar(week, round(x, 2), round(width, 2), round(HEIGHT - height, 2), round(height, 2))


def _holiday(monday: date, days_off: DaysOff) -> str:
    names = [days_off.school_holiday(monday + timedelta(number)) for number in range(5)]
    name = max(names, key=lambda one: (bool(one), names.count(one)))
    return name if names.count(name) >= _OFF else ""


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _month(day: date) -> str:
    return write_day(day, weekday=False, year=False).split(NBSP)[1]


def _whose(zone: str) -> str:
    return f" de la {zone}" if zone.startswith("zone") else f", {zone}" if zone else ""
