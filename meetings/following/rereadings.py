"""Reads the re-reading of a meeting: its term, and what was said."""

from datetime import date, datetime

from django.utils import timezone

from meetings.domain.dossier import Dossier
from meetings.domain.fiche import SaidAfter
from meetings.domain.kinds import RereadSaid, Source
from meetings.domain.rereading import Term, Word, said_after
from meetings.models import Meeting, Rereading, RereadingNote


def term_of(meeting: Meeting) -> Term | None:
    """The time the family was given; None while nobody opened the re-reading. One query."""
    row = Rereading.objects.filter(meeting=meeting).first()
    if row is None:
        return None
    closed_on = _day(row.closed_at) if row.closed_at else None
    return Term(_day(row.opened_at), row.due_on, closed_on)


def words_of(meeting: Meeting) -> list[Word]:
    """What still stands of what was said, the oldest first. One query."""
    rows = RereadingNote.objects.filter(meeting=meeting, withdrawn_at=None)
    return [
        Word(
            id=row.pk,
            person=row.participant_id,
            said=RereadSaid(row.said),
            about=row.about,
            text=row.text,
            source=Source(row.source),
            said_at=timezone.localtime(row.said_at),
        )
        for row in rows
    ]


def said_after_of(dossier: Dossier, meeting: Meeting) -> tuple[SaidAfter, ...]:
    """What the fiche prints of it; nothing, without a query, before the meeting opens."""
    return said_after(words_of(meeting), dossier) if dossier.opened_on else ()


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
