"""Who had the floor, for how long, and what share of the whole each world had.

Nobody’s microphone is used: a turn is what somebody at the table tapped. The times of each person
serve the meeting while it lasts; only shares by world are kept (seed: « Les temps de prise de
parole peuvent mettre à mal les principes de légitimité et d’équité »).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from partners.domain.worlds import World


@dataclass(frozen=True, slots=True)
class Turn:
    """One held the floor, on one point. Milliseconds since 1970; `act` is the tap it came from."""

    act: str
    who: str
    item: str
    at: int
    until: int

    @property
    def length(self) -> int:
        """Milliseconds."""
        return self.until - self.at


def spoken(turns: Iterable[Turn], item: str = "") -> dict[str, int]:
    """Milliseconds of speech by person, over the meeting or over one point."""
    times: dict[str, int] = {}
    for turn in turns:
        if turn.who and (not item or turn.item == item):
            times[turn.who] = times.get(turn.who, 0) + turn.length
    return times


def by_world(times: Mapping[str, int], worlds: Mapping[str, World]) -> dict[World, int]:
    """Milliseconds of speech by world, the family first; a person of no known world is left out."""
    totals = dict.fromkeys(World, 0)
    for who, length in times.items():
        if who in worlds:
            totals[worlds[who]] += length
    return {world: length for world, length in totals.items() if length}


def shares(amounts: Sequence[int]) -> list[int]:
    """Whole percentages of a total, in order, that add up to 100; all 0 of nothing.

    The largest remainders are rounded up (Hamilton’s method), the first of equals before.
    """
    total = sum(amounts)
    if total <= 0:
        return [0] * len(amounts)
    floors = [amount * 100 // total for amount in amounts]
    rests = sorted(range(len(amounts)), key=lambda i: (-(amounts[i] * 100 % total), i))
    for i in rests[: 100 - sum(floors)]:
        floors[i] += 1
    return floors
