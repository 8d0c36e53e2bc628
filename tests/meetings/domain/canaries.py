"""A dossier in which everything private carries a mark, to look for in what others receive."""

from dataclasses import fields, replace

from meetings.domain.dossier import Dossier, Participant
from tests.meetings.domain.builders import (
    SPEECH,
    case_1,
    decide,
    information,
    item,
    place,
    set_aside,
)

PRIVATE = (
    "needs", "work", "paid_hours", "availability", "reason", "childcare", "childcare_found",
)  # fmt: skip


def mark(person: int, field: str) -> str:
    return f"SECRET{person}{field.replace('_', '')}"


def private_dossier(**changes) -> Dossier:
    """Case 1 with a mark in every private field of every participant, slot and place."""
    plain = case_1()
    people = tuple(_marked(person) for person in plain.participants)
    slots = tuple(
        replace(
            slot,
            is_chosen=slot.id == 1,
            answers=tuple(replace(a, note=mark(a.participant, "note")) for a in slot.answers),
        )
        for slot in plain.slots
    )
    spot = place(
        1, is_chosen=True, name="Centre social Bellevue", distances=((2, 300123), (3, 40987))
    )
    return replace(
        plain,
        participants=people,
        slots=slots,
        places=(spot,),
        agenda=(item(1), decide(2, informations=(information(1, text="Lundi, maths."),))),
        set_asides=(set_aside("SECRETfinding", "SECRETreason"),),
        companion_wish="SECRETwish",
        **changes,
    )


def _marked(person: Participant) -> Participant:
    marks = {field: mark(person.id, field) for field in PRIVATE}
    return replace(person, viewpoint=mark(person.id, "viewpoint"), fee=45 if person.id == SPEECH else 0,
                   reads_best="ar", **marks)  # fmt: skip


def everything(value) -> str:
    """Every text inside a value, to search."""
    if isinstance(value, str):
        return value
    if isinstance(value, (tuple, list, frozenset)):
        return "\n".join(everything(part) for part in value)
    if hasattr(value, "__dataclass_fields__"):
        return "\n".join(everything(getattr(value, field.name)) for field in fields(value))
    return str(value)
