"""The page of a pupil: who is around, what was held, what comes next."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from partners.http import SignedRequest
from partners.models import Pupil


@require_GET
def pupil_page(request: SignedRequest, pk: int) -> HttpResponse:
    pupils = Pupil.objects.visible_to(request.user).select_related("school", "team")
    pupil = get_object_or_404(pupils, pk=pk)
    context = {"nav": "pupils", "pupil": pupil, "family": pupil.family.all()}
    return render(request, "meetings/pupil.html", context)
