from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from intermetiers.web.editing import posted
from partners import actions
from partners.forms.followings import LeaveForm
from partners.forms.professionals import NewProfessionalForm, ProfessionalForm
from partners.http import SignedRequest, team_catalogue, team_of
from partners.models import Professional
from partners.views.cards import add_once, saved, show

NAV = {"nav": "people"}


def get_professional(request: SignedRequest, pk: int) -> Professional:
    """The card of this number, in the team of whoever asks; else 404."""
    cards = Professional.objects.visible_to(request.user).select_related("institution", "team")
    return get_object_or_404(cards, pk=pk)


@require_http_methods(["GET", "POST"])
def add(request: SignedRequest) -> HttpResponse:
    team = team_of(request)
    form = NewProfessionalForm(
        posted(request), initial={"institution": request.GET.get("lieu", "")},
        account=request.user, catalogue=team_catalogue(request),
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        card = add_once(
            form,
            lambda **fields: actions.add_professional(team, **fields),
            request,
        )
        messages.success(request, "La fiche est dans le carnet. Notez les élèves suivis.")
        return redirect("meetings:partner", card.pk) if card else redirect("partners:people")
    return show(request, "partners/professional_form.html", form, card=None, **NAV)


@require_http_methods(["GET", "POST"])
def change(request: SignedRequest, pk: int) -> HttpResponse:
    card = get_professional(request, pk)
    form = ProfessionalForm(
        posted(request), instance=card, account=request.user, catalogue=team_catalogue(request)
    )
    if form.is_bound and saved(form, card, request):
        messages.success(request, "La fiche est à jour.")
        return redirect("meetings:partner", pk)
    card = get_professional(request, pk)
    return show(request, "partners/professional_form.html", form, card=card, **NAV)


@require_http_methods(["GET", "POST"])
def archive(request: SignedRequest, pk: int) -> HttpResponse:
    """Somebody is gone: what it changes is said before the last yes."""
    card = get_professional(request, pk)
    form = LeaveForm(posted(request), today=timezone.localdate())
    if form.is_bound and form.is_valid():
        since = form.cleaned_data["since"]
        actions.leave(card, since=since, by=request.user, now=timezone.now())
        messages.success(
            request, "La fiche est archivée\u00a0: elle reste dans les réunions où elle sert."
        )
        return redirect("meetings:partner", pk)
    pupils = card.followings.present().count()
    return show(request, "partners/professional_leaves.html", form, card=card, pupils=pupils, **NAV)


@require_POST
def bring_back(request: SignedRequest, pk: int) -> HttpResponse:
    actions.bring_back_card(get_professional(request, pk), by=request.user, now=timezone.now())
    messages.success(request, "La fiche est de nouveau dans le carnet.")
    return redirect("meetings:partner", pk)
