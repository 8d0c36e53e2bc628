from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from intermetiers.web.editing import posted
from partners import actions
from partners.forms.institutions import InstitutionForm, NewInstitutionForm
from partners.http import SignedRequest, team_catalogue, team_of
from partners.models import Institution
from partners.views.cards import add_once, list_of, saved, show

NAV = {"nav": "people"}


def _get_institution(request: SignedRequest, pk: int) -> Institution:
    return get_object_or_404(Institution.objects.visible_to(request.user), pk=pk)


@require_GET
def listing(request: SignedRequest) -> HttpResponse:
    cards = Institution.objects.visible_to(request.user).for_list()
    return render(request, "partners/institutions.html", NAV | list_of(request, cards))


@require_http_methods(["GET", "POST"])
def add(request: SignedRequest) -> HttpResponse:
    team = team_of(request)
    form = NewInstitutionForm(posted(request), catalogue=team_catalogue(request))
    if form.is_bound and form.is_valid():
        add_once(
            form,
            lambda **fields: actions.add_institution(team, **fields),
            request,
        )
        messages.success(request, "C’est ajouté au carnet.")
        return redirect("partners:institutions")
    return show(request, "partners/institution_form.html", form, card=None, **NAV)


@require_http_methods(["GET", "POST"])
def change(request: SignedRequest, pk: int) -> HttpResponse:
    card = _get_institution(request, pk)
    form = InstitutionForm(posted(request), instance=card, catalogue=team_catalogue(request))
    if form.is_bound and saved(form, card, request):
        messages.success(request, "C’est à jour.")
        return redirect("partners:institutions")
    card = _get_institution(request, pk)
    return show(request, "partners/institution_form.html", form, card=card, **NAV)


@require_POST
def archive(request: SignedRequest, pk: int) -> HttpResponse:
    actions.archive_card(_get_institution(request, pk), by=request.user, now=timezone.now())
    messages.success(request, "C’est archivé, et cela reste partout où cela sert déjà.")
    return redirect("partners:institutions")


@require_POST
def bring_back(request: SignedRequest, pk: int) -> HttpResponse:
    actions.bring_back_card(_get_institution(request, pk), by=request.user, now=timezone.now())
    messages.success(request, "C’est de nouveau dans le carnet.")
    return redirect("partners:institutions")
