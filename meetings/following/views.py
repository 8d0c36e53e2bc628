from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from intermetiers.web.downloads import pdf_download
from meetings.access import get_meeting
from meetings.dossier import read_dossier
from meetings.following.documents import fiche_of, fiche_pdf
from meetings.frame import frame, step_url, today


@require_GET
def sheet(request: HttpRequest, reference: str) -> HttpResponse:
    """The sheet as a page: what it holds, and what is still empty in it."""
    dossier = read_dossier(get_meeting(request, reference))
    composed = fiche_of(dossier, today())
    empty = [(missing.label, step_url(dossier, missing.step)) for missing in composed.empty]
    page = frame(dossier, today(), current="sheet") | {"fiche": composed, "empty": empty}
    return render(request, "meetings/following/sheet.html", page)


@require_GET
def fiche(request: HttpRequest, reference: str) -> HttpResponse:
    composed = fiche_of(read_dossier(get_meeting(request, reference)), today())
    return pdf_download(fiche_pdf(composed), composed.file_name)
