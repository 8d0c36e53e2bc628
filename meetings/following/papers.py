"""The variants of a fiche as files, all from the same value; each page says what it is."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from intermetiers.web.french import NBSP
from meetings.domain.excerpt import excerpt_of
from meetings.domain.fiche import Fiche
from meetings.domain.kinds import Paper
from meetings.domain.languages import Language
from meetings.following.family_paper import family_context
from meetings.pdf import render_pdf

TEMPLATES = {
    Paper.WHOLE: "meetings/following/fiche_pdf.html",
    Paper.LARGE: "meetings/following/fiche_pdf.html",
    Paper.FAMILY: "meetings/following/family_pdf.html",
    Paper.EXCERPT: "meetings/following/fiche_pdf.html",
    Paper.HALF: "meetings/following/accord_pdf.html",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What the foot of each page says: which version, of which day, for whom, its code.

    Without a number it is a draft to re-read, without a code; `for_whom` may be empty.
    """

    number: int | None
    made_on: str
    code: str = ""
    for_whom: str = ""

    def foot(self, fiche: Fiche) -> str:
        """« Fiche de réunion · 7KQ2M · version 2 du 4 mars 2027 · pour la mère · code … »."""
        version = f"version {self.number} du {self.made_on}"
        if self.number is None:
            version = f"projet du {self.made_on}, à relire"
        parts = (
            fiche.heading,
            version,
            f"pour {self.for_whom}" if self.for_whom else "",
            f"code{NBSP}{self.code}, à vérifier sur {check_site()}" if self.code else "",
        )
        return " · ".join(part for part in parts if part)


def check_site() -> str:
    """Where a code is typed, as one reads it: « intermetiers.example/verifier »."""
    return urlsplit(settings.PUBLIC_ORIGIN).netloc + reverse("meetings:check")


def render_paper(
    fiche: Fiche,
    paper: Paper,
    mark: Mark,
    *,
    reader: int | None = None,
    language: Language = Language.FR,
) -> bytes:
    """One variant as a PDF. `reader` is the participant an excerpt is for.

    Raises LookupError for an excerpt of somebody the fiche does not know.
    """
    if paper is Paper.EXCERPT:
        fiche = excerpt_of(fiche, reader or 0)
    context = {"fiche": fiche, "foot": mark.foot(fiche), "large": paper is Paper.LARGE}
    if paper is Paper.FAMILY:
        context |= family_context(fiche, language)
    return render_pdf(TEMPLATES[paper], context, title=fiche.document_title)
