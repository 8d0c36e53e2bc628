"""What becomes of each line of a table, and of the table as a whole."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from partners.domain.importing.callings import Named
from partners.domain.importing.comparing import Change, RelativePlan
from partners.domain.importing.followers import PersonKey
from partners.domain.importing.matching import PlaceKey
from partners.domain.importing.records import Problem
from partners.domain.importing.schools import KnownPlace


class Fate(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ASK = "ask"
    REFUSED = "refused"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing told of two likely duplicates, side by side."""

    label: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Likely:
    """Whom a line may be: a card of the book, or another line of the table."""

    token: str  # what is sent back to say « the same »
    card: int | None
    line: int | None
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class LinePlan:
    """One line: what becomes of it, and everything there is to write."""

    line: int
    fate: Fate
    title: str = ""
    note: str = ""
    card: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    place: PlaceKey = None  # None leaves the institution as it is
    relatives: tuple[RelativePlan, ...] = ()
    followers: tuple[PersonKey, ...] = ()  # who follows the pupil from now on
    unclear: tuple[str, ...] = ()  # names of the line nobody can tell, each with the reason
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    likely: Likely | None = None
    choice: str = ""


@dataclass(frozen=True)
class Plan:
    """Every line in its order, the institutions to add, the lines that hold no card."""

    lines: tuple[LinePlan, ...]
    new_places: Mapping[str, KnownPlace]
    aside: tuple[int, ...]
    new_people: Mapping[str, Named] = field(default_factory=dict)

    def of(self, *fates: Fate) -> list[LinePlan]:
        return [line for line in self.lines if line.fate in fates]

    @property
    def counts(self) -> Mapping[Fate, int]:
        return Counter(line.fate for line in self.lines)

    @property
    def fingerprint(self) -> str:
        """Equal for two plans that would write the same things."""
        told = repr(
            [
                (p.line, p.fate, p.card, p.values, p.place, p.relatives, p.followers)
                for p in self.lines
            ]
        )
        brought = f"{sorted(self.new_places)}{list(self.new_people.items())}"
        return hashlib.sha256(f"{told}{brought}".encode()).hexdigest()


def refused_lines(plan: Plan) -> Iterable[tuple[int, str]]:
    """Each refused line with everything there is to correct in it."""
    for line in plan.of(Fate.REFUSED):
        yield line.line, " ".join(problem.said for problem in line.problems)
