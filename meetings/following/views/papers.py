"""The variants of the fiche as it stands now, and the text for the GEVA-Sco."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from intermetiers.web.downloads import download, pdf_download
from intermetiers.web.french import write_day
from meetings.access import get_meeting
from meetings.docx import render_docx
from meetings.domain.attendance import called
from meetings.domain.dossier import Dossier
from meetings.domain.fiche import Fiche
from meetings.domain.fiche_blocks import blocks_of
from meetings.domain.fiche_text import write_text
from meetings.domain.geva_sco import sections_of
from meetings.domain.kinds import MeetingKind, Paper
from meetings.domain.languages import Language
from meetings.dossier import read_dossier
from meetings.following.documents import fiche_of
from meetings.following.papers import Mark, render_paper
from meetings.frame import frame, today
from meetings.languages import asked_language
from meetings.models import Meeting

NOTHING_FOR_THEM = (
    "Rien de ce qui est écrit ne concerne cette personne en particulier : elle n’a ouvert aucun "
    "point et ne tient aucune décision. Donnez-lui plutôt la fiche entière."
)
NOT_HELD = "Ce document se fait une fois la réunion ouverte. Voici la fiche à emporter."
ONLY_ESS = "Le texte pour le GEVA-Sco se prépare pour une ESS, une fois la réunion ouverte."
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SAME_FOR_ALL = {paper.value: paper for paper in (Paper.WHOLE, Paper.FAMILY, Paper.LARGE)}


@require_GET
def fiche_paper(request: HttpRequest, reference: str, paper: str) -> HttpResponse:
    """One variant as a PDF, of what is written now: a draft, as each page of it says."""
    meeting = get_meeting(request, reference)
    if paper not in _SAME_FOR_ALL:
        raise Http404
    _, fiche = _read(meeting)
    if fiche.held is None and paper == Paper.FAMILY:
        return _refused(request, reference, NOT_HELD)
    language = asked_language(request, Language.FR)
    chosen = _SAME_FOR_ALL[paper]
    content = render_paper(fiche, chosen, _mark(), language=language)
    return pdf_download(content, _name(fiche, chosen))


@require_GET
def fiche_excerpt(request: HttpRequest, reference: str, participant: int) -> HttpResponse:
    """What concerns one person; where nothing does, the page of the fiche says so."""
    meeting = get_meeting(request, reference)
    seat = get_object_or_404(meeting.participants, pk=participant)
    dossier, fiche = _read(meeting)
    if fiche.held is None:
        return _refused(request, reference, NOT_HELD)
    person = dossier.by_id[seat.pk]
    try:
        content = render_paper(fiche, Paper.EXCERPT, _mark(called(person)), reader=person.id)
    except LookupError:
        return _refused(request, reference, NOTHING_FOR_THEM)
    return pdf_download(content, _name(fiche, Paper.EXCERPT))


@require_GET
def fiche_docx(request: HttpRequest, reference: str) -> HttpResponse:
    """The fiche for a word processor, to paste or sign elsewhere."""
    meeting = get_meeting(request, reference)
    _, fiche = _read(meeting)
    content = render_docx(
        blocks_of(fiche),
        title=fiche.document_title,
        author=fiche.contact.name,
        foot=_mark().foot(fiche),
        now=timezone.now(),
    )
    return download(content, DOCX, _file(fiche, ".docx"), ".docx")


@require_GET
def fiche_text(request: HttpRequest, reference: str) -> HttpResponse:
    """The fiche as text alone."""
    meeting = get_meeting(request, reference)
    _, fiche = _read(meeting)
    content = write_text(fiche, _mark().foot(fiche)).encode()
    return download(content, "text/plain; charset=utf-8", _file(fiche, ".txt"), ".txt")


def _file(fiche: Fiche, extension: str) -> str:
    return f"{fiche.file_name.removesuffix('.pdf')}{extension}"


@require_GET
def sections(request: HttpRequest, reference: str) -> HttpResponse:
    """The text for the GEVA-Sco, to copy by section."""
    meeting = get_meeting(request, reference)
    dossier, fiche = _read(meeting)
    if dossier.kind is not MeetingKind.ESS or fiche.held is None:
        return _refused(request, reference, ONLY_ESS)
    page = frame(dossier, today(), current="sections")
    page |= {"sections": sections_of(fiche), "is_closed": fiche.held.is_closed}
    return render(request, "meetings/following/sections.html", page)


def _read(meeting: Meeting) -> tuple[Dossier, Fiche]:
    dossier = read_dossier(meeting)
    return dossier, fiche_of(dossier, meeting, timezone.now())


def _mark(for_whom: str = "") -> Mark:
    return Mark(None, write_day(today(), weekday=False), for_whom=for_whom)


def _name(fiche: Fiche, paper: Paper) -> str:
    """The name of the file, told apart from those of the other variants."""
    words = {
        Paper.FAMILY: "pour la famille",
        Paper.LARGE: "grands caractères",
        Paper.EXCERPT: "extrait",
    }
    stem = fiche.file_name.removesuffix(".pdf")
    return f"{stem}, {words[paper]}.pdf" if paper in words else fiche.file_name


def _refused(request: HttpRequest, reference: str, why: str) -> HttpResponse:
    messages.info(request, why)
    return redirect("meetings:sheet", reference)
