"""Every decision of a team, until it is kept."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from intermetiers.web.lists import page_of
from meetings.overview.promised import STATES, decisions_listed, promise_line
from partners.http import SignedRequest

PER_PAGE = 50


@require_GET
def promises(request: SignedRequest) -> HttpResponse:
    now, asked = timezone.localtime(), request.GET.get("etat", "")
    state = asked if asked in dict(STATES) else STATES[0][0]
    rows = decisions_listed(request.user, state, now)
    page = page_of(request, rows, per_page=PER_PAGE)
    context = {
        "nav": "week",
        "page_obj": page,
        "lines": [promise_line(row, now) for row in page],
        "states": STATES,
        "state": state,
    }
    return render(request, "meetings/promises.html", context)
