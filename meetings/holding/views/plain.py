"""What the forms of a meeting say, for whoever has no JavaScript."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from meetings.access import get_meeting
from meetings.dossier import read_dossier
from meetings.holding.actions.acting import Sending, acts_since, keep_acts
from meetings.holding.forms.base import ActForm
from meetings.holding.forms.every import FORMS
from meetings.holding.room import Room
from meetings.holding.views.live import show
from meetings.live import holding_of, milliseconds
from meetings.models import Meeting
from meetings.promises import read_before
from partners.http import SignedRequest

KEPT, NOTHING_NEW = "C’est gardé.", "Rien n’a changé."
NOT_KEPT = "La réunion est fermée\u00a0: ce mot n’est pas gardé. Rouvrez-la pour écrire encore."


@never_cache
@require_POST
def live_act(request: SignedRequest, reference: str) -> HttpResponse:
    """One form of the page: kept, back to the page; refused, the page with all that was typed."""
    meeting = get_meeting(request, reference)
    if meeting.cancelled_at is not None:
        return redirect("meetings:live", reference)
    make = FORMS.get(request.POST.get("act", ""))
    if make is None:
        raise Http404
    acts, _ = acts_since(meeting, 0)
    now = timezone.localtime()
    before = read_before(meeting, holding_of(meeting).opened_at or now)
    room = Room(read_dossier(meeting), acts, now, before)
    form = make(request.POST, room=room)
    if form.is_valid() and _kept(request, meeting, form):
        return redirect(_page(meeting, form))
    return show(request, meeting, form)


def _kept(request: SignedRequest, meeting: Meeting, form: ActForm) -> bool:
    """Whether what the form says is kept; else the form says why."""
    now = form.room.now
    raw = form.raw_acts(milliseconds(now))
    if not raw:
        messages.info(request, NOTHING_NEW)
        return True
    kept = keep_acts(meeting, Sending(raw), by=request.user, now=now)
    reasons = [why for _, why in kept.refused] + ([NOT_KEPT] if kept.dropped else [])
    for why in dict.fromkeys(reasons):
        form.add_error(None, why)
    if not reasons:
        messages.success(request, KEPT)
    return not reasons


def _page(meeting: Meeting, form: ActForm) -> str:
    point, anchor = form.goes_to()
    query = {"point": point} if point else {}
    if form.NAME == "gone":
        query["retiree"] = form.raw_acts(0)[0]["id"]
    address = reverse("meetings:live", args=[meeting.reference])
    asked = f"?{urlencode(query)}" if query else ""
    return f"{address}{asked}#{anchor}"
