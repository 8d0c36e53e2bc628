"""Bringing the answers of another poll in: kept as a draft, written in one act, or forgotten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from intermetiers.web.french import NBSP
from meetings.asking.polls import Choices, Draft, read_draft
from meetings.booking import keep_in_step
from meetings.completing import tell_when_complete
from meetings.domain.kinds import Source
from meetings.domain.polls.moments import usual_end
from meetings.domain.polls.placing import NEW
from meetings.domain.polls.poll import MEANINGS, Vote
from meetings.doors import CALLED_OFF
from meetings.models import Asked, AskingRound, Meeting, PollImport, Slot, SlotAnswer
from meetings.rounds import open_round_of
from meetings.writing import RefusedError, keep, locked
from partners.models import Account

GONE = f"Ce sondage n’est plus là{NBSP}: rien n’a été écrit. Apportez-le de nouveau."
KEPT_FIELDS = (
    "answer", "unpaid", "note", "source", "answered_at",
    "earlier_answer", "earlier_source", "earlier_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewPoll:
    """A poll just read: the tool, and what is kept of it until the yes."""

    kind: str
    draft: Mapping[str, Any]


def begin_poll(meeting: Meeting, new: NewPoll, *, by: Account, now: datetime) -> PollImport:
    """Keep what was read, until the yes. What the same account had begun here is erased."""
    with locked(meeting) as row:
        if row.cancelled_at:
            raise RefusedError(CALLED_OFF)
        PollImport.objects.filter(meeting=row, by=by, written_at=None).delete()
        made: PollImport = PollImport.objects.create(
            meeting=row, kind=new.kind, read_at=now, by=by, draft=dict(new.draft)
        )
        keep("poll_read", made, row, by=by, now=now, kind=new.kind)
    return made


def forget_poll(meeting: Meeting, pk: int, *, by: Account, now: datetime) -> None:
    """Throw away what was read; nothing happens to a poll already written, or already gone."""
    with locked(meeting) as row:
        poll = PollImport.objects.filter(meeting=row, pk=pk, written_at=None).first()
        if poll is not None:
            keep("poll_forgotten", poll, row, by=by, now=now)
            poll.delete()


def keep_poll(
    meeting: Meeting, pk: int, choices: Choices, *, seen_at: datetime, by: Account, now: datetime
) -> PollImport:
    """Write what was chosen, all at once; sent twice, it is written once.

    What stands is replaced only on the lines of `choices.replacing`, and only if it was there at
    `seen_at`. Raises RefusedError when the draft is gone.
    """
    with locked(meeting) as row:
        poll: PollImport | None = PollImport.objects.filter(meeting=row, pk=pk).first()
        if poll is None:
            raise RefusedError(GONE)
        if poll.written_at is not None:
            return poll
        if row.cancelled_at:
            raise RefusedError(CALLED_OFF)
        draft = read_draft(poll.draft)
        slots, added = _slots(row, draft, choices, now)
        writing = _Writing(row, slots, seen_at, now)
        for number, line in enumerate(draft.lines):
            person = choices.people[number]
            if person in writing.people:
                writing.write(person, line.votes, replacing=number in choices.replacing)
        writing.save()
        poll.written = writing.told | {"slots": [_told(slot) for slot in added]}
        poll.written |= _conclude(row, writing, now)
        poll.written_at, poll.draft = now, {}
        poll.save(update_fields=["written", "written_at", "draft"])
        counts = {"answers": len(writing.changed), "slots": len(added)}
        keep("poll_kept", poll, row, by=by, now=now, **counts)
    return poll


def _slots(
    meeting: Meeting, draft: Draft, choices: Choices, now: datetime
) -> tuple[list[Slot | None], list[Slot]]:
    """The slot of each option, None for those left aside, and the slots that are new."""
    known = {slot.pk: slot for slot in meeting.slots.filter(starts_at__gt=now)}
    times = {(slot.starts_at, slot.ends_at): slot for slot in known.values()}
    found: list[Slot | None] = []
    added: list[Slot] = []
    for option, target in zip(draft.options, choices.targets, strict=True):
        slot = known.get(target) if isinstance(target, int) else None
        if target == NEW and option.starts is not None and option.starts > now:
            end = usual_end(option.starts, option.ends, meeting.duration_minutes)
            slot = times.get((option.starts, end))
            if slot is None:
                slot = Slot(meeting=meeting, starts_at=option.starts, ends_at=end, added_at=now)
                times[option.starts, end] = slot
                added.append(slot)
        found.append(slot)
    Slot.objects.bulk_create(added)
    return found, added


class _Writing:
    """The answers of one import: each is put over what stands, then all are saved together."""

    def __init__(
        self, meeting: Meeting, slots: Sequence[Slot | None], seen_at: datetime, now: datetime
    ) -> None:
        self.slots, self.seen_at, self.now = slots, seen_at, now
        self.people = set(meeting.participants.values_list("pk", flat=True))
        answers = SlotAnswer.objects.filter(slot__meeting=meeting)
        self.known = {(row.slot_id, row.participant_id): row for row in answers}
        self.changed: list[SlotAnswer] = []
        self.before: list[dict[str, Any] | None] = []
        self.stood: list[list[int]] = []
        self.spoken: set[int] = set()

    def write(self, person: int, votes: Sequence[str], *, replacing: bool) -> None:
        for slot, vote in zip(self.slots, votes, strict=True):
            if slot is None or not vote:
                continue
            self.spoken.add(person)
            answer, note = MEANINGS[Vote(vote)]
            row = self.known.get((slot.pk, person)) or SlotAnswer(slot=slot, participant_id=person)
            if row.pk and row.answer == answer.value:
                continue
            if row.pk and not (replacing and row.answered_at <= self.seen_at):
                self.stood.append([slot.pk, person])
                continue
            before = snapshot(row) if row.pk else None
            row.replace(answer, Source.POLL, self.now)
            row.note = note
            self.known[slot.pk, person] = row
            self.changed.append(row)
            self.before.append(before)

    def save(self) -> None:
        SlotAnswer.objects.bulk_create([row for row in self.changed if not row.pk])
        kept = [row for row, before in zip(self.changed, self.before, strict=True) if before]
        SlotAnswer.objects.bulk_update(kept, KEPT_FIELDS)

    @property
    def told(self) -> dict[str, Any]:
        """What was written, with what stood before, to be put back."""
        answers = [
            [row.slot_id, row.participant_id, before, snapshot(row)]
            for row, before in zip(self.changed, self.before, strict=True)
        ]
        return {"answers": answers, "stood": self.stood}


def _conclude(meeting: Meeting, writing: _Writing, now: datetime) -> dict[str, Any]:
    """The hours taken, and the open round: who has answered now, and whether everybody has."""
    if any(row.slot_id == meeting.chosen_slot_id for row in writing.changed):
        keep_in_step(meeting)
    round = open_round_of(meeting)
    if round is None:
        return {"asked": [], "round": None}
    anew = {row.participant_id for row in writing.changed}
    asked = [
        row
        for row in Asked.objects.filter(round=round, participant__in=writing.spoken)
        if row.answered_at is None or row.participant_id in anew
    ]
    before = [write_instant(row.answered_at) for row in asked]
    for row in asked:
        row.answered_at = now
    Asked.objects.bulk_update(asked, ["answered_at"])
    completed = round.complete_at is None and bool(asked) and _completes(meeting, round, now)
    return {
        "asked": [
            [row.pk, was, write_instant(now)] for row, was in zip(asked, before, strict=True)
        ],
        "round": [round.pk, write_instant(now)] if completed else None,
    }


def _completes(meeting: Meeting, round: AskingRound, now: datetime) -> bool:
    tell_when_complete(meeting, round, now)
    return round.complete_at is not None


def _told(slot: Slot) -> list[Any]:
    return [slot.pk, write_instant(slot.starts_at), write_instant(slot.ends_at)]


def snapshot(row: SlotAnswer) -> dict[str, Any]:
    """An answer as JSON keeps it."""
    fields = {name: getattr(row, name) for name in KEPT_FIELDS}
    fields["answered_at"] = write_instant(row.answered_at)
    fields["earlier_at"] = write_instant(row.earlier_at)
    return fields


def write_instant(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).isoformat() if moment else None


def read_instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
