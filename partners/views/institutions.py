from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from partners import actions
from partners.forms.cards import InstitutionForm, NewInstitutionForm
from partners.http import SignedRequest
from partners.models import Institution
from partners.views.cards import add_once, page_of, saved, show

NAV = {"nav": "people"}


def _get_institution(request: SignedRequest, pk: int) -> Institution:
    return get_object_or_404(Institution.objects.visible_to(request.user), pk=pk)


@require_GET
def listing(request: SignedRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:100]
    found = Institution.objects.visible_to(request.user).active().in_order()
    if words:
        found = found.filter(name__icontains=words)
    context = NAV | {"page_obj": page_of(request, found), "words": words}
    return render(request, "partners/institutions.html", context)


@require_http_methods(["GET", "POST"])
def add(request: SignedRequest) -> HttpResponse:
    form = NewInstitutionForm(request.POST or None)
    if form.is_bound and form.is_valid():
        add_once(
            form,
            lambda **fields: actions.add_institution(request.user.current_team, **fields),
            request,
        )
        messages.success(request, "C’est ajouté au carnet.")
        return redirect("partners:institutions")
    return show(request, "partners/institution_form.html", form, card=None, **NAV)


@require_http_methods(["GET", "POST"])
def change(request: SignedRequest, pk: int) -> HttpResponse:
    card = _get_institution(request, pk)
    form = InstitutionForm(request.POST or None, instance=card)
    if form.is_bound and saved(form, card, request):
        messages.success(request, "C’est à jour.")
        return redirect("partners:institutions")
    card = _get_institution(request, pk)
    return show(request, "partners/institution_form.html", form, card=card, **NAV)
