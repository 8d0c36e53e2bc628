"""What a guest writes from the link of a brief: coming or not."""

from datetime import datetime

from meetings.answering import Said, keep_answers
from meetings.domain.kinds import Answer, Source
from meetings.models import PrivateLink
from meetings.writing import RefusedError, locked


def come(link: PrivateLink, answer: Answer, *, now: datetime) -> None:
    """Keep what this person says of the chosen date. Raises RefusedError once the meeting began,
    or when it has lost its date."""
    with locked(link.participant.meeting) as row:
        slot = row.chosen_slot
        if slot is None or slot.starts_at <= now:
            raise RefusedError
        said = {slot.pk: Said(answer, _note(link, slot.pk, answer))}
        keep_answers(row, link.participant, said, source=Source.LINK, by=None, now=now)


def _note(link: PrivateLink, slot: int, answer: Answer) -> str:
    """« Ce qui me gêne », said with the same answer before, stays said."""
    known = link.participant.answers.filter(slot=slot, answer=answer.value).first()
    return known.note if known else ""
