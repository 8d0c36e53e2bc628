"""The few changes that would help most: whom to ask what, so that a slot leaves nobody out.

The slots are read once; each change that one person could make at one slot is weighed by its
levels, and only the best of them are looked at whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from intermetiers.web.french import NBSP, write_count
from meetings.domain.availability import known_at, works_unpaid
from meetings.domain.dossier import Dossier, Participant, Slot
from meetings.domain.kinds import Answer, Level, Presence, Role
from meetings.domain.principles.moves import propose_moves
from meetings.domain.slot_reasons import call
from meetings.domain.slots import (
    SUPPORTED,
    Attendance,
    RankedSlot,
    Ranking,
    UntenableSlot,
    levels_by_group,
    rank_slots,
)
from meetings.domain.what_changes import company_of, say_fit, say_when
from meetings.domain.what_if import Change, OtherAnswer, PointOut, every_slot, first_of

MOST = 3
MOST_LOOKED_AT = 24
BY_PHONE = "par téléphone"

_Levels = tuple[tuple[Level, ...], ...]
_Standing = tuple[_Levels, bool, bool]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A change, and what it would bring, in one sentence."""

    change: Change
    sentence: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """`is_spare` when the first slot needs nothing: they are of the slot that comes after it."""

    found: tuple[Suggestion, ...]
    is_spare: bool = False


@dataclass(frozen=True, slots=True)
class _Try:
    """One person’s other answer at one slot; `levels` are what it would make of the slot."""

    one: RankedSlot | UntenableSlot
    attendance: Attendance
    change: OtherAnswer
    levels: _Levels


def suggest(dossier: Dossier, today: date) -> Suggestions:
    """At most three changes that would better the first slot, the most helpful first.

    When the first slot cannot be bettered by an answer, those that would better the next one.
    """
    ranking = rank_slots(dossier, today)
    points = tuple(_points(dossier, ranking))
    answers = _answers(dossier, ranking, today)[: MOST - len(points)]
    if answers or points or not ranking.tenable:
        return Suggestions((*answers, *points))
    others = replace(ranking, tenable=ranking.tenable[1:])
    return Suggestions(tuple(_answers(dossier, others, today, "deuxième")[:MOST]), is_spare=True)


def _answers(
    dossier: Dossier, ranking: Ranking, today: date, place: str = "premier"
) -> list[Suggestion]:
    """One change a person, at the slot where it helps most."""
    first = first_of(ranking)
    better = []
    for tried in _tries(dossier, ranking)[:MOST_LOOKED_AT]:
        after = _ranked(tried, dossier, today)
        if after and (first is None or _standing(after) < _standing(first)):
            better.append((tried, after))
    better.sort(key=lambda pair: _standing(pair[1]))
    said: dict[int, Suggestion] = {}
    for tried, after in better:
        if tried.change.person not in said:
            moves = first is not None and first.slot.id != after.slot.id
            brings = _brings(tried, after, dossier, f"viendrait en {place}" if moves else "")
            sentence = _say(tried, brings, dossier)
            said[tried.change.person] = Suggestion(tried.change, sentence)
    return list(said.values())


def _tries(dossier: Dossier, ranking: Ranking) -> list[_Try]:
    """Every change worth a question, the most helpful first; ties stand in the order of slots."""
    found = [
        _Try(one, attendance, change, _levels_with(one.attendances, attendance, level))
        for one in every_slot(ranking)
        for attendance in one.attendances
        for change, level in _changes(
            dossier.by_id[attendance.person], attendance, one.slot, dossier
        )
    ]
    return sorted(found, key=lambda tried: tried.levels)


def _changes(
    person: Participant, attendance: Attendance, slot: Slot, dossier: Dossier
) -> Iterator[tuple[OtherAnswer, Level]]:
    """What one may ask this person; nobody is asked to come who said how they take part.

    A pupil who said no is not asked again by the way of a rule. Who is silent is asked for what
    a usual week or a calendar leaves possible.
    """
    slots = (slot.id,)
    by_phone = OtherAnswer(person.id, Answer.REMOTE, slots, BY_PHONE), Level.REMOTE
    if _is_unpaid(person, slot, dossier):
        yield OtherAnswer(person.id, Answer.YES, slots, paid=True), Level.COMES
    if attendance.level is Level.NOT_KNOWN:
        known = known_at(person, slot.starts_at, slot.ends_at, dossier).level
        if known >= Level.REMOTE and known is not Level.NOT_KNOWN and not _stays_away(person):
            yield by_phone
        else:
            yield OtherAnswer(person.id, Answer.YES, slots), Level.COMES
    elif attendance.level >= Level.ABSENT_IN_WRITING and not _stays_away(person):
        yield by_phone


