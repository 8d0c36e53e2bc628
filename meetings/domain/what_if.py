"""« Et si… »: what one change would do to the order of slots. Nothing is written, nothing is kept.

A change makes another dossier of a dossier, which is then read by the same rules: what is said of
it is what the page would say if the change were really written.
"""

from dataclasses import dataclass, replace
from datetime import date

from meetings.domain.availability import works_unpaid
from meetings.domain.dossier import Dossier, Participant, Slot, SlotAnswer
from meetings.domain.kinds import Answer, MovedTo, Presence
from meetings.domain.slots import RankedSlot, Ranking, UntenableSlot, rank_slots
from partners.domain.weeks import DatedHours, HoursKind


@dataclass(frozen=True, slots=True)
class OtherAnswer:
    """Somebody answers this; `slots` are those it is about, none for all of them.

    `paid` supposes that the time is paid, whatever the usual week says of these hours: without it,
    time known as unpaid stays so.
    """

    person: int
    answer: Answer
    slots: tuple[int, ...] = ()
    note: str = ""
    paid: bool = False

    def apply(self, dossier: Dossier) -> Dossier:
        slots = tuple(
            self._answered(slot) if self._is_about(slot) else slot for slot in dossier.slots
        )
        after = replace(dossier, slots=slots)
        person = dossier.by_id.get(self.person)
        if not self.paid or person is None:
            return after
        paid = tuple(_paid_at(slot) for slot in dossier.slots if self._adds_pay(slot, dossier))
        return _with(after, self.person, exceptions=(*person.exceptions, *paid))

    def _is_about(self, slot: Slot) -> bool:
        return not self.slots or slot.id in self.slots

    def _adds_pay(self, slot: Slot, dossier: Dossier) -> bool:
        person = dossier.by_id[self.person]
        return self._is_about(slot) and works_unpaid(person, slot.starts_at, slot.ends_at, dossier)

    def _answered(self, slot: Slot) -> Slot:
        before = slot.answer_of(self.person)
        answer = self._answer(before)
        kept = tuple(answer if one is before else one for one in slot.answers)
        return replace(slot, answers=kept if before else (*kept, answer))

    def _answer(self, before: SlotAnswer | None) -> SlotAnswer:
        if before is None:
            return SlotAnswer(self.person, self.answer, unpaid=False, note=self.note)
        same = before.answer is self.answer
        note = before.note if same and not self.note else self.note
        unpaid = before.unpaid and not self.paid
        return replace(before, answer=self.answer, unpaid=unpaid, note=note)


@dataclass(frozen=True, slots=True)
class OtherPresence:
    """Somebody takes part this way, whatever the slot."""

    person: int
    presence: Presence

    def apply(self, dossier: Dossier) -> Dossier:
        return _with(dossier, self.person, presence=self.presence)


@dataclass(frozen=True, slots=True)
class NoLongerEssential:
    """Points could be decided without this person."""

    person: int

    def apply(self, dossier: Dossier) -> Dossier:
        return _with(dossier, self.person, essential=False)


@dataclass(frozen=True, slots=True)
class NotInvited:
    """Somebody has no seat; the family, the pupil and whoever convenes always keep theirs."""

    person: int

    def apply(self, dossier: Dossier) -> Dossier:
        people = tuple(
            one for one in dossier.participants if one.id != self.person or keeps_seat(one)
        )
        return replace(dossier, participants=people)


@dataclass(frozen=True, slots=True)
class PointOut:
    """A point of the agenda is treated elsewhere: the meeting is shorter."""

    item: int
    to: MovedTo = MovedTo.ELSEWHERE

    def apply(self, dossier: Dossier) -> Dossier:
        agenda = tuple(
            replace(item, moved_to=self.to) if item.id == self.item and item.is_kept else item
            for item in dossier.agenda
        )
        return replace(dossier, agenda=agenda)


@dataclass(frozen=True, slots=True)
class OtherPlace:
    """The meeting is held at another of its places."""

    place: int

    def apply(self, dossier: Dossier) -> Dossier:
        if all(place.id != self.place for place in dossier.places):
            return dossier
        places = tuple(replace(place, is_chosen=place.id == self.place) for place in dossier.places)
        return replace(dossier, places=places)


Change = OtherAnswer | OtherPresence | NoLongerEssential | NotInvited | PointOut | OtherPlace


@dataclass(frozen=True, slots=True)
class Moved:
    """One slot in the two orders: its place in each, from 1, and 0 where it is not tenable."""

    slot: Slot
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Orders:
    """The order of the slots before and after; `moved` holds every slot, in the order after."""

    before: Ranking
    after: Ranking
    moved: tuple[Moved, ...]


def keeps_seat(person: Participant) -> bool:
    """Nobody supposes a meeting without the pupil, a relative, or whoever convenes it."""
    return person.is_family or person.is_convener


def orders(before: Dossier, after: Dossier, today: date) -> Orders:
    """Both orders; the two dossiers have the same slots."""
    here, there = rank_slots(before, today), rank_slots(after, today)
    places = {one.slot.id: one.place for one in here.tenable}
    moved = [Moved(one.slot, places.get(one.slot.id, 0), one.place) for one in there.tenable]
    moved += [Moved(one.slot, places.get(one.slot.id, 0), 0) for one in there.not_tenable]
    return Orders(here, there, tuple(moved))


def first_of(ranking: Ranking) -> RankedSlot | None:
    """The slot that comes first, None when the meeting can be held at none."""
    return ranking.tenable[0] if ranking.tenable else None


def every_slot(ranking: Ranking) -> tuple[RankedSlot | UntenableSlot, ...]:
    """Those at which the meeting can be held, best first, then the others."""
    return (*ranking.tenable, *ranking.not_tenable)


def _paid_at(slot: Slot) -> DatedHours:
    """These hours of that day, paid."""
    day = slot.starts_at.date()
    return DatedHours(day, day, HoursKind.PAID, slot.starts_at.time(), slot.ends_at.time())


def _with(dossier: Dossier, person: int, **fields: object) -> Dossier:
    people = tuple(
        replace(one, **fields) if one.id == person else one  # type: ignore[arg-type]
        for one in dossier.participants
    )
    return replace(dossier, participants=people)
