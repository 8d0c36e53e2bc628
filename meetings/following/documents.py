"""The papers of a meeting as files, for a page and for a command alike."""

from datetime import datetime

from django.utils import timezone

from meetings.domain.dossier import Dossier
from meetings.domain.fiche import Fiche, SaidAfter, compose_fiche
from meetings.domain.live.room import is_short
from meetings.domain.measures import Measures
from meetings.following.rereadings import said_after_of
from meetings.following.sessions import before_of, held_of
from meetings.models import Meeting
from meetings.pdf import render_pdf


def fiche_of(dossier: Dossier, meeting: Meeting, now: datetime) -> Fiche:
    """The fiche as the meeting stands at `now`, with what was written in it once it was opened."""
    return _composed(dossier, meeting, now, said_after_of(dossier, meeting))


def draft_of(dossier: Dossier, meeting: Meeting, now: datetime) -> Fiche:
    """What the family re-reads: the same, without what any of them said of it."""
    return _composed(dossier, meeting, now, ())


def _composed(
    dossier: Dossier, meeting: Meeting, now: datetime, said_after: tuple[SaidAfter, ...]
) -> Fiche:
    today = timezone.localtime(now).date()
    held, before = held_of(dossier, meeting, now), before_of(meeting, now)
    return compose_fiche(dossier, today, held, before, said_after)


def fiche_pdf(fiche: Fiche, *, half_page: bool = False) -> bytes:
    """The fiche; of a concertation that was held, the half page two people sign."""
    template = "meetings/following/fiche_pdf.html"
    if half_page:
        template = "meetings/following/accord_pdf.html"
    context = {"fiche": fiche, "foot": fiche.footer, "large": False}
    return render_pdf(template, context, title=fiche.document_title)


def is_half_page(dossier: Dossier) -> bool:
    """A concertation leaves half a page; before it opens, it has a sheet like any meeting."""
    return is_short(dossier) and dossier.opened_on is not None


def measures_pdf(measures: Measures) -> bytes:
    template = "meetings/following/measures_pdf.html"
    return render_pdf(template, {"paper": measures}, title=measures.document_title)
