"""The métiers and the words of the catalogue in other languages, one file a language.

What a file lacks is simply not there: the reader then gets the French, marked as such. A broken
file is refused whole.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from partners.domain.catalogue import SHIPPED, Gender

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
