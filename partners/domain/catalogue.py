"""The catalogue shipped with the product: métiers, kinds of institutions, words explained.

Read from three TOML files (`partners/catalogue/`). Reading is all or nothing: every entry is checked,
and a broken file is refused with its name, the line and the reason, in a French sentence.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal

from partners.domain.catalogue_file import (
    INSTITUTION,
    METIER,
    WORD,
    CatalogueError as CatalogueError,
    entries_of,
)
from partners.domain.folding import fold
from partners.domain.worlds import World

SHIPPED = Path(__file__).resolve().parent.parent / "catalogue"

Gender = Literal["f", "m", ""]
Paid = Literal["oui", "non", "selon"]

_OR: Final = " ou "
# Words that keep one article whoever the person is.
_ARTICLES: Final = {
    "beau-pere": "le",
    "belle-mere": "la",
    "famille": "la",
    "frere": "le",
    "grand-mere": "la",
    "grand-pere": "le",
    "grands": "les",
    "mere": "la",
    "parent": "le",
    "parents": "les",
    "pere": "le",
    "personne": "la",
    "soeur": "la",
    "tante": "la",
    "tiers": "le",
    "tuteur": "le",
    "tutrice": "la",
}
# What a table writes for either parent, and agrees with the person.
_AGREEING: Final = frozenset({"responsable legal"})
# The h that forbids elision. Exact words (plural aside), then stems whose whole family behaves so.
_ASPIRATED_WORDS: Final = frozenset({
    "haie", "hall", "halle", "halte", "hamac", "hamster", "hanche", "hangar", "haricot", "hasard",
    "hernie", "heros", "hibou", "homard", "honte", "hors", "hotte", "housse", "huit", "huitieme",
})  # fmt: skip
_ASPIRATED_STEMS: Final = (
    "hameau", "hand", "harcel", "haut", "herisson", "heurt", "hierarch", "hockey", "hurl",
)  # fmt: skip
_NEVER_ELIDED: Final = frozenset({"onze", "onzieme", "oui", "ouistiti"})


@dataclass(frozen=True)
class Metier:
    """A métier, or a place held at the table (parent, pupil). Empty strings mean « nothing the texts support »."""

    code: str
    masculine: str
    feminine: str
    short: str  # for a seat in a drawing
    world: World
    does: str
    simple: str
    paid_in_meeting: Paid
    sources: tuple[str, ...]
    neutral: str = ""  # the word to use when the gender is not known, where French has one
    decides: str = ""
    does_not_decide: str = ""
    time_frame: str = ""
    support: bool = False  # parole à soutenir by default; the coordinator changes it
    paid_note: str = ""
    also: tuple[
        str, ...
    ] = ()  # what people type for it; read in a search or a table, never written

    @property
    def labels(self) -> tuple[str, ...]:
        return (self.masculine, self.feminine, self.neutral)


@dataclass(frozen=True)
class InstitutionKind:
    code: str
    label: str
    gender: Gender
    world: World
    does: str
    simple: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class GlossaryEntry:
    """A word explained. Either `explains`, or several `meanings` between which one has to ask."""

    term: str
    simple: str
    sources: tuple[str, ...]
    explains: str = ""
    forms: tuple[str, ...] = ()
    as_written: tuple[str, ...] = ()  # found only spelt exactly so: « PAS » is not « pas »
    meanings: tuple[str, ...] = ()
    former: str = ""  # today's name, when this one is a former name

    @property
    def explanation(self) -> str:
        if not self.meanings:
            return self.explains
        return " ".join(
            ["Plusieurs sens possibles.", *(f"Soit\u00a0: {meaning}." for meaning in self.meanings)]
        )


# Compared by identity: hashing a whole catalogue to find what was prepared for it would cost more than reading it.
@dataclass(frozen=True, eq=False)
class Catalogue:
    metiers: Mapping[str, Metier]
    institution_kinds: Mapping[str, InstitutionKind]
    glossary: tuple[GlossaryEntry, ...]

    def metier_codes_like(self, word: str) -> tuple[str, ...]:
        """Codes of the métiers a person may mean by a part of a word, accents and case aside."""
        part = fold(word)
        return tuple(
            metier.code
            for metier in self.metiers.values()
            if any(part in fold(label) for label in (*metier.labels, *metier.also))
        )

    def kind_codes_like(self, word: str) -> tuple[str, ...]:
        """Codes of the kinds of institutions whose name holds this part of a word."""
        part = fold(word)
        return tuple(
            kind.code for kind in self.institution_kinds.values() if part in fold(kind.label)
        )


@cache
def catalogue() -> Catalogue:
    """The shipped catalogue, read once per process."""
    return read_catalogue(SHIPPED)


def read_catalogue(folder: Path) -> Catalogue:
    """Raises `CatalogueError` at the first thing wrong."""
    metiers = [Metier(**values) for values in entries_of(folder / "metiers.toml", METIER)]
    institutions = [
        InstitutionKind(**values)
        for values in entries_of(folder / "institutions.toml", INSTITUTION)
    ]
    glossary = [GlossaryEntry(**values) for values in entries_of(folder / "glossary.toml", WORD)]
    return Catalogue(
        metiers=MappingProxyType({metier.code: metier for metier in metiers}),
        institution_kinds=MappingProxyType({kind.code: kind for kind in institutions}),
        glossary=tuple(glossary),
    )


def metier_label(metier: Metier, gender: Gender) -> str:
    """In a person's gender, or for both: « directeur ou directrice d’école », « AESH », « parent »."""
    if gender == "m":
        return metier.masculine
    if gender == "f":
        return metier.feminine
    return metier.neutral or _pair(metier.masculine, metier.feminine)


def with_article(label: str, gender: Gender) -> str:
    """« l’AESH », « la CPE », « le ou la CPE », « le directeur ou la directrice d’école »."""
    if not label:
        return ""
    if fold(label) in _AGREEING:
        pair = {"m": label, "f": f"{label}e", "": f"{label}{_OR}{label}e"}
        label = pair[gender]
    masculine, _, feminine = label.partition(_OR)
    if not gender and fold(masculine)[:3] == fold(feminine)[:3]:  # a pair, not « école ou collège »
        return f"{with_article(masculine, 'm')}{_OR}{with_article(feminine, 'f')}"
    if _elides(label):
        return f"l’{label}"
    usual = {"m": "le", "f": "la", "": "le ou la"}[gender]
    known = _ARTICLES.get(fold(label)) or _ARTICLES.get(_first_word(label))
    return f"{known or usual} {label}"


def _pair(masculine: str, feminine: str) -> str:
    """Both words, what they end with in common written once."""
    if masculine == feminine:
        return masculine
    left, right = masculine.split(" "), feminine.split(" ")
    tail: list[str] = []
    while len(left) > 1 and len(right) > 1 and left[-1] == right[-1]:
        tail.insert(0, left.pop())
        right.pop()
    return " ".join([*left, "ou", *right, *tail])


def _first_word(label: str) -> str:
    return re.split(r"[^\w]", fold(label), maxsplit=1)[0]


def _elides(label: str) -> bool:
    """An acronym read letter by letter elides before a vowel letter only: « l’ESS », but « le LPI », « la MDPH »."""
    word = _first_word(label)
    if word in _NEVER_ELIDED or not word:
        return False
    if word[0] in "aeiou":
        return True
    acronym = label[: len(word)].isupper()
    aspirated = {word, word.removesuffix("s")} & _ASPIRATED_WORDS
    return word[0] == "h" and not (acronym or aspirated or word.startswith(_ASPIRATED_STEMS))
