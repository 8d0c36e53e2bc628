"""Points taken out of an agenda for a later meeting, and which no meeting took up since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from partners.domain.folding import fold


@dataclass(frozen=True, slots=True)
class Point:
    """A point of one of the pupil's meetings that stand; `day` is None while it has no date.

    `for_later` when it was moved to another meeting, `treated` when it stayed in its agenda.
    """

    title: str
    note: str
    meeting: int
    meeting_title: str
    reference: str
    day: date | None
    for_later: bool
    treated: bool


def left_for_later(points: Sequence[Point], today: date) -> tuple[Point, ...]:
    """The points of past meetings left for later, the latest first, each title once.

    A point counts as taken up when a later meeting, or one that has no date yet, has it in its
    agenda under the same title, whatever the case and the accents.
    """
    found: dict[str, Point] = {}
    left = (p for p in points if p.for_later and p.day is not None and p.day < today)
    for point in sorted(left, key=_day, reverse=True):
        if not any(_takes_up(other, point) for other in points):
            found.setdefault(_key(point), point)
    return tuple(found.values())


def _takes_up(other: Point, point: Point) -> bool:
    is_after = other.day is None or _day(other) > _day(point)
    return (
        other.treated and other.meeting != point.meeting and is_after and _key(other) == _key(point)
    )


def _key(point: Point) -> str:
    return " ".join(fold(point.title).split())


def _day(point: Point) -> date:
    return point.day or date.max
