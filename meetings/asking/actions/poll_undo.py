"""Taking back what a poll wrote, wherever nothing has changed since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from meetings.asking.actions.polls import (
    GONE,
    KEPT_FIELDS,
    read_instant,
    snapshot,
    write_instant,
)
from meetings.booking import keep_in_step
from meetings.models import Asked, AskingRound, Meeting, PollImport, Slot, SlotAnswer
from meetings.writing import RefusedError, keep, locked
from partners.models import Account


@dataclass
class Undone:
    """How much was put back; what was not, because it changed since: answers as (slot, person),
    and slots somebody answered, chose or moved."""

    answers: int = 0
    slots: int = 0
    changed_answers: list[tuple[int, int]] = field(default_factory=list)
    kept_slots: list[int] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not self.changed_answers and not self.kept_slots


def undo_poll(meeting: Meeting, pk: int, *, by: Account, now: datetime) -> Undone | None:
    """Put back what stood before this import; None when it was already undone.

    What somebody changed since stays as it is. Raises RefusedError when there is no such import.
    """
    with locked(meeting) as row:
        poll = PollImport.objects.filter(meeting=row, pk=pk).exclude(written_at=None).first()
        if poll is None:
            raise RefusedError(GONE)
        if poll.undone_at is not None:
            return None
        undone = Undone()
        _put_answers_back(row, poll.written["answers"], undone)
        _remove_slots(row, poll.written["slots"], undone)
        _put_round_back(poll.written)
        poll.undone_at, poll.written = now, {}
        poll.save(update_fields=["undone_at", "written"])
        counts = {"answers": undone.answers, "slots": undone.slots}
        keep("poll_undone", poll, row, by=by, now=now, **counts)
    return undone


def _put_answers_back(meeting: Meeting, told: list[Any], undone: Undone) -> None:
    rows = {
        (row.slot_id, row.participant_id): row
        for row in SlotAnswer.objects.filter(slot__meeting=meeting).select_related("voice")
    }
    gone, back = [], []
    for row, before in _unchanged(rows, told, undone):
        if before is None:
            gone.append(row.pk)
        else:
            back.append(_restore(row, before))
    SlotAnswer.objects.filter(pk__in=gone).delete()
    SlotAnswer.objects.bulk_update(back, KEPT_FIELDS)
    undone.answers = len(gone) + len(back)
    if any(slot == meeting.chosen_slot_id for slot, *_ in told):
        keep_in_step(meeting)


def _unchanged(
    rows: Mapping[tuple[int, int], SlotAnswer], told: list[Any], undone: Undone
) -> Iterator[tuple[SlotAnswer, dict[str, Any] | None]]:
    """The answers that stand as they were written; one removed since needs nothing."""
    for slot, person, before, after in told:
        row = rows.get((slot, person))
        if row is None:
            continue
        has_voice = before is None and getattr(row, "voice", None) is not None
        if snapshot(row) != after or has_voice:
            undone.changed_answers.append((slot, person))
        else:
            yield row, before


def _restore(row: SlotAnswer, before: Mapping[str, Any]) -> SlotAnswer:
    for name, value in before.items():
        is_moment = name in {"answered_at", "earlier_at"}
        setattr(row, name, read_instant(value) if is_moment else value)
    return row


def _remove_slots(meeting: Meeting, told: list[Any], undone: Undone) -> None:
    """Those that nobody answered, chose or moved since."""
    times = {pk: (start, end) for pk, start, end in told}
    slots = list(meeting.slots.filter(pk__in=times))
    answered = set(SlotAnswer.objects.filter(slot__in=slots).values_list("slot", flat=True))
    gone = [
        slot.pk
        for slot in slots
        if slot.pk not in answered and slot.pk != meeting.chosen_slot_id and _stays(slot, times)
    ]
    undone.kept_slots = [slot.pk for slot in slots if slot.pk not in gone]
    Slot.objects.filter(pk__in=gone).delete()
    undone.slots = len(gone)


def _stays(slot: Slot, times: Mapping[int, tuple[str, str]]) -> bool:
    return times[slot.pk] == (write_instant(slot.starts_at), write_instant(slot.ends_at))


def _put_round_back(told: Mapping[str, Any]) -> None:
    """Who had answered before, of those who answered nothing since."""
    were = {pk: (before, after) for pk, before, after in told["asked"]}
    rows = [
        row
        for row in Asked.objects.filter(pk__in=were)
        if write_instant(row.answered_at) == were[row.pk][1]
    ]
    for row in rows:
        row.answered_at = read_instant(were[row.pk][0])
    Asked.objects.bulk_update(rows, ["answered_at"])
    if told["round"]:
        pk, at = told["round"]
        AskingRound.objects.filter(pk=pk, complete_at=read_instant(at)).update(complete_at=None)