def _is_unpaid(person: Participant, slot: Slot, dossier: Dossier) -> bool:
    """Said yes, or no, about time that is not paid."""
    answer = slot.answer_of(person.id)
    if answer is None or answer.answer not in {Answer.YES, Answer.NO}:
        return False
    return answer.unpaid or works_unpaid(person, slot.starts_at, slot.ends_at, dossier)


def _stays_away(person: Participant) -> bool:
    return person.role is Role.PUPIL or person.presence is Presence.WRITTEN


def _levels_with(attendances: tuple[Attendance, ...], changed: Attendance, level: Level) -> _Levels:
    return levels_by_group(
        tuple(replace(one, level=level) if one is changed else one for one in attendances)
    )


def _ranked(tried: _Try, dossier: Dossier, today: date) -> RankedSlot | None:
    """The slot after the change, None when the meeting still cannot be held then."""
    alone = tried.change.apply(replace(dossier, slots=(tried.one.slot,)))
    return first_of(rank_slots(alone, today))


def _standing(ranked: RankedSlot) -> _Standing:
    levels = levels_by_group(ranked.attendances)
    return levels, not ranked.has_notice, not ranked.is_in_easy_hours


def _say(tried: _Try, brings: list[str], dossier: Dossier) -> str:
    who = call(dossier.by_id[tried.change.person], dossier)
    return f"Si {who} {_if(tried.change)} {say_when(tried.one.slot)}, {' et '.join(brings)}."


def _if(change: OtherAnswer) -> str:
    if change.paid:
        return "pouvait venir sur un temps payé"
    if change.answer is Answer.REMOTE:
        return "pouvait se joindre par téléphone"
    return f"répondait «{NBSP}oui{NBSP}» pour"


def _brings(tried: _Try, after: RankedSlot, dossier: Dossier, moves: str) -> list[str]:
    """Who would be there, then what becomes of the slot: one of the two at least."""
    company = company_of(after.attendances, dossier)
    brings = []
    if company and company != company_of(tried.one.attendances, dossier):
        brings.append(f"{company} serait là")
    elif tried.attendance.level > Level.REMOTE and _is_weak(tried) and _all_heard(after):
        brings.append("toutes les voix à soutenir seraient là")
    if isinstance(tried.one, UntenableSlot):
        brings.append("la réunion pourrait se tenir")
    if moves:
        brings.append(f"ce créneau {moves}")
    return brings or [_fewer(tried, after)]


def _is_weak(tried: _Try) -> bool:
    return tried.attendance.group <= SUPPORTED


def _all_heard(after: RankedSlot) -> bool:
    weak = [one.level for one in after.attendances if one.group <= SUPPORTED]
    return len(weak) > 1 and max(weak) <= Level.REMOTE


def _fewer(tried: _Try, after: RankedSlot) -> str:
    """What a slot that stays where it is gains all the same."""
    levels = [one.level for one in after.attendances]
    if tried.attendance.level is Level.NOT_KNOWN:
        waited = levels.count(Level.NOT_KNOWN)
        if not waited:
            return "plus aucune réponse ne manquerait"
        left = write_count(waited, "réponse", feminine=True)
        return f"il ne manquerait plus {'qu’' if waited == 1 else 'que '}{left}"
    if tried.change.paid:
        return "ce créneau ne prendrait plus sur du temps non payé"
    if max(levels) < Level.ABSENT_IN_WRITING:
        return "plus personne ne serait laissé de côté"
    return "une personne de moins serait laissée de côté"


def _points(dossier: Dossier, ranking: Ranking) -> Iterator[Suggestion]:
    """The point to treat elsewhere when the first slot is too short for the agenda."""
    first = first_of(ranking)
    if first is None or say_fit(first.slot, dossier) in {"", "assez long"}:
        return
    for move in propose_moves(dossier):
        change = PointOut(move.item, move.to)
        if say_fit(first.slot, change.apply(dossier)) == "assez long":
            title = next(item.title for item in dossier.agenda if item.id == move.item)
            yield Suggestion(
                change,
                f"Si «{NBSP}{title}{NBSP}» se traitait ailleurs, l’ordre du jour tiendrait "
                f"{say_when(first.slot)}.",
            )
            return
