from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from intermetiers.web.editing import OnceForm, do_once
from intermetiers.web.french import NBSP
from meetings.access import get_meeting
from meetings.domain.dossier import Dossier
from meetings.domain.kinds import Role, Step
from meetings.domain.legal import facts_of
from meetings.domain.principles import anchors
from meetings.dossier import read_dossier
from meetings.frame import step_url
from meetings.models import Meeting, Participant
from meetings.preparing.actions import guests as actions
from meetings.preparing.forms.new_guests import (
    NewCompanionForm,
    NewProfessionalGuestForm,
    NewRelativeForm,
)
from meetings.preparing.views.pages import show_page
from meetings.writing import RefusedError
from partners.forms.known_names import say_it_was_known
from partners.http import SignedRequest
from partners.models import Professional, catalogue_of


class PickForm(forms.Form):
    """Which card of a list was picked."""

    pick = forms.IntegerField(min_value=1)


def _picked(request: SignedRequest) -> int:
    form = PickForm(request.POST)
    if not form.is_valid():
        raise Http404
    return int(form.cleaned_data["pick"])


@require_POST
def add(request: SignedRequest, reference: str) -> HttpResponse:
    """Invite somebody of the address book."""
    meeting = get_meeting(request, reference)
    cards = Professional.objects.visible_to(request.user).active()
    card = get_object_or_404(cards, pk=_picked(request))
    return _invited(
        request,
        meeting,
        lambda now: actions.invite_professional(meeting, card, by=request.user, now=now),
    )


@require_POST
def add_relative(request: SignedRequest, reference: str) -> HttpResponse:
    """Invite a relative whose card is with the pupil."""
    meeting = get_meeting(request, reference)
    relative = get_object_or_404(meeting.pupil.family, pk=_picked(request))
    return _invited(
        request,
        meeting,
        lambda now: actions.invite_relative(meeting, relative, by=request.user, now=now),
    )


def _invited(
    request: SignedRequest, meeting: Meeting, act: Callable[[datetime], Participant]
) -> HttpResponse:
    try:
        seat = act(timezone.now())
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return redirect("meetings:guests", meeting.reference)
    return _back(request, meeting, seat)


def _back(request: SignedRequest, meeting: Meeting, seat: Participant | None) -> HttpResponse:
    dossier = read_dossier(meeting)
    if seat is not None:
        called = dossier.by_id[seat.pk].called
        messages.success(request, f"À table{NBSP}: {called}. Dites pourquoi cette personne vient.")
    url = f"{step_url(dossier, Step.GUESTS)}?ajout=fait#{anchors.ADD_PERSON}"
    return redirect(url)


def _again(request: SignedRequest, meeting: Meeting, seat: Participant | None) -> HttpResponse:
    """Back to an empty form, for the next person."""
    if seat is not None:
        called = read_dossier(meeting).by_id[seat.pk].called
        messages.success(
            request, f"À table{NBSP}: {called}. Écrivez maintenant la personne suivante."
        )
    return redirect("meetings:guest_new", meeting.reference)


@require_http_methods(["GET", "POST"])
def new_professional(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    metier = request.GET.get("metier", "")
    catalogue = catalogue_of(meeting.team)
    initial = {"metier": metier} if metier in catalogue.metiers else None
    form = NewProfessionalGuestForm(
        request.POST or None, account=request.user, catalogue=catalogue, initial=initial
    )
    if not (form.is_bound and form.is_valid()):
        return _show(request, meeting, "guest_new_professional", form)
    values = form.cleaned_data
    names = ("metier", "metier_other", "gender", "first_name", "last_name", "institution")
    institution = None
    if values["new_institution"]:
        institution = {"name": values["new_institution"], "kind": values["new_institution_kind"]}
    seat = _seated(
        form,
        lambda now: actions.introduce_professional(
            meeting,
            card={name: values[name] for name in names},
            institution=institution,
            words={"capacity": values["capacity"], "reason": values["reason"]},
            by=request.user,
            now=now,
        ),
    )
    if form.known_institution is not None:
        messages.info(request, say_it_was_known(form.known_institution))
    return (_again if values["encore"] else _back)(request, meeting, seat)


@require_http_methods(["GET", "POST"])
def new_relative(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    form = NewRelativeForm(request.POST or None)
    if not (form.is_bound and form.is_valid()):
        return _show(request, meeting, "guest_new_relative", form)
    card = {name: value for name, value in form.cleaned_data.items() if name != "form_key"}
    seat = _seated(
        form,
        lambda now: actions.introduce_relative(meeting, card=card, by=request.user, now=now),
    )
    return _back(request, meeting, seat)


@require_http_methods(["GET", "POST"])
def new_companion(request: SignedRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    form = NewCompanionForm(
        request.POST or None, dossier=dossier, initial=_for_whom(request, dossier)
    )
    if not (form.is_bound and form.is_valid()):
        return _show(request, meeting, "guest_new_companion", form, dossier)
    values = form.cleaned_data
    try:
        seat = _seated(
            form,
            lambda now: actions.invite_companion(
                meeting,
                Role(values["role"]),
                label=values["label"],
                accompanies=values["accompanies"],
                by=request.user,
                now=now,
            ),
        )
    except Participant.DoesNotExist:
        form.add_error("accompanies", "Cette personne vient d’être retirée de la réunion.")
        return _show(request, meeting, "guest_new_companion", form)
    return _back(request, meeting, seat)


def _for_whom(request: SignedRequest, dossier: Dossier) -> dict[str, Any]:
    """`?interprete=` names the seat an interpreter is added for."""
    asked = request.GET.get("interprete", "")
    seats = {str(person.id): person.id for person in dossier.family}
    if asked not in seats:
        return {}
    return {"role": Role.INTERPRETER.value, "accompanies": seats[asked]}


def _seated(form: OnceForm, act: Callable[[Any], Participant]) -> Participant | None:
    """The seat `act` makes; None when this very form was already received."""
    now = timezone.now()
    return do_once(form.cleaned_data["form_key"], lambda: act(now), now=now)


def _show(
    request: SignedRequest,
    meeting: Meeting,
    page: str,
    form: OnceForm,
    dossier: Dossier | None = None,
) -> HttpResponse:
    dossier = dossier or read_dossier(meeting)
    context = {"form": form, "meeting": meeting, "legal": facts_of(dossier.kind)}
    return show_page(request, dossier, Step.GUESTS, page, context, refused=form.is_bound)
