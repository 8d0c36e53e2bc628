"""Which institution a table means: by its UAI, or by its name and its town.

« Jean Moulin » is « École élémentaire Jean-Moulin » when the book has one school of that name;
when it has several, the line is refused rather than guessed.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from intermetiers.web.french import NBSP
from partners.domain.folding import fold

OTHER_KIND = "autre"

_SHORT = {
    "clg": ("college",), "lyc": ("lycee",), "elem": ("elementaire",), "mat": ("maternelle",),
    "prim": ("primaire",), "prof": ("professionnel",), "st": ("saint",), "ste": ("sainte",),
    "eepu": ("ecole", "elementaire"), "empu": ("ecole", "maternelle"),
    "eppu": ("ecole", "primaire"), "eem": ("ecole", "elementaire"), "lp": ("lycee", "professionnel"),
    "lpo": ("lycee",), "em": ("ecole", "maternelle"), "ee": ("ecole", "elementaire"),
}  # fmt: skip
_SILENT = frozenset({
    "publique", "public", "privee", "prive", "de", "du", "des", "la", "le", "les", "l", "d",
})  # fmt: skip
_TYPES = frozenset({
    "ecole", "elementaire", "maternelle", "primaire", "college", "lycee", "professionnel",
    "groupe", "scolaire", "erea",
})  # fmt: skip

_NURSERY = frozenset({"tps", "ps", "ms", "gs"})
_ELEMENTARY = frozenset({"cp", "ce1", "ce2", "cm1", "cm2"})


@dataclass(frozen=True, slots=True)
class PlaceName:
    """An institution as a line names it."""

    name: str
    town: str = ""
    uai: str = ""


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """An institution of the book. `key` is its number, or a text for one the table brings."""

    key: int | str
    name: str
    town: str = ""
    uai: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        return f"{self.name} · {self.town}" if self.town else self.name


@dataclass(frozen=True, slots=True)
class Resolved:
    """The institution a name means, or why nobody can tell."""

    place: KnownPlace | None = None
    problem: str = ""


class Places:
    """Institutions of the book, then those the table brings, found by name, town and UAI."""

    def __init__(self, known: Iterable[KnownPlace]) -> None:
        self._by_uai: dict[str, KnownPlace] = {}
        self._by_words: dict[tuple[str, ...], list[KnownPlace]] = {}
        self._by_bare: dict[tuple[str, ...], list[KnownPlace]] = {}
        self.new: dict[str, KnownPlace] = {}
        for place in known:
            self._keep(place)

    def resolve_all(self, names: Iterable[PlaceName]) -> dict[PlaceName, Resolved]:
        """What each name means. Names that say the most are read first, whatever the lines."""
        ordered = sorted(
            dict.fromkeys(names),
            key=lambda n: (not n.uai, -len(_types(n.name)), not n.town, n.name, n.town),
        )
        return {name: self._resolve(name) for name in ordered}

    def find(self, name: PlaceName) -> Resolved:
        """The institution of the book this name means; no place at all when it has none."""
        if name.uai and name.uai in self._by_uai:
            return Resolved(self._by_uai[name.uai])
        same = self._by_words.get(_words(name.name), [])
        like = [p for p in self._by_bare.get(_bare(name.name), []) if _fits(name.name, p.name)]
        for candidates in (same, like):
            placed = [place for place in candidates if _may_be(name, place)]
            exact = [place for place in placed if fold(place.town) == fold(name.town)]
            found = exact or placed
            if len(found) == 1:
                return Resolved(found[0])
            if found:
                return Resolved(problem=_several(found))
        return Resolved()

    def _resolve(self, name: PlaceName) -> Resolved:
        found = self.find(name)
        if found.place or found.problem:
            return found
        if not name.name:
            return Resolved(
                problem="Aucun établissement du carnet n’a ce numéro UAI. Écrivez aussi son nom."
            )
        key = f"n{len(self.new)}"
        place = KnownPlace(key, name.name, name.town, name.uai, {"kind": kind_of_name(name.name)})
        self.new[key] = place
        self._keep(place)
        return Resolved(place)

    def _keep(self, place: KnownPlace) -> None:
        if place.uai:
            self._by_uai[place.uai] = place
        self._by_words.setdefault(_words(place.name), []).append(place)
        if bare := _bare(place.name):
            self._by_bare.setdefault(bare, []).append(place)


def kind_of_name(name: str) -> str:
    """The kind a name tells by itself: « Collège Aimé-Césaire » is a college; else « autre »."""
    words = set(_words(name))
    for told, kind in (
        ({"maternelle", "elementaire"}, "ecole_primaire"),
        ({"maternelle"}, "ecole_maternelle"),
        ({"elementaire"}, "ecole_elementaire"),
        ({"primaire"}, "ecole_primaire"),
        ({"lycee", "professionnel"}, "lycee_professionnel"),
        ({"lycee"}, "lycee"),
    ):
        if told <= words:
            return kind
    for code in ("college", "erea", "sessad", "ime", "impro", "ditep", "itep", "iem", "eeap",
                 "camsp", "cmpp", "cmp", "cattp", "pcpe", "mdph", "pmi", "cio", "ccas", "mecs",
                 "rased", "mairie"):  # fmt: skip
        if code in words:
            return code
    return "cabinet_liberal" if "cabinet" in words else OTHER_KIND


def kind_of_classes(place: KnownPlace, classes: Iterable[str]) -> KnownPlace:
    """A school whose name says no more than « école » is of the kind its pupils’ classes say."""
    if place.values["kind"] != OTHER_KIND or "ecole" not in _words(place.name):
        return place
    told = {word for name in classes for word in re.findall(r"[a-z]+[0-9]?", fold(name))}
    young, older = bool(told & _NURSERY), bool(told & _ELEMENTARY)
    if not young and not older:
        return place
    kind = ("ecole_primaire" if young else "ecole_elementaire") if older else "ecole_maternelle"
    return replace(place, values={**place.values, "kind": kind})


def _several(found: list[KnownPlace]) -> str:
    shown = f"{NBSP}; ".join(place.shown for place in found[:3])
    return f"Plusieurs établissements peuvent être celui-là ({shown}). Écrivez son nom entier, sa commune ou son UAI."


def _may_be(name: PlaceName, place: KnownPlace) -> bool:
    """Neither their towns nor their UAI tell them apart."""
    if name.uai and place.uai and name.uai != place.uai:
        return False
    return not (name.town and place.town) or fold(name.town) == fold(place.town)


def _fits(name: str, known: str) -> bool:
    """« École Jean-Moulin » may be « École élémentaire Jean-Moulin », never « Collège … »."""
    told, kept = _types(name), _types(known)
    return bool(kept) and (told <= kept or kept <= told)


@lru_cache(maxsize=8192)
def _words(name: str) -> tuple[str, ...]:
    split = re.sub(r"[^a-z0-9]+", " ", fold(name)).split()
    whole = [part for word in split for part in _SHORT.get(word, (word,))]
    return tuple(word for word in whole if word not in _SILENT)


def _types(name: str) -> frozenset[str]:
    return frozenset(_words(name)) & _TYPES


def _bare(name: str) -> tuple[str, ...]:
    return tuple(word for word in _words(name) if word not in _TYPES)
