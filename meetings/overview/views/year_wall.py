"""L’année on one sheet to hang up: months, days, schools, numbers, and no name of a child."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from intermetiers.web.downloads import pdf_download
from intermetiers.web.french import NBSP, write_day, write_short_day
from meetings.domain.year import count
from meetings.domain.year_months import Month, Schools, months_of
from meetings.frame import today
from meetings.overview.views.year import asked_year
from meetings.overview.year_rows import NO_SCHOOL, school_names
from meetings.pdf import render_pdf
from meetings.years import read_picture, read_year
from partners.domain.school_years import school_year_of, write_school_year
from partners.http import SignedRequest, team_of


@require_GET
def year_wall(request: SignedRequest) -> HttpResponse:
    team, day = team_of(request), today()
    present = school_year_of(day)
    shown = asked_year(request, present)
    years = read_year(team, shown, day)
    names, totals = school_names(team, years), count(years)
    label = write_school_year(shown)
    title = f"L’année {label} – {team.name}"
    context = {
        "label": label,
        "team": team,
        "totals": totals,
        "said": totals.said_after if shown < present else totals.said,
        "picture": read_picture(team, shown, day),
        "months": [_month(month, names) for month in months_of(years, shown, day)],
        "printed_on": write_day(day),
    }
    content = render_pdf("meetings/year_wall.html", context, title=title)
    return pdf_download(content, f"{title}.pdf")


def _month(month: Month, names: Mapping[int, str]) -> dict[str, object]:
    return {
        "month": month,
        "days": [(write_short_day(day), _counted(schools, names)) for day, schools in month.days],
        "to_place": _counted(month.to_place, names),
    }


def _counted(schools: Schools, names: Mapping[int, str]) -> list[str]:
    """« École Jean-Moulin », « École Rosa-Parks : 3 »"""
    said = ((names.get(school or 0, NO_SCHOOL), number) for school, number in schools)
    return [f"{name}{NBSP}: {number}" if number > 1 else name for name, number in said]
