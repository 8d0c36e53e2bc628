"""How long everything is kept, what goes next and when; chosen by a responsable within bounds."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from meetings.domain.retention import RULES, Kept, Rule, over_before, say_length
from meetings.keeping import actions
from meetings.keeping.forms import LengthsForm
from meetings.keeping.ripe import RIPE, chosen_days, meetings, pupils
from meetings.models import Hold
from partners.access import for_responsable
from partners.http import SignedRequest, team_of
from partners.models import Team, TeamRole

COMING = timedelta(days=60)
MOST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One rule as this team keeps it, and how many things are over it today."""

    rule: Rule
    length: str
    is_ours: bool
    ripe: int


@dataclass(frozen=True, slots=True)
class Leaving:
    """A file that goes within COMING, and the first day it may."""

    row: Any
    on: date


@require_GET
def lengths(request: SignedRequest) -> HttpResponse:
    team = team_of(request)
    return _show(request, team, LengthsForm(days=chosen_days(team)))


@for_responsable
@require_POST
def choose(request: SignedRequest) -> HttpResponse:
    team = team_of(request)
    form = LengthsForm(request.POST, days=chosen_days(team))
    if not form.is_valid():
        return _show(request, team, form, status=422)
    for kind, days in form.chosen().items():
        actions.choose_length(team, kind, days, by=request.user, now=timezone.now())
    messages.success(request, "C’est enregistré. Cela vaut dès le prochain effacement, cette nuit.")
    return redirect("meetings:lengths")


def _show(
    request: SignedRequest, team: Team, form: LengthsForm, *, status: int = 200
) -> HttpResponse:
    now, days = timezone.now(), chosen_days(team)
    holds = Hold.objects.standing().filter(pupil__team=team).select_related("pupil", "placed_by")
    context = {
        "nav": "",
        "team": team,
        "form": form,
        "leads": request.user.role is TeamRole.RESPONSABLE,
        "lines": [_line(team, rule, days[rule.kind], now) for rule in RULES],
        "meetings": _leaving(
            meetings(team, over_before(now + COMING, days[Kept.MEETINGS])),
            "last_act",
            days[Kept.MEETINGS],
        ),
        "pupils": _leaving(
            pupils(team, over_before(now + COMING, days[Kept.PUPILS])),
            "archived_at",
            days[Kept.PUPILS],
        ),
        "holds": holds.order_by("placed_at", "pk"),
        "coming": COMING.days,
    }
    return render(request, "meetings/keeping/lengths.html", context, status=status)


def _line(team: Team, rule: Rule, days: int, now: datetime) -> Line:
    ripe = sum(rows(team, over_before(now, days)).count() for rows in RIPE[rule.kind])
    return Line(rule, say_length(days), days == rule.days, ripe)


def _leaving(rows: Any, since: str, days: int) -> list[Leaving]:
    today = timezone.localdate()
    return [
        Leaving(row, max(today, timezone.localdate(getattr(row, since) + timedelta(days=days))))
        for row in rows[:MOST_SHOWN]
    ]
