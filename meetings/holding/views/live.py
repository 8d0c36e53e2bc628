"""The page of a meeting being held, and what its devices send and hear."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from meetings.access import get_meeting
from meetings.domain.live.acts import LONGEST_TEXT, NOTES, readable
from meetings.dossier import read_dossier
from meetings.holding.actions.acting import (
    MOST_ACTS,
    Kept,
    Sending,
    acts_since,
    closed_on,
    keep_acts,
)
from meetings.holding.boot import boot_of
from meetings.holding.forms.base import ActForm
from meetings.holding.plain_page import Asked, plain_context
from meetings.holding.room import Room
from meetings.live import holding_of, milliseconds
from meetings.models import Meeting
from meetings.promises import read_before
from partners.http import SignedRequest

UNREADABLE = "Ce qui a été envoyé n’est pas lisible. Rien n’est perdu sur l’appareil."
MOST_AT_ONCE = f"Pas plus de {MOST_ACTS} notes à la fois."


@never_cache
@require_GET
def live(request: SignedRequest, reference: str) -> HttpResponse:
    """The page: plain forms, that the app of the page replaces where there is JavaScript.

    It brings the key of what the device keeps: it is never itself kept on the disk of the device.
    """
    return show(request, get_meeting(request, reference))


def show(request: SignedRequest, meeting: Meeting, refused: ActForm | None = None) -> HttpResponse:
    """The page as the address asks for it; a form that was refused, with what was typed in it."""
    if meeting.cancelled_at is not None:
        return render(request, "meetings/holding/called_off.html", {"meeting": meeting})
    now = timezone.localtime()
    dossier = read_dossier(meeting)
    acts, cursor = acts_since(meeting, 0)
    holding = holding_of(meeting)
    room = Room(dossier, acts, now, read_before(meeting, holding.opened_at or now))
    asked = Asked.of_form(refused) if refused else Asked.read(request.GET.dict())
    context = {
        "nav": "meetings",
        "dossier": dossier,
        "boot": boot_of(request, room, holding, cursor),
        **plain_context(room, holding, asked, refused),
    }
    status = 422 if refused else 200
    return render(request, "meetings/holding/live.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def acts(request: SignedRequest, reference: str) -> HttpResponse:
    """What a device says happened, and what the others said since it last asked."""
    meeting = get_meeting(request, reference)
    if request.method == "GET":
        return _answer(request, meeting, _number(request.GET.get("depuis")), None)
    sent = _body(request)
    if isinstance(sent, str):
        return JsonResponse({"error": sent}, status=400)
    sending = Sending(sent["acts"], sent["sent_at"], sent["draft"])
    kept = keep_acts(meeting, sending, by=request.user, now=timezone.now())
    return _answer(request, meeting, sent["since"], kept)


def _answer(request: HttpRequest, meeting: Meeting, since: int, kept: Kept | None) -> JsonResponse:
    heard, cursor = acts_since(meeting, since)
    closed_at = kept.closed_at if kept else closed_on(meeting)
    kept = kept or Kept()
    return JsonResponse(
        {
            "now": milliseconds(timezone.now()),
            "cursor": cursor,
            "acts": [act.as_json() for act in heard],
            "saved": kept.saved,
            "dropped": kept.dropped,
            "refused": [{"id": ident, "why": why} for ident, why in kept.refused],
            "closed_at": milliseconds(closed_at) if closed_at else None,
            "csrf": get_token(request),
        }
    )


def _body(request: HttpRequest) -> dict[str, Any] | str:
    """What was sent, of the right shape; else why it is refused."""
    try:
        sent = json.loads(request.body)
    except (ValueError, RecursionError):
        return UNREADABLE
    if not isinstance(sent, dict) or not isinstance(sent.get("acts"), list):
        return UNREADABLE
    if len(sent["acts"]) > MOST_ACTS:
        return MOST_AT_ONCE
    return {
        "acts": sent["acts"],
        "since": _number(sent.get("since")),
        "sent_at": _number(sent.get("sent_at")) or None,
        "draft": _draft(sent.get("draft")),
    }


def _number(value: object) -> int:
    """A number of ours; 0 for anything else."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 18:
        value = int(value)
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and 0 <= value < 10**18 else 0  # type: ignore[operator,return-value]


def _draft(value: object) -> dict[str, str] | None:
    """The line being typed: {} once it is kept or left, None when nothing is said of it."""
    if not isinstance(value, dict):
        return None
    note, text = value.get("note"), value.get("text")
    # A line is shown while it is written, before anybody says what it is.
    if note not in ("", *NOTES) or not isinstance(text, str) or not text.strip():
        return {}
    return {"note": str(note), "text": readable(text)[:LONGEST_TEXT]}
