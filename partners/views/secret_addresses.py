"""The address of a home that must stay secret: a page that does not show it, and one act that does.

What is typed or read here is in no address, no message, no session, no cache and no error report.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from partners import actions
from partners.actions.families import keeps_secret_address, openings_of
from partners.forms.families import SecretAddressForm
from partners.http import SignedRequest
from partners.models import FamilyMember
from partners.views.families import get_relative
from partners.views.pupils import NAV

OPENINGS_SHOWN = 5


@require_GET
@never_cache
def page(request: SignedRequest, pk: int, member: int) -> HttpResponse:
    return _show(request, get_relative(request, pk, member), SecretAddressForm())


@require_POST
@never_cache
@sensitive_variables()
def reveal(request: SignedRequest, pk: int, member: int) -> HttpResponse:
    """The same page with the address on it, this once; the journal keeps who asked."""
    card = get_relative(request, pk, member)
    address = actions.reveal_address(card, by=request.user, now=timezone.now())
    return _show(request, card, SecretAddressForm(), address=address)


@require_POST
@never_cache
@sensitive_post_parameters()
@sensitive_variables()
def keep(request: SignedRequest, pk: int, member: int) -> HttpResponse:
    card = get_relative(request, pk, member)
    form = SecretAddressForm(request.POST)
    if not form.is_valid():
        return _show(request, card, form)
    # Without a key of the form: a page one comes back to, corrects and sends again is written.
    address = form.cleaned_data["address"]
    actions.keep_secret_address(card, address, by=request.user, now=timezone.now())
    messages.success(request, "L’adresse est gardée à part.")
    return redirect("partners:secret_address", pk, member)


@require_POST
def forget(request: SignedRequest, pk: int, member: int) -> HttpResponse:
    card = get_relative(request, pk, member)
    actions.forget_secret_address(card, by=request.user, now=timezone.now())
    messages.success(
        request, "L’adresse est effacée. Le lieu reste noté comme secret sur la fiche."
    )
    return redirect("partners:secret_address", pk, member)


@sensitive_variables()
def _show(
    request: SignedRequest, card: FamilyMember, form: Any, *, address: str = ""
) -> HttpResponse:
    context = NAV | {
        "pupil": card.pupil,
        "member": card,
        "form": form,
        "keeps": keeps_secret_address(card),
        "address": address,
        "openings": openings_of(card)[:OPENINGS_SHOWN],
    }
    status = 422 if form.is_bound else 200
    return render(request, "partners/secret_address.html", context, status=status)
