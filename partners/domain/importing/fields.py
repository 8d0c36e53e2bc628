"""What a column of a table may hold, for each kind of table."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache


class Kind(StrEnum):
    """What each line of the table is about."""

    PUPILS = "pupils"
    PROFESSIONALS = "professionals"
    INSTITUTIONS = "institutions"


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a column may hold; `group` gathers those offered together."""

    code: str
    label: str
    group: str
    example: str = ""


PLANS = ("PPS", "PAP", "PAI", "PPRE")
# Who answers for the pupil, each apart; the lien of a guardian has its own column.
SLOTS = {
    "mother": "Mère",
    "father": "Père",
    "guardian1": "Responsable légal 1",
    "guardian2": "Responsable légal 2",
}
_GUARDIAN_DETAILS = (("relation", "lien avec l’élève", ""),)
_DETAILS = (
    ("full_name", "nom et prénom dans une case", ""),
    ("last_name", "nom", "Belkacem"),
    ("first_name", "prénom", "Samia"),
    ("phone", "téléphone", "06 12 34 56 78"),
    ("email", "adresse électronique", "samia@example.org"),
    ("address", "adresse postale ordinaire", ""),
)

_PUPIL = (
    Field("last_name", "Nom", "L’élève", "Belkacem-Morel"),
    Field("first_name", "Prénom", "L’élève", "Yanis"),
    Field("full_name", "Nom et prénom dans une case", "L’élève"),
    Field("born_on", "Né(e) le", "L’élève", "17/04/2018"),
    Field("school", "École", "La scolarité", "École élémentaire Jean-Moulin"),
    Field("school_town", "Commune de l’école", "La scolarité", "Lyon"),
    Field("school_uai", "UAI de l’école", "La scolarité"),
    Field("class_name", "Classe", "La scolarité", "CE2"),
    Field("dispositif", "Dispositif", "La scolarité"),
    Field("plan", "Plans, dans une case", "Plans et aide humaine", "PPS + PAI"),
    *(Field(f"plan.{plan}", f"{plan} (oui, non)", "Plans et aide humaine") for plan in PLANS),
    Field("notified_until", "Fin de la notification", "Plans et aide humaine", "31/08/2028"),
    Field("aesh_hours", "AESH (h)", "Plans et aide humaine", "9 h 30"),
    Field("aesh_kind", "Aide humaine : sorte", "Plans et aide humaine", "mutualisée"),
)

_PROFESSIONAL = (
    Field("last_name", "Nom", "La personne", "Roussel"),
    Field("first_name", "Prénom", "La personne", "Hélène"),
    Field("full_name", "Nom et prénom dans une case", "La personne"),
    Field("gender", "Civilité", "La personne", "Mme"),
    Field("metier", "Métier", "La personne", "orthophoniste"),
    Field("email", "Adresse électronique", "Pour la joindre", "h.roussel@example.org"),
    Field("phone", "Téléphone", "Pour la joindre", "04 72 00 00 00"),
    Field("liberal", "Libéral (oui, non)", "Comment elle travaille", "oui"),
    Field("paid_hours", "Heures payées", "Comment elle travaille"),
    Field("availability", "Disponibilités", "Comment elle travaille"),
    Field("place", "Établissement ou service", "Où elle travaille", "Cabinet des Lilas"),
    Field("place_town", "Commune de l’établissement", "Où elle travaille", "Lyon"),
    Field("place_uai", "UAI de l’établissement", "Où elle travaille"),
)

_INSTITUTION = (
    Field("name", "Nom", "L’établissement ou le service", "École élémentaire Jean-Moulin"),
    Field("kind", "Sorte", "L’établissement ou le service", "école élémentaire"),
    Field("uai", "UAI", "L’établissement ou le service", "0690001A"),
    Field("address", "Adresse", "Où c’est", "12 rue de la République"),
    Field("town", "Commune", "Où c’est", "Lyon"),
    Field("phone", "Téléphone", "Où c’est", "04 72 00 00 00"),
)


@cache
def fields_of(kind: Kind) -> tuple[Field, ...]:
    """Every field a column of this kind of table may hold, in the order they are offered."""
    if kind is Kind.PROFESSIONALS:
        return _PROFESSIONAL
    if kind is Kind.INSTITUTIONS:
        return _INSTITUTION
    family = tuple(
        Field(f"{slot}.{code}", f"{title} – {label}", title, example)
        for slot, title in SLOTS.items()
        for code, label, example in _details_of(slot)
    )
    return _PUPIL + family


def _details_of(slot: str) -> tuple[tuple[str, str, str], ...]:
    return _GUARDIAN_DETAILS + _DETAILS if slot.startswith("guardian") else _DETAILS


@cache
def labels_of(kind: Kind) -> dict[str, str]:
    """The label of each field by its code."""
    return {field.code: field.label for field in fields_of(kind)}


def missing_fields(kind: Kind, codes: set[str]) -> str:
    """The sentence that says which column is still to be named; empty when nothing lacks."""
    if kind is Kind.INSTITUTIONS:
        return "" if "name" in codes else "Dites quelle colonne donne le nom de l’établissement."
    if kind is Kind.PROFESSIONALS:
        return "" if "metier" in codes else "Dites quelle colonne donne le métier."
    if codes & {"first_name", "full_name"}:
        return ""
    return "Dites quelle colonne donne le prénom de l’élève, ou le nom et le prénom ensemble."


_FATHER_EXAMPLES = {
    "father.last_name": "Morel",
    "father.first_name": "David",
    "father.phone": "06 98 76 54 32",
    "father.email": "david@example.org",
}
_MODEL_TITLES = {"plan": "Plans", "aesh_kind": "Aide humaine", "liberal": "Libéral"}


def model_columns(kind: Kind) -> list[tuple[str, str]]:
    """Titles and an example line of the table we give as a model."""
    return [
        (
            _MODEL_TITLES.get(field.code, field.label),
            _FATHER_EXAMPLES.get(field.code, field.example),
        )
        for field in fields_of(kind)
        if field.example and not field.code.startswith("guardian")
    ]
