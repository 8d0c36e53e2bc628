from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from intermetiers.web.downloads import pdf_download
from meetings.access import get_meeting
from meetings.domain.attendance import called
from meetings.domain.dossier import Dossier
from meetings.domain.excerpt import concerns
from meetings.domain.fiche import Fiche
from meetings.domain.languages import Language
from meetings.domain.measures import compose_measures
from meetings.dossier import read_dossier
from meetings.following.documents import fiche_of, fiche_pdf, is_half_page, measures_pdf
from meetings.following.sessions import held_of
from meetings.frame import explain_url, frame, step_url, today
from partners.domain.words import find_words

NO_MEASURES = (
    "Les mesures à signer n’existent que pour une équipe éducative ou une commission éducative, "
    "une fois qu’une décision y est écrite."
)


@require_GET
def sheet(request: HttpRequest, reference: str) -> HttpResponse:
    """The sheet as a page: before the meeting what is still empty in it, then what it leaves."""
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    composed = fiche_of(dossier, meeting, timezone.now())
    page = frame(dossier, today(), current="sheet") | {
        "fiche": composed,
        "empty": [(missing.label, step_url(dossier, missing.step)) for missing in composed.empty],
        "has_measures": compose_measures(dossier, composed.held) is not None,
        "is_half_page": is_half_page(dossier),
        "excerpts": _excerpts(dossier, composed),
        "languages": [language for language in Language if language is not Language.FR],
        "new_words": _new_words(dossier, composed, request.path),
    }
    return render(request, "meetings/following/sheet.html", page)


def _excerpts(dossier: Dossier, fiche: Fiche) -> list[tuple[int, str]]:
    """Those whom something of what was written concerns, and how a sentence names them."""
    return [(p.id, called(p)) for p in dossier.participants if concerns(fiche, p.id)]


def _new_words(dossier: Dossier, fiche: Fiche, back: str) -> list[tuple[str, str]]:
    """The words agreed in the room that the team’s own do not explain, and where to add each."""
    words = fiche.held.words if fiche.held else ()
    return [
        (word.text, explain_url("word_add", mot=word.text, retour=back))
        for word in words
        if not find_words(word.text, dossier.catalogue)
    ]


@require_GET
def fiche(request: HttpRequest, reference: str) -> HttpResponse:
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    composed = fiche_of(dossier, meeting, timezone.now())
    content = fiche_pdf(composed, half_page=is_half_page(dossier))
    return pdf_download(content, composed.file_name)


@require_GET
def measures(request: HttpRequest, reference: str) -> HttpResponse:
    """The document to sign for absences; where there is none to make, the page says why."""
    meeting = get_meeting(request, reference)
    dossier = read_dossier(meeting)
    paper = compose_measures(dossier, held_of(dossier, meeting, timezone.now()))
    if paper is None:
        messages.info(request, NO_MEASURES)
        return redirect("meetings:sheet", reference)
    return pdf_download(measures_pdf(paper), paper.file_name)
