"""L’année: whose ESS is due, by when, who has no date; by school, so that one trip serves several."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from intermetiers.web.french import write_count
from meetings.domain.year import PupilYear, State, Totals, count, in_order
from meetings.domain.year_schools import by_school
from meetings.frame import today
from meetings.overview.year_rows import (
    NO_SCHOOL,
    NONE,
    asked_as,
    pupil_rows,
    school_names,
    school_rows,
)
from meetings.years import read_picture, read_year
from partners.domain.school_years import school_year_of, write_school_year
from partners.http import SignedRequest, team_of

PER_PAGE = 50
SCHOOLS_SHOWN = 6
YEARS_BACK = 10

Keep = Callable[[PupilYear], bool]
# How the address names each, how one says it of one ESS and of several, which ones it keeps.
STATES: dict[str, tuple[str, str, Keep]] = {
    "sans-date": ("sans date", "sans date", lambda one: one.due.state is State.WITHOUT_DATE),
    "en-retard": ("en retard", "en retard", lambda one: one.due.is_late),
    "placee": ("placée", "placées", lambda one: one.due.state is State.PLACED),
    "tenue": ("tenue", "tenues", lambda one: one.due.state is State.HELD),
}
OVER = ("tenue", "sans-date")  # what is left to say of a year that is over


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, of what there is."""

    year: int
    present: int
    school: str
    state: str

    def url(self, **changes: str | int) -> str:
        """The same page with these changes; the year goes unsaid when it is the present one."""
        year = "" if self.year == self.present else self.year
        query = {"annee": year, "ecole": self.school, "etat": self.state} | changes
        return f"{reverse('meetings:year')}?{urlencode({name: value for name, value in query.items() if value})}"

    def has(self, school: int | None) -> bool:
        return self.school in ("", asked_as(school))

    def keeps(self, one: PupilYear) -> bool:
        return self.has(one.school) and (not self.state or STATES[self.state][2](one))


@require_GET
def year(request: SignedRequest) -> HttpResponse:
    team, day = team_of(request), today()
    present = school_year_of(day)
    shown = asked_year(request, present)
    years = read_year(team, shown, day)
    names = school_names(team, years)
    choices = _school_choices(names, years)
    asked = Asked(
        shown, present, _among(request, "ecole", dict(choices)), _among(request, "etat", STATES)
    )
    totals = count(years)
    schools = [one for one in by_school(years) if asked.has(one.school)]
    wholly = request.GET.get("ecoles") == "toutes"
    kept = in_order(one for one in years if asked.keeps(one))
    page = Paginator(kept, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "nav": "year",
        "asked": asked,
        "label": write_school_year(shown),
        "is_over": shown < present,
        "title": totals.said_after if shown < present else totals.said,
        "neighbours": _neighbours(asked),
        "wall_url": f"{reverse('meetings:year_wall')}?annee={shown}",
        "totals": totals,
        "chips": _chips(asked, totals),
        "picture": read_picture(team, shown, day),
        "schools": school_rows(
            schools if wholly else schools[:SCHOOLS_SHOWN], names, lambda one: asked.url(ecole=one)
        ),
        "schools_left": 0 if wholly else len(schools[SCHOOLS_SHOWN:]),
        "all_schools_url": asked.url(ecoles="toutes"),
        "school_choices": choices,
        "states": [(value, label) for value, (label, _, _) in STATES.items()],
        "counted": write_count(len(kept), "élève"),
        "page_obj": page,
        "rows": pupil_rows(list(page), shown, day),
    }
    return render(request, "meetings/year.html", context)


def asked_year(request: SignedRequest, present: int) -> int:
    """The year asked, or the nearest one there is: ten years back, the next one on."""
    asked = request.GET.get("annee", "")
    if not (asked.isdecimal() and asked.isascii() and len(asked) == 4):
        return present
    return min(max(int(asked), present - YEARS_BACK), present + 1)


def _neighbours(asked: Asked) -> list[tuple[str, str]]:
    """The school years before and after this one, and the present one from afar."""
    years = [
        ("Année précédente", asked.year - 1, asked.year > asked.present - YEARS_BACK),
        ("Cette année", asked.present, abs(asked.year - asked.present) > 1),
        ("Année suivante", asked.year + 1, asked.year <= asked.present),
    ]
    return [
        (
            f"{label} ({write_school_year(year)})",
            replace(asked, year=year, school="", state="").url(),
        )
        for label, year, there in years
        if there
    ]


def _among(request: SignedRequest, name: str, choices: Any) -> str:
    asked = request.GET.get(name, "")
    return asked if asked in choices else ""


def _school_choices(names: dict[int, str], years: Sequence[PupilYear]) -> list[tuple[str, str]]:
    choices = [(str(pk), name) for pk, name in names.items()]
    if any(one.school is None for one in years):
        choices.append((NONE, NO_SCHOOL))
    return choices


def _chips(asked: Asked, totals: Totals) -> list[dict[str, Any]]:
    """Each state with how many there are, as a way to see only them."""
    numbers = {
        "sans-date": totals.without_date, "en-retard": totals.late,
        "placee": totals.placed, "tenue": totals.held,
    }  # fmt: skip
    said = STATES if asked.year >= asked.present else {name: STATES[name] for name in OVER}
    return [
        {"label": several if numbers[value] > 1 else one, "number": numbers[value],
         "url": asked.url(etat=value), "chosen": asked.state == value}
        for value, (one, several, _) in said.items()
    ]  # fmt: skip
