"""Who is around a pupil from one meeting to the next: the same table, without a meeting."""

from collections.abc import Sequence
from dataclasses import dataclass

from meetings.domain.kinds import Layout
from meetings.domain.round_table import RoundTable, SeatSpec, round_table
from partners.domain.worlds import World

AESH = "aesh"


@dataclass(frozen=True, slots=True)
class Near:
    """Somebody around the pupil: a relative, or a professional who follows the pupil.

    `called` has its article (« l’orthophoniste »), `short` fits a seat; `name` may not be known.
    """

    key: str
    called: str
    short: str
    world: World
    name: str = ""
    metier: str = ""


def circle_of(
    pupil: str, relatives: Sequence[Near], professionals: Sequence[Near], *, has_aesh: bool
) -> RoundTable:
    """The table around the pupil, whose first name stands in the middle: the family, then those
    who follow the pupil, world by world.

    With `has_aesh` an AESH helps the pupil: somebody sits there even when no card says who.
    """
    worlds = list(World)
    around = sorted(professionals, key=lambda near: worlds.index(near.world))
    seats = [_seat(near) for near in (*relatives, *around)]
    if has_aesh and all(near.metier != AESH for near in professionals):
        seats.append(SeatSpec("aesh", "AESH", "une AESH, pas encore nommée ici", World.SCHOOL))
    return round_table(seats, Layout.ROUND, pupil)


def _seat(near: Near) -> SeatSpec:
    full = f"{near.called} ({near.name})" if near.name else near.called
    return SeatSpec(near.key, near.short, full, near.world)
