"""A point of the agenda on the fiche de réunion."""

from dataclasses import dataclass

from intermetiers.web.french import join_words, typeset, write_minutes
from meetings.domain.attendance import called, relation_to
from meetings.domain.dossier import AgendaItem, Dossier, Participant
from meetings.domain.kinds import ItemKind, Role

KINDS = {
    ItemKind.INFORM: "informer",
    ItemKind.UNDERSTAND: "comprendre",
    ItemKind.DECIDE: "décider",
}


@dataclass(frozen=True, slots=True)
class FichePoint:
    """A point of the agenda on paper."""

    number: int
    title: str
    kind: str
    minutes: str
    opener: str
    readings: str
    kept: str  # why it is decided although not everybody had its information in time


def point_of(number: int, item: AgendaItem, dossier: Dossier) -> FichePoint:
    """One point, as everybody at the table may read it."""
    opener = dossier.by_id.get(item.opener or 0)
    return FichePoint(
        number=number,
        title=typeset(item.title),
        kind=KINDS[item.kind],
        minutes=write_minutes(item.minutes),
        opener=opener_of(opener, dossier) if opener else "",
        readings=join_words([typeset(info.title) for info in item.informations]),
        kept=typeset(item.kept_reason.strip()) if item.kind is ItemKind.DECIDE else "",
    )


def opener_of(person: Participant, dossier: Dossier) -> str:
    """« la mère de Yanis », « l’AESH »."""
    if person.role is Role.GUARDIAN:
        return relation_to(dossier.pupil.first_name, person)
    return called(person)
