"""Which date of the meeting a column of a poll speaks of, and what its answers would meet there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from meetings.domain.date_request import WRITTEN_BY_THEM
from meetings.domain.dossier import Dossier, Slot, SlotAnswer
from meetings.domain.kinds import Answer
from meetings.domain.polls.moments import usual_end
from meetings.domain.polls.poll import MEANINGS, Line, Option, Vote

NEW, OUT = "new", "out"
FARTHEST = timedelta(days=366)  # as for a slot typed by hand


@dataclass(frozen=True, slots=True)
class Place:
    """Where the answers to one option go: a slot of the meeting, a new one (NEW) or nowhere (OUT).

    `end` is when it ends, said or as long as the meeting lasts. `slots` are those of that day it
    may be put beside. An option without a date or already begun is no place at all.
    """

    starts: datetime
    end: datetime
    target: int | str
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """An answer that stands where the poll says otherwise. `older` when the poll was answered
    after it, and not by the person's own hand: then alone the poll takes its place by itself."""

    slot: Slot
    stands: SlotAnswer
    said: Answer
    older: bool


def place_options(
    options: Sequence[Option], dossier: Dossier, now: datetime
) -> tuple[Place | None, ...]:
    """A place for each option, None for those left out whatever one chooses; no slot twice."""
    taken: set[int | str] = set()
    places: list[Place | None] = []
    for option in options:
        place = _place(option, dossier, now)
        if place is not None and place.target != NEW and place.target in taken:
            place = Place(place.starts, place.end, OUT, place.slots)
        if place is not None:
            taken.add(place.target)
        places.append(place)
    return tuple(places)


def _place(option: Option, dossier: Dossier, now: datetime) -> Place | None:
    if option.starts is None or not now < option.starts <= now + FARTHEST:
        return None
    end = usual_end(option.starts, option.ends, dossier.duration_minutes)
    day = option.starts.date()
    if end.date() != day:
        return None
    slots = tuple(
        slot for slot in dossier.slots if slot.starts_at.date() == day and slot.starts_at > now
    )
    return Place(option.starts, end, _target(option, end, slots), slots)


def _target(option: Option, end: datetime, slots: Sequence[Slot]) -> int | str:
    """The slot that begins then and does not last longer than what was asked."""
    same = [slot for slot in slots if slot.starts_at == option.starts]
    exact = next((slot for slot in same if slot.ends_at == end), None)
    if exact is not None:
        return exact.id
    inside = [slot for slot in same if option.ends is None or slot.ends_at <= option.ends]
    return inside[0].id if len(inside) == 1 else NEW


def standing_of(
    line: Line, person: int, targets: Sequence[int | str], slots: Mapping[int, Slot]
) -> Iterator[Standing]:
    """What stands already for this person and says something else than this line."""
    for vote, target in zip(line.votes, targets, strict=True):
        slot = slots.get(target) if isinstance(target, int) else None
        stands = slot.answer_of(person) if slot else None
        if not vote or slot is None or stands is None:
            continue
        said, _ = MEANINGS[Vote(vote)]
        if stands.answer is not said:
            yield Standing(slot, stands, said, _is_older(stands, line))


def _is_older(stands: SlotAnswer, line: Line) -> bool:
    if stands.source in WRITTEN_BY_THEM or line.at is None or stands.answered_at is None:
        return False
    return stands.answered_at < line.at
