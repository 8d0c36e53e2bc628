"""Public and school holidays of a team's place, read from packages that carry them.

Nothing is asked of the network: an installation knows what its packages knew on their day.

The dates come from `holidays`, for school holidays too: it holds to the decrees on the days the
other package has otherwise (the summer that ends on 1 September 2027, the one that begins after
class on 4 July 2028, the bridges of the Ascension). But it goes on by rule into years nobody has
decreed, while `vacances_scolaires_france` ends with the last year published: nothing is said of
school holidays after that day. A test keeps the list of the days on which the two differ.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache, lru_cache

import holidays
from vacances_scolaires_france import SchoolHolidayDates

from partners.domain.days_off import DaysOff, SchoolHolidays
from partners.models.accounts import Team, Zone

IN_THE_DATA = frozenset({Zone.A, Zone.B, Zone.C})
FIRST_SCHOOL_YEAR = 2018  # the first whole year `holidays` knows
MOST_YEARS = 5  # that a meeting looks over; a year typed wrong must not cost a century


def days_off(team: Team, first: date, last: date) -> DaysOff:
    """The holidays of a team's place that touch the days from `first` to `last`, both in it.

    Public holidays beyond MOST_YEARS calendar years are left out.
    """
    zone = Zone(team.zone)
    known = zone in IN_THE_DATA
    years = range(first.year, min(last.year + 1, first.year + MOST_YEARS))
    return DaysOff(
        public=tuple(
            (day, name)
            for year in years
            for day, name in _public(team.territory, year)
            if first <= day <= last
        ),
        school=tuple(
            one
            for one in (_school(zone.value) if known else ())
            if one.first <= last and one.last >= first
        ),
        known_until=last_known_day() if known else None,
        zone="" if zone is Zone.OTHER else zone.label,
    )


@cache
def last_known_day() -> date:
    """The last day of the last school year published for the zones A, B and C."""
    last: date = max(SchoolHolidayDates().data)
    return last


@lru_cache(maxsize=200)
def _public(territory: str, year: int) -> tuple[tuple[date, str], ...]:
    found = holidays.country_holidays(
        "FR", subdiv=territory or None, years=year, language="fr", expand=False
    )
    return tuple(sorted((day, _typeset(name)) for day, name in found.items()))


@cache
def _school(zone: str) -> tuple[SchoolHolidays, ...]:
    """Every school holiday of the zone, in order, up to the last known day."""
    last = last_known_day()
    found = holidays.country_holidays(
        "FR",
        subdiv=f"Zone {zone}",
        years=range(FIRST_SCHOOL_YEAR, last.year + 1),
        categories=holidays.SCHOOL,
        language="fr",
        expand=False,
    )
    return tuple(_runs({day: name for day, name in found.items() if day <= last}))


def _runs(named: dict[date, str]) -> Iterator[SchoolHolidays]:
    """Each run of days of one name, as one holiday."""
    first: date | None = None
    for day in sorted(named):
        first = first or day
        if named.get(day + timedelta(1)) != named[day]:
            yield SchoolHolidays(first, day, _typeset(_start_low(named[day])))
            first = None


def _start_low(name: str) -> str:
    """« Vacances d'hiver » as it stands inside a sentence: « vacances d'hiver »."""
    return name[:1].lower() + name[1:]


def _typeset(name: str) -> str:
    return name.replace("'", "’")
