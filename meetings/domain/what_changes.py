"""What a change would move, in sentences made from facts: at most three of them.

They stand in this order: what is known of the agenda or of the place when these change, which
slot would come first, at which slots the meeting could be held, who would be there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from intermetiers.web.french import (
    NBSP,
    join_words,
    start_sentence,
    write_count,
    write_day,
    write_distance,
    write_hour,
    write_minutes,
)
from meetings.domain.bookings import Taken, clashes, say_clashes
from meetings.domain.dossier import Dossier, Place, Slot
from meetings.domain.kinds import Ground, Level, YesNo
from meetings.domain.seating import too_few_seats
from meetings.domain.slot_reasons import call
from meetings.domain.slots import Attendance, Ranking
from meetings.domain.what_if import Orders, every_slot, orders

NOTHING = "Rien ne change."
MOST_SENTENCES = 3
MOST_DAYS = 2

_WOULD = {
    Level.COMES: "pourrait venir",
    Level.COMES_AT_A_COST: "pourrait venir, à un certain prix,",
    Level.REMOTE: "se joindrait à distance",
    Level.NOT_KNOWN: "n’aurait pas encore répondu pour",
    Level.ABSENT_IN_WRITING: "donnerait seulement sa parole par écrit",
    Level.LEFT_OUT: "ne pourrait pas venir",
}
_GROUNDS = {
    Ground.SCHOOL: "sur le terrain de l’école",
    Ground.PARTNER: "sur le terrain d’un service partenaire",
    Ground.NEUTRAL: "dans un lieu neutre",
    Ground.FAMILY: "dans un lieu choisi par la famille",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both orders, and what changes from one to the other in one to three sentences."""

    orders: Orders
    sentences: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        return self.sentences == (NOTHING,)


def compare_orders(
    before: Dossier, after: Dossier, today: date, taken: Iterable[Taken] = ()
) -> Comparison:
    """What moves when `before` becomes `after`, a dossier of the same slots.

    `taken` is what other meetings hold of the people and of the places of both.
    """
    found = orders(before, after, today)
    facts = [
        *_say_agenda(before, after),
        *_say_place(before, after),
        *_say_taken(before, after, tuple(taken)),
    ]
    people = [*_say_tenable(found), *_say_people(found, before, after)]
    said = [*facts, *_say_order(found, something=bool(facts or people)), *people]
    return Comparison(found, tuple(said[:MOST_SENTENCES]) or (NOTHING,))


def say_when(slot: Slot) -> str:
    """« le mardi 19 janvier à 9 h »."""
    return f"le {write_day(slot.starts_at.date(), year=False)} à {write_hour(slot.starts_at)}"


