from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from intermetiers.web.editing import posted
from partners import actions
from partners.forms.pupils import NewPupilForm, PupilForm
from partners.http import SignedRequest, team_of
from partners.models import Pupil
from partners.views.cards import add_once, saved, show

NAV = {"nav": "pupils"}


def get_pupil(request: SignedRequest, pk: int) -> Pupil:
    """The pupil of this number, in the team of whoever asks; else 404."""
    pupils = Pupil.objects.visible_to(request.user).select_related("school", "team")
    return get_object_or_404(pupils, pk=pk)


@require_http_methods(["GET", "POST"])
def add(request: SignedRequest) -> HttpResponse:
    team = team_of(request)
    form = NewPupilForm(
        posted(request), initial={"school": request.GET.get("ecole", "")},
        account=request.user, today=timezone.localdate(),
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        pupil = add_once(
            form,
            lambda **fields: actions.add_pupil(team, **fields),
            request,
        )
        messages.success(request, "L’élève est ajouté. Ajoutez maintenant sa famille.")
        return redirect("meetings:pupil", pupil.pk) if pupil else redirect("partners:pupils")
    return show(request, "partners/pupil_form.html", form, pupil=None, **NAV)


@require_http_methods(["GET", "POST"])
def change(request: SignedRequest, pk: int) -> HttpResponse:
    pupil = get_pupil(request, pk)
    form = PupilForm(
        posted(request), instance=pupil, account=request.user, today=timezone.localdate()
    )
    if form.is_bound and saved(form, pupil, request):
        messages.success(request, "C’est à jour. Les réunions passées gardent l’école d’alors.")
        return redirect("meetings:pupil", pk)
    pupil = get_pupil(request, pk)
    return show(request, "partners/pupil_form.html", form, pupil=pupil, **NAV)


@require_POST
def archive(request: SignedRequest, pk: int) -> HttpResponse:
    actions.archive_card(get_pupil(request, pk), by=request.user, now=timezone.now())
    messages.success(request, "L’élève est archivé\u00a0: ses réunions restent lisibles.")
    return redirect("partners:pupils")


@require_POST
def bring_back(request: SignedRequest, pk: int) -> HttpResponse:
    actions.bring_back_card(get_pupil(request, pk), by=request.user, now=timezone.now())
    messages.success(request, "L’élève est de nouveau dans la liste.")
    return redirect("meetings:pupil", pk)
