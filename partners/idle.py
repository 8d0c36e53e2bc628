"""A session nobody uses for a while opens nothing more: a computer of a staff room is shared.

When it was last used is in a signed cookie of its own, beside that of the session: reading a page
writes nothing in the database. Without it, what counts is when one signed in.
"""

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from intermetiers.web.middleware import READING

REFRESHED_AFTER = 60  # seconds: a page that follows another at once says nothing new
_SIGNED_IN = "account_authentication_methods"  # of a session: how and when, by django-allauth
_signer = Signer(salt="partners.idle")


class IdleSessions:
    """Before each view of somebody signed in: who was away too long comes in again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(request, "was_used", False) and request.session.session_key:
            _remember(request, response, timezone.now())
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated:
            return None
        age = seconds_idle(request, timezone.now())
        if age is not None and age > settings.SESSION_IDLE_SECONDS:
            request.user = AnonymousUser()
            request.was_idle = True  # type: ignore[attr-defined]
            if request.method not in READING:
                request.session.flush()  # whoever comes in again has another key
        else:
            request.was_used = age is None or age > REFRESHED_AFTER  # type: ignore[attr-defined]
        return None


def seconds_idle(request: HttpRequest, now: datetime) -> float | None:
    """Since this session was last used; None when nothing tells, as for one opened before this
    rule: it counts from now on."""
    moments = [_seen_at(request), _signed_in_at(request)]
    known = [moment for moment in moments if moment is not None]
    return max(0.0, now.timestamp() - max(known)) if known else None


def cookie_name() -> str:
    return f"{settings.SESSION_COOKIE_NAME}-seen"


def _remember(request: HttpRequest, response: HttpResponse, now: datetime) -> None:
    response.set_cookie(
        cookie_name(),
        _signer.sign(f"{_of(request)}.{int(now.timestamp())}"),
        max_age=settings.SESSION_COOKIE_AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _seen_at(request: HttpRequest) -> float | None:
    try:
        of, _, at = _signer.unsign(request.COOKIES.get(cookie_name(), "")).partition(".")
    except BadSignature:
        return None
    return float(at) if of == _of(request) else None


def _signed_in_at(request: HttpRequest) -> float | None:
    methods = request.session.get(_SIGNED_IN) or []
    return max((float(method.get("at", 0)) for method in methods), default=None)


def _of(request: HttpRequest) -> str:
    """Of this session and no other, without its key."""
    return hashlib.sha256((request.session.session_key or "").encode()).hexdigest()[:16]
