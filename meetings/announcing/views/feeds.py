"""Calendars that an agenda reads by itself, by a secret address, for months and without anybody."""

import hashlib
import logging
from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from meetings.announcing.feeds import (
    write_account_calendar,
    write_guest_calendar,
    write_year_calendar,
)
from meetings.doors import calendar_link
from meetings.models import CalendarFeed

LATER = 900  # seconds before another try
NOT_HERE = "Cette adresse ne mène à aucun agenda, ou n’y mène plus.\n"
NOT_NOW = "L’agenda ne peut pas être lu pour le moment. Rien n’est perdu : il le sera plus tard.\n"

log = logging.getLogger(__name__)


def _calendar(
    read: Callable[[str, datetime], str],
) -> Callable[[HttpRequest, str], HttpResponseBase]:
    """Answer with the calendar `read` writes, unless the reader has the same already.

    Whatever fails is « later »: an empty calendar would empty the reader’s. What opens nothing,
    revoked or never made, is one and the same answer.
    """

    @login_not_required
    @require_safe
    @wraps(read)
    def view(request: HttpRequest, secret: str) -> HttpResponseBase:
        response: HttpResponseBase
        try:
            content = read(secret, timezone.now()).encode()
        except Http404:
            response = _plain(NOT_HERE, 404)
        except Exception:
            log.exception("A calendar could not be written.")
            response = _plain(NOT_NOW, 503)
            response["Retry-After"] = str(LATER)
        else:
            response = _conditional(request, content)
        response["Cache-Control"] = "private, no-cache"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return view


def _conditional(request: HttpRequest, content: bytes) -> HttpResponseBase:
    etag = f'"{hashlib.sha256(content).hexdigest()[:40]}"'
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["ETag"] = etag
    response["Content-Disposition"] = 'inline; filename="reunions.ics"'
    return get_conditional_response(request, etag=etag, response=response) or response


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


@_calendar
def coordinator(secret: str, now: datetime) -> str:
    """All the meetings of an account in one team."""
    return write_account_calendar(_feed(secret), now)


@_calendar
def year(secret: str, now: datetime) -> str:
    """The same, with what is due month by month: the same secret opens both."""
    return write_year_calendar(_feed(secret), now)


def _feed(secret: str) -> CalendarFeed:
    feed = CalendarFeed.objects.opened_by(secret).select_related("team").first()
    if feed is None:
        raise Http404
    return feed


@_calendar
def guest(secret: str, now: datetime) -> str:
    """One meeting, for one guest."""
    link = calendar_link(secret, now)
    if link is None:
        raise Http404
    return write_guest_calendar(link)
