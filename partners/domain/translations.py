"""The métiers and the words of the catalogue in other languages, one file a language.

What a file lacks is simply not there: the reader then gets the French, marked as such. So it is
with what a team says in its own words, of which ours is no translation. A broken file is refused
whole.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from partners.domain.catalogue import SHIPPED, Gender, GlossaryEntry, Metier, catalogue

FOLDER = SHIPPED / "langues"


@dataclass(frozen=True, slots=True)
class MetierWords:
    """A métier in another language, as the two genders say it, and what it does in one line."""

    masculine: str
    feminine: str
    simple: str

    def label(self, gender: Gender) -> str:
        return self.feminine if gender == "f" else self.masculine


@dataclass(frozen=True, slots=True)
class TermWords:
    """A word of the glossary in another language, and its plain meaning."""

    term: str
    simple: str


@dataclass(frozen=True, eq=False)
class Translations:
    """By code of métier and by term of the glossary, as the French catalogue writes them."""

    metiers: Mapping[str, MetierWords] = field(default_factory=lambda: MappingProxyType({}))
    words: Mapping[str, TermWords] = field(default_factory=lambda: MappingProxyType({}))

    def label(self, metier: Metier, gender: Gender) -> str:
        """« speech therapist »; "" where nothing translates it."""
        shipped = catalogue().metiers.get(metier.code)
        told = self.metiers.get(metier.code)
        return told.label(gender) if told and shipped and shipped.labels == metier.labels else ""

    def simple(self, metier: Metier) -> str:
        """What the métier does, in one line; "" where nothing translates it."""
        shipped = catalogue().metiers.get(metier.code)
        told = self.metiers.get(metier.code)
        return told.simple if told and shipped and shipped.simple == metier.simple else ""

    def word(self, entry: GlossaryEntry) -> TermWords | None:
        """None where nothing translates the word, or its meaning."""
        shipped = _shipped_words().get(entry.term)
        return self.words.get(entry.term) if shipped and _same(shipped, entry) else None


@cache
def _shipped_words() -> Mapping[str, GlossaryEntry]:
    return MappingProxyType({entry.term: entry for entry in catalogue().glossary})


def _same(one: GlossaryEntry, other: GlossaryEntry) -> bool:
    meanings = (one.simple, one.explains, one.meanings)
    return meanings == (other.simple, other.explains, other.meanings)


@cache
def translations(code: str) -> Translations:
    """Those of a language, read once per process; empty for one without a file, as French."""
    return read_translations(FOLDER / f"{code}.toml")


def read_translations(file: Path) -> Translations:
    """Empty where there is no file; ValueError or TypeError where it is not as it should be."""
    if not file.exists():
        return Translations()
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return Translations(
        MappingProxyType({code: MetierWords(**row) for code, row in table["metiers"].items()}),
        MappingProxyType({term: TermWords(**row) for term, row in table["words"].items()}),
    )
