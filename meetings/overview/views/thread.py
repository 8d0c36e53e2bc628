"""Everything the meetings of a pupil left, over the years: a page and a document."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from intermetiers.web.downloads import pdf_download
from intermetiers.web.french import of, write_day
from meetings.overview.thread import thread_of
from meetings.pdf import render_pdf
from partners.http import SignedRequest
from partners.models import Pupil


@require_GET
def thread(request: SignedRequest, pk: int) -> HttpResponse:
    return render(request, "meetings/thread.html", _context(request, pk))


@require_GET
def thread_pdf(request: SignedRequest, pk: int) -> HttpResponse:
    context = _context(request, pk)
    content = render_pdf("meetings/thread_pdf.html", context, title=context["title"])
    return pdf_download(content, f"{context['title']}.pdf")


def _context(request: SignedRequest, pk: int) -> dict[str, Any]:
    pupils = Pupil.objects.visible_to(request.user).select_related("school")
    pupil, now = get_object_or_404(pupils, pk=pk), timezone.localtime()
    return {
        "nav": "pupils",
        "pupil": pupil,
        "title": f"Le fil {of(pupil.name)}",
        "thread": thread_of(pupil, now),
        "made_on": write_day(now.date(), weekday=False),
        "made_by": request.user.name,
    }
