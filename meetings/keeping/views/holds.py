"""Keeping one pupil’s file beyond its time, and letting it go again."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from intermetiers.web.editing import posted
from meetings.keeping import actions
from meetings.keeping.forms import HoldForm
from meetings.models import Hold
from partners.access import for_responsable
from partners.http import SignedRequest
from partners.models import Pupil


@for_responsable
@require_http_methods(["GET", "POST"])
def hold(request: SignedRequest, pk: int) -> HttpResponse:
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    form = HoldForm(posted(request))
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.place_hold(pupil, reason, by=request.user, now=timezone.now())
        messages.success(request, "Ce dossier est gardé, jusqu’à ce que quelqu’un lève la garde.")
        return redirect("meetings:hold", pk)
    context = {
        "nav": "pupils",
        "pupil": pupil,
        "form": form,
        "hold": pupil.holds.filter(lifted_at=None).select_related("placed_by").first(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "meetings/keeping/hold.html", context, status=status)


@for_responsable
@require_POST
def lift(request: SignedRequest, pk: int) -> HttpResponse:
    pupil = get_object_or_404(Pupil.objects.visible_to(request.user), pk=pk)
    standing = get_object_or_404(Hold.objects.standing(), pupil=pupil)
    actions.lift_hold(standing, by=request.user, now=timezone.now())
    messages.success(request, "La garde est levée\u00a0: les durées de l’équipe valent de nouveau.")
    return redirect("meetings:hold", pk)
