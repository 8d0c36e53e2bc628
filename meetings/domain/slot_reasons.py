"""Why a slot stands where it does, in sentences for the coordinator.

Sentences are made from facts. Everyone who does more than simply come is named with the fact, the
weakest group first, and people who come are named by no sentence but the one of good news.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from intermetiers.web.french import (
    NBSP,
    join_some,
    join_words,
    of,
    start_sentence,
    write_count,
    write_day,
    write_hour,
)
from meetings.domain.availability import has_paid_hours
from meetings.domain.dossier import Dossier, Participant, Slot
from meetings.domain.kinds import Level
from meetings.domain.legal import facts_of
from meetings.domain.slots import (
    GROUPS,
    NOTICE_DAYS,
    SUPPORTED,
    Attendance,
    Obstacle,
    RankedSlot,
    UntenableSlot,
    levels_by_group,
    speaks_for_family,
)

MOST_ON_CARD = 2
# Whose voice is to support is always named; of the others, a card of thirty people names these.
MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class Reasons:
    """At most two sentences for the card of a slot; `more` are the others, in the same order.

    A sentence the card cuts short stands whole in `more`: nobody is left unnamed.
    """

    card: str
    more: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """One person in a sentence."""

    name: str
    facts: tuple[str, ...]

    @property
    def in_brackets(self) -> str:
        """« l’AESH (heures non payées) »."""
        return f"{self.name} ({', '.join(self.facts)})" if self.facts else self.name


def reasons(ranked: RankedSlot, dossier: Dossier) -> Reasons:
    """What this slot asks of people: never empty as long as somebody is awaited."""
    good = _good_news(ranked, dossier)
    whole = [*good, *say_costs(ranked.attendances, dossier)]
    card = [*good, *say_costs(ranked.attendances, dossier, most=MOST_NAMES)][:MOST_ON_CARD]
    cut = [full for full, said in zip(whole, card, strict=False) if full != said]
    return Reasons(" ".join(card), (*cut, *whole[MOST_ON_CARD:]))


def compare(better: RankedSlot, worse: RankedSlot, dossier: Dossier) -> str:
    """Why the first slot is placed before the second.

    It names the people of the first group in which the two differ: those for whom the first is
    better, then, told as « à l’inverse », those for whom it is not.
    """
    groups = zip(
        GROUPS,
        levels_by_group(better.attendances),
        levels_by_group(worse.attendances),
        strict=True,
    )
    differs = next((group for group, here, there in groups if here != there), None)
    if differs is None:
        return _compare_convenience(better, worse)
    return " ".join(_differences(better, worse, differs, dossier))


def why_not(untenable: UntenableSlot, dossier: Dossier) -> str:
    """Why the meeting cannot be held at this slot, with the article when there is one."""
    seats = dossier.by_id
    if untenable.obstacle is Obstacle.NO_CONVENER:
        absent = [a for a in untenable.attendances if seats[a.person].is_convener]
        return _one([_tell(absent[0], dossier)], "convoque la réunion et ne peut pas venir")
    family = [a for a in untenable.attendances if speaks_for_family(seats[a.person])]
    people = [_tell(attendance, dossier) for attendance in family]
    names = " ni ".join(person.in_brackets for person in people)
    absent_ = (
        f"Ni {names} ne peuvent venir." if len(people) > 1 else _one(people, "ne peut pas venir")
    )
    return " ".join([absent_, *_law(dossier)])


def call(person: Participant, dossier: Dossier) -> str:
    """How a sentence about this pupil names somebody: « le père », « l’AESH (Nadia Roux) ».

    « Le père de Yanis » is « le père » here, where only one pupil is spoken of; the name is added
    when two people would be called the same.
    """
    name = _shorten(person, dossier)
    same = [other for other in dossier.participants if _shorten(other, dossier) == name]
    return f"{name} ({person.name})" if len(same) > 1 and person.name else name


def _shorten(person: Participant, dossier: Dossier) -> str:
    if not person.is_family:
        return person.called
    return person.called.removesuffix(f" {of(dossier.pupil.first_name)}")


def _law(dossier: Dossier) -> list[str]:
    rule = facts_of(dossier.kind).needs_family
    return [f"{rule.text.rstrip('.')} ({rule.source})."] if rule else []


def _good_news(ranked: RankedSlot, dossier: Dossier) -> list[str]:
    """Who can come without any reserve, said of the whole family or of everybody only."""
    family = {person.id for person in dossier.family}
    relatives = [a for a in ranked.attendances if a.person in family]
    if not ranked.attendances or any(a.level is not Level.COMES for a in relatives):
        return []
    if all(a.level is Level.COMES for a in ranked.attendances):
        who = "Tout le monde peut venir"
    elif relatives:
        who = _name_relatives(relatives, dossier)
    else:
        return []
    return [f"{who}{_in_paid_hours(ranked, dossier)}."]


def _name_relatives(relatives: list[Attendance], dossier: Dossier) -> str:
    if len(relatives) > 1:
        return "Toute la famille peut venir"
    return f"{start_sentence(call(dossier.by_id[relatives[0].person], dossier))} peut venir"


def _in_paid_hours(ranked: RankedSlot, dossier: Dossier) -> str:
    """« , dans les heures payées de l’AESH », for those who say yes and have paid hours."""
    seats = dossier.by_id
    paid = [
        of(call(seats[a.person], dossier))
        for a in ranked.attendances
        if a.group == SUPPORTED and a.level is Level.COMES and _is_paid(seats[a.person])
    ]
    return f", dans les heures payées {join_words(paid)}" if paid else ""


def _is_paid(person: Participant) -> bool:
    """Paid hours as people say them, or in the week: outside these, nobody simply comes."""
    return bool(person.paid_hours) or has_paid_hours(person)


def say_costs(
    attendances: Sequence[Attendance], dossier: Dossier, *, most: int | None = None
) -> list[str]:
    """One sentence per level met, for voices to support, then for the others.

    Sentences stand in the order of the weakest group they name, then from the worst level. Beyond
    `most` names, those who are not voices to support are counted.
    """
    told: dict[tuple[bool, Level], list[Attendance]] = {}
    for attendance in attendances:
        if attendance.level is not Level.COMES:
            key = attendance.group <= SUPPORTED, attendance.level
            told.setdefault(key, []).append(attendance)
    in_order = sorted(told.items(), key=lambda one: (one[1][0].group, -one[0][1]))
    return [
        _sentence(supported, level, [_tell(one, dossier) for one in people], most)
        for (supported, level), people in in_order
    ]


def _sentence(supported: bool, level: Level, people: list[_Told], most: int | None) -> str:
    if level is Level.LEFT_OUT and supported:
        return _say_left_out(people)
    return _SAID_AS[level](people, len(people) if supported or most is None else most)


def _tell(attendance: Attendance, dossier: Dossier) -> _Told:
    return _Told(call(dossier.by_id[attendance.person], dossier), attendance.facts)


def _one(people: list[_Told], verb: str) -> str:
    """« L’AESH peut venir : hors de ses heures payées. »"""
    (person,) = people
    facts = f"{NBSP}: {', '.join(person.facts)}" if person.facts else ""
    return f"{start_sentence(person.name)} {verb}{facts}."


def _many(people: list[_Told], verb: str, most: int) -> str:
    """« L’AESH (hors de ses heures payées) et l’orthophoniste peuvent venir. »"""
    names = join_some([person.in_brackets for person in people], most)
    return f"{start_sentence(names)} {verb}."


def _agreeing(one: str, many: str) -> Callable[[list[_Told], int], str]:
    """A sentence whose verb agrees with the number of people."""
    return lambda people, most: _one(people, one) if len(people) == 1 else _many(people, many, most)


def _say_left_out(people: list[_Told]) -> str:
    """« Laisse la mère et le père de côté. », or with what each one’s answer rests on:
    « Laisse la mère de côté (elle travaille à 17 h) et l’AESH (heures non payées). »"""
    first, *others = people
    facts = ", ".join(first.facts)
    if not others:
        return (
            f"Laisse {first.name} de côté{NBSP}: {facts}."
            if facts
            else f"Laisse {first.name} de côté."
        )
    if not any(person.facts for person in people):
        return f"Laisse {join_words([person.name for person in people])} de côté."
    head = f"{first.name} de côté ({facts})" if facts else f"{first.name} de côté"
    return f"Laisse {join_words([head, *(person.in_brackets for person in others)])}."


def _say_remote(people: list[_Told], most: int) -> str:
    """The means first: « L’orthophoniste se joint par téléphone. »"""
    means = {person.facts[0] for person in people}
    if len(means) > 1:
        return _many(people, "se joignent à distance", most)
    shared = means.pop()
    rest = [_Told(person.name, person.facts[1:]) for person in people]
    return _agreeing(f"se joint {shared}", f"se joignent {shared}")(rest, most)


_SAID_AS: dict[Level, Callable[[list[_Told], int], str]] = {
    Level.LEFT_OUT: _agreeing("ne peut pas venir", "ne peuvent pas venir"),
    Level.ABSENT_IN_WRITING: _agreeing(
        "ne vient pas et contribue par écrit", "ne viennent pas et contribuent par écrit"
    ),
    Level.NOT_KNOWN: _agreeing("n’a pas encore répondu", "n’ont pas encore répondu"),
    Level.REMOTE: _say_remote,
    Level.COMES_AT_A_COST: _agreeing("peut venir", "peuvent venir"),
}

_ON_A_DAY: dict[Level, tuple[str, str]] = {
    Level.COMES: ("peut venir {day}", "peuvent venir {day}"),
    Level.COMES_AT_A_COST: ("peut venir {day} avec un coût", "peuvent venir {day} avec un coût"),
    Level.REMOTE: ("se joint à distance {day}", "se joignent à distance {day}"),
    Level.NOT_KNOWN: (
        "n’a pas encore répondu pour {day}",
        "n’ont pas encore répondu pour {day}",
    ),
    Level.ABSENT_IN_WRITING: (
        "contribue seulement par écrit {day}",
        "contribuent seulement par écrit {day}",
    ),
    Level.LEFT_OUT: ("ne peut pas venir {day}", "ne peuvent pas venir {day}"),
}


def _differences(
    better: RankedSlot, worse: RankedSlot, group: int, dossier: Dossier
) -> Iterable[str]:
    """One sentence for the people who go through the same change of level."""
    there = {attendance.person: attendance.level for attendance in worse.attendances}
    changes: dict[tuple[Level, Level], list[str]] = {}
    for attendance in better.attendances:
        change = attendance.level, there[attendance.person]
        if attendance.group == group and change[0] is not change[1]:
            name = call(dossier.by_id[attendance.person], dossier)
            changes.setdefault(change, []).append(name)
    days = _write_starts(better.slot, worse.slot), _write_starts(worse.slot, better.slot)
    for change in sorted(changes, key=lambda change: (change[0] > change[1], change)):
        yield _say_change(change, changes[change], days)


def _say_change(change: tuple[Level, Level], names: list[str], days: tuple[str, str]) -> str:
    here, there = (
        _ON_A_DAY[level][len(names) > 1].format(day=day)
        for level, day in zip(change, days, strict=True)
    )
    people = join_words(names)
    if change[0] > change[1]:
        return f"À l’inverse, {people} {here} et {there}."
    return f"{start_sentence(people)} {here} et {there}."


def _compare_convenience(better: RankedSlot, worse: RankedSlot) -> str:
    day = start_sentence(_write_starts(better.slot, worse.slot))
    for_people = "Rien ne les distingue pour les personnes."
    if better.has_notice is not worse.has_notice:
        notice = write_count(NOTICE_DAYS, "jour")
        return f"{for_people} {day} laisse au moins {notice} à la famille pour s’organiser."
    if better.is_in_easy_hours is not worse.is_in_easy_hours:
        return f"{for_people} {day} évite le petit matin, la pause de midi et le soir."
    return f"Rien ne les distingue{NBSP}: le plus tôt est placé devant."


def _write_starts(slot: Slot, other: Slot) -> str:
    """« le jeudi 21 janvier à 10 h 15 », with the end too when both start together."""
    day = f"le {write_day(slot.starts_at.date(), year=False)}"
    if slot.starts_at == other.starts_at:
        return f"{day} de {write_hour(slot.starts_at)} à {write_hour(slot.ends_at)}"
    return f"{day} à {write_hour(slot.starts_at)}"
