"""Which professionals the names of a table mean: of the book, or new, or nobody we can tell.

Whole names are told first, then those with an initial, then last names alone, so that the same
table read again, once written, means the same people.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from intermetiers.web.french import NBSP
from partners.domain.importing.book import KnownCard
from partners.domain.importing.callings import Named
from partners.domain.likeness import Identity, likely_pairs, same_name_key

PersonKey = int | str  # the number of a card, or a text for somebody the table brings

SEVERAL = "plusieurs fiches ont ce nom"
ARCHIVED = "la fiche de cette personne est archivée"


@dataclass(frozen=True, slots=True)
class Meant:
    """The person a name means, or why nobody can tell."""

    key: PersonKey | None = None
    problem: str = ""


class Followers:
    """Every person the lines name, each told once; `new` are those the book has not."""

    def __init__(self, cards: Sequence[KnownCard]) -> None:
        self.new: dict[str, Named] = {}
        self.cards = {card.pk: card for card in cards}
        self._meant: dict[Named, Meant] = {}
        self._by_name: dict[str, list[PersonKey]] = defaultdict(list)
        # All that bears a last name in a métier; a text after « ? » is a name nobody could tell.
        self._by_last: dict[tuple[str, str], dict[PersonKey, str]] = defaultdict(dict)
        for card in cards:
            first, last = _names(card.values)
            self._by_name[_key(first, last)].append(card.pk)
            self._by_last[card.values["metier"], _key("", last or first)][card.pk] = (
                first if last else ""
            )

    def read(self, names: Iterable[Named]) -> None:
        """Tell who each of these is; to be said once, of the whole table."""
        every = list(dict.fromkeys(names))
        whole = [one for one in every if one.first_name and not _initial(one)]
        alike = self._alike(whole)
        for one in whole:
            self._tell(one, partial(self._whole, alike=alike))
        for one in every:
            if _initial(one):
                self._tell(one, self._short)
        for one in every:
            if not one.first_name:
                self._tell(one, self._short)

    def meant(self, named: Named) -> Meant:
        return self._meant[named]

    def said(self, key: PersonKey) -> str:
        """The name of a person of the book or of the table."""
        if isinstance(key, str):
            return self.new[key].name
        return " ".join(part for part in _names(self.cards[key].values) if part)

    def _tell(self, one: Named, find: object) -> None:
        meant: Meant = find(one)  # type: ignore[operator]
        if isinstance(meant.key, int) and self.cards[meant.key].archived:
            meant = Meant(problem=ARCHIVED)
        key = meant.key if meant.key is not None else f"?{_key(one.first_name, one.last_name)}"
        self._by_last[one.metier, _key("", one.last_name)].setdefault(key, one.first_name)
        self._meant[one] = meant

    def _whole(self, one: Named, alike: Mapping[Named, str]) -> Meant:
        same = self._by_name.get(_key(one.first_name, one.last_name), [])
        here = [key for key in same if self._metier(key) == one.metier] or same
        if here:
            return Meant(here[0]) if len(here) == 1 else Meant(problem=SEVERAL)
        bare = self._by_last.get((one.metier, _key("", one.last_name)), {})
        if any(isinstance(key, int) and not first for key, first in bare.items()):
            return Meant(problem="une fiche du carnet a ce nom, sans prénom")
        if one in alike:
            return Meant(problem=f"une fiche y ressemble{NBSP}: «{NBSP}{alike[one]}{NBSP}»")
        return self._add(one)

    def _short(self, one: Named) -> Meant:
        """A last name alone, or after an initial: the only one of this métier who bears it."""
        same = self._by_name.get(_key(one.first_name, one.last_name), [])
        same = [key for key in same if self._metier(key) == one.metier]
        if one.first_name and len(same) == 1:
            return Meant(same[0])
        bearing = self._by_last.get((one.metier, _key("", one.last_name)), {})
        fits = [key for key, first in bearing.items() if _may_be(one.first_name, first)]
        if not fits:
            return self._add(one)
        if len(fits) > 1:
            return Meant(problem=SEVERAL)
        only = fits[0]
        return Meant(problem=SEVERAL) if str(only).startswith("?") else Meant(only)

    def _add(self, one: Named) -> Meant:
        key = f"p{len(self.new)}"
        self.new[key] = one
        self._by_name[_key(one.first_name, one.last_name)].append(key)
        return Meant(key)

    def _metier(self, key: PersonKey) -> str:
        if isinstance(key, str):
            return self.new[key].metier
        return str(self.cards[key].values["metier"])

    def _alike(self, whole: Sequence[Named]) -> dict[Named, str]:
        """The whole names that a card of the same métier may bear, written otherwise."""
        ours = [
            Identity(at, one.first_name, one.last_name, clue=one.metier)
            for at, one in enumerate(whole)
        ]
        theirs = [
            Identity(pk, *_names(card.values), clue=card.values["metier"])
            for pk, card in self.cards.items()
        ]
        return {
            whole[one.key]: self.said(other.key)
            for one, other in likely_pairs(ours, theirs)
            if one.clue == other.clue
        }


def _names(values: Mapping[str, str]) -> tuple[str, str]:
    return values.get("first_name") or "", values.get("last_name") or ""


def _key(first_name: str, last_name: str) -> str:
    return same_name_key(Identity(0, first_name, last_name))


def _initial(one: Named) -> bool:
    return one.first_name.endswith(".")


def _may_be(initial: str, first_name: str) -> bool:
    """« L. » may be Lucie, or somebody whose first name nobody noted."""
    return not initial or not first_name or first_name.upper().startswith(initial[0])
