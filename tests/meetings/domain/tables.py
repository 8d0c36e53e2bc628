"""Random meetings for the properties of the order of slots: who is in which group, what each said.

A `Table` is groups of people and, for each slot, one level per person. It becomes a Dossier through
the answers people would give, so that properties hold on what a coordinator really enters.
"""

from dataclasses import dataclass, replace
from datetime import date

from hypothesis import strategies as st

from meetings.domain.dossier import Dossier, Participant, Slot
from meetings.domain.kinds import Answer, Level, MeetingKind
from meetings.domain.slots import GROUPS, rank_slots
from tests.meetings.domain.builders import (
    aesh,
    answer,
    convener,
    dossier,
    mother,
    participant,
    slot,
)

TODAY = date(2027, 1, 4)
CONVENER = 900

SAID = {
    Level.COMES: Answer.YES,
    Level.COMES_AT_A_COST: Answer.IF_NEEDED,
    Level.REMOTE: Answer.REMOTE,
    Level.NOT_KNOWN: None,
    Level.ABSENT_IN_WRITING: Answer.WRITTEN,
    Level.LEFT_OUT: Answer.NO,
}
STARTS = (
    "2027-01-07 09:00",  # short notice
    "2027-01-19 09:00",
    "2027-01-19 12:00",  # lunch
    "2027-01-20 09:00",
    "2027-01-21 17:00",  # evening
    "2027-01-22 09:00",
)

levels = st.sampled_from(Level)


@dataclass(frozen=True)
class Table:
    """`rows[slot][person]` is a level; people and slots are numbered from 0."""

    groups: tuple[int, ...]
    rows: tuple[tuple[Level, ...], ...]
    starts: tuple[str, ...]
    kind: MeetingKind = MeetingKind.OTHER

    def with_level(self, slot: int, person: int, level: Level) -> "Table":
        row = (*self.rows[slot][:person], level, *self.rows[slot][person + 1 :])
        return replace(self, rows=(*self.rows[:slot], row, *self.rows[slot + 1 :]))

    @property
    def people(self) -> tuple[Participant, ...]:
        return tuple(seat(number, group) for number, group in enumerate(self.groups))

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(
            slot(
                number,
                start,
                answers=tuple(
                    answer(person, SAID[level])
                    for person, level in enumerate(row)
                    if SAID[level] is not None
                ),
            )
            for number, (row, start) in enumerate(zip(self.rows, self.starts, strict=True))
        )

    @property
    def dossier(self) -> Dossier:
        people = (*self.people, convener(CONVENER, called="la personne qui convoque"))
        return dossier(kind=self.kind, participants=people, slots=self.slots)

    def position(self, slot: int) -> int:
        """Where the slot stands, from 0; those that are not tenable share the last position."""
        order = ranked_ids(self.dossier)
        return order.index(slot) if slot in order else len(order)


def ranked_ids(dossier: Dossier) -> list[int]:
    return [ranked.slot.id for ranked in rank_slots(dossier, TODAY).tenable]


def seat(number: int, group: int) -> Participant:
    """Someone of this group, whose name in a sentence is nobody else’s."""
    called = {"called": f"l’invité {number:03d}", "name": f"Invité {number:03d}"}
    return {
        1: mother(number, **called),
        2: aesh(number, **called),
        3: participant(number, essential=True, **called),
        4: participant(number, metier="orthophoniste", **called),
    }[group]


@st.composite
def tables(draw, kinds=(MeetingKind.OTHER, MeetingKind.ESS), least_slots=2):
    """A meeting of one to seven people besides whoever convenes, with up to five slots."""
    groups = tuple(draw(st.lists(st.sampled_from(GROUPS), min_size=1, max_size=7)))
    starts = draw(st.lists(st.sampled_from(STARTS), min_size=least_slots, max_size=5, unique=True))
    row = st.tuples(*[levels] * len(groups))
    rows = draw(st.tuples(*[row] * len(starts)))
    return Table(groups, rows, tuple(starts), draw(st.sampled_from(kinds)))


@st.composite
def cells(draw, table):
    """One slot and one person of a table."""
    slot = draw(st.integers(0, len(table.rows) - 1))
    person = draw(st.integers(0, len(table.groups) - 1))
    return slot, person
