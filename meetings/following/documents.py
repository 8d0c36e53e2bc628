"""The fiche as a file, for a page and for a command alike."""

from datetime import date

from meetings.domain.dossier import Dossier
from meetings.domain.fiche import Fiche, compose_fiche
from meetings.pdf import render_pdf


def fiche_of(dossier: Dossier, today: date) -> Fiche:
    return compose_fiche(dossier, today)


def fiche_pdf(fiche: Fiche) -> bytes:
    template = "meetings/following/fiche_pdf.html"
    return render_pdf(template, {"fiche": fiche}, title=fiche.document_title)
