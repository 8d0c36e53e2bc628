"""A version of a fiche that came with a file from elsewhere, read with the numbers of here.

What a version keeps is never written again: its fingerprint is on paper. It names who holds a
decision, who opens a point and which point is meant by the numbers of where it was made.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from meetings.domain.fiche import Fiche
from meetings.domain.held_parts import Held

# The number of nobody: somebody of there who did not come along must not be taken for anybody.
GONE = 0


@dataclass(frozen=True, slots=True)
class Renumbering:
    """By its number there: who and which point, by its number here."""

    people: Mapping[int, int] = field(default_factory=dict)
    points: Mapping[int, int] = field(default_factory=dict)

    @classmethod
    def read(cls, kept: Mapping[str, Mapping[str, int]]) -> Self:
        """What `kept` wrote."""
        return cls(*({int(there): here for there, here in kept.get(name, {}).items()}
                     for name in ("people", "points")))  # fmt: skip

    def kept(self) -> dict[str, dict[str, int]]:
        """As plain data, in the order of the numbers of there."""
        return {
            "people": {str(there): self.people[there] for there in sorted(self.people)},
            "points": {str(there): self.points[there] for there in sorted(self.points)},
        }

    def apply(self, fiche: Fiche) -> Fiche:
        """The fiche with the numbers of here."""
        return fiche if fiche.held is None else replace(fiche, held=self._held(fiche.held))

    def _held(self, held: Held) -> Held:
        points = tuple(
            replace(point, item=self._item(point.item), opener=self._person(point.opener))
            for point in held.points
        )
        decisions = tuple(
            replace(one, holders=tuple(self.people.get(who, GONE) for who in one.holders))
            for one in held.decisions
        )
        return replace(held, points=points, decisions=decisions)

    def _person(self, number: int | None) -> int | None:
        return None if number is None else self.people.get(number, GONE)

    def _item(self, item: str) -> str:
        """A point of the agenda by its number; « accueil » and the like are the same everywhere."""
        return str(self.points.get(int(item), GONE)) if item.isdecimal() else item


def numbers_named(content: Mapping[str, Any]) -> tuple[frozenset[int], frozenset[int]]:
    """The people and the points that what a version keeps names by their numbers."""
    held = content["fiche"].get("held") or {}
    points, decisions = held.get("points", ()), held.get("decisions", ())
    people = {one["opener"] for one in points if one.get("opener") is not None}
    people |= {who for one in decisions for who in one.get("holders", ())}
    items = {int(one["item"]) for one in points if str(one["item"]).isdecimal()}
    return frozenset(people), frozenset(items)
