"""Public and school holidays of each place: two packages, and what we make of them."""

from datetime import date, timedelta

import holidays
import pytest
from vacances_scolaires_france import SchoolHolidayDates

from partners.domain.days_off import SchoolHolidays
from partners.models import Team
from partners.models.accounts import Territory, Zone
from partners.school_calendar import MOST_YEARS, days_off, last_known_day

LAST_KNOWN = date(2028, 8, 31)
ZONES = ("A", "B", "C")


def _off(first, last, zone="A", territory=""):
    return days_off(Team(zone=zone, territory=territory), first, last)


def _year(year, zone="A", territory=""):
    return _off(date(year, 1, 1), date(year, 12, 31), zone, territory)


def _named(day, zone="A", territory=""):
    off = _off(day, day, zone, territory)
    return off.public_holiday(day), off.school_holiday(day)


@pytest.mark.parametrize(
    ("zone", "winter", "spring"),
    [
        ("A", (date(2027, 2, 13), date(2027, 2, 28)), (date(2027, 4, 10), date(2027, 4, 25))),
        ("B", (date(2027, 2, 20), date(2027, 3, 7)), (date(2027, 4, 17), date(2027, 5, 2))),
        ("C", (date(2027, 2, 6), date(2027, 2, 21)), (date(2027, 4, 3), date(2027, 4, 18))),
    ],
)
def test_a_school_year_in_each_zone(zone, winter, spring):
    """Each ends on the eve of the day one is back."""
    off = _off(date(2026, 9, 1), date(2027, 8, 31), zone)
    assert off.school == (
        SchoolHolidays(date(2026, 10, 17), date(2026, 11, 1), "vacances de la Toussaint"),
        SchoolHolidays(date(2026, 12, 19), date(2027, 1, 3), "vacances de Noël"),
        SchoolHolidays(*winter, "vacances d’hiver"),
        SchoolHolidays(*spring, "vacances de printemps"),
        SchoolHolidays(date(2027, 5, 6), date(2027, 5, 9), "pont de l’Ascension"),
        SchoolHolidays(date(2027, 7, 3), date(2027, 9, 1), "vacances d’été"),
    )
    assert (off.known_until, off.zone) == (LAST_KNOWN, f"zone {zone}")


@pytest.mark.parametrize(
    ("day", "named"),
    [
        (date(2026, 5, 14), ("Ascension", "pont de l’Ascension")),
        (date(2026, 5, 15), ("", "pont de l’Ascension")),
        (date(2026, 5, 25), ("Lundi de Pentecôte", "")),
        (date(2026, 9, 1), ("", "")),  # a Tuesday, the first day of class
        (date(2027, 5, 7), ("", "pont de l’Ascension")),
        (date(2027, 5, 10), ("", "")),
        (date(2027, 5, 17), ("Lundi de Pentecôte", "")),
        (date(2027, 9, 1), ("", "vacances d’été")),  # a Wednesday: back on Thursday
        (date(2027, 9, 2), ("", "")),
        (date(2028, 5, 1), ("Fête du Travail", "")),
        (date(2028, 5, 26), ("", "pont de l’Ascension")),
        (date(2028, 6, 5), ("Lundi de Pentecôte", "")),
        (date(2028, 7, 4), ("", "")),  # a Tuesday: holidays begin after class
        (date(2028, 7, 5), ("", "vacances d’été")),
        (LAST_KNOWN, ("", "vacances d’été")),
    ],
    ids=str,
)
def test_days_on_which_one_may_be_wrong(day, named):
    assert _named(day, "B") == named


# Where the two packages differ since 2024, weekends of bridges apart, and who is right: `holidays`.
BRIDGES_LEFT_OUT = {
    date(2024, 5, 9), date(2024, 5, 10), date(2025, 5, 29), date(2025, 5, 30),
    date(2026, 5, 14), date(2026, 5, 15), date(2028, 5, 25),
}  # fmt: skip
BACK_ON_THURSDAY = {date(2027, 9, 1)}
BEGINS_AFTER_CLASS = {date(2028, 7, 4)}


@pytest.mark.parametrize("zone", ZONES)
def test_where_the_two_packages_differ(zone):
    """Should a new version bring another difference, somebody must look at the decree."""
    first = date(2024, 1, 1)
    ours = _off(first, LAST_KNOWN, zone)
    rows = SchoolHolidayDates().data
    differ = {
        day
        for day in (first + timedelta(n) for n in range((LAST_KNOWN - first).days + 1))
        if day.isoweekday() < 6
        if bool(ours.school_holiday(day))
        is not bool(day in rows and rows[day][f"vacances_zone_{zone.lower()}"])
    }
    assert differ == BRIDGES_LEFT_OUT | BACK_ON_THURSDAY | BEGINS_AFTER_CLASS


