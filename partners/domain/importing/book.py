"""What the book already holds, as far as an import has to know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from intermetiers.web.french import write_day, write_length
from partners.domain.importing.fields import Kind
from partners.domain.importing.records import OTHER_METIER
from partners.domain.importing.schools import KnownPlace

LABELS: dict[Kind, dict[str, str]] = {
    Kind.PUPILS: {
        "last_name": "nom", "first_name": "prénom", "born_on": "né(e) le", "class_name": "classe",
        "dispositif": "dispositif", "plan": "plans",
        "notified_until": "fin de la notification", "aesh_hours": "heures d’AESH",
        "aesh_kind": "aide humaine", "place": "école",
    },
    Kind.PROFESSIONALS: {
        "last_name": "nom", "first_name": "prénom", "metier": "métier",
        "metier_other": "métier, si autre", "gender": "on en parle", "email": "adresse électronique",
        "phone": "téléphone", "liberal": "libéral", "paid_hours": "heures payées",
        "availability": "disponibilités", "place": "établissement ou service",
    },
    Kind.INSTITUTIONS: {
        "name": "nom", "kind": "sorte", "uai": "UAI", "address": "adresse", "town": "commune",
        "phone": "téléphone",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class KnownRelative:
    """A relative of a pupil, as the book has them; `secret` when the address must stay so,
    `forbidden` when a judge forbids to give this person anything."""

    pk: int
    values: Mapping[str, str]
    secret: bool = False
    forbidden: bool = False


@dataclass(frozen=True, slots=True)
class KnownCard:
    """A card of the book, with the values an import may change."""

    pk: int
    values: Mapping[str, Any]
    place: int | None = None
    relatives: tuple[KnownRelative, ...] = ()
    archived: bool = False
    followers: frozenset[int] = frozenset()  # the professionals who follow this pupil now


@dataclass(frozen=True)
class Book:
    """The cards of one kind, the institutions, and the words the team gives to codes."""

    cards: Sequence[KnownCard]
    places: Sequence[KnownPlace]
    metiers: Mapping[str, str]
    kinds: Mapping[str, str]
    people: Sequence[KnownCard] = ()  # the professionals, beside the pupils

    def write(self, name: str, value: Any) -> str:
        """A value as one reads it."""
        if value is None or value == "":
            return "rien"
        if isinstance(value, bool):
            return "oui" if value else "non"
        if isinstance(value, date):
            return write_day(value, weekday=False)
        if isinstance(value, Decimal):
            return write_length(value)
        if name == "metier":
            return self.metiers.get(value, OTHER_METIER)
        if name == "kind":
            return self.kinds.get(value, "autre")
        return " + ".join(value.split()) if name == "plan" else str(value)
