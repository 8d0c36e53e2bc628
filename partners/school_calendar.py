"""Public and school holidays of a team's place, read from packages that carry them as data.

Nothing is asked of the network: an installation knows what its packages knew on their day.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from typing import Any

import holidays
from vacances_scolaires_france import SchoolHolidayDates

from partners.domain.days_off import DaysOff, SchoolHolidays
from partners.models.accounts import Team, Zone

IN_THE_DATA = frozenset({Zone.A, Zone.B, Zone.C})


def days_off(team: Team, first: date, last: date) -> DaysOff:
    """The holidays of a team's place that touch the days from `first` to `last`, both in it."""
    years = tuple(range(first.year, last.year + 1))
    zone = Zone(team.zone)
    known = zone in IN_THE_DATA
    return DaysOff(
        public=tuple(
            (day, name) for day, name in _public(team.territory, years) if first <= day <= last
        ),
        school=tuple(
            one
            for one in (_school(zone.value) if known else ())
            if one.first <= last and one.last >= first
        ),
        known_until=_last_known_day() if known else None,
        zone=zone.label,
    )


@cache
def _public(territory: str, years: tuple[int, ...]) -> tuple[tuple[date, str], ...]:
    found = holidays.country_holidays(
        "FR", subdiv=territory or None, years=years, language="fr", expand=False
    )
    return tuple(sorted((day, name.replace("'", "’")) for day, name in found.items()))


@cache
def _school(zone: str) -> tuple[SchoolHolidays, ...]:
    return tuple(_runs(zone))


def _runs(zone: str) -> Iterator[SchoolHolidays]:
    """Each run of days of one name, as one holiday."""
    rows = [row for row in _data().values() if row[f"vacances_zone_{zone.lower()}"]]
    numbered = enumerate(sorted(rows, key=lambda row: row["date"]))
    for (_, name), run in groupby(
        numbered, key=lambda one: (one[1]["date"] - timedelta(one[0]), one[1]["nom_vacances"])
    ):
        days = [row["date"] for _, row in run]
        yield SchoolHolidays(days[0], days[-1], _write_name(name))


def _write_name(name: str) -> str:
    """« Vacances d'hiver » as it stands inside a sentence: « vacances d’hiver »."""
    return (name[:1].lower() + name[1:]).replace("'", "’")


@cache
def _data() -> dict[date, dict[str, Any]]:
    rows: dict[date, dict[str, Any]] = SchoolHolidayDates().data
    return rows


def _last_known_day() -> date:
    return max(_data())
