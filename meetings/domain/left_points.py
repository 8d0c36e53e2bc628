"""What was put off to a later meeting, and which no meeting took up since.

A point taken out of an agenda, one postponed in the room, and what was noted there « à reprendre »
are all the same thing to whoever prepares the next meeting: offered once, with where it comes from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from meetings.domain.kinds import ItemKind
from partners.domain.folding import fold

LONGEST_TITLE, USUAL_MINUTES = 160, 15


@dataclass(frozen=True, slots=True)
class Point:
    """A point of one of the pupil's meetings that stand; `day` is None while it has no date.

    `for_later` when it was moved to another meeting, `treated` when it stayed in its agenda.
    `over` once the meeting was held and closed, whatever the hour. `ident` tells it from the
    others of the pupil, the same each time it is read. `readings` are the titles of what was to be
    read before it: who reads what is for the next meeting to say.
    """

    title: str
    note: str
    meeting: int
    meeting_title: str
    reference: str
    day: date | None
    for_later: bool
    treated: bool
    over: bool = False
    ident: str = ""
    kind: ItemKind = ItemKind.UNDERSTAND
    minutes: int = USUAL_MINUTES
    readings: tuple[str, ...] = ()


def left_for_later(points: Sequence[Point], today: date) -> tuple[Point, ...]:
    """The points of past meetings left for later, the latest first, each title once.

    A point counts as taken up when a later meeting, or one that has no date yet, has it in its
    agenda under the same title, whatever the case and the accents.
    """
    found: dict[str, Point] = {}
    left = (p for p in points if p.for_later and p.day is not None and (p.over or p.day < today))
    for point in sorted(left, key=_day, reverse=True):
        if not any(_takes_up(other, point) for other in points):
            found.setdefault(_key(point), point)
    return tuple(found.values())


def offered_to(
    meeting: int, day: date | None, points: Sequence[Point], today: date
) -> tuple[Point, ...]:
    """What a meeting that is being prepared may take up: what earlier meetings left. `day` is its
    own, None while it has none."""
    return tuple(
        point
        for point in left_for_later(points, today)
        if point.meeting != meeting and (day is None or _day(point) < day)
    )


def title_of(text: str) -> str:
    """What a title keeps of a text: its first line, cut at a word."""
    line = text.strip().partition("\n")[0].strip()
    if len(line) <= LONGEST_TITLE:
        return line
    return f"{line[: LONGEST_TITLE - 2].rpartition(' ')[0] or line[: LONGEST_TITLE - 2]} …"


def _takes_up(other: Point, point: Point) -> bool:
    is_after = other.day is None or _day(other) > _day(point)
    return (
        other.treated and other.meeting != point.meeting and is_after and _key(other) == _key(point)
    )


def _key(point: Point) -> str:
    return " ".join(fold(point.title).split())


def _day(point: Point) -> date:
    return point.day or date.max
