"""What remains of a point and of the whole meeting, in minutes, and when the number changes."""

from dataclasses import dataclass

from intermetiers.web.french import NBSP
from meetings.domain.live.state import Live

MINUTE = 60_000  # milliseconds
NEVER = 10**15


@dataclass(frozen=True, slots=True)
class Remaining:
    """« reste 8 min », « 2 min de plus que prévu », "" when nothing was planned; it changes by itself in
    `changes_in` milliseconds."""

    text: str = ""
    changes_in: int = NEVER


def of_point(live: Live, minutes: int) -> Remaining:
    """Of the point under way, the times one came back to it counted together."""
    if not minutes:
        return Remaining()
    return _rest(minutes * MINUTE - live.item_ms.get(live.item, 0))


def of_meeting(live: Live, minutes: int, moment: int) -> Remaining:
    """Of the whole, from the moment it was opened; `moment` in milliseconds since 1970."""
    if live.opened_at is None or live.closed_at is not None or not minutes:
        return Remaining()
    return _rest(minutes * MINUTE - max(moment - live.opened_at, 0))


def _rest(rest: int) -> Remaining:
    """A minute begun counts whole, before the end as after it."""
    if rest > 0:
        minutes = -(-rest // MINUTE)
        return Remaining(f"reste {minutes}{NBSP}min", rest - (minutes - 1) * MINUTE)
    minutes = -rest // MINUTE + 1
    return Remaining(f"{minutes}{NBSP}min de plus que prévu", minutes * MINUTE + rest)
