"""Where one’s own account is open, and closing it there."""

from dataclasses import dataclass
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from partners import actions
from partners.domain.devices import say_device
from partners.http import SignedRequest


@dataclass(frozen=True, slots=True)
class Open:
    """One place where the account is open."""

    row: UserSession
    device: str
    is_here: bool


@require_GET
def sessions(request: SignedRequest) -> HttpResponse:
    here = request.session.session_key
    opened = [
        Open(row, say_device(row.user_agent), row.session_key == here) for row in _open(request)
    ]
    context = {"nav": "", "opened": opened, "others": sum(not one.is_here for one in opened)}
    return render(request, "partners/sessions.html", context)


@require_POST
def close(request: SignedRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(_open(request), pk=pk)
    if row.session_key == request.session.session_key:
        return redirect("partners:sessions")  # one signs out from where one is
    actions.close_sessions(request.user, [row], now=timezone.now())
    messages.success(request, "Cette connexion est fermée.")
    return redirect("partners:sessions")


@require_POST
def close_others(request: SignedRequest) -> HttpResponse:
    others = list(_open(request).exclude(session_key=request.session.session_key))
    actions.close_sessions(request.user, others, now=timezone.now())
    messages.success(request, "Vos autres connexions sont fermées.")
    return redirect("partners:sessions")


def _open(request: SignedRequest) -> Any:
    """Those that still open something, the latest first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    rows = UserSession.objects.filter(user=request.user, session_key__in=alive)
    return rows.order_by("-created_at", "-pk")
