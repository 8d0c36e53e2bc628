"""What a meeting being held has come to, once its acts are put together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from meetings.domain.live.speech import Turn, spoken


@dataclass(frozen=True, slots=True)
class Head:
    """A version of something written that no other one replaces.

    `fields` are those that say something (`meetings.domain.live.acts.ENTRY`).
    """

    act: str
    at: int
    device: str
    gone: bool
    fields: Mapping[str, Any]

    @property
    def note(self) -> str:
        return str(self.fields["note"])

    @property
    def item(self) -> str:
        return str(self.fields["item"])

    @property
    def text(self) -> str:
        return str(self.fields.get("text", ""))

    def get(self, name: str, default: Any = "") -> Any:
        return self.fields.get(name, default)

    def as_json(self) -> dict[str, Any]:
        head = {"act": self.act, "at": self.at, "device": self.device, **self.fields}
        return head | {"gone": True} if self.gone else head


@dataclass(frozen=True, slots=True)
class Entry:
    """Something written in the meeting. Two heads are two edits made apart: somebody chooses."""

    id: str
    born_at: int
    heads: tuple[Head, ...]

    @property
    def head(self) -> Head:
        """The version to read: the only one, or the latest that is still there."""
        return next(head for head in reversed(self.heads) if not head.gone)

    @property
    def is_disputed(self) -> bool:
        return len(self.heads) > 1

    def as_json(self) -> dict[str, Any]:
        heads = [head.as_json() for head in self.heads]
        return {"entry": self.id, "born_at": self.born_at, "heads": heads}


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who came unforeseen."""

    who: str
    label: str
    world: str


@dataclass(frozen=True, slots=True)
class Position:
    """What one says of a decision; `reason` is for a reserve or a disagreement."""

    say: str
    reason: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What was done of a point to decide that not everybody had the information of."""

    way: str
    until: str
    text: str


@dataclass(frozen=True, slots=True)
class Became:
    """What the room says of what an earlier meeting decided, or tried."""

    said: str
    text: str


@dataclass(frozen=True, slots=True)
class Floor:
    """Who speaks now, since when."""

    act: str
    who: str
    since: int


@dataclass(slots=True)
class Live:
    """A meeting being held, or that was. Times are milliseconds since 1970, None while not yet.

    `seats` is empty while people sit as planned; `item` is the point under way.
    """

    opened_at: int | None = None
    closed_at: int | None = None
    watch: bool = True
    names: bool = False
    reread: bool = False
    item: str = ""
    item_since: int | None = None
    item_ms: dict[str, int] = field(default_factory=dict)
    presence: dict[str, str] = field(default_factory=dict)
    guests: tuple[Guest, ...] = ()
    comes_with: dict[str, str] = field(default_factory=dict)
    seats: tuple[str, ...] = ()
    roles: dict[str, str] = field(default_factory=dict)
    feelings: dict[str, dict[str, str]] = field(default_factory=dict)
    floor: Floor | None = None
    turns: tuple[Turn, ...] = ()
    entries: tuple[Entry, ...] = ()
    positions: dict[str, dict[str, Position]] = field(default_factory=dict)
    settled: dict[str, Settled] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    became: dict[str, Became] = field(default_factory=dict)
    next: dict[str, str] | None = None

    @property
    def is_open(self) -> bool:
        """Opened, and not closed."""
        return self.opened_at is not None and self.closed_at is None

    def of(self, note: str) -> tuple[Entry, ...]:
        """The entries of one kind of note, in order."""
        return tuple(entry for entry in self.entries if entry.head.note == note)

    def on(self, item: str) -> tuple[Entry, ...]:
        """The entries written on one point, in order."""
        return tuple(entry for entry in self.entries if entry.head.item == item)

    def as_json(self) -> dict[str, Any]:
        """The same value the module of the devices makes of the same acts."""
        return {
            "opened_at": self.opened_at,
            "closed_at": self.closed_at,
            "watch": self.watch,
            "names": self.names,
            "reread": self.reread,
            "item": self.item,
            "item_since": self.item_since,
            "item_ms": self.item_ms,
            "presence": self.presence,
            "guests": [{"who": g.who, "label": g.label, "world": g.world} for g in self.guests],
            "with": self.comes_with,
            "seats": list(self.seats),
            "roles": {"time": "", "writer": ""} | self.roles,
            "feelings": {"arrive": {}, "leave": {}} | self.feelings,
            "floor": self.floor
            and {"act": self.floor.act, "who": self.floor.who, "since": self.floor.since},
            "turns": [
                {"act": t.act, "who": t.who, "item": t.item, "at": t.at, "until": t.until}
                for t in self.turns
            ],
            "spoken": spoken(self.turns),
            "entries": [entry.as_json() for entry in self.entries],
            "positions": {
                entry: {who: {"say": p.say, "reason": p.reason} for who, p in said.items()}
                for entry, said in self.positions.items()
            },
            "settled": {
                item: {"way": s.way, "until": s.until, "text": s.text}
                for item, s in self.settled.items()
            },
            "asked": sorted(self.asked),
            "became": {what: {"said": b.said, "text": b.text} for what, b in self.became.items()},
            "next": self.next,
        }
