from typing import cast

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from intermetiers.web.spreadsheets import table_file
from intermetiers.web.spreadsheets.writing import CONTENT_TYPES, Format
from meetings.domain.learning.periods import Period, asked, choices
from meetings.domain.learning.plots import plot
from meetings.domain.learning.practice import Answered, practice
from meetings.frame import today
from meetings.learning.actions.practice import export_practice
from meetings.learning.reading import earliest, read_observed
from partners.http import SignedRequest, team_of

FILE = "Ma pratique"
COLUMNS = ("Sur", "Ce qu’on regarde", "Mesure", "Lecture", "Unité", "Réunions comptées")


@require_GET
def page(request: SignedRequest) -> HttpResponse:
    """One’s own meetings, together: of no one else’s, and of none alone."""
    period, periods = _period(request)
    answered = _answered(request, period)
    context = {
        "nav": "",
        "period": period,
        "periods": periods,
        "plots": [(one, plot(one.question.title, one.question.scale, one.figures))
                  for one in answered],
        "is_empty": all(figure.band is None for one in answered for figure in one.figures),
    }  # fmt: skip
    return render(request, "meetings/learning/practice.html", context)


@require_POST
def export(request: SignedRequest, file_format: str) -> HttpResponse:
    """The same figures without a name, a place or a date, for a group in training."""
    if file_format not in CONTENT_TYPES:
        raise Http404
    period, _ = _period(request)
    lines = [
        (
            period.sort,
            one.question.title,
            figure.label,
            figure.text,
            one.question.scale.name,
            figure.meetings or None,
        )
        for one in _answered(request, period)
        for figure in one.figures
    ]
    export_practice(team_of(request), file_format=file_format, by=request.user, now=timezone.now())
    return table_file(cast(Format, file_format), FILE, COLUMNS, lines)


def _period(request: SignedRequest) -> tuple[Period, list[Period]]:
    """The period asked for, and those one may ask for: no other can be cut out."""
    day = today()
    periods = list(choices(earliest(request.user) or day, day))
    return asked(request.GET.get("periode", ""), periods), periods


def _answered(request: SignedRequest, period: Period) -> tuple[Answered, ...]:
    observed = read_observed(request.user, period.year, timezone.now())
    return practice(observed, period, today())
