"""The candidate slots and the people asked, as the page of the slot shows them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from intermetiers.web.french import NBSP, start_sentence, typeset, write_slot
from meetings.domain.availability import has_paid_hours
from meetings.domain.bookings import Taken, clashes, remedy, say_clashes
from meetings.domain.dossier import Dossier, Participant, Slot
from meetings.domain.holidays import say_day_off
from meetings.domain.kinds import Level, Presence, Role
from meetings.domain.slot_reasons import call, compare, reasons, why_not
from meetings.domain.slot_table import Known, known_at, say_known
from meetings.domain.slots import (
    Attendance,
    RankedSlot,
    UntenableSlot,
    attendances_at,
    group_of,
    is_awaited,
    rank_slots,
    usual_facts,
)
from meetings.domain.voices import heard_at, say_voice
from meetings.preparing.forms.slots import Question, is_paid_by_the_hour
from meetings.preparing.views.answer_notes import how_it_came
from partners.domain.presence import write_weekdays
from partners.domain.weeks import say_exceptions, say_week


@dataclass(frozen=True, slots=True)
class Dot:
    """One person; `state` is how the dot is drawn, `said` the same in words."""

    world: str
    state: str
    said: str


@dataclass(frozen=True, slots=True)
class SlotCard:
    """A candidate slot; `rank` is 0 for those listed apart, `choose_url` empty likewise.

    `who` says in words what the dots draw. `clash` says who another meeting has taken: then it
    cannot be chosen either; `day_off` says that it falls in holidays. Of the chosen one, `voices`
    say how those it leaves out are heard; somebody is not while `is_unheard`.
    """

    id: int
    rank: int
    when: str
    dots: tuple[Dot, ...]
    who: str
    reason: str
    more: tuple[str, ...]
    chosen: bool
    outside: bool
    answers_url: str
    change_url: str
    remove_url: str
    what_if_url: str = ""
    choose_url: str = ""
    give_up_url: str = ""
    before: str = ""
    compared: str = ""
    clash: str = ""
    day_off: str = ""
    voices: tuple[str, ...] = ()
    voices_url: str = ""
    is_unheard: bool = False
    choose_label: str = "Choisir"


@dataclass(frozen=True, slots=True)
class Cards:
    """The slots to come in their order, those at which the meeting cannot be held, the past."""

    tenable: tuple[SlotCard, ...]
    not_tenable: tuple[SlotCard, ...]
    past: tuple[SlotCard, ...]


@dataclass(frozen=True, slots=True)
class AskedPerson:
    """Somebody whose answers are awaited; `state` says how many are noted."""

    id: int
    name: str
    notes: tuple[str, ...]
    state: str
    is_missing: bool
    may_have_calendar: bool


def name_slot(slot: Slot) -> str:
    """« jeudi 21 janvier, 10 h 15 – 11 h 30 »."""
    return write_slot(slot.starts_at, slot.ends_at, year=False)


def cards_of(dossier: Dossier, now: datetime, taken: Iterable[Taken] = ()) -> Cards:
    """Every slot of the meeting, once. `taken` is what other meetings hold (`read_taken`)."""
    taken = tuple(taken)
    to_come = tuple(slot for slot in dossier.slots if slot.starts_at > now)
    ranking = rank_slots(replace(dossier, slots=to_come), timezone.localdate(now))
    nexts = (*ranking.tenable, None)[1:]
    return Cards(
        tenable=tuple(
            _clashing(_tenable(ranked, after, dossier), ranked.slot, dossier, taken)
            for ranked, after in zip(ranking.tenable, nexts, strict=True)
        ),
        not_tenable=tuple(_untenable(one, dossier) for one in ranking.not_tenable),
        past=tuple(
            _card(slot, attendances_at(slot, dossier), dossier)
            for slot in dossier.slots
            if slot.starts_at <= now
        ),
    )


def _tenable(ranked: RankedSlot, after: RankedSlot | None, dossier: Dossier) -> SlotCard:
    said = reasons(ranked, dossier)
    return replace(
        _card(ranked.slot, ranked.attendances, dossier),
        rank=ranked.place,
        reason=said.card,
        more=said.more,
        what_if_url=_what_if(ranked.slot, dossier),
        choose_url=_url("slot_choose", dossier, ranked.slot.id),
        before=name_slot(after.slot) if after else "",
        compared=compare(ranked, after, dossier) if after else "",
    )


def _clashing(card: SlotCard, slot: Slot, dossier: Dossier, taken: tuple[Taken, ...]) -> SlotCard:
    found = clashes(slot, dossier, taken)
    if not found:
        return card
    said = f"{say_clashes(found, dossier)} {remedy(found, dossier)}"
    return replace(card, clash=said, choose_url="")


def _untenable(one: UntenableSlot, dossier: Dossier) -> SlotCard:
    card = _card(one.slot, one.attendances, dossier)
    return replace(card, reason=why_not(one, dossier), what_if_url=_what_if(one.slot, dossier))


def _what_if(slot: Slot, dossier: Dossier) -> str:
    return f"{_url('slot_what_if', dossier)}?quand={slot.id}"


def _dot(known: Known, dossier: Dossier) -> Dot:
    """The state of a dot is its level; what is only known of a week is drawn apart."""
    state = "hint" if known.is_hint else known.level.name.lower()
    facts = f" ({', '.join(known.facts)})" if known.facts else ""
    word = "pas encore de réponse" if known.level is Level.NOT_KNOWN else known.word
    said = f"{start_sentence(call(known.person, dossier))}{NBSP}: {word}{facts}"
    return Dot(known.person.world.value, state, said)


def _card(slot: Slot, attendances: tuple[Attendance, ...], dossier: Dossier) -> SlotCard:
    known = known_at(slot, attendances, dossier)
    heard = heard_at(slot, dossier) if slot.is_chosen else ()
    return SlotCard(
        id=slot.id,
        rank=0,
        when=start_sentence(name_slot(slot)),
        dots=tuple(_dot(one, dossier) for one in known),
        who=say_known(known, dossier),
        reason="",
        more=(),
        chosen=slot.is_chosen,
        outside=is_outside(slot, dossier),
        day_off=say_day_off(slot, dossier),
        answers_url=_url("slot_answers", dossier, slot.id),
        change_url=_url("slot_change", dossier, slot.id),
        remove_url=_url("slot_remove", dossier, slot.id),
        give_up_url=_url("slot_give_up", dossier) if slot.is_chosen else "",
        voices=tuple(
            say_voice(call(one.person, dossier), one.voice)
            if one.voice
            else start_sentence(
                f"{call(one.person, dossier)} ne vient pas{NBSP}: comment sa voix sera là n’est pas encore dit."
            )
            for one in heard
        ),
        voices_url=_url("slot_voices", dossier, slot.id) if heard else "",
        is_unheard=any(one.voice is None for one in heard),
        choose_label="Changer pour ce créneau" if dossier.chosen_slot else "Choisir",
    )


def _url(name: str, dossier: Dossier, *args: int) -> str:
    return reverse(f"meetings:{name}", args=[dossier.reference, *args])


def is_outside(slot: Slot, dossier: Dossier) -> bool:
    """The day is not in the period looked at."""
    if dossier.period is None:
        return False
    start, end = dossier.period
    return not start <= slot.starts_at.date() <= end


def awaited(dossier: Dossier) -> list[Participant]:
    """Those whose answers matter, the ones with least room first."""
    people = (person for person in dossier.participants if is_awaited(person, dossier))
    return sorted(people, key=lambda person: group_of(person, dossier))


def asked_people(dossier: Dossier) -> list[AskedPerson]:
    """Everybody awaited, with the usual constraints known and how many answers are noted."""
    known: dict[int, int] = {}
    for slot in dossier.slots:
        for attendance in attendances_at(slot, dossier):
            is_known = attendance.level is not Level.NOT_KNOWN
            known[attendance.person] = known.get(attendance.person, 0) + is_known
    return [
        AskedPerson(
            id=person.id,
            name=start_sentence(call(person, dossier)),
            notes=constraints(person),
            state=_state(known.get(person.id, 0), len(dossier.slots)),
            is_missing=known.get(person.id, 0) < len(dossier.slots),
            may_have_calendar=bool(person.books) and person.role is not Role.PUPIL,
        )
        for person in awaited(dossier)
    ]


def _state(known: int, slots: int) -> str:
    if known == 0:
        return "pas encore de réponse"
    if known < slots:
        return f"{known}{NBSP}réponse{'s' if known > 1 else ''} sur {slots}"
    return "tout est noté"


def constraints(person: Participant) -> tuple[str, ...]:
    """What the book knows of this person’s hours, in short lines."""
    remote = {
        Presence.PHONE: "prend part par téléphone",
        Presence.VIDEO: "prend part en visio",
        Presence.WRITTEN: "prend part par écrit",
    }
    lines = (
        ("Travail", person.work),
        ("Jours de présence", write_weekdays(person.weekdays)),
        ("Heures payées", "" if has_paid_hours(person) else person.paid_hours),
        ("Disponibilités", person.availability),
        ("À prévoir", person.needs),
        (
            "Coût",
            f"{person.fee}{NBSP}€ pour la famille si cette personne vient" if person.fee else "",
        ),
        ("Présence", remote.get(person.presence, "") or _from_afar(person)),
        ("Réunit", "compte comme « oui » tant que rien n’est noté" if person.is_convener else ""),
    )
    said = tuple(typeset(f"{label} : {text}") for label, text in lines if text)
    return (*said, *say_week(person.week), *say_exceptions(person.exceptions))


def _from_afar(person: Participant) -> str:
    return "prend part à distance seulement" if person.remote_only else ""


def questions_of_slot(dossier: Dossier, slot: Slot) -> tuple[Question, ...]:
    """What is asked of everybody for one slot."""
    return tuple(
        _question(slot, person, start_sentence(call(person, dossier)), constraints(person))
        for person in awaited(dossier)
    )


def questions_of_person(dossier: Dossier, person: Participant) -> tuple[Question, ...]:
    """What is asked of one person for every slot."""
    return tuple(
        _question(slot, person, start_sentence(name_slot(slot)), _usual(person, slot, dossier))
        for slot in dossier.slots
    )


def _usual(person: Participant, slot: Slot, dossier: Dossier) -> tuple[str, ...]:
    if slot.answer_of(person.id):
        return ()
    return tuple(f"{start_sentence(fact)}." for fact in usual_facts(person, slot, dossier))


def _question(slot: Slot, person: Participant, label: str, notes: tuple[str, ...]) -> Question:
    answer = slot.answer_of(person.id)
    asks = is_paid_by_the_hour(person) or (answer is not None and answer.unpaid)
    notes = (*notes, *how_it_came(answer))
    return Question(slot.id, person.id, label, notes, answer, asks)
