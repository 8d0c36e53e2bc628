"""Whose agenda may follow the date of a meeting, by a private link, and since when."""

from dataclasses import dataclass
from datetime import datetime

from intermetiers.web.french import start_sentence
from meetings.domain.dossier import Dossier
from meetings.domain.kinds import Purpose
from meetings.domain.slot_reasons import call
from meetings.models import Meeting, PrivateLink


@dataclass(frozen=True, slots=True)
class Followed:
    """One link that a calendar may read; only whoever holds its secret can."""

    link: int
    who: str
    made_at: datetime


def followed_by(dossier: Dossier, meeting: Meeting, now: datetime) -> list[Followed]:
    """In the order they were made: one query."""
    links = PrivateLink.objects.filter(participant__meeting=meeting, purpose=Purpose.CALENDAR.value)
    return [
        Followed(
            row.pk, start_sentence(call(dossier.by_id[row.participant_id], dossier)), row.made_at
        )
        for row in links.live(now).order_by("made_at", "pk")
        if row.participant_id in dossier.by_id
    ]
