"""The draft on paper: what the family re-reads, room to write, the code that opens the page."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from intermetiers.web.french import NBSP, write_day
from intermetiers.web.links import code_of, read_code
from intermetiers.web.qr import draw_qr
from meetings.domain.languages import Language
from meetings.domain.rereading import SAID_LABELS
from meetings.domain.versions import name_on_paper
from meetings.following.family_paper import family_context
from meetings.following.fiche_mail import fiche_address
from meetings.following.papers import Mark
from meetings.following.readers import Reading
from meetings.pdf import render_pdf

TEMPLATE = "meetings/following/draft_pdf.html"
ROWS = range(12)  # of ruled space


def draft_pdf(reading: Reading, secret: str) -> bytes:
    """For whoever holds this link, while they re-read."""
    fiche, term = reading.draft, reading.term
    if fiche is None or term is None:
        raise LookupError(reading.person.id)
    mark = Mark(None, fiche.version, for_whom=name_on_paper(reading.person, reading.dossier))
    site = urlsplit(settings.PUBLIC_ORIGIN).netloc + reverse("meetings:guest_code")
    context = {
        "fiche": fiche,
        "foot": mark.foot(fiche),
        "for_whom": mark.for_whom,
        "due": write_day(term.due_on),
        "phone": fiche.contact.phone.strip().replace(" ", NBSP),
        "choices": list(SAID_LABELS.values()),
        "rows": ROWS,
        "qr": draw_qr(fiche_address(secret)),
        "code": _code(secret),
        "site": site,
    }
    context |= family_context(fiche, Language.FR)
    return render_pdf(TEMPLATE, context, title=f"{fiche.title} – fiche à relire")


def _code(secret: str) -> str:
    """The code of this link, which may itself be what one typed to come here."""
    typed = read_code(secret)
    if not typed:
        return code_of(secret)
    return "-".join(typed[start : start + 4] for start in range(0, len(typed), 4))
