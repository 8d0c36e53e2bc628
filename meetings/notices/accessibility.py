"""The 106 criteria of RGAA 4.1.2, and what is known of each: no more than what was looked at."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("rgaa.toml")


@dataclass(frozen=True, slots=True)
class Criterion:
    """`test`: the file that looks at it, "" if none does; `not_applicable`: why, "" if it applies."""

    number: str
    text: str
    test: str
    not_applicable: str

    @property
    def is_unknown(self) -> bool:
        """A person has still to look."""
        return not (self.test or self.not_applicable)


@dataclass(frozen=True, slots=True)
class Theme:
    """One of the thirteen."""

    number: int
    name: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many criteria there are, apply, are tested in part at least, are to be looked at."""

    all: int
    applicable: int
    tested: int
    unknown: int

    @property
    def not_applicable(self) -> int:
        return self.all - self.applicable


@cache
def themes() -> tuple[Theme, ...]:
    """All, in the order of RGAA."""
    data = tomllib.loads(DATA.read_text("utf-8"))
    return tuple(
        Theme(
            number,
            theme["name"],
            tuple(
                Criterion(
                    f"{number}.{rank}", one["text"], one.get("by", ""), one.get("none", "")
                )
                for rank, one in enumerate(theme["criteria"], start=1)
            ),
        )
        for number, theme in enumerate(data["theme"], start=1)
    )  # fmt: skip


def counts() -> Counts:
    found = [one for theme in themes() for one in theme.criteria]
    return Counts(
        all=len(found),
        applicable=sum(not one.not_applicable for one in found),
        tested=sum(bool(one.test) for one in found),
        unknown=sum(one.is_unknown for one in found),
    )
