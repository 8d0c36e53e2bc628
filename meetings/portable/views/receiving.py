"""A pupil’s file that comes: brought as a file, or proposed by another team of this site."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from intermetiers.web.editing import do_once
from intermetiers.web.french import NBSP, of
from meetings.models import Transfer
from meetings.portable import actions
from meetings.portable.forms import ReceiveForm
from meetings.portable.refusals import FileRefusedError
from meetings.writing import RefusedError
from partners.access import for_responsable
from partners.http import SignedRequest, team_of
from partners.models import Pupil

MOST_SHOWN = 50
RECEIVED = (
    f"Le dossier est là. Relisez la fiche de l’élève{NBSP}: aucun message ne part tout seul pour les "
    "réunions venues d’ailleurs, et les liens donnés avant ne s’ouvrent plus."
)


@for_responsable
@require_http_methods(["GET", "POST"])
def receive(request: SignedRequest) -> HttpResponse:
    form = ReceiveForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_bound and form.is_valid():
        try:
            pupil = _received(request, form.cleaned_data, timezone.now())
        except FileRefusedError as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, RECEIVED)
            return redirect("meetings:pupil", pupil.pk) if pupil else redirect("partners:pupils")
    sent = Transfer.objects.filter(team=request.user.current_team_id)
    sent = sent.select_related("pupil", "answered_by", "to_team")
    context = {"nav": "pupils", "form": form, "sent": sent[:MOST_SHOWN], "now": timezone.now()}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/portable/receive.html", context, status=status)


@for_responsable
@require_http_methods(["GET", "POST"])
@never_cache
def proposed(request: SignedRequest, secret: str) -> HttpResponse:
    """What the link of a message leads to: whose file, who proposes it; accepted or refused."""
    waiting = Transfer.objects.opened_by(secret, timezone.now())
    transfer = waiting.select_related("pupil", "team", "proposed_by").first()
    if transfer is None:
        context: dict[str, Any] = {"nav": "pupils"}
        return render(request, "meetings/portable/proposal_closed.html", context, status=404)
    pupil: Any = transfer.pupil
    context = {"nav": "pupils", "transfer": transfer, "whose": of(pupil.first_name), "error": ""}
    if request.method == "POST":
        try:
            return _answered(request, transfer, timezone.now())
        except (RefusedError, FileRefusedError) as refused:
            context["error"] = str(refused)
    status = 422 if context["error"] else 200
    return render(request, "meetings/portable/proposal.html", context, status=status)


def _answered(request: SignedRequest, transfer: Transfer, now: datetime) -> HttpResponse:
    if "refuse" in request.POST:
        actions.refuse_transfer(transfer, by=request.user, now=now)
        messages.success(request, "C’est refusé\u00a0: le dossier reste dans l’autre équipe.")
        return redirect("partners:pupils")
    pupil = actions.accept_transfer(transfer, team_of(request), by=request.user, now=now)
    messages.success(request, RECEIVED)
    return redirect("meetings:pupil", pupil.pk)


def _received(request: SignedRequest, sent: dict[str, Any], now: datetime) -> Pupil | None:
    """The pupil written from the file; None when the same form came before, and made none."""
    return do_once(
        sent["form_key"],
        lambda: actions.receive_file(sent["file"], team_of(request), by=request.user, now=now),
        now=now,
    )
