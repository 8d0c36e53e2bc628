"""A pupil’s file that comes: brought as a file, or proposed by another team of this site."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from intermetiers.web.editing import do_once
from intermetiers.web.french import NBSP
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
    sent = sent.select_related("pupil", "proposed_by", "answered_by", "to_team")
    context = {
        "nav": "pupils",
        "form": form,
        "proposed": _proposed_to(request).select_related("pupil", "team", "proposed_by"),
        "sent": sent[:MOST_SHOWN],
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/portable/receive.html", context, status=status)


@for_responsable
@require_POST
def accept(request: SignedRequest, pk: int) -> HttpResponse:
    transfer = get_object_or_404(_proposed_to(request), pk=pk)
    team, now = team_of(request), timezone.now()
    try:
        pupil = actions.accept_transfer(transfer, team, by=request.user, now=now)
    except (RefusedError, FileRefusedError) as refused:
        messages.error(request, str(refused))
        return redirect("meetings:file_receive")
    messages.success(request, RECEIVED)
    return redirect("meetings:pupil", pupil.pk)


@for_responsable
@require_POST
def refuse(request: SignedRequest, pk: int) -> HttpResponse:
    transfer = get_object_or_404(_proposed_to(request), pk=pk)
    try:
        actions.refuse_transfer(transfer, by=request.user, now=timezone.now())
    except RefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "C’est refusé\u00a0: le dossier reste dans l’autre équipe.")
    return redirect("meetings:file_receive")


def _received(request: SignedRequest, sent: dict[str, Any], now: datetime) -> Pupil | None:
    """The pupil written from the file; None when the same form came before, and made none."""
    return do_once(
        sent["form_key"],
        lambda: actions.receive_file(sent["file"], team_of(request), by=request.user, now=now),
        now=now,
    )


def _proposed_to(request: SignedRequest) -> Any:
    """What waits for whoever signs in with this address, whatever the team shown."""
    return Transfer.objects.waiting().filter(to_email=request.user.email)
