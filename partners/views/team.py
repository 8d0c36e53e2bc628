"""The name of the team and its place: whose holidays are looked at."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from intermetiers.web.editing import posted
from partners import actions
from partners.access import for_responsable
from partners.forms.team import TeamPlaceForm
from partners.http import SignedRequest, team_of
from partners.models import Team, TeamRole
from partners.school_calendar import days_off
from partners.views.cards import saved, show

A_YEAR = timedelta(days=365)


@require_http_methods(["GET", "POST"])
def team(request: SignedRequest) -> HttpResponse:
    """Read by all of the team; changed by those who answer for it."""
    return _change(request) if request.method == "POST" else _team(request)


@for_responsable
def _change(request: SignedRequest) -> HttpResponse:
    return _team(request)


def _team(request: SignedRequest) -> HttpResponse:
    row = team_of(request)
    form = TeamPlaceForm(posted(request), instance=row)
    if form.is_bound and saved(form, row, request, actions.change_team):
        messages.success(request, "C’est enregistré, pour toute l’équipe.")
        return redirect("partners:team")
    # A refused form has already written on the row it was given.
    standing = team_of(request) if form.is_bound else row
    leads = request.user.role is TeamRole.RESPONSABLE
    return show(request, "partners/team.html", form, leads=leads, **_coming(standing))


def _coming(row: Team) -> dict[str, Any]:
    """The holidays of the next twelve months, those under way with them."""
    today = timezone.localdate()
    until = today + A_YEAR
    coming = days_off(row, today, until)
    return {
        "nav": "",
        "team": row,
        "coming": coming,
        "territory": row.get_territory_display(),
        "unknown": coming.say_unknown(until),
    }
