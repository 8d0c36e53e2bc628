"""What a meeting takes while it lasts: the hours of people, of whoever convenes, of a room.

Hours are taken by whole quarters, so that two meetings of which one ends at 10 h 50 and the other
begins at 10 h 55 cannot have the same person. Who takes part from afar is taken too; who gives
words to be read, or said that they do not come, is not.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from intermetiers.web.french import NBSP, join_words, start_sentence, write_day, write_hour
from meetings.domain.attendance import manner_of
from meetings.domain.dossier import Dossier, Slot
from meetings.domain.kinds import Role
from meetings.domain.slot_reasons import call

QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Taken:
    """A quarter of an hour another meeting holds, and when that meeting is, where the team is."""

    resource: str
    quarter: datetime
    starts_at: datetime
    ends_at: datetime


def quarters(slot: Slot) -> tuple[datetime, ...]:
    """The beginning of each quarter of an hour the slot touches, in UTC."""
    start, end = slot.starts_at.astimezone(UTC), slot.ends_at.astimezone(UTC)
    first = start.replace(minute=start.minute - start.minute % 15, second=0, microsecond=0)
    count = -((first - end) // QUARTER)
    return tuple(first + number * QUARTER for number in range(count))


def resources_at(slot: Slot, dossier: Dossier) -> frozenset[str]:
    """What the meeting takes if it is held at this slot."""
    held = replace(dossier, slots=(replace(slot, is_chosen=True),))
    people = {p.books for p in held.participants if manner_of(p, held).takes_a_seat}
    room = dossier.chosen_place.books if dossier.chosen_place else ""
    return frozenset({*people, dossier.convener_books, room} - {""})


def clashes(slot: Slot, dossier: Dossier, taken: Iterable[Taken]) -> tuple[Taken, ...]:
    """Those of `taken` that this slot would take too."""
    wanted, hours = resources_at(slot, dossier), frozenset(quarters(slot))
    return tuple(one for one in taken if one.resource in wanted and one.quarter in hours)


def say_clashes(found: Iterable[Taken], dossier: Dossier) -> str:
    """Who is taken and when: « L’AESH a déjà une autre réunion de l’équipe, le … de 10 h à 11 h. »

    Nothing is said of that other meeting but its hours: it is about another child.
    """
    by_hours: dict[tuple[datetime, datetime], set[str]] = {}
    for one in found:
        by_hours.setdefault((one.starts_at, one.ends_at), set()).add(one.resource)
    return " ".join(
        sentence
        for hours, resources in sorted(by_hours.items())
        for sentence in _sentences(resources, _write_hours(*hours), dossier)
    )


def remedy(found: Iterable[Taken], dossier: Dossier) -> str:
    """What can be done about it: another slot always, then what suits who is taken."""
    resources = {one.resource for one in found}
    ways = ["Choisissez un autre créneau"]
    if dossier.chosen_place and dossier.chosen_place.books in resources:
        ways.append("un autre lieu")
    others = resources - {dossier.convener_books}
    if any(p.books in others and p.role is not Role.PUPIL for p in dossier.participants):
        ways += [
            "retirez cette personne de la réunion",
            "notez parmi les invités qu’elle prend part par écrit",
        ]
    return f"{join_words(ways, last='ou')}."


def _sentences(resources: set[str], hours: str, dossier: Dossier) -> Iterable[str]:
    people = _names(resources, dossier)
    if people:
        verb = "ont" if len(people) > 1 else "a"
        names = start_sentence(join_words(people))
        yield f"{names} {verb} déjà une autre réunion de l’équipe, {hours}."
    place = dossier.chosen_place
    if place and place.books in resources:
        yield f"Le lieu retenu, {place.name}, est déjà pris par une autre réunion, {hours}."


def _names(resources: set[str], dossier: Dossier) -> Sequence[str]:
    """Those of the table in their order, then whoever convenes without a seat."""
    people = [p for p in dossier.participants if p.books and p.books in resources]
    names = [call(person, dossier) for person in people]
    seated = {person.books for person in people}
    if dossier.convener_books in resources - seated:
        names.append(dossier.convener.name)
    return names


def _write_hours(start: datetime, end: datetime) -> str:
    day = write_day(start.date(), year=False)
    return f"le {day}, de {write_hour(start)} à {write_hour(end)}".replace(" h", f"{NBSP}h")
