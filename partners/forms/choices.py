"""The choices the cards of the address book offer."""

from typing import cast

from django import forms
from django.db.models import Q

from partners.domain.catalogue import Catalogue, metier_label
from partners.domain.own_entries import is_added
from partners.domain.worlds import World
from partners.models import Account, Institution
from partners.models.professionals import OTHER, GrammaticalGender

# Where a pupil goes to school, from the youngest to the oldest.
SCHOOL_KINDS = (
    "ecole_maternelle", "ecole_elementaire", "ecole_primaire", "college", "lycee",
    "lycee_professionnel", "erea",
)  # fmt: skip
GENDERS = [("", "Choisissez"), *GrammaticalGender.choices]


# The catalogue explains them in a brief, but they are written as family, never as a professional.
OF_THE_FAMILY = frozenset(
    {"eleve", "parent", "responsable_legal", "tiers_digne_de_confiance", "personne_accompagnante"}
)


def metier_choices(catalogue: Catalogue) -> list[tuple[str, str]]:
    """Every métier of the catalogue by its name, then « autre »."""
    offered = (one for one in catalogue.metiers.values() if one.code not in OF_THE_FAMILY)
    metiers = sorted(offered, key=lambda metier: metier.masculine.casefold())
    named = [(metier.code, metier_label(metier, "")) for metier in metiers]
    return [("", "Choisissez un métier"), *named, (OTHER, "autre, préciser")]


def institution_kind_choices(catalogue: Catalogue) -> list[tuple[str, str]]:
    kinds = sorted(catalogue.institution_kinds.values(), key=lambda kind: kind.label.casefold())
    return [("", "Choisissez"), *((kind.code, kind.label) for kind in kinds), (OTHER, "autre")]


def school_kind_choices(catalogue: Catalogue) -> list[tuple[str, str]]:
    """The schools we know, then those the team added to the world of school."""
    known = catalogue.institution_kinds
    added = sorted(
        (kind for kind in known.values() if kind.world is World.SCHOOL and is_added(kind.code)),
        key=lambda kind: kind.label.casefold(),
    )
    codes = [*SCHOOL_KINDS, *(kind.code for kind in added)]
    kinds = [(code, known[code].label) for code in codes]
    return [("", "Choisissez"), *kinds, (OTHER, "autre")]


def institutions_to_offer(field: forms.Field, account: Account, kept: int | None) -> None:
    """Only those of the team that are in use, and the one the card already has (`kept`)."""
    choice = cast("forms.ModelChoiceField[Institution]", field)
    own = Institution.objects.visible_to(account)
    choice.queryset = own.filter(Q(archived_at=None) | Q(pk=kept)).in_order()
    choice.empty_label = "Aucun, ou pas encore"
    name_with_towns(choice)


def name_with_towns(choice: "forms.ModelChoiceField[Institution]") -> None:
    """Say the town beside each name, in the list and when two people wrote at once."""
    choice.label_from_instance = _placed_name  # type: ignore[method-assign,assignment]
    choice.write = _placed_name  # type: ignore[attr-defined]


def _placed_name(card: Institution) -> str:
    return card.placed_name


def offer(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    cast(forms.ChoiceField, field).choices = choices
