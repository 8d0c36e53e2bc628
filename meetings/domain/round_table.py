"""The table seen from above: the one picture of a meeting, for screens and paper alike.

Lengths are in units of the drawing, that is of its SVG viewBox, one unit being about one CSS
pixel at its usual size. The same seats always give the same drawing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from intermetiers.web.french import NBSP, join_words, of, start_sentence
from meetings.domain.kinds import Layout
from meetings.domain.table_plans import TO_TABLE, Box, Point, plan_for
from partners.domain.worlds import World

# What paper shows, and any renderer that does not read our stylesheets. Same values as tokens.css.
PALETTE = {
    "ink": "#1d2733",
    "soft_ink": "#4c5a68",
    "edge": "#857c6b",
    "card": "#fffdf9",
    "table": "#f3ebdc",
    "table_line": "#d8ccb4",
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

USUAL_WIDTH = 320.0
LARGEST_SEAT, SMALLEST_SEAT = 23.0, 16.0
HALO = 5.0
BETWEEN_SEATS = 14.0  # room for two halos and some air, from rim to rim
MARGIN = HALO + 3.0
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
    def fill(self) -> str:
        """Hollow for whoever is not in the room."""
        return PALETTE["card"] if self.spec.remote else self.color

    @property
    def ink(self) -> str:
        return self.color if self.spec.remote else PALETTE["card"]

    @property
    def chair_r(self) -> float:
        """Radius of the disc, whose rim of two units is drawn astride."""
        return self.r - 1.0

    @property
    def halo_r(self) -> float:
        return self.r + HALO

    @property
    def inner_r(self) -> float:
        return self.r - 2.4

    @property
    def label_y(self) -> float:
        """The baseline that centres the label; not every renderer reads dominant-baseline."""
        return _round(self.y + 0.35 * self.font_size)

    @property
    def world_slug(self) -> str:
        return self.spec.world.value

    @property
    def listed(self) -> str:
        """The seat as any list may say it: « l’orthophoniste (à distance) »."""
        notes = [
            words
            for words, true in (("vous", self.spec.you), ("à distance", self.spec.remote))
            if true
        ]
        return f"{self.spec.full} ({', '.join(notes)})" if notes else self.spec.full

    @property
    def described(self) -> str:
        """The seat as the words of the drawing say it, the halo included."""
        return f"{self.listed} (parole à soutenir)" if self.spec.supported else self.listed


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
    """A drawing ready to be written as SVG, the origin near the middle of the table.

    `outline` is the path of the edge of the table; `name` is written around (0, name_y).
    """

    left: float
    top: float
    width: float
    height: float
    outline: str
    name: str
    name_size: float
    name_y: float
    seats: tuple[Seat, ...]
    description: str
    title_said: str = ""  # in the language of a guest, whose picture then carries no French

    @property
    def view_box(self) -> str:
        return f"{self.left:g} {self.top:g} {self.width:g} {self.height:g}"

    @property
    def title(self) -> str:
        if self.title_said:
            return self.title_said
        return f"La table autour {of(self.name)}" if self.name else "La table"

    @property
    def around(self) -> str:
        """What stands above the name: « autour de », « autour d’ »."""
        if self.title_said or not self.name:
            return ""
        return f"autour {of(self.name).removesuffix(self.name)}".rstrip()

    @property
    def around_y(self) -> float:
        return _round(self.name_y - 0.4 * self.name_size)

    @property
    def name_baseline(self) -> float:
        return _round(self.name_y + 0.65 * self.name_size)

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


def short_label(word: str) -> str:
    """At most six characters for a seat: the word, or its beginning and a full stop."""
    word = start_sentence(word)
    return word if len(word) <= 6 else f"{word[:4].rstrip()}."


def round_table(seats: Sequence[SeatSpec], layout: Layout, pupil_name: str) -> RoundTable:
    """The drawing of these seats, clockwise from the top in the order given.

    No two seats touch and all are inside the drawing, whatever their number; with no seat only
    the table is drawn.
    """
    plan = plan_for(layout, len(seats))
    radius = _seat_radius(plan.box)
    step, clearance = 2 * radius + BETWEEN_SEATS, radius + TO_TABLE
    left, top, right, bottom = (edge * step for edge in plan.box)
    width = max(USUAL_WIDTH, right - left + 2 * (radius + MARGIN))
    placed = tuple(
        _seat(spec, (x * step, y * step), radius)
        for spec, (x, y) in zip(seats, plan.places, strict=True)
    )
    room = plan.name_room(step, clearance)
    return RoundTable(
        left=_round((left + right - width) / 2),
        top=_round(top - radius - MARGIN),
        width=_round(width),
        height=_round(bottom - top + 2 * (radius + MARGIN)),
        outline=plan.outline(step, clearance),
        name=pupil_name,
        name_size=_fitted(pupil_name, room, LARGEST_NAME, SMALLEST_NAME),
        name_y=_round(plan.name_y * step),
        seats=placed,
        description=_description(placed, pupil_name),
    )


def said_in(table: RoundTable, title: str, names: Mapping[str, tuple[str, str]]) -> RoundTable:
    """The same drawing with the words of a guest: `names` has, by key of a seat, what is written
    on it and the whole name."""
    seats = tuple(_said_in(seat, *names.get(seat.spec.key, ("+", title))) for seat in table.seats)
    around = ", ".join(seat.spec.full for seat in seats if not seat.spec.empty)
    return replace(table, seats=seats, title_said=title, description=around)


def _said_in(seat: Seat, short: str, full: str) -> Seat:
    spec = replace(seat.spec, short=short, full=full, you=False)
    return replace(_seat(spec, (seat.x, seat.y), seat.r), spec=replace(spec, you=seat.spec.you))


def _seat(spec: SeatSpec, place: Point, radius: float) -> Seat:
    label = _label(spec)
    return Seat(
        spec=spec,
        x=_round(place[0]),
        y=_round(place[1]),
        r=_round(radius),
        label=label,
        font_size=_fitted(label, 1.75 * radius, LARGEST_LABEL, SMALLEST_LABEL),
        color=PALETTE[spec.world],
        pattern=PATTERNS[spec.world],
    )


def _label(spec: SeatSpec) -> str:
    """What is written on the seat; a label too long for the smallest letters loses its end."""
    if spec.empty:
        return "+"
    label = "Vous" if spec.you else spec.short
    room = 1.75 * SMALLEST_SEAT / SMALLEST_LABEL
    if _ems(label) <= room:
        return label
    while label and _ems(label) + _ems("…") > room:
        label = label[:-1]
    return f"{label.rstrip()}…"


def _description(seats: Sequence[Seat], pupil_name: str) -> str:
    """« Autour de Yanis : Yanis, sa mère et le professeur. »"""
    where = f"Autour {of(pupil_name)}" if pupil_name else "Autour de la table"
    if not seats:
        return f"{where}{NBSP}: personne pour l’instant."
    return f"{where}{NBSP}: {join_words([seat.described for seat in seats])}."


# --- Sizes -----------------------------------------------------------------------------------


def _round(length: float) -> float:
    return round(length, 1) + 0.0  # + 0.0 turns -0.0 into 0.0


def _seat_radius(box: Box) -> float:
    """The largest seat, within reason, with which the drawing keeps its usual width.

    From span · (2r + between) + 2 · (r + margin) = usual width. Past some twenty people the
    smallest seat is reached and the drawing grows instead.
    """
    span = max(box[2] - box[0], box[3] - box[1])
    radius = (USUAL_WIDTH - 2 * MARGIN - span * BETWEEN_SEATS) / (2 * span + 2)
    return min(LARGEST_SEAT, max(SMALLEST_SEAT, radius))


def _ems(text: str) -> float:
    """Width of a bold text in ems of Atkinson Hyperlegible Next, a little overestimated."""
    return sum(_em(letter) for letter in text)


def _em(letter: str) -> float:
    if letter in "ijlftrIÎÏîï.,:’'-·! ":
        return 0.38
    if letter in "mwMW…":
        return 0.92
    return 0.72 if letter.isupper() else 0.62


def _fitted(text: str, room: float, largest: float, smallest: float) -> float:
    """The font size with which `text` is no wider than `room`."""
    return _round(max(smallest, min(largest, room / max(_ems(text), 0.1))))
