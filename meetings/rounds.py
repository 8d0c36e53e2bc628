"""The round in which a meeting asks for dates: reading it, closing it."""

from datetime import datetime

from meetings.domain.asking import AskingState, Question, Round, state_of
from meetings.domain.dossier import Dossier
from meetings.models import AskingRound, Meeting
from meetings.writing import keep
from partners.models import Account

ROUND_QUERIES = 2


def open_round_of(meeting: Meeting) -> AskingRound | None:
    """The round that is open, or None."""
    return AskingRound.objects.filter(meeting=meeting, closed_at=None).first()


def asking_state(dossier: Dossier, meeting: Meeting, now: datetime) -> AskingState | None:
    """Who is asked, who has answered, who is silent or kept back; None while no round is open."""
    row = open_round_of(meeting)
    return state_of(dossier, read_round(row), now) if row else None


def read_round(row: AskingRound) -> Round:
    """The round with everybody it asked, as a value."""
    return Round(
        id=row.pk,
        opened_at=row.opened_at,
        answer_by=row.answer_by,
        weakest_first=row.weakest_first,
        only_possible=row.only_possible,
        others_asked_at=row.others_asked_at,
        questions=tuple(
            Question(
                person=asked.participant_id,
                asked_at=asked.asked_at,
                by_mail=asked.by_mail,
                answered_at=asked.answered_at,
                other_times=asked.other_times,
                reminded_at=asked.reminded_at,
                reminders=asked.reminders,
                is_quiet=asked.quiet_since is not None,
            )
            for asked in row.asked.order_by("pk")
        ),
    )


def close_round(meeting: Meeting, *, by: Account, now: datetime) -> None:
    """Close the open round of a meeting locked by the act that calls, if there is one."""
    row = open_round_of(meeting)
    if row is not None:
        row.closed_at = now
        row.save(update_fields=["closed_at"])
        keep("round_closed", row, meeting, by=by, now=now)
