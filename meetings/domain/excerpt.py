"""The part of a fiche that concerns one person: what they opened, and what they hold.

Whoever is given an excerpt reads the common problem, the points they opened or that decided
something they hold, and their own decisions under the numbers of the whole. The words of the
others before the meeting, who spoke how much, what the family added later and what a new version changes
elsewhere stay with those who were at the table.
"""

from dataclasses import replace

from meetings.domain.fiche import Fiche
from meetings.domain.held_parts import Held, HeldPoint
from partners.domain.folding import fold

EXCERPT = "extrait de la fiche"


def concerns(fiche: Fiche, reader: int) -> bool:
    """Whether anything of what the meeting leaves concerns this participant."""
    held = fiche.held
    return held is not None and bool(_points(held, reader) or _numbers(held, reader))


def excerpt_of(fiche: Fiche, reader: int) -> Fiche:
    """The excerpt for the participant of this key.

    Raises LookupError when the meeting was not opened, or nothing of it concerns them.
    """
    held = fiche.held
    if held is None or not concerns(fiche, reader):
        raise LookupError(reader)
    numbers = _numbers(held, reader)
    short = replace(
        held,
        points=_points(held, reader),
        decisions=tuple(d for d in held.decisions if d.number in numbers),
        later=(),
        words=(),
        shares=(),
        named_shares=(),
        feelings="",
    )
    texts = fold(" ".join((fiche.problem, *short.texts)))
    return replace(
        fiche,
        said=(),
        said_after=(),
        notes=(),
        before=(),
        words=tuple(pair for pair in fiche.words if fold(pair[0]) in texts),
        held=short,
        noun=EXCERPT,
    )


def _numbers(held: Held, reader: int) -> frozenset[int]:
    return frozenset(d.number for d in held.decisions if reader in d.holders)


def _points(held: Held, reader: int) -> tuple[HeldPoint, ...]:
    numbers = _numbers(held, reader)
    found = [p for p in held.points if p.opener == reader or numbers & set(p.decisions)]
    return tuple(replace(p, decisions=_kept(p, numbers)) for p in found)


def _kept(point: HeldPoint, numbers: frozenset[int]) -> tuple[int, ...]:
    return tuple(number for number in point.decisions if number in numbers)
