"""The three kinds of cards that may be merged, and what merging them changes elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from intermetiers.web.french import NBSP
from partners.actions.merging import links_to, model_name
from partners.domain.likeness import Identity
from partners.models import Institution, Professional, Pupil


@dataclass(frozen=True)
class Kind:
    """One kind of card: the word its addresses use, its words, and what tells two apart."""

    slug: str
    title: str
    two: str  # « deux personnes »: what two cards are said to be
    model: Any
    page: str
    told_by: tuple[str, ...]
    identity: Callable[..., Identity]
    related: tuple[str, ...]
    clue_must_agree: bool = False

    @property
    def model_name(self) -> str:
        return model_name(self.model)


def tell(card: Any) -> str:
    """What tells this card from another of the same name: birthday, métier, place, class."""
    if isinstance(card, Professional):
        return card.placed_title
    if isinstance(card, Institution):
        return " · ".join(word for word in (card.kind_label, card.town) if word)
    born = f"{card.born_on:%d/%m/%Y}" if card.born_on else ""
    school = card.school.placed_name if card.school else ""
    return " · ".join(word for word in (born, school, card.class_name) if word)


def _person(
    key: int, first: str, last: str, metier: str, other: str, institution: int | None
) -> Identity:
    return Identity(key, first, last, clue=f"{metier} {other} {institution or ''}")


def _place(key: int, name: str, town: str) -> Identity:
    return Identity(key, "", name, clue=town)


def _pupil(key: int, first: str, last: str, born: Any, school: int | None) -> Identity:
    return Identity(key, first, last, born, clue=str(school or ""))


KINDS = {
    kind.slug: kind
    for kind in (
        Kind(
            "personnes", "Professionnels", "deux personnes", Professional, "meetings:partner",
            ("pk", "first_name", "last_name", "metier", "metier_other", "institution_id"), _person,
            ("institution", "team"),
        ),
        Kind(
            "eleves", "Élèves", "deux élèves", Pupil, "meetings:pupil",
            ("pk", "first_name", "last_name", "born_on", "school_id"), _pupil, ("school", "team"),
        ),
        Kind(
            "lieux", "Établissements et services", "deux lieux", Institution,
            "partners:institution", ("pk", "name", "town"), _place, ("team",), clue_must_agree=True,
        ),
    )
}  # fmt: skip

# One, several: what each row that points at a card is to whoever reads.
_WORDS = {
    "meeting": ("réunion", "réunions"),
    "participant": ("place à une réunion", "places à des réunions"),
    "following": ("suivi", "suivis"),
    "schooling": ("année de scolarité", "années de scolarité"),
    "familymember": ("membre de la famille", "membres de la famille"),
    "room": ("salle", "salles"),
    "professional": ("professionnel", "professionnels"),
    "pupil": ("élève", "élèves"),
}


def what_follows(card: Any) -> list[str]:
    """What points at this card: « 3 réunions », « 2 suivis ». One query for each kind of row."""
    counted = []
    for link in links_to(type(card)):
        count = link.model._default_manager.filter(**{link.name: card}).count()
        meta = link.model._meta
        one, several = _WORDS.get(
            str(meta.model_name), (str(meta.verbose_name), str(meta.verbose_name_plural))
        )
        if count:
            counted.append(f"{count}{NBSP}{one if count == 1 else several}")
    return counted
