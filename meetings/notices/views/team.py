"""What a data officer asks a team for: its entry for the register, and help for the impact study."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from meetings.keeping.ripe import chosen_days
from meetings.notices import who
from meetings.notices.measures import measures
from meetings.notices.risks import RISKS
from meetings.notices.rows import rows
from partners.http import SignedRequest, team_of


@require_GET
def register(request: SignedRequest) -> HttpResponse:
    return render(request, "meetings/notices/register.html", _context(request))


@require_GET
def impact(request: SignedRequest) -> HttpResponse:
    return render(request, "meetings/notices/impact.html", _context(request) | {"risks": RISKS})


def _context(request: SignedRequest) -> dict[str, Any]:
    team = team_of(request)
    told = rows(chosen_days(team))
    return {
        "nav": "",
        "team": team,
        "today": timezone.localdate(),
        "controller": who.controller(),
        "hosts": who.hosts(),
        "rows": told,
        "sensitive": [row for row in told if row.category.sensitive],
        "measures": measures(),
        "all_told": who.all_told(),
    }
