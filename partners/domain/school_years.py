"""School years, each named by the year it begins in: 2026 is « 2026-2027 »."""

from datetime import date

CATCHING_UP = (9, 10)  # months in which one still writes where a class went in September
FIRST_MONTH = 9  # a pupil is in last year's class until the end of August


def school_year_of(day: date) -> int:
    """The school year this day belongs to; a year runs from 1 September to 31 August."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def first_day(year: int) -> date:
    """The day from which a schooling planned for this year is the present one."""
    return date(year, FIRST_MONTH, 1)


def write_school_year(year: int) -> str:
    """« 2026-2027 »"""
    return f"{year}-{year + 1}"


def year_to_plan(day: date) -> int:
    """The year one most likely moves a class for: this one in autumn, then the next."""
    present = school_year_of(day)
    return present if day.month in CATCHING_UP else present + 1
