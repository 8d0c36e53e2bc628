from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from intermetiers.web.editing import posted
from partners import actions
from partners.forms.families import FamilyMemberForm, NewFamilyMemberForm
from partners.http import SignedRequest
from partners.models import FamilyMember
from partners.views.cards import add_once, saved, show
from partners.views.pupils import NAV, get_pupil


def _get_relative(request: SignedRequest, pk: int, member: int) -> FamilyMember:
    return get_object_or_404(get_pupil(request, pk).family, pk=member)


@require_http_methods(["GET", "POST"])
def add_relative(request: SignedRequest, pk: int) -> HttpResponse:
    pupil = get_pupil(request, pk)
    form = NewFamilyMemberForm(posted(request))
    if form.is_bound and form.is_valid():
        add_once(form, lambda **fields: actions.add_family_member(pupil, **fields), request)
        messages.success(request, "C’est ajouté à la famille.")
        return redirect("meetings:pupil", pk)
    return show(request, "partners/relative_form.html", form, pupil=pupil, member=None, **NAV)


@require_http_methods(["GET", "POST"])
def change_relative(request: SignedRequest, pk: int, member: int) -> HttpResponse:
    pupil = get_pupil(request, pk)
    card = _get_relative(request, pk, member)
    form = FamilyMemberForm(posted(request), instance=card)
    if form.is_bound and saved(form, card, request):
        messages.success(request, "C’est à jour.")
        return redirect("meetings:pupil", pk)
    card = _get_relative(request, pk, member)
    return show(request, "partners/relative_form.html", form, pupil=pupil, member=card, **NAV)


@require_POST
def remove_relative(request: SignedRequest, pk: int, member: int) -> HttpResponse:
    card = _get_relative(request, pk, member)
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
