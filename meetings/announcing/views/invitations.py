"""Invitations to the agendas of those who come: who has one, what it says, sending, taking back."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from intermetiers.web.editing import OnceForm, do_once
from intermetiers.web.french import NBSP, start_sentence, write_count
from meetings.access import get_meeting
from meetings.announcing.actions import invitations as actions
from meetings.announcing.followed import followed_by
from meetings.announcing.forms import InviteForm
from meetings.announcing.invited import Draft, drafts_of, lists_of, name_of
from meetings.domain.dossier import Dossier
from meetings.dossier import read_dossier
from meetings.frame import frame, today
from meetings.invitations import check_date, standing
from meetings.models import Meeting
from meetings.writing import RefusedError
from partners.http import SignedRequest

NOTHING = "Rien n’est parti\u00a0: les invitations disent déjà la date et le lieu d’aujourd’hui."
NOBODY = "Rien n’est parti\u00a0: ces personnes ont déjà une invitation."
ALREADY = "C’est déjà fait."


@require_GET
def invitations(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    closed = _why_closed(meeting)
    page = _around(dossier) | {
        "lists": lists_of(standing(dossier, meeting), dossier, is_open=not closed),
        "closed": closed,
        "followed": followed_by(dossier, meeting, timezone.now()),
        "update_form": OnceForm(auto_id=False),
    }
    return render(request, "meetings/announcing/invitations.html", page)


@require_http_methods(["GET", "POST"])
def invite(request: SignedRequest, reference: str) -> HttpResponse:
    """Shows to the letter what each will receive; sends it to those who are ticked."""
    meeting = get_meeting(request, reference)
    closed = _why_closed(meeting)
    if closed:
        messages.error(request, closed)
        return redirect("meetings:invitations", reference)
    dossier = read_dossier(meeting)
    everybody = standing(dossier, meeting)
    drafts = drafts_of(everybody, dossier)
    # Whoever was invited since the page was read is no mistake of its reader.
    people = [one.person for one in everybody if one.invitation or one.may_be_invited]
    if request.method == "POST":
        form = InviteForm(request.POST, people=people)
        if form.is_valid():
            return _send(request, meeting, form)
    else:
        form = InviteForm(people=people, initial={"people": _asked_for(request, drafts)})
    page = _around(dossier) | {
        "form": form,
        "drafts": [(draft, form.is_ticked(draft.person)) for draft in drafts],
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/announcing/invite.html", page, status=status)


@require_POST
def update(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    form = OnceForm(request.POST)
    if not form.is_valid():
        return redirect("meetings:invitations", reference)
    now = timezone.now()
    told: int | None = do_once(
        form.cleaned_data["form_key"],
        lambda: actions.update_invitations(meeting, by=request.user, now=now),
        now=now,
    )
    if told is None:
        messages.info(request, ALREADY)
    elif told:
        messages.success(request, _in_the_outbox(told))
    else:
        messages.info(request, NOTHING)
    return redirect("meetings:invitations", reference)


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedRequest, reference: str, participant: int) -> HttpResponse:
    meeting = get_meeting(request, reference)
    seat = get_object_or_404(meeting.participants, pk=participant)
    if request.method == "POST":
        sent = actions.withdraw_invitation(meeting, seat.pk, by=request.user, now=timezone.now())
        said = f"L’invitation est retirée. {_in_the_outbox(sent)}" if sent else ALREADY
        messages.success(request, said)
        return redirect("meetings:invitations", reference)
    dossier = read_dossier(meeting)
    held = [one for one in standing(dossier, meeting) if one.person == seat.pk and one.invitation]
    if not held:
        raise Http404
    page = _around(dossier) | {"row": held[0].invitation, "name": name_of(held[0], dossier)}
    return render(request, "meetings/announcing/withdraw.html", page)


def _asked_for(request: SignedRequest, drafts: tuple[Draft, ...]) -> list[int]:
    """Those ticked at first: the one asked for, else everybody who comes."""
    asked = request.GET.get("personne", "")
    one = [draft.person for draft in drafts if str(draft.person) == asked]
    return one or [draft.person for draft in drafts if not draft.apart]


def _send(request: SignedRequest, meeting: Meeting, form: InviteForm) -> HttpResponse:
    now = timezone.now()
    try:
        invited = do_once(
            form.cleaned_data["form_key"],
            lambda: actions.send_invitations(
                meeting, form.cleaned_data["people"], by=request.user, now=now
            ),
            now=now,
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        if invited is None:
            messages.info(request, ALREADY)
        elif invited.sent:
            messages.success(request, _in_the_outbox(len(invited.sent)))
        else:
            messages.info(request, NOBODY)
    return redirect("meetings:invitations", meeting.reference)


def _in_the_outbox(count: int) -> str:
    if count == 1:
        return "Le courriel est dans la boîte d’envoi."
    return f"{start_sentence(write_count(count, 'courriel'))} sont dans la boîte d’envoi."


def _why_closed(meeting: Meeting) -> str:
    """Why nobody can be invited now; empty when everybody can."""
    try:
        check_date(meeting, timezone.now())
    except RefusedError as refusal:
        return str(refusal)
    return ""


def _around(dossier: Dossier) -> dict[str, Any]:
    slot, place = dossier.chosen_slot, dossier.chosen_place
    return frame(dossier, today(), current="invitations") | {
        "chosen_slot": slot,
        "place": place.name if place else f"Pas encore choisi{NBSP}: il sera dit ensuite.",
        "mail_leaves": bool(settings.EMAIL_HOST),
    }
