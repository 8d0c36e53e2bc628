"""The family re-reads first: who does, until when, about which part, and what is printed of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from intermetiers.web.french import start_sentence, typeset, write_day
from meetings.domain.attendance import called, in_family
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.fiche import Fiche, SaidAfter
from meetings.domain.kinds import PupilPlace, RereadSaid, Role, Source
from meetings.domain.readers import receives_nothing

USUAL_DAYS, MOST_DAYS = 7, 60
LONGEST_ABOUT = 160
SAID_LABELS = {
    RereadSaid.READ: "j’ai relu, je n’ajoute rien",
    RereadSaid.ADD: "j’ajoute",
    RereadSaid.CORRECT: "je corrige",
    RereadSaid.DISAGREE: "je ne suis pas d’accord",
}
# The same in the language of its reader, as keys of the lexicon.
SAID_KEYS = {
    RereadSaid.READ: "reread.done",
    RereadSaid.ADD: "reread.add",
    RereadSaid.CORRECT: "reread.correct",
    RereadSaid.DISAGREE: "reread.disagree",
}
# What was not written by the hand of whoever said it.
SOURCES = {
    Source.PHONE: "dit au téléphone",
    Source.PAPER: "écrit sur papier",
    Source.TYPED: "dit de vive voix",
}
_OF_THE_PUPIL = {PupilPlace.WHOLE, PupilPlace.PART, PupilPlace.WORDS}


class State(StrEnum):
    """Where a re-reading stands: it is over once its day has passed, or once it was closed."""

    NOT_OPENED = "not_opened"
    OPEN = "open"
    PAST = "past"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Term:
    """The time given to re-read; its last day counts whole."""

    opened_on: date
    due_on: date
    closed_on: date | None = None

    def state(self, today: date) -> State:
        if self.closed_on is not None:
            return State.CLOSED
        return State.OPEN if today <= self.due_on else State.PAST


def is_over(term: Term | None, today: date) -> bool:
    """Whether the fiche may leave: never before the family had its time."""
    return term is not None and term.state(today) is not State.OPEN


@dataclass(frozen=True, slots=True)
class Word:
    """What one person said on re-reading, one day. Moments are in the zone of the team."""

    id: int
    person: int
    said: RereadSaid
    about: str
    text: str
    source: Source
    said_at: datetime

    @property
    def label(self) -> str:
        """« j’ajoute (dit au téléphone) »."""
        label = SAID_LABELS[self.said]
        return f"{label} ({SOURCES[self.source]})" if self.source in SOURCES else label

    @property
    def day(self) -> str:
        return write_day(self.said_at.date(), weekday=False)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the fiche one may say something of. `key` stands in an address."""

    key: str
    label: str


WHOLE = Part("tout", "Toute la fiche")


def readers_of(dossier: Dossier) -> tuple[Participant, ...]:
    """Who re-reads first: the relatives, but for whom a judge forbids it, and the pupil whose
    place in the meeting says so."""
    return tuple(person for person in dossier.participants if _rereads(person, dossier))


def _rereads(person: Participant, dossier: Dossier) -> bool:
    if person.role is Role.PUPIL:
        return dossier.pupil_place in _OF_THE_PUPIL
    return person.role is Role.GUARDIAN and not receives_nothing(person)


def speaker(person: Participant, dossier: Dossier) -> str:
    """« Sa mère », « Yanis »."""
    if person.role is Role.GUARDIAN:
        return start_sentence(in_family(person, dossier.pupil.first_name))
    return start_sentence(called(person))


def said_after(words: Iterable[Word], dossier: Dossier) -> tuple[SaidAfter, ...]:
    """What the fiche prints of it, in the order it was said; « j’ai relu » once each."""
    found = (
        SaidAfter(speaker(person, dossier), word.label, word.about, word.text)
        for word in words
        if (person := dossier.by_id.get(word.person)) is not None
    )
    return tuple(dict.fromkeys(found))


def parts_of(fiche: Fiche) -> tuple[Part, ...]:
    """Everything one may speak of, the whole first, each named as the page names it."""
    return (WHOLE, *_parts(fiche))


def _parts(fiche: Fiche) -> Iterator[Part]:
    if fiche.problem:
        yield Part("probleme", "Le problème que nous cherchons à résoudre")
    if fiche.said:
        yield Part("chacun", "Ce que chacun comprend de la situation")
    if fiche.held is None:
        return
    for point in fiche.held.told_points:
        label = typeset(f"Le point « {point.title} »")
        yield Part(f"point-{point.item}", label[:LONGEST_ABOUT])
    for decision in fiche.held.decisions:
        yield Part(f"decision-{decision.number}", f"Décision {decision.number}")
    if fiche.held.later:
        yield Part("reprendre", "Ce qui est à reprendre")
