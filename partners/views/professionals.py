from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from intermetiers.web.editing import posted
from partners import actions
from partners.forms.professionals import NewProfessionalForm, ProfessionalForm
from partners.http import SignedRequest, team_catalogue, team_of
from partners.models import Professional
from partners.views.cards import add_once, list_of, saved, show

NAV = {"nav": "people"}


def _get_professional(request: SignedRequest, pk: int) -> Professional:
    cards = Professional.objects.visible_to(request.user).select_related("institution", "team")
    return get_object_or_404(cards, pk=pk)


@require_GET
def listing(request: SignedRequest) -> HttpResponse:
    cards = Professional.objects.visible_to(request.user).for_list()
    return render(
        request, "partners/people.html", NAV | list_of(request, cards, team_catalogue(request))
    )


@require_http_methods(["GET", "POST"])
def add(request: SignedRequest) -> HttpResponse:
    team = team_of(request)
    form = NewProfessionalForm(
        posted(request), account=request.user, catalogue=team_catalogue(request)
    )
    if form.is_bound and form.is_valid():
        add_once(
            form,
            lambda **fields: actions.add_professional(team, **fields),
            request,
        )
        messages.success(request, "La fiche est dans le carnet.")
        return redirect("partners:people")
    return show(request, "partners/professional_form.html", form, card=None, **NAV)


@require_http_methods(["GET", "POST"])
def change(request: SignedRequest, pk: int) -> HttpResponse:
    card = _get_professional(request, pk)
    form = ProfessionalForm(
        posted(request), instance=card, account=request.user, catalogue=team_catalogue(request)
    )
    if form.is_bound and saved(form, card, request):
        messages.success(request, "La fiche est à jour.")
        return redirect("partners:people")
    card = _get_professional(request, pk)
    return show(request, "partners/professional_form.html", form, card=card, **NAV)


@require_POST
def archive(request: SignedRequest, pk: int) -> HttpResponse:
    actions.archive_card(_get_professional(request, pk), by=request.user, now=timezone.now())
    messages.success(
        request, "La fiche est archivée\u00a0: elle reste dans les réunions où elle sert."
    )
    return redirect("partners:people")


@require_POST
def bring_back(request: SignedRequest, pk: int) -> HttpResponse:
    actions.bring_back_card(_get_professional(request, pk), by=request.user, now=timezone.now())
    messages.success(request, "La fiche est de nouveau dans le carnet.")
    return redirect("partners:people")
