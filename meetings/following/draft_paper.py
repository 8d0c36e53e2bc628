"""The draft on paper: what the family re-reads, room to write, the code that opens the page."""

from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from intermetiers.web.french import NBSP
from intermetiers.web.links import code_of, read_code
from intermetiers.web.qr import draw_qr
from meetings.domain.languages import Language
from meetings.domain.lexicon import Lexicon, lexicon
from meetings.domain.rereading import SAID_KEYS
from meetings.domain.versions import name_on_paper
from meetings.following.family_paper import family_context
from meetings.following.fiche_mail import fiche_address
from meetings.following.papers import Mark
from meetings.following.readers import Reading
from meetings.pdf import render_pdf

TEMPLATE = "meetings/following/draft_pdf.html"
ROWS = range(12)  # of ruled space


def draft_pdf(reading: Reading, secret: str, language: Language) -> bytes:
    """For whoever holds this link, while they re-read, in their language."""
    fiche, term = reading.draft, reading.term
    if fiche is None or term is None:
        raise LookupError(reading.person.id)
    mark = Mark(None, fiche.version, for_whom=name_on_paper(reading.person, reading.dossier))
    site = urlsplit(settings.PUBLIC_ORIGIN).netloc + reverse("meetings:guest_code")
    words = lexicon(language)
    context = {
        "fiche": fiche,
        "foot": mark.foot(fiche),
        "for_whom": mark.for_whom,
        "until": words.say("reread.until", day=words.day(term.due_on)),
        "give_back": words.say("coupon.title", host=fiche.contact.name),
        "phone": fiche.contact.phone.strip().replace(" ", NBSP),
        "choices": _choices(words),
        "rows": ROWS,
        "qr": draw_qr(fiche_address(secret)),
        "code": _code(secret),
        "type_code": words.say("letter.type_code", site=site),
    }
    context |= family_context(fiche, language)
    return render_pdf(TEMPLATE, context, title=f"{fiche.title} – fiche à relire")


def _choices(words: Lexicon) -> list[tuple[str, str]]:
    """Each thing one may tick, and the same in French for whoever gets the sheet back."""
    french = lexicon(Language.FR)
    return [
        (words.say(key), "" if words.language.is_french else french.say(key))
        for key in SAID_KEYS.values()
    ]


def _code(secret: str) -> str:
    """The code of this link, which may itself be what one typed to come here."""
    typed = read_code(secret)
    if not typed:
        return code_of(secret)
    return "-".join(typed[start : start + 4] for start in range(0, len(typed), 4))
