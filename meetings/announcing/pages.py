"""The page of a brief: the one value every rendering is made of, and what stands around it."""

from dataclasses import dataclass
from typing import Any

from meetings.domain.brief import compose_brief
from meetings.domain.brief_parts import Brief
from meetings.domain.dossier import Dossier
from meetings.domain.languages import Language, language_of
from meetings.domain.translating import translated
from meetings.frame import today
from meetings.languages import guest_frame, is_reread
from meetings.models import Meeting
from meetings.translations import translations_of


@dataclass(frozen=True, slots=True)
class Read:
    """Who reads which meeting, in which language."""

    meeting: Meeting
    dossier: Dossier
    reader: int
    language: Language


def usual_of(dossier: Dossier, reader: int) -> Language:
    """The language the card of this reader names; French for whoever is not there."""
    person = dossier.by_id.get(reader)
    return language_of(person.reads_best) if person else Language.FR


def brief_of(read: Read, *, changed: str = "") -> Brief:
    """The brief with what somebody translated for it. Raises NotForThisReaderError."""
    language = read.language
    brief = compose_brief(read.dossier, read.reader, today(), language=language, changed=changed)
    return translated(brief, translations_of(read.meeting, language))


def around(read: Read) -> dict[str, Any]:
    """The frame of the page, and whether to say that nobody re-read its language."""
    usual = usual_of(read.dossier, read.reader)
    reread = is_reread(read.language, read.meeting.team_id)
    return guest_frame(read.language, usual) | {"not_reread": not reread}
