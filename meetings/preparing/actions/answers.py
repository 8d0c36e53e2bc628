"""Noting what people said of the candidate slots."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from intermetiers.web.editing import EditConflict, merge, same
from meetings.booking import keep_in_step
from meetings.domain.kinds import Answer, Source
from meetings.models import Meeting, SlotAnswer
from meetings.writing import keep, locked
from partners.models import Account

FIELDS = ("answer", "unpaid", "note")

Pair = tuple[int, int]


def write_answers(
    meeting: Meeting,
    pairs: Iterable[Pair],
    *,
    seen: Mapping[str, Any],
    wanted: Mapping[str, Any],
    by: Account,
    now: datetime,
) -> int:
    """Keep the answers of these (slot, participant) pairs; returns how many changed.

    `seen` and `wanted` hold `answer_<slot>_<participant>`, `unpaid_…` and `note_…`; the `source`
    of `wanted` is how the coordinator learnt what changed. An answer
    emptied is forgotten: nothing is known again. Pairs whose slot or person is gone are passed
    over. Raises EditConflict, with nothing written, for what somebody else changed meanwhile.
    """
    with locked(meeting) as row:
        slots = set(row.slots.values_list("pk", flat=True))
        people = set(row.participants.values_list("pk", flat=True))
        known = {
            (answer.slot_id, answer.participant_id): answer
            for answer in SlotAnswer.objects.filter(slot__meeting=row)
        }
        conflicts: dict[str, Any] = {}
        changed = []
        for slot, person in pairs:
            if slot not in slots or person not in people:
                continue
            answer = known.get((slot, person)) or SlotAnswer(slot_id=slot, participant_id=person)
            try:
                fields = _merge(answer, seen=seen, wanted=wanted, now=now)
            except EditConflict as conflict:
                conflicts |= conflict.current
            else:
                changed += [answer] if fields else []
        if conflicts:
            raise EditConflict(conflicts)
        for answer in changed:
            _write(answer, now)
        if changed:
            _conclude(row, changed, by, now)
    return len(changed)


def _conclude(meeting: Meeting, changed: list[SlotAnswer], by: Account, now: datetime) -> None:
    """The line of the journal; and the hours taken, when somebody’s at the chosen slot change."""
    names = [f"answer_{answer.slot_id}_{answer.participant_id}" for answer in changed]
    keep("answers_written", meeting, meeting, by=by, now=now, fields=names)
    if any(answer.slot_id == meeting.chosen_slot_id for answer in changed):
        keep_in_step(meeting)


def _merge(
    answer: SlotAnswer, *, seen: Mapping[str, Any], wanted: Mapping[str, Any], now: datetime
) -> list[str]:
    """Merge the fields of one answer. What goes with an answer does not stand without it."""
    names = {field: f"{field}_{answer.slot_id}_{answer.participant_id}" for field in FIELDS}
    names = {field: name for field, name in names.items() if name in wanted}
    before = {field: getattr(answer, field) for field in names}
    known = {field: seen.get(name) for field, name in names.items()}
    try:
        fields = merge(
            answer, seen=known, wanted={field: wanted[name] for field, name in names.items()}
        )
    except EditConflict as conflict:
        current = {names[field]: value for field, value in conflict.current.items()}
        raise EditConflict(current) from conflict
    if not answer.answer and any(getattr(answer, field) for field in names):
        differs = (field for field in names if not same(before[field], known[field]))
        raise EditConflict({names[field]: before[field] for field in differs})
    if "answer" in fields:
        source = Source(wanted.get("source") or Source.TYPED)
        _take_place(answer, before["answer"], source, now)
    return fields


def _take_place(answer: SlotAnswer, before: str, source: Source, now: datetime) -> None:
    """What was typed takes the place of the answer before, which is remembered."""
    typed, answer.answer = answer.answer, before
    if typed:
        answer.replace(Answer(typed), source, now)
    else:
        answer.answer = ""


def _write(answer: SlotAnswer, now: datetime) -> None:
    if answer.answer:
        answer.answered_at = now
        answer.save()
    elif answer.pk:
        answer.delete()
