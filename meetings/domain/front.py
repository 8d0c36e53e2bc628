"""What a private link shows at once: for whom it is, when and where, what this person answered.

Nothing here is about the child, and nothing says who the reader is to the child: whoever was sent
the link by mistake reads it too. What comes after is asked for first (`meetings.domain.gate`).
"""

from dataclasses import dataclass
from datetime import datetime

from intermetiers.web.french import typeset
from meetings.domain.brief_parts import Where
from meetings.domain.date_request import SAID_BY_THEM
from meetings.domain.dossier import ConvenerContact, Dossier, Participant, Place
from meetings.domain.gate import Gate
from meetings.domain.kinds import Answer, Ground, Role
from meetings.domain.lexicon import Lexicon
from meetings.domain.plain import Plain

# What one may answer about a date that is chosen, in the words of the coupon.
CHOICES = {
    Answer.YES: "coupon.come",
    Answer.REMOTE: "coupon.remote",
    Answer.NO: "coupon.cannot",
}
_SAID = CHOICES | {Answer.IF_NEEDED: "answer.if_needed", Answer.WRITTEN: "answer.written"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to give; `is_given` when it is the one that stands."""

    value: str
    label: str
    is_given: bool


@dataclass(frozen=True, slots=True)
class Coming:
    """What this person answered about the chosen date, and what may be answered instead."""

    title: str
    said: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """The page before the gate. `coming` is None once the meeting began or without a date."""

    title: str
    for_whom: str
    day: str
    hours: str
    where: Where | None
    changed: str
    contact: ConvenerContact
    coming: Coming | None
    why: str
    asked: str
    help: str
    not_me: str


def compose_front(
    dossier: Dossier, reader: int, now: datetime, words: Lexicon, *, changed: str = ""
) -> Front:
    """For the participant whose id is `reader`; `changed` says which date it was before."""
    person, slot = dossier.by_id[reader], dossier.chosen_slot
    gate = Gate(dossier.pupil.born_on, dossier.pupil.first_name)
    whose = "pupil_" if person.role is Role.PUPIL else ""
    return Front(
        title=words.say(f"gate.{whose}title"),
        for_whom=_for_whom(person, words),
        day=words.day(slot.starts_at.date()) if slot else "",
        hours=words.hours(slot.starts_at, slot.ends_at) if slot else "",
        where=_where(dossier.chosen_place, words),
        changed=changed,
        contact=dossier.convener,
        coming=coming_of(dossier, reader, now, words),
        why=words.say(f"gate.{whose}why"),
        asked=words.say(f"gate.{whose}{'birth' if gate.asks_birth else 'name'}"),
        help=words.say("gate.birth_help") if gate.asks_birth else "",
        not_me=not_me(person, words),
    )


def coming_of(dossier: Dossier, reader: int, now: datetime, words: Lexicon) -> Coming | None:
    """None when there is nothing to answer: no date yet, or a meeting that has begun."""
    person, slot = dossier.by_id[reader], dossier.chosen_slot
    if slot is None or slot.starts_at <= now:
        return None
    known = slot.answer_of(reader)
    said = known.answer if known and known.source in SAID_BY_THEM else None
    return Coming(
        title=words.say("answer.pupil_title" if person.role is Role.PUPIL else "answer.title"),
        said=words.say("answer.said", answer=words.say(_SAID[said])) if said else "",
        choices=tuple(
            Choice(answer.value, words.say(label), answer is said)
            for answer, label in CHOICES.items()
        ),
    )


def name_before_gate(person: Participant) -> str:
    """The name of whoever is invited, where it is a name and not the child’s own."""
    return person.name if person.role in {Role.GUARDIAN, Role.PROFESSIONAL} else ""


def not_me(person: Participant, words: Lexicon) -> str:
    """What somebody to whom the link was sent on, or sent by mistake, is asked."""
    name = name_before_gate(person)
    return words.say("not_me.link", name=name) if name else words.say("not_me.link_unnamed")


def _for_whom(person: Participant, words: Lexicon) -> str:
    if person.role is Role.PUPIL:
        return words.say("gate.for_pupil")
    name = name_before_gate(person)
    return words.say("gate.for_person", name=name) if name else ""


def _where(place: Place | None, words: Lexicon) -> Where | None:
    """The name and address of the place; a home is not told to whoever found a link."""
    if place is None:
        return None
    if place.ground is Ground.FAMILY:
        name, address = Plain(words.say("gate.place_inside")), Plain("")
    else:
        name, address = (
            Plain(typeset(text), typed=bool(text.strip())) for text in (place.name, place.address)
        )
    return Where(name, address, access="", transport=Plain(""), welcome="", waiting=Plain(""))
