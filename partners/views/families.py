"""The card of a relative. What is typed in it may be a secret address: no error report holds it."""

from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from intermetiers.web.editing import EditConflict, posted, show_conflict
from partners import actions
from partners.actions.families import AddressKeptError, keeps_secret_address
from partners.domain.weeks import read_exceptions, say_exceptions_to_come
from partners.forms.families import FamilyMemberForm, NewFamilyMemberForm
from partners.http import SignedRequest
from partners.models import Calendar, FamilyMember
from partners.views.cards import add_once, show
from partners.views.pupils import NAV, get_pupil

NOTHING_LEFT = " Ses liens ne s’ouvrent plus."


def get_relative(request: SignedRequest, pk: int, member: int) -> FamilyMember:
    """This relative of this pupil, in the team of whoever asks; else 404."""
    relatives = FamilyMember.objects.select_related("pupil__team")
    return get_object_or_404(relatives, pupil=get_pupil(request, pk), pk=member)


@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def add_relative(request: SignedRequest, pk: int) -> HttpResponse:
    pupil = get_pupil(request, pk)
    form = NewFamilyMemberForm(posted(request))
    if form.is_bound and form.is_valid():
        add_once(form, lambda **fields: actions.add_family_member(pupil, **fields), request)
        messages.success(request, "C’est ajouté à la famille.")
        return redirect("meetings:pupil", pk)
    nothing = {"member": None, "calendar": None, "hours": ()}
    context = {"pupil": pupil, "back": _back(request, pk)} | nothing
    return show(request, "partners/relative_form.html", form, **context, **NAV)


@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def change_relative(request: SignedRequest, pk: int, member: int) -> HttpResponse:
    """`?retour=` leads back to the page of a meeting one came from."""
    card = get_relative(request, pk, member)
    before, keeps = card.may_receive, keeps_secret_address(card)
    form = FamilyMemberForm(posted(request), instance=card, keeps_secret=keeps)
    if form.is_bound and form.is_valid() and (row := _written(request, form, card)):
        messages.success(request, f"C’est à jour.{_now_receives(row, before)}")
        return redirect(_back(request, pk))
    card = get_relative(request, pk, member)
    context = {
        "pupil": card.pupil,
        "member": card,
        "calendar": Calendar.objects.of(card).first(),
        "hours": _hours(card),
        "back": _back(request, pk),
    }
    return show(request, "partners/relative_form.html", form, **context, **NAV)


def _written(request: SignedRequest, form: Any, card: FamilyMember) -> FamilyMember | None:
    """The card as it now stands; None when the form is to be shown again."""
    try:
        return actions.change_relative(
            card, seen=form.seen(), wanted=form.cleaned_data, by=request.user, now=timezone.now()
        )
    except EditConflict as conflict:
        show_conflict(form, conflict)
    except AddressKeptError:
        form.add_error(
            None, "Une adresse secrète vient d’être gardée\u00a0: enregistrez de nouveau."
        )
    return None


def _now_receives(row: FamilyMember, before: str) -> str:
    """What changed of what this person may receive, which may follow from the authority."""
    if row.may_receive == before:
        return ""
    told = f" Cette personne peut recevoir\u00a0: {row.get_may_receive_display()}."
    return told + NOTHING_LEFT if row.receives_nothing else told


def _hours(card: FamilyMember) -> tuple[str, ...]:
    exceptions = read_exceptions(card.exceptions)
    return (*card.hours, *say_exceptions_to_come(exceptions, timezone.localdate()))


def _back(request: SignedRequest, pk: int) -> str:
    asked = request.GET.get("retour", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith(
        "/reunions/"
    ):
        return asked
    return reverse("meetings:pupil", args=[pk])


@require_POST
def remove_relative(request: SignedRequest, pk: int, member: int) -> HttpResponse:
    card = get_relative(request, pk, member)
    try:
        actions.remove_family_member(card, by=request.user, now=timezone.now())
    except ProtectedError:
        messages.error(
            request,
            "Cette personne est invitée à une réunion\u00a0: retirez-la d’abord des invités. "
            "Rien n’est effacé.",
        )
    else:
        messages.success(request, "Cette personne n’est plus dans la famille de l’élève.")
    return redirect("meetings:pupil", pk)
