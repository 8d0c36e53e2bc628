"""Sending the brief to everybody a message reaches, in one act."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from intermetiers.web.editing import do_once
from intermetiers.web.french import write_count
from meetings.access import get_meeting
from meetings.announcing.actions.briefs import send_all as send_to_all
from meetings.announcing.controlling import control_of
from meetings.announcing.forms import SendAllForm
from meetings.announcing.handing_rows import readers_of
from meetings.dossier import read_dossier
from meetings.frame import frame, today
from meetings.writing import RefusedError
from partners.http import SignedRequest

FIRST_LINES = 3
NOBODY = "Rien n’est parti\u00a0: plus personne de cette liste ne peut recevoir de courriel."


@require_http_methods(["GET", "POST"])
def send_all(request: SignedRequest, reference: str) -> HttpResponse:
    """Who will get a message and who needs paper, before one presses the button."""
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    readers = [reader for reader in readers_of(meeting, dossier) if not reader.closed]
    by_mail = [reader for reader in readers if reader.email]
    form = SendAllForm(
        request.POST if request.method == "POST" else None,
        people=[reader.id for reader in by_mail],
        ticked=[reader.id for reader in by_mail if not reader.has_it],
        initial={"seen": timezone.now().timestamp()},
    )
    if request.method == "POST" and form.is_valid():
        return _send(request, reference, form)
    found = control_of(meeting, dossier, today())
    page = frame(dossier, today(), current="briefs") | {
        "lines": found.lines[:FIRST_LINES],
        "more": len(found.lines[FIRST_LINES:]) + found.others,
        "form": form,
        "by_mail": [(reader, form.is_ticked(reader.id)) for reader in by_mail],
        "otherwise": [reader for reader in readers if not (reader.email or reader.has_it)],
        "mail_leaves": bool(settings.EMAIL_HOST),
    }
    status = 422 if form.errors else 200
    return render(request, "meetings/announcing/send_all.html", page, status=status)


def _send(request: SignedRequest, reference: str, form: SendAllForm) -> HttpResponse:
    meeting, now = get_meeting(request, reference), timezone.now()
    sent: list[int] = []
    try:
        do_once(
            form.cleaned_data["form_key"],
            lambda: sent.append(
                send_to_all(
                    meeting,
                    form.cleaned_data["people"],
                    seen=form.cleaned_data["seen"],
                    leaves=bool(settings.EMAIL_HOST),
                    by=request.user,
                    now=now,
                )
            ),
            now=now,
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("meetings:briefs", reference)
    if not sent:
        messages.info(request, "C’est déjà fait\u00a0: ces courriels sont dans la boîte d’envoi.")
    elif sent[0]:
        said = write_count(sent[0], "courriel")
        messages.success(request, f"{said.capitalize()} dans la boîte d’envoi.")
    else:
        messages.error(request, NOBODY)
    return redirect("meetings:briefs", reference)
