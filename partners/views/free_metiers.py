"""A métier typed freely on cards: say which one of the list it is, or go and explain it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from intermetiers.web.editing import posted
from intermetiers.web.french import write_count
from partners import actions
from partners.forms.own_entries import AdoptForm
from partners.http import SignedRequest, team_of, way_back
from partners.models import OwnEntry, catalogue_of
from partners.models.finding import fold_words
from partners.models.free_metiers import FreeMetier, free_metiers


@require_http_methods(["GET", "POST"])
def adopt(request: SignedRequest) -> HttpResponse:
    team = team_of(request)
    form = AdoptForm(posted(request), catalogue=catalogue_of(team))
    if form.is_bound and form.is_valid():
        values = form.cleaned_data
        try:
            count = actions.adopt_metier(
                team, values["said"], values["metier"], by=request.user, now=timezone.now()
            )
        except OwnEntry.DoesNotExist:
            form.add_error("metier", "Ce métier vient d’être retiré de la liste.")
        else:
            cards = write_count(count, "fiche", feminine=True)
            messages.success(request, f"C’est fait\u00a0: {cards} à jour.")
            return redirect(way_back(request) or "partners:words")
    free = _asked(request)
    if free is None:
        return redirect(way_back(request) or "partners:words")
    form.initial["said"] = free.said
    back = way_back(request)
    asked = urlencode({"dit": free.said} | ({"retour": back} if back else {}))
    context = {
        "form": form,
        "free": free,
        "back": back or reverse("partners:words"),
        "add_url": f"{reverse('partners:metier_add')}?{asked}",
        "nav": "people",
    }
    status = 422 if form.is_bound else 200
    return render(request, "partners/metier_adopt.html", context, status=status)


def _asked(request: SignedRequest) -> FreeMetier | None:
    """The free métier the address or the form names; None when no card says it any more."""
    said = fold_words(request.POST.get("said") or request.GET.get("dit", ""))
    return next(
        (free for free in free_metiers(request.user) if fold_words(free.said) == said), None
    )
