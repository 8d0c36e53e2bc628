"""In which language a guest reads a page, and what that page says about languages."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from meetings.domain.languages import Language, language_of
from meetings.domain.lexicon import Texts, lexicon
from meetings.models import Participant
from partners.models import RereadLanguage

ASKED = "langue"
# Sheets of letters our usual typeface does not have, for the pages written in them.
SCRIPTS = {Language.AR: "css/script-ar.css", Language.UK: "css/script-uk.css"}


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """A way to the same page in another language."""

    language: Language
    url: str
    current: bool


def usual_language(participant: Participant) -> Language:
    """The one the card says this person reads best; French for those without a card of family."""
    member = participant.family_member
    return language_of(member.reads_best) if member else Language.FR


def asked_language(request: HttpRequest, usual: Language) -> Language:
    """The one a link of the page asked for (`?langue=`); else the usual one."""
    asked = request.GET.get(ASKED, "")
    return Language(asked) if asked in set(Language) else usual


def is_reread(language: Language, team: int) -> bool:
    """Whether a team said that somebody re-read our texts; the French ones need nobody."""
    if language is Language.FR:
        return True
    return RereadLanguage.objects.filter(team=team, language=language.value).exists()


def guest_frame(language: Language, usual: Language, *, at: str = "") -> dict[str, Any]:
    """What guest.html draws around a page in `language`, of somebody who reads `usual` best.

    Français simple has symbols beside its words. The links of languages lead to the page itself, or to the address `at`. `keep_language` ends
    the other links, so that the next page speaks the language one chose.
    """
    return {
        "language": language,
        "languages": tuple(
            LanguageLink(other, f"{at}?{ASKED}={other}", other is language) for other in Language
        ),
        "keep_language": "" if language is usual else f"?{ASKED}={language}",
        "symbols": language is Language.SIMPLE,
        "script_sheet": SCRIPTS.get(language, ""),
        "t": Texts(lexicon(language)),
    }