def say_fit(slot: Slot, dossier: Dossier) -> str:
    """« assez long », « trop court de 10 minutes »; empty while the agenda holds no point."""
    if not dossier.kept_items:
        return ""
    short = dossier.planned_minutes - int(slot.duration.total_seconds() // 60)
    return f"trop court de {write_minutes(short)}" if short > 0 else "assez long"


def company_of(attendances: Iterable[Attendance], dossier: Dossier) -> str:
    """« tout le monde » or « toute la famille » when all of them take part; else nothing."""
    levels = {attendance.person: attendance.level for attendance in attendances}
    family = [level for person, level in levels.items() if dossier.by_id[person].is_family]
    if len(levels) > 1 and max(levels.values()) <= Level.REMOTE:
        return "tout le monde"
    if len(family) > 1 and max(family) <= Level.REMOTE:
        return "toute la famille"
    return ""


def _say_order(found: Orders, *, something: bool) -> Iterator[str]:
    """Which slot would pass before which: of many, the one that gains most."""
    here = [one.slot for one in found.before.tenable]
    there = [one.slot for one in found.after.tenable]
    before = [slot.id for slot in here if slot.id in {one.id for one in there}]
    after = [slot for slot in there if slot.id in before]
    gains = [before.index(slot.id) - place for place, slot in enumerate(after)]
    most = max(gains, default=0)
    if most > 0:
        place = 0 if gains[0] > 0 else gains.index(most)
        mover, rank = after[place], before.index(after[place].id)
        passed = next(slot for slot in after[place + 1 :] if before.index(slot.id) < rank)
        yield f"{start_sentence(say_when(mover))} passerait devant {say_when(passed)}."
    elif there and here and there[0].id != here[0].id:
        yield f"{start_sentence(say_when(there[0]))} viendrait en premier."
    elif something and len(there) == len(here) > 1:
        yield "L’ordre des créneaux resterait le même."


def _say_tenable(found: Orders) -> Iterator[str]:
    gained = [one.slot for one in found.moved if one.after and not one.before]
    lost = [one.slot for one in found.moved if one.before and not one.after]
    if gained:
        yield f"La réunion pourrait se tenir {_say_days(gained, len(found.moved))}."
    if lost:
        yield f"La réunion ne pourrait plus se tenir {_say_days(lost, len(found.moved))}."


def _say_people(found: Orders, before: Dossier, after: Dossier) -> Iterator[str]:
    for person in before.participants:
        if person.id not in after.by_id:
            yield f"{start_sentence(call(person, before))} n’aurait plus de place à cette réunion."
    here, there = _by_slot(found.before), _by_slot(found.after)
    slots = {one.slot.id: one.slot for one in found.moved}
    changes: dict[tuple[int, str, str], list[Slot]] = {}
    for slot, attendances in there.items():
        known = {attendance.person: attendance.level for attendance in here[slot]}
        company = company_of(attendances, after)
        gained = company if company != company_of(here[slot], before) else ""
        for one in attendances:
            if one.person in known and known[one.person] is not one.level:
                gains = gained if one.level < known[one.person] else ""
                key = one.person, _would(one), gains
                changes.setdefault(key, []).append(slots[slot])
    for (person_id, would, company), days in changes.items():
        who = start_sentence(call(after.by_id[person_id], after))
        tail = f"{NBSP}: {company} prendrait part" if company else ""
        yield f"{who} {would} {_say_days(days, len(slots))}{tail}."


def _by_slot(ranking: Ranking) -> dict[int, tuple[Attendance, ...]]:
    return {one.slot.id: one.attendances for one in every_slot(ranking)}


def _would(attendance: Attendance) -> str:
    """With the means, for who joins from afar: « se joindrait par téléphone »."""
    if attendance.level is Level.REMOTE and attendance.facts:
        return f"se joindrait {attendance.facts[0]}"
    return _WOULD[attendance.level]


def _say_days(slots: Sequence[Slot], count: int) -> str:
    if len(slots) == count > MOST_DAYS:
        return "à tous les créneaux"
    if len(slots) > MOST_DAYS:
        return f"à {write_count(len(slots), 'créneau', 'créneaux')}"
    return join_words([say_when(slot) for slot in slots])


def _say_agenda(before: Dossier, after: Dossier) -> Iterator[str]:
    """The minutes, and the slots that would hold them."""
    if before.planned_minutes == after.planned_minutes:
        return
    minutes, instead = write_minutes(after.planned_minutes), write_minutes(before.planned_minutes)
    yield f"L’ordre du jour prévoirait {minutes} au lieu de {instead}."
    short = [slot for slot in before.slots if _lacks(slot, before)]
    still = [slot for slot in after.slots if _lacks(slot, after)]
    freed = [slot for slot in short if slot not in still]
    if freed and not still and len(freed) > MOST_DAYS:
        yield "Tous les créneaux seraient assez longs."
    elif freed:
        yield f"{_starting(freed)} assez {_long(freed)}."
    elif short:
        yield "Aucun créneau de plus ne serait assez long."


def _lacks(slot: Slot, dossier: Dossier) -> bool:
    return slot.duration.total_seconds() < 60 * dossier.planned_minutes


def _starting(slots: Sequence[Slot]) -> str:
    if len(slots) > MOST_DAYS:
        return f"{start_sentence(write_count(len(slots), 'créneau', 'créneaux'))} de plus seraient"
    verb = "seraient" if len(slots) > 1 else "serait"
    return f"{start_sentence(join_words([say_when(slot) for slot in slots]))} {verb}"


def _long(slots: Sequence[Slot]) -> str:
    return "longs" if len(slots) > 1 else "long"


def _say_place(before: Dossier, after: Dossier) -> Iterator[str]:
    """Whose ground, how far for the family, and what is less easy there."""
    here, there = before.chosen_place, after.chosen_place
    if there is None or (here is not None and here.id == there.id):
        return
    ways = _say_ways(here, there, after)
    tail = f"{NBSP}: {ways}" if ways else ""
    name = f"«{NBSP}{there.name}{NBSP}»"
    yield f"On se réunirait {_GROUNDS[there.ground]}, {name}{tail}."
    hard = too_few_seats(after, there)
    lacks = [f"il y a {hard}"] if hard else []
    lacks += ["on n’entre pas de plain-pied"] if there.step_free == YesNo.NO else []
    lacks += ["il y a du bruit"] if there.quiet == YesNo.NO else []
    if lacks:
        yield f"Dans ce lieu, {join_words(lacks)}."


def _say_ways(here: Place | None, there: Place, dossier: Dossier) -> str:
    """« 300 m pour la mère au lieu de 1,2 km »."""
    now, then = dict(here.distances) if here else {}, dict(there.distances)
    said = []
    for person in dossier.family:
        if person.id in then:
            way = write_distance(then[person.id])
            instead = write_distance(now[person.id]) if person.id in now else ""
            tail = f" au lieu de {instead}" if instead not in {"", way} else ""
            said.append(f"{way} pour {call(person, dossier)}{tail}")
    return join_words(said)


def _say_taken(before: Dossier, after: Dossier, taken: tuple[Taken, ...]) -> Iterator[str]:
    """What another meeting of the team would stand in the way of, or no longer."""
    for slot, still in zip(before.slots, after.slots, strict=True):
        here = set(clashes(slot, before, taken))
        there = set(clashes(still, after, taken))
        if there - here:
            yield say_clashes(there - here, after)
        elif here and not there:
            yield f"{start_sentence(say_when(slot))} ne se heurterait plus à une autre réunion."
