"""From the acts of a meeting to what it has come to.

`fold` is a pure function of a set: acts may come in any order, twice, from several devices, and
the same set always gives the same meeting. The last word wins for what has one value (who is
here, where one sits); what was written keeps every version that nobody replaced.
`static/js/live/fold.js` does the same on the devices; a test holds the two together.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from meetings.domain.live.acts import Act, written
from meetings.domain.live.speech import Turn
from meetings.domain.live.state import Became, Entry, Floor, Guest, Head, Live, Position, Settled


def fold(acts: Iterable[Act], now: int) -> Live:
    """The meeting these acts make, the turn and the point under way counted up to `now`.

    `now` is in milliseconds since 1970.
    """
    known = {act.id: act for act in acts}
    undone = {act.payload["act"] for act in known.values() if act.kind == "undo"}
    standing = sorted(
        (act for act in known.values() if act.kind == "undo" or act.id not in undone),
        key=lambda act: act.order,
    )
    live = Live()
    for act in standing:
        keep = _LAST_WINS.get(act.kind)
        if keep:
            keep(live, act)
    _guests(live, standing)
    live.entries = _entries(act for act in standing if act.kind == "entry")
    _Clock(live, _recasts(standing)).run(standing, now)
    return live


# --- What has one value: the last word wins ----------------------------------------------------


def _open(live: Live, act: Act) -> None:
    live.opened_at = act.at if live.opened_at is None else live.opened_at


def _presence(live: Live, act: Act) -> None:
    live.presence[act.payload["who"]] = act.payload["state"]


def _comes_with(live: Live, act: Act) -> None:
    _put(live.comes_with, act.payload["who"], act.payload["with"])


def _seats(live: Live, act: Act) -> None:
    live.seats = tuple(act.payload["order"])


def _role(live: Live, act: Act) -> None:
    live.roles[act.payload["role"]] = act.payload["who"]


def _feeling(live: Live, act: Act) -> None:
    said = live.feelings.setdefault(act.payload["moment"], {})
    _put(said, act.payload["who"], act.payload["word"])


def _names(live: Live, act: Act) -> None:
    live.names = act.payload["on"]


def _reread(live: Live, act: Act) -> None:
    live.reread = act.payload["on"]


def _position(live: Live, act: Act) -> None:
    said = live.positions.setdefault(act.payload["entry"], {})
    say = act.payload["say"]
    _put(said, act.payload["who"], Position(say, act.payload["reason"]) if say else None)
    _put(live.positions, act.payload["entry"], said)


def _settle(live: Live, act: Act) -> None:
    way = act.payload["way"]
    settled = Settled(way, act.payload["until"], act.payload["text"]) if way else None
    _put(live.settled, act.payload["item"], settled)


def _asked(live: Live, act: Act) -> None:
    live.asked = live.asked | {act.payload["item"]}


def _became(live: Live, act: Act) -> None:
    said = act.payload["said"]
    _put(live.became, act.payload["what"], Became(said, act.payload["text"]) if said else None)


def _next(live: Live, act: Act) -> None:
    said = {name: act.payload[name] for name in ("day", "time", "text")}
    live.next = said if any(said.values()) else None


def _put(values: dict[str, Any], key: str, value: Any) -> None:
    """Set what says something, take away what no longer does."""
    if value:
        values[key] = value
    else:
        values.pop(key, None)


_LAST_WINS: Mapping[str, Callable[[Live, Act], None]] = {
    "open": _open,
    "presence": _presence,
    "guest": _comes_with,
    "with": _comes_with,
    "seats": _seats,
    "role": _role,
    "feeling": _feeling,
    "names": _names,
    "reread": _reread,
    "position": _position,
    "settle": _settle,
    "asked": _asked,
    "became": _became,
    "next": _next,
}


def _guests(live: Live, acts: Sequence[Act]) -> None:
    """Those who came unforeseen, in the order they came."""
    found: dict[str, Act] = {}
    for act in acts:
        if act.kind == "guest":
            found[act.payload["who"]] = act
    live.guests = tuple(
        Guest(who, act.payload["label"], act.payload["world"])
        for who, act in found.items()
        if not act.payload["gone"]
    )


def _recasts(acts: Iterable[Act]) -> dict[str, str]:
    """Whose turn it was, by act, where somebody corrected it."""
    return {a.payload["act"]: a.payload["who"] for a in acts if a.kind == "recast"}


# --- What was written: every version that nobody replaced ---------------------------------------


def _entries(acts: Iterable[Act]) -> tuple[Entry, ...]:
    versions: dict[str, list[Act]] = {}
    for act in acts:
        versions.setdefault(act.payload["entry"], []).append(act)
    entries = [_entry(key, of_entry) for key, of_entry in versions.items()]
    standing = (entry for entry in entries if not all(head.gone for head in entry.heads))
    return tuple(sorted(standing, key=lambda entry: (entry.born_at, entry.id)))


def _entry(key: str, acts: Sequence[Act]) -> Entry:
    replaced = {old for act in acts for old in act.payload["over"] if old != act.id}
    # Versions that replace each other in a ring leave none: the latest is kept, never nothing.
    heads = [act for act in acts if act.id not in replaced] or [acts[-1]]
    return Entry(key, acts[0].at, tuple(_head(act) for act in heads))


def _head(act: Act) -> Head:
    return Head(act.id, act.at, act.device, act.payload["gone"], written(act.payload))


# --- Time: the points and the turns -------------------------------------------------------------


class _Clock:
    """Walks the acts that carry time, once, in order."""

    def __init__(self, live: Live, recasts: Mapping[str, str]) -> None:
        self.live = live
        self.recasts = recasts
        self.turns: list[Turn] = []
        self.turn_since = 0

    def run(self, acts: Iterable[Act], now: int) -> None:
        heard = {
            "point": self._point, "floor": self._floor, "watch": self._watch,
            "close": self._close, "reopen": self._reopen,
        }  # fmt: skip
        for act in acts:
            if act.kind in heard:
                heard[act.kind](act)
        live = self.live
        if live.item_since is not None:
            self._count_item(max(now, live.item_since))
        if live.floor:
            until = max(now, self.turn_since)
            self.turns.append(
                Turn(live.floor.act, live.floor.who, live.item, self.turn_since, until)
            )
        live.turns = tuple(self.turns)

    def _point(self, act: Act) -> None:
        live = self.live
        self._end_turn(act.at)
        if live.item_since is not None:
            self._count_item(act.at)
        live.item = act.payload["item"]
        live.item_since = act.at if live.closed_at is None else None

    def _floor(self, act: Act) -> None:
        live = self.live
        if live.closed_at is not None or not live.watch:
            return
        self._end_turn(act.at)
        who = self.recasts.get(act.id, act.payload["who"])
        live.floor = Floor(act.id, who, act.at) if who else None

    def _watch(self, act: Act) -> None:
        self._end_turn(act.at)
        self.live.watch = act.payload["on"]
        if not self.live.watch:
            self.live.floor = None

    def _close(self, act: Act) -> None:
        live = self.live
        if live.closed_at is None and live.item_since is not None:
            self._count_item(act.at)
        self._end_turn(act.at)
        live.floor, live.item_since, live.closed_at = None, None, act.at

    def _reopen(self, act: Act) -> None:
        live = self.live
        if live.closed_at is not None:
            live.closed_at = None
            live.item_since = act.at if live.item else None

    def _end_turn(self, at: int) -> None:
        """What was said so far counts for the point it was said on; the speaker goes on."""
        live = self.live
        if live.floor and at > self.turn_since:
            self.turns.append(Turn(live.floor.act, live.floor.who, live.item, self.turn_since, at))
        self.turn_since = at

    def _count_item(self, until: int) -> None:
        live = self.live
        since = live.item_since or 0
        live.item_ms[live.item] = live.item_ms.get(live.item, 0) + until - since
