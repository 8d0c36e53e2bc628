"""Keeping what one person answers about the dates asked, by whatever way it came."""

from collections.abc import Mapping
from datetime import datetime

from meetings.answering import Said, is_asked, keep_answers
from meetings.domain.kinds import Source
from meetings.models import Participant
from meetings.writing import RefusedError, locked
from partners.models import Account

NOT_ASKED_NOW = "La question des dates est fermée\u00a0: vos réponses n’ont pas été gardées."


def answer(
    participant: Participant,
    answers: Mapping[int, Said],
    other_times: str | None,
    *,
    source: Source,
    by: Account | None,
    now: datetime,
) -> int:
    """Keep these answers, by slot; returns how many changed. A guest is nobody (`by` None).

    Raises RefusedError for an answer by link once the question is closed.
    """
    with locked(participant.meeting) as row:
        if source is Source.LINK and not is_asked(participant, row):
            raise RefusedError(NOT_ASKED_NOW)
        return keep_answers(row, participant, answers, other_times, source=source, by=by, now=now)
