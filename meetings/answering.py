"""Keeping what one person answers about dates, in an act that has locked the meeting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from meetings.booking import keep_in_step
from meetings.completing import tell_when_complete
from meetings.domain.date_request import WRITTEN_BY_THEM
from meetings.domain.kinds import Answer, Source
from meetings.models import Asked, Meeting, Participant, SlotAnswer
from meetings.rounds import open_round_of
from meetings.writing import keep
from partners.models import Account


@dataclass(frozen=True, slots=True)
class Said:
    """One answer to one slot, and « ce qui me gêne »."""

    answer: Answer
    note: str = ""


def is_asked(participant: Participant, meeting: Meeting) -> bool:
    """Whether the open round, if there is one, asks this person."""
    round = open_round_of(meeting)
    return round is not None and round.asked.filter(participant=participant).exists()


def keep_answers(
    meeting: Meeting,
    participant: Participant,
    answers: Mapping[int, Said],
    other_times: str | None = None,
    *,
    source: Source,
    by: Account | None,
    now: datetime,
) -> int:
    """Keep these answers, by slot; returns how many changed. The last word counts.

    `meeting` is the row locked by the act that calls. Slots of another meeting or already begun
    are passed over, and those not named stay as they are. `other_times` None leaves what was
    written of other times. When everybody asked has answered, whoever convenes is told, once.
    """
    round = open_round_of(meeting)
    asked = Asked.objects.filter(round=round, participant=participant).first()
    changed = _write(meeting, participant, answers, source=source, now=now)
    dated = asked is not None and _date(asked, other_times, now, is_new=bool(changed))
    if changed or dated:
        detail = {"source": source.value, "slots": changed}
        keep("slots_answered", participant, meeting, by=by, now=now, **detail)
    if meeting.chosen_slot_id in changed:
        keep_in_step(meeting)
    if round is not None and round.complete_at is None:
        tell_when_complete(meeting, round, now)
    return len(changed)


def _write(
    meeting: Meeting,
    participant: Participant,
    answers: Mapping[int, Said],
    *,
    source: Source,
    now: datetime,
) -> list[int]:
    """The slots whose answer or note changed."""
    slots = meeting.slots.filter(pk__in=answers, starts_at__gt=now)
    known = {row.slot_id: row for row in participant.answers.filter(slot__in=slots)}
    changed = []
    for slot in slots:
        said = answers[slot.pk]
        row = known.get(slot.pk) or SlotAnswer(slot=slot, participant=participant)
        note = _note(row, said, source)
        is_new = row.replace(said.answer, source, now)
        if is_new or row.note != note:
            row.note, row.answered_at = note, now
            row.save()
            changed.append(slot.pk)
    return changed


def _note(row: SlotAnswer, said: Said, source: Source) -> str:
    """What goes with the answer. A guest who says the same leaves a note not shown to guests."""
    unseen = source is Source.LINK and Source(row.source) not in WRITTEN_BY_THEM
    if unseen and row.pk and row.answer == said.answer.value and not said.note:
        return row.note
    return said.note


def _date(asked: Asked, other_times: str | None, now: datetime, *, is_new: bool) -> bool:
    """Date the answer; False when the same was sent twice."""
    wrote = other_times is not None and other_times != asked.other_times
    if asked.answered_at and not (is_new or wrote):
        return False
    asked.answered_at = now
    if other_times is not None:
        asked.other_times = other_times
    asked.save(update_fields=["answered_at", "other_times"])
    return True
