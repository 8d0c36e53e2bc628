"""The table seen from above: the one picture of a meeting, for screens and paper alike.

Lengths are in units of the drawing, that is of its SVG viewBox, one unit being about one CSS
pixel at its usual size. The same seats always give the same drawing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import ceil, cos, pi, sin

from intermetiers.web.french import NBSP
from meetings.domain.kinds import Layout
from partners.domain.worlds import World

# What paper shows, and any renderer that does not read our stylesheets. Same values as tokens.css.
PALETTE = {
    "ink": "#1d2733",
    "soft_ink": "#4c5a68",
    "edge": "#857c6b",
    "table": "#f3ebdc",
    "table_line": "#d8ccb4",
    "on_world": "#fffdf9",
    World.FAMILY: "#b4432c",
    World.SCHOOL: "#1f4e79",
    World.HEALTH_SOCIAL: "#0f6b66",
    World.CARE: "#6b3f8c",
    World.SOCIAL: "#86590a",
    World.LOCAL: "#4a661c",
}

# A thin ring inside the seat, dashed differently for each world, for eyes and printers that do
# not tell the colours apart. An empty pattern is no ring, « none » an unbroken one.
PATTERNS = {
    World.FAMILY: "none",
    World.SCHOOL: "",
    World.HEALTH_SOCIAL: "9 5",
    World.CARE: "1 4",
    World.SOCIAL: "12 3 2 3",
    World.LOCAL: "4 4",
}

USUAL_SIDE = 320.0
LARGEST_SEAT, SMALLEST_SEAT = 23.0, 16.0
HALO = 5.0
BETWEEN_SEATS = 14.0  # room for two halos and some air, from rim to rim
MARGIN = HALO + 3.0
TO_TABLE = 17.0
LARGEST_LABEL, SMALLEST_LABEL = 13.0, 6.0
LARGEST_NAME, SMALLEST_NAME = 19.0, 9.0


@dataclass(frozen=True, slots=True)
class SeatSpec:
    """One chair, before it has a place.

    `short` is written on the seat (six letters fit well), `full` in the list. `supported` draws
    the halo: it is False for everyone on any copy a participant receives. `empty` is the chair
    kept for whoever the family brings; `you` is the reader's own.
    """

    key: str
    short: str
    full: str
    world: World
    supported: bool = False
    remote: bool = False
    empty: bool = False
    you: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """A chair with its place: centre, radius, and the label that fits in it."""

    spec: SeatSpec
    x: float
    y: float
    r: float
    label: str
    font_size: float
    color: str
    pattern: str

    @property
    def halo_r(self) -> float:
        return self.r + HALO

    @property
    def inner_r(self) -> float:
        return self.r - 2.5

    @property
    def world_slug(self) -> str:
        return self.spec.world.value

    @property
    def listed(self) -> str:
        """The seat as the list says it: « sa mère (parole à soutenir) »."""
        notes = [
            words
            for words, true in (
                ("vous", self.spec.you),
                ("à distance", self.spec.remote),
                ("parole à soutenir", self.spec.supported),
            )
            if true
        ]
        return f"{self.spec.full} ({', '.join(notes)})" if notes else self.spec.full


@dataclass(frozen=True, slots=True)
class WorldSeats:
    """The seats of one world, for the legend and the list beside the drawing."""

    world: World
    color: str
    pattern: str
    seats: tuple[Seat, ...]

    @property
    def label(self) -> str:
        return self.world.label


@dataclass(frozen=True, slots=True)
class RoundTable:
    """A drawing ready to be written as SVG. `outline` is the path of the table's edge."""

    width: float
    height: float
    outline: str
    name: str
    name_size: float
    name_x: float
    name_y: float
    seats: tuple[Seat, ...]
    description: str

    @property
    def view_box(self) -> str:
        return f"0 0 {self.width:g} {self.height:g}"

    @property
    def title(self) -> str:
        return f"La table autour de {self.name}" if self.name else "La table"

    @property
    def worlds(self) -> tuple[WorldSeats, ...]:
        """The worlds seated, in the order of the legend, each with its people."""
        taken = [seat for seat in self.seats if not seat.spec.empty]
        groups = (
            WorldSeats(
                world,
                PALETTE[world],
                PATTERNS[world],
                tuple(seat for seat in taken if seat.spec.world is world),
            )
            for world in World
        )
        return tuple(group for group in groups if group.seats)

    @property
    def empty_seats(self) -> tuple[Seat, ...]:
        return tuple(seat for seat in self.seats if seat.spec.empty)

    @property
    def has_supported(self) -> bool:
        return any(seat.spec.supported for seat in self.seats)

    @property
    def has_remote(self) -> bool:
        return any(seat.spec.remote for seat in self.seats)

    @property
    def palette(self) -> dict[str, str]:
        """The colours of what belongs to no world, by name."""
        return {key: color for key, color in PALETTE.items() if not isinstance(key, World)}


type Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Places of the chairs, in steps: two neighbours are never less than one step apart.

    `outline` draws the table around the origin, given the length of a step and the room between
    a chair's centre and the edge of the table; `name_room` is the width left for the name.
    """

    places: tuple[Point, ...]
    outline: Callable[[float, float], str]
    name_room: Callable[[float, float], float]
    name_at: Point = (0.0, 0.0)


def round_table(seats: Sequence[SeatSpec], layout: Layout, pupil_name: str) -> RoundTable:
    """The drawing of these seats, clockwise from the top in the order given.

    No two seats touch, all are inside the drawing, whatever their number; with no seat at all
    only the table is drawn.
    """
    plan = _PLANS[layout](len(seats))
    radius = _seat_radius(plan.places)
    step = 2 * radius + BETWEEN_SEATS
    clearance = radius + TO_TABLE
    left, top, width, height = _frame(plan.places, step, radius)
    placed = tuple(
        _seat(spec, _round(x * step - left), _round(y * step - top), radius)
        for spec, (x, y) in zip(seats, plan.places, strict=True)
    )
    return RoundTable(
        width=width,
        height=height,
        outline=_moved(plan.outline(step, clearance), -left, -top),
        name=pupil_name,
        name_size=_fitted(pupil_name, plan.name_room(step, clearance), LARGEST_NAME, SMALLEST_NAME),
        name_x=_round(plan.name_at[0] * step - left),
        name_y=_round(plan.name_at[1] * step - top),
        seats=placed,
        description=_description(placed, pupil_name),
    )
