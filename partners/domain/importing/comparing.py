"""What a line would change on a card: each field, before and after. An empty cell changes none."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from intermetiers.web.french import NBSP, start_sentence
from partners.domain.folding import fold
from partners.domain.importing.book import LABELS, Book, KnownCard, KnownRelative
from partners.domain.importing.fields import Kind
from partners.domain.importing.records import A_GUARDIAN, Record
from partners.domain.likeness import Identity, same_name_key

# A name the book has is never written over: two spellings are one person, or are asked about.
_KEPT = frozenset({"last_name", "first_name", "gender", "relation", "name"})
_CONTACTS = {"phone": "téléphone", "email": "adresse électronique", "postal_address": "adresse"}
_RELATIVE_LABELS = {
    "last_name": "nom", "first_name": "prénom", "relation": "lien", "gender": "on en parle",
} | _CONTACTS  # fmt: skip

KEPT_APART = (
    "L’adresse de cette personne est secrète dans le carnet. Effacez-la du tableau et de ses "
    "copies\u00a0: elle ne se change que sur la fiche."
)

# A person the book does not know may be one it knows, whose name the table writes otherwise.
BESIDE_KEPT_APART = (
    "Une personne de cette famille a une adresse secrète dans le carnet, et ce tableau en ajoute "
    "une autre avec son adresse\u00a0: ce pourrait être la même. Effacez l’adresse de la ligne, ou "
    "ajoutez cette personne sur la page de l’élève."
)
BESIDE_A_FORBIDDEN = (
    "Une décision de justice interdit d’écrire à une personne de cette famille, et ce tableau en "
    "ajoute une autre\u00a0: ce pourrait être la même. Effacez-la de la ligne, ou ajoutez-la sur la "
    "page de l’élève."
)


@dataclass(frozen=True, slots=True)
class Change:
    """One field, as one reads it. The contacts of a family are said to change, never shown."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RelativePlan:
    """What to write of a relative; `pk` is None for somebody new."""

    pk: int | None
    values: Mapping[str, str]

    @property
    def said(self) -> str:
        """« mère : Belkacem, Samia », so that one sees which word was read as the last name."""
        first, last = self.values.get("first_name", ""), self.values.get("last_name", "")
        name = ", ".join(part for part in (last, first) if part) or "(sans nom)"
        return f"{self.values.get('relation', '')}{NBSP}: {name}"


@dataclass(frozen=True, slots=True)
class Difference:
    """What is to be written on a card and its relatives, and how to say it."""

    values: Mapping[str, Any]
    relatives: tuple[RelativePlan, ...] = ()
    changes: tuple[Change, ...] = ()
    problem: str = ""


def values_for_new(record: Record) -> dict[str, Any]:
    """What a new card gets."""
    plans = {"plan": record.plans.over("")} if record.plans else {}
    return {**record.values, **plans}


def compare(kind: Kind, record: Record, card: KnownCard, book: Book) -> Difference:
    """What the line brings to this card."""
    said = dict(record.values)
    if record.plans:
        said["plan"] = record.plans.over(card.values.get("plan", ""))
    values = {
        name: value for name, value in said.items() if _brings(name, value, card.values.get(name))
    }
    changes = [
        Change(LABELS[kind][name], book.write(name, card.values.get(name)), book.write(name, value))
        for name, value in values.items()
    ]
    relatives: list[RelativePlan] = []
    met = _met(record, card)
    if problem := _danger(met, card):
        return Difference({}, problem=problem)
    for one, found in met:
        plan, brought = _compare_relative(one, found)
        relatives += plan
        changes += brought
    return Difference(values, tuple(relatives), tuple(changes))


_Met = list[tuple[Mapping[str, str], KnownRelative | None]]


def _met(record: Record, card: KnownCard) -> _Met:
    """Each relative of the line with the one of the book it is, each of the book once."""
    free, met = list(card.relatives), []
    for one in record.relatives:
        found = _relative_of(one, free)
        if found:
            free.remove(found)
        met.append((one, found))
    return met


