"""Who says what of each slot, as a table of words: those with least room first.

A word is what a person answered, or « ? »: what a week or a calendar says stands beside it as a
hint, and never in its place.
"""

from dataclasses import dataclass
from datetime import date

from intermetiers.web.french import NBSP, join_words, start_sentence
from meetings.domain.dossier import Dossier, Participant, Slot, SlotAnswer
from meetings.domain.kinds import Answer, Level, Presence
from meetings.domain.slot_reasons import call, reasons, why_not
from meetings.domain.slots import (
    FAMILY,
    NEEDED,
    OTHERS,
    SUPPORTED,
    Attendance,
    RankedSlot,
    UntenableSlot,
    group_of,
    is_awaited,
    rank_slots,
)

GROUP_NAMES = {
    FAMILY: "La famille",
    SUPPORTED: "Les autres voix à soutenir",
    NEEDED: "Ceux sans qui on ne peut pas décider, ou que les textes attendent",
    OTHERS: "Les autres invités",
}
_WORDS = {
    Level.COMES: "oui",
    Level.COMES_AT_A_COST: "oui",
    Level.REMOTE: "tél.",
    Level.NOT_KNOWN: "?",
    Level.ABSENT_IN_WRITING: "écrit",
    Level.LEFT_OUT: "non",
}
# Facts that say no more than the word does.
_SAID_BY = {
    "si besoin": ("seulement si besoin",),
    "tél.": ("par téléphone", "à distance"),
    "visio": ("par vidéo", "en visio"),
}
_TOLD = (
    ((Level.COMES, Level.COMES_AT_A_COST), "Vient", "Viennent"),
    ((Level.REMOTE,), "À distance", "À distance"),
    ((Level.NOT_KNOWN,), "Sans réponse", "Sans réponse"),
    ((Level.ABSENT_IN_WRITING,), "Par écrit", "Par écrit"),
    ((Level.LEFT_OUT,), "Ne vient pas", "Ne viennent pas"),
)


@dataclass(frozen=True, slots=True)
class Known:
    """One person at one slot; `is_hint` when the facts come from a week or a calendar only."""

    person: Participant
    level: Level
    word: str
    facts: tuple[str, ...]
    answer: SlotAnswer | None

    @property
    def is_hint(self) -> bool:
        return self.level is Level.NOT_KNOWN and bool(self.facts)


@dataclass(frozen=True, slots=True)
class Column:
    """A slot: its place from 1, or 0 where the meeting cannot be held; why, in a few sentences."""

    slot: Slot
    place: int
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """A person, and what is known at each slot in the order of the columns."""

    person: Participant
    name: str
    cells: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class SlotTable:
    """The slots, best first; the people by group, the weakest first."""

    columns: tuple[Column, ...]
    groups: tuple[tuple[str, tuple[Row, ...]], ...]


def slot_table(dossier: Dossier, today: date) -> SlotTable:
    """Everybody awaited, and every slot of the dossier."""
    ranking = rank_slots(dossier, today)
    every: tuple[RankedSlot | UntenableSlot, ...] = (*ranking.tenable, *ranking.not_tenable)
    known = [known_at(one.slot, one.attendances, dossier) for one in every]
    rows: dict[int, list[Row]] = {}
    for person in dossier.participants:
        if is_awaited(person, dossier):
            cells = tuple(one for cells in known for one in cells if one.person is person)
            row = Row(person, start_sentence(call(person, dossier)), cells)
            rows.setdefault(group_of(person, dossier), []).append(row)
    return SlotTable(
        columns=tuple(_column(one, dossier) for one in every),
        groups=tuple((GROUP_NAMES[group], tuple(rows[group])) for group in sorted(rows)),
    )


def known_at(
    slot: Slot, attendances: tuple[Attendance, ...], dossier: Dossier
) -> tuple[Known, ...]:
    """What is known of everybody at one slot, in table order."""
    found = {one.person: one for one in attendances}
    return tuple(
        _known(person, slot, found[person.id])
        for person in dossier.participants
        if person.id in found
    )


def say_known(known: tuple[Known, ...], dossier: Dossier) -> str:
    """« Viennent : Yanis et la mère. À distance : l’orthophoniste. Ne vient pas : le père. »"""
    said = []
    for levels, one, many in _TOLD:
        names = [call(who.person, dossier) for who in known if who.level in levels]
        if names:
            said.append(f"{many if len(names) > 1 else one}{NBSP}: {join_words(names)}.")
    return " ".join(said)


def _column(one: RankedSlot | UntenableSlot, dossier: Dossier) -> Column:
    if isinstance(one, UntenableSlot):
        return Column(one.slot, 0, why_not(one, dossier))
    return Column(one.slot, one.place, reasons(one, dossier).card)


def _known(person: Participant, slot: Slot, attendance: Attendance) -> Known:
    answer = slot.answer_of(person.id)
    word = _WORDS[attendance.level]
    if attendance.level is Level.COMES_AT_A_COST and answer and answer.answer is Answer.IF_NEEDED:
        word = "si besoin"
    elif attendance.level is Level.REMOTE and person.presence is Presence.VIDEO:
        word = "visio"
    facts = tuple(fact for fact in attendance.facts if fact not in _SAID_BY.get(word, ()))
    return Known(person, attendance.level, word, facts, answer)
