"""What the words of the team's catalogue mean in a cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from partners.domain.catalogue import Catalogue
from partners.domain.folding import fold
from partners.domain.worlds import World


@dataclass(frozen=True)
class Words:
    """What the words of the team's catalogue mean in a cell."""

    metiers: Mapping[str, tuple[str, str]]  # folded label → code, gender it tells
    kinds: Mapping[str, str]  # folded label → code

    @classmethod
    def of(cls, catalogue: Catalogue) -> Words:
        metiers: dict[str, tuple[str, str]] = {}
        for one in catalogue.metiers.values():
            if one.world is World.FAMILY:
                continue
            apart = fold(one.masculine) != fold(one.feminine)
            for label, gender in (
                (one.masculine, "m" if apart else ""),
                (one.feminine, "f" if apart else ""),
                (one.neutral, ""), (one.short, ""), (one.code, ""), *((also, "") for also in one.also),
            ):  # fmt: skip
                if label:
                    metiers.setdefault(plain_words(label), (one.code, gender))
        kinds: dict[str, str] = {}
        for kind in catalogue.institution_kinds.values():
            kinds |= {plain_words(kind.label): kind.code, plain_words(kind.code): kind.code}
        return cls(metiers, kinds)


def plain_words(label: str) -> str:
    """A word of the catalogue as a cell may write it: no case, no accent, no sign."""
    letters = "".join(sign if sign.isalnum() else " " for sign in fold(label))
    return " ".join(letters.split())
