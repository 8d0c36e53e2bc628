"""The periods one looks back over: a school year, and its three terms. No others can be asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from intermetiers.web.french import MONTHS
from partners.domain.school_years import FIRST_MONTH, school_year_of, write_school_year

# The first month of each term and the last; the third goes on to the end of the school year.
TERMS = {1: (9, 12), 2: (1, 3), 3: (4, 8)}
_SLUG = re.compile(r"([0-9]{4})(?:-([123]))?")


@dataclass(frozen=True, slots=True)
class Period:
    """A school year by the year it begins in, or one of its terms; `term` is None for the year."""

    year: int
    term: int | None = None

    @property
    def slug(self) -> str:
        return f"{self.year}-{self.term}" if self.term else str(self.year)

    @property
    def sort(self) -> str:
        """What sort of period it is, without saying when."""
        return "un trimestre" if self.term else "une année scolaire"

    @property
    def label(self) -> str:
        if self.term is None:
            return f"Année scolaire {write_school_year(self.year)}"
        first, last = TERMS[self.term]
        year = _year_of(self.year, first)
        return f"De {MONTHS[first - 1]} à {MONTHS[last - 1]} {year}".replace("De av", "D’av")

    @property
    def first(self) -> date:
        month = TERMS[self.term][0] if self.term else FIRST_MONTH
        return date(_year_of(self.year, month), month, 1)

    @property
    def last(self) -> date:
        month = TERMS[self.term or 3][1]
        year = _year_of(self.year, month)
        after = date(year + 1, 1, 1) if month == 12 else date(year, month + 1, 1)
        return after - timedelta(days=1)


def _year_of(school_year: int, month: int) -> int:
    """The calendar year in which this month of the school year falls."""
    return school_year if month >= FIRST_MONTH else school_year + 1


def term_of(day: date) -> int:
    return next(term for term, (first, last) in TERMS.items() if first <= day.month <= last)


def choices(earliest: date, today: date) -> Iterator[Period]:
    """The periods begun since `earliest`, the latest first: each year, then its terms."""
    for year in range(school_year_of(today), school_year_of(min(earliest, today)) - 1, -1):
        yield Period(year)
        for term in sorted(TERMS, reverse=True):
            if earliest <= Period(year, term).last and Period(year, term).first <= today:
                yield Period(year, term)


def asked(slug: str, among: list[Period]) -> Period:
    """The period of this name; the present school year, the first of them, for any other."""
    found = _SLUG.fullmatch(slug)
    if found is None:
        return among[0]
    period = Period(int(found[1]), int(found[2]) if found[2] else None)
    return period if period in among else among[0]
