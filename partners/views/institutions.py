from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from intermetiers.web.editing import posted
from partners import actions
from partners.forms.institutions import InstitutionForm, NewInstitutionForm
from partners.http import SignedRequest, team_catalogue, team_of
from partners.models import Institution
from partners.views.cards import add_once, saved, show
from partners.views.institution_people import people_of

NAV = {"nav": "people"}
UAI_TAKEN = "Une autre fiche vient de recevoir ce numéro UAI. Vérifiez-le."


def get_institution(request: SignedRequest, pk: int) -> Institution:
    cards = Institution.objects.visible_to(request.user).select_related("team")
    return get_object_or_404(cards, pk=pk)


@require_GET
def show_institution(request: SignedRequest, pk: int) -> HttpResponse:
    card = get_institution(request, pk)
    rooms = list(card.rooms.all())
    context = {
        "card": card,
        "kind": card.catalogue_entry,
        "rooms": [room for room in rooms if room.archived_at is None],
        "archived_rooms": [room for room in rooms if room.archived_at is not None],
    }
    return render(request, "partners/institution.html", NAV | context | people_of(card))


@require_http_methods(["GET", "POST"])
def add(request: SignedRequest) -> HttpResponse:
    team = team_of(request)
    form = NewInstitutionForm(
        posted(request), account=request.user, catalogue=team_catalogue(request)
    )
    if form.is_bound and form.is_valid():
        try:
            card = add_once(form, lambda **fields: actions.add_institution(team, **fields), request)
        except IntegrityError:
            form.refuse_uai(UAI_TAKEN)
        else:
            messages.success(request, "C’est ajouté au carnet. Notez ses salles si on s’y réunit.")
            return _to_page(card)
    return show(request, "partners/institution_form.html", form, card=None, **NAV)


def _to_page(card: Any) -> HttpResponse:
    """The page of what was made; the list when somebody took it away meanwhile."""
    if card is None:
        return redirect("partners:institutions")
    return redirect("partners:institution", card.pk)


@require_http_methods(["GET", "POST"])
def change(request: SignedRequest, pk: int) -> HttpResponse:
    card = get_institution(request, pk)
    form = InstitutionForm(
        posted(request), instance=card, account=request.user, catalogue=team_catalogue(request)
    )
    if form.is_bound and _saved(form, card, request):
        messages.success(request, "C’est à jour.")
        return redirect("partners:institution", pk)
    card = get_institution(request, pk)
    return show(request, "partners/institution_form.html", form, card=card, **NAV)


def _saved(form: InstitutionForm, card: Institution, request: SignedRequest) -> bool:
    try:
        return saved(form, card, request)
    except IntegrityError:
        form.refuse_uai(UAI_TAKEN)
        return False


@require_POST
def archive(request: SignedRequest, pk: int) -> HttpResponse:
    actions.archive_card(get_institution(request, pk), by=request.user, now=timezone.now())
    messages.success(request, "C’est archivé, et cela reste partout où cela sert déjà.")
    return redirect("partners:institution", pk)


@require_POST
def bring_back(request: SignedRequest, pk: int) -> HttpResponse:
    actions.bring_back_card(get_institution(request, pk), by=request.user, now=timezone.now())
    messages.success(request, "C’est de nouveau dans le carnet.")
    return redirect("partners:institution", pk)