def test_what_is_published_ends_where_the_data_ends():
    """A package that knows one year more is good news: look at its dates, then move this day."""
    assert last_known_day() == LAST_KNOWN


@pytest.mark.parametrize("zone", ZONES)
def test_nothing_is_said_of_a_year_nobody_published(zone):
    off = _off(date(2028, 7, 1), date(2029, 12, 31), zone)
    assert off.school == (SchoolHolidays(date(2028, 7, 5), LAST_KNOWN, "vacances d’été"),)
    assert off.is_known(LAST_KNOWN)
    assert off.say_unknown(LAST_KNOWN) == ""
    after = LAST_KNOWN + timedelta(1)
    assert not off.is_known(after)
    assert off.say_unknown(after) == (
        "Les vacances scolaires ne sont connues que jusqu’au 31\u00a0août 2028."
    )
    assert off.public_holiday(date(2029, 5, 10)) == "Ascension"


@pytest.mark.parametrize(("zone", "whose"), [("Corse", "de Corse"), ("other", "de votre académie")])
def test_places_whose_school_holidays_are_not_known(zone, whose):
    off = _year(2027, zone)
    assert (off.school, off.known_until) == ((), None)
    assert off.say_unknown(date(2027, 2, 16)) == (
        f"Les vacances scolaires {whose} ne sont pas connues de l’outil\u00a0: "
        "vérifiez le calendrier de l’académie."
    )
    assert off.public_holiday(date(2027, 3, 29)) == "Lundi de Pâques"


EVERYWHERE = {
    "Jour de l’an", "Lundi de Pâques", "Fête du Travail", "Fête de la Victoire", "Ascension",
    "Lundi de Pentecôte", "Fête nationale", "Assomption", "Toussaint", "Armistice", "Noël",
}  # fmt: skip
GOOD_FRIDAY = {("Vendredi saint", date(2027, 3, 26))}
ABOLITION, SCHOELCHER = "Abolition de l’esclavage", "Fête de Victor Schoelcher"
OWN = {
    "": set(),
    "6AE": GOOD_FRIDAY | {("Saint-Étienne", date(2027, 12, 26))},
    "57": GOOD_FRIDAY | {("Saint-Étienne", date(2027, 12, 26))},
    "971": GOOD_FRIDAY
    | {("Mi-Carême", date(2027, 3, 4)), (ABOLITION, date(2027, 5, 27))}
    | {(SCHOELCHER, date(2027, 7, 21))},
    "972": {(ABOLITION, date(2027, 5, 22)), (SCHOELCHER, date(2027, 7, 21))},
    "973": {(ABOLITION, date(2027, 6, 10))},
    "974": {(ABOLITION, date(2027, 12, 20))},
    "976": {(ABOLITION, date(2027, 4, 27))},
    "BL": {(ABOLITION, date(2027, 10, 9))},
    "MF": {(ABOLITION, date(2027, 5, 28)), (SCHOELCHER, date(2027, 7, 21))},
    "NC": {("Fête de la Citoyenneté", date(2027, 9, 24))},
    "PF": GOOD_FRIDAY | {("Arrivée de l’Évangile", date(2027, 3, 5))}
    | {("Matāri’i", date(2027, 11, 20))},
    "PM": set(),
    "WF": {("Saint Pierre Chanel", date(2027, 4, 28))}
    | {("Saints Pierre et Paul", date(2027, 6, 29)), ("Fête du Territoire", date(2027, 7, 29))},
}  # fmt: skip


@pytest.mark.parametrize("territory", Territory.values)
def test_public_holidays_of_each_territory(territory):
    public = _year(2027, "other", territory).public
    assert {name for _, name in public} == EVERYWHERE | {name for name, _ in OWN[territory]}
    assert {(name, day) for day, name in public if name not in EVERYWHERE} == OWN[territory]
    assert list(public) == sorted(public)


def test_no_territory_of_the_package_is_left_out():
    known = set(holidays.country_holidays("FR").subdivisions)
    schools = {f"Zone {zone}" for zone in ZONES}
    uninhabited = {"TF"}  # Terres australes: no school there
    assert known - schools - uninhabited == set(Territory.values) - {""}
    assert set(Zone.values) == {*ZONES, "Corse", "other"}


def test_only_the_days_asked_for():
    off = _off(date(2027, 2, 27), date(2027, 3, 29))
    assert [day for day, _ in off.public] == [date(2027, 3, 29)]
    assert [one.name for one in off.school] == ["vacances d’hiver"]
    assert _off(date(2027, 3, 2), date(2027, 3, 2)).school == ()


def test_a_year_typed_wrong_does_not_cost_a_century():
    off = _off(date(2026, 1, 1), date(2199, 12, 31))
    assert off.public[-1] == (date(2026 + MOST_YEARS - 1, 12, 25), "Noël")