def _danger(met: _Met, card: KnownCard) -> str:
    """Why nothing of this line may be written: a secret home, or a forbidden person, would come
    back by a second card. Empty when nothing is to be feared."""
    known = [found for _, found in met if found]
    if any(found and found.secret and one.get("postal_address") for one, found in met):
        return KEPT_APART
    added = [one for one, found in met if found is None]
    if any(one.get("postal_address") for one in added) and any(r.secret for r in card.relatives):
        return BESIDE_KEPT_APART
    left = [relative for relative in card.relatives if relative not in known]
    if added and any(relative.forbidden for relative in left):
        return BESIDE_A_FORBIDDEN
    return ""


def _brings(name: str, value: Any, before: Any) -> bool:
    if name in _KEPT and before:
        return False
    return not _same(name, value, before)


def _same(name: str, value: Any, before: Any) -> bool:
    """Equal, but for what a hand writes in two ways."""
    if not isinstance(value, str) or not isinstance(before, str):
        return bool(value == before) or (value in (None, "") and before in (None, ""))
    if name == "phone":
        return _digits(value) == _digits(before)
    return fold(value) == fold(before)


def _digits(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdigit()).removeprefix("33").lstrip("0")


def new_relatives(record: Record) -> tuple[RelativePlan, ...]:
    """Those of a new pupil."""
    return tuple(RelativePlan(None, dict(one)) for one in record.relatives)


def _compare_relative(
    said: Mapping[str, str], found: KnownRelative | None
) -> tuple[list[RelativePlan], list[Change]]:
    who = start_sentence(said.get("relation", A_GUARDIAN))
    if found is None:
        return [RelativePlan(None, dict(said))], [Change(who, "rien", "une nouvelle personne")]
    values = {
        name: value for name, value in said.items() if _brings(name, value, found.values.get(name))
    }
    if not values:
        return [], []
    changes = [_relative_change(who, name, value, found) for name, value in values.items()]
    return [RelativePlan(found.pk, values)], changes


def _relative_change(who: str, name: str, value: str, found: KnownRelative) -> Change:
    before = found.values.get(name, "")
    label = f"{who} – {_RELATIVE_LABELS[name]}"
    if name in _CONTACTS:
        return Change(label, "ce que dit la fiche" if before else "rien", "ce que dit le tableau")
    return Change(label, before or "rien", value)


def _relative_of(said: Mapping[str, str], known: list[KnownRelative]) -> KnownRelative | None:
    """The relative the line speaks of: by name, then as the mother or the father, then by a
    contact; a guardian of whom only the same things are said is the same."""
    name = _name_key(said)
    rules: tuple[Callable[[KnownRelative], bool], ...] = (
        lambda one: bool(name) and _name_key(one.values) == name,
        lambda one: _is_the_parent(said, one),
        lambda one: _shares("email", said, one),
        lambda one: _may_be_one(said, one) and _shares("phone", said, one),
        lambda one: all(_same(key, value, one.values.get(key)) for key, value in said.items()),
    )
    return next((one for rule in rules for one in known if rule(one)), None)


def _is_the_parent(said: Mapping[str, str], one: KnownRelative) -> bool:
    """A pupil has one mother and one father in a table; guardians are told by their names."""
    return said["relation"] != A_GUARDIAN and fold(said["relation"]) == fold(one.values["relation"])


def _shares(name: str, said: Mapping[str, str], one: KnownRelative) -> bool:
    value = said.get(name)
    return bool(value) and _same(name, value, one.values.get(name))


def _may_be_one(said: Mapping[str, str], one: KnownRelative) -> bool:
    """Two parents may share a telephone: their names or their places tell them apart."""
    names = _name_key(said), _name_key(one.values)
    if all(names) and names[0] != names[1]:
        return False
    return said["relation"] == A_GUARDIAN or one.values["relation"] == A_GUARDIAN


def _name_key(values: Mapping[str, str]) -> str:
    return same_name_key(Identity(0, values.get("first_name", ""), values.get("last_name", "")))
