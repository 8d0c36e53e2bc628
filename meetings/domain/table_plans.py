"""Where the chairs go for each layout of the room, and the edge of the table between them.

Everything is measured in steps, the least distance between two neighbours, around an origin in
the middle of the table; `round_table` chooses how long a step is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, floor, pi, sin

from meetings.domain.kinds import Layout

TO_TABLE = 17.0  # units from the rim of a seat to the table
_ROW = 1.3  # steps from the middle of a long table to its rows
_BAND = 26.0  # units, how deep the boards of the U are
_CORNER = 14.0  # units

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Plan:
    """Places of the chairs, in steps: two neighbours are never less than one step apart.

    `box` holds the places and the table (left, top, right, bottom, in steps). `outline` and
    `name_room` take the length of a step and the room from a chair's centre to the table; they
    give the edge of the table and the width left there for the name, in units.
    """

    places: tuple[Point, ...]
    box: Box
    outline: Callable[[float, float], str]
    name_room: Callable[[float, float], float]
    name_y: float = 0.0


def plan_for(layout: Layout, count: int) -> Plan:
    """Places for `count` chairs, clockwise from the top; the same count gives the same plan."""
    return _PLANS[layout](count)


def _round_plan(count: int) -> Plan:
    radius = max(2.15, 0.5 / sin(pi / count) if count > 1 else 0.0)
    angles = [2 * pi * i / max(count, 1) for i in range(count)]

    def outline(step: float, clearance: float) -> str:
        return _disc(radius * step - clearance)

    def name_room(step: float, clearance: float) -> float:
        return 1.7 * (radius * step - clearance)

    return Plan(
        places=tuple((radius * sin(a), -radius * cos(a)) for a in angles),
        box=(-radius, -radius, radius, radius),
        outline=outline,
        name_room=name_room,
    )


def _u_plan(count: int) -> Plan:
    """Seats outside a U that opens towards the bottom of the drawing."""
    across = _odd(0.3 * count)
    beside = max(count - across, 0)
    depth = (beside + 1) // 2
    half = max((across + 1) / 2, 2.1)
    down = [0.75 + i for i in range(depth)]
    right = [(half, y) for y in down]
    left = [(-half, y) for y in reversed(down[: beside - depth])]
    bottom = max(down[-1] if down else 0.0, 2.75)

    def outline(step: float, clearance: float) -> str:
        return _arch(half * step - clearance, (clearance, (bottom + 0.3) * step))

    def name_room(step: float, clearance: float) -> float:
        return 1.8 * (half * step - clearance - _BAND)

    return Plan(
        places=_clockwise(_across(across, 0.0), right + left)[:count],
        box=(-half, 0.0, half, bottom),
        outline=outline,
        name_room=name_room,
        name_y=(bottom + 1) / 2 + 0.2,
    )


def _face_plan(count: int) -> Plan:
    """Two rows looking at each other across a long table."""
    top = _odd(count / 2)
    bottom = max(count - top, 0)
    half = max((max(top, bottom) - 1) / 2, 1.6)
    places = _clockwise(_across(top, -_ROW), _across(bottom, _ROW)[::-1])
    return _table_plan(places[:count], half, half)


def _head_plan(count: int) -> Plan:
    """A long table with one seat at its end, where whoever sits presides."""
    top = _odd((count - 1) / 2)
    bottom = max(count - top - 1, 0)
    half = max((max(top, bottom) - 1) / 2, 1.4)
    end = half + 1.1
    places = _clockwise(_across(top, -_ROW), [(end, 0.0), *_across(bottom, _ROW)[::-1]])
    return _table_plan(places[:count], half, end)


def _table_plan(places: tuple[Point, ...], left: float, right: float) -> Plan:
    """A rectangular table; on the side where `right` goes further than `left` sits its head."""
    headed = right > left

    def outline(step: float, clearance: float) -> str:
        beyond = clearance - TO_TABLE
        end = right * step - clearance if headed else right * step + beyond
        return _board((-left * step - beyond, end), _ROW * step - clearance)

    def name_room(step: float, _clearance: float) -> float:
        return 1.7 * left * step

    return Plan(places, (-left, -_ROW, right, _ROW), outline, name_room)


_PLANS: dict[Layout, Callable[[int], Plan]] = {
    Layout.ROUND: _round_plan,
    Layout.U: _u_plan,
    Layout.FACE_TO_FACE: _face_plan,
    Layout.HEAD: _head_plan,
}


def _odd(number: float) -> int:
    """The odd count nearest to `number`, so that someone sits exactly in the middle."""
    return max(1, 2 * floor((number - 1) / 2 + 0.5) + 1)


def _across(count: int, y: float) -> list[Point]:
    return [(i - (count - 1) / 2, y) for i in range(count)]


def _clockwise(top: list[Point], rest: list[Point]) -> tuple[Point, ...]:
    """From the middle of the top row, round by `rest`, back to the left of the top row."""
    middle = len(top) // 2
    return (*top[middle:], *rest, *top[:middle])


def _disc(r: float) -> str:
    return f"M{-r:.1f} 0a{r:.1f} {r:.1f} 0 1 1 {2 * r:.1f} 0a{r:.1f} {r:.1f} 0 1 1 {-2 * r:.1f} 0z"


def _board(ends: Point, half_height: float) -> str:
    (left, right), h, c = ends, half_height, _CORNER
    return (
        f"M{left + c:.1f} {-h:.1f}H{right - c:.1f}q{c} 0 {c} {c}V{h - c:.1f}q0 {c} {-c} {c}"
        f"H{left + c:.1f}q{-c} 0 {-c} {-c}V{-h + c:.1f}q0 {-c} {c} {-c}z"
    )


def _arch(half: float, heights: Point) -> str:
    (top, bottom), c, inner = heights, _CORNER, half - _BAND
    return (
        f"M{-half:.1f} {bottom:.1f}V{top + c:.1f}q0 {-c} {c} {-c}H{half - c:.1f}q{c} 0 {c} {c}"
        f"V{bottom:.1f}H{inner:.1f}V{top + _BAND:.1f}H{-inner:.1f}V{bottom:.1f}z"
    )
