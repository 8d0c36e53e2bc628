"""The room at one instant: the meeting as it was prepared, and what it has come to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from intermetiers.web.french import start_sentence
from meetings.domain.before import Before
from meetings.domain.dossier import Dossier
from meetings.domain.live.acts import Act
from meetings.domain.live.fold import fold
from meetings.domain.live.room import Person, RoomPoint, everybody, in_turn, points_of
from meetings.domain.live.state import Entry, Live
from meetings.live import milliseconds

EXCUSED = "excused"
NOT_EXPECTED = frozenset({"written", "away"})


@dataclass(slots=True)
class Room:
    """`now` is aware, in the zone of the team; `acts` are all those of the meeting;
    `before` is what it opens on."""

    dossier: Dossier
    acts: Sequence[Act]
    now: datetime
    before: tuple[Before, ...] = ()
    live: Live = field(init=False)
    people: dict[str, Person] = field(init=False)
    points: tuple[RoomPoint, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.live = fold(self.acts, milliseconds(self.now))
        self.people = everybody(self.dossier, self.live)
        self.points = points_of(self.dossier)

    @property
    def seated(self) -> list[Person]:
        """Everybody, as they sit."""
        return self._of(*self.live.seats, *self.people)

    @property
    def around(self) -> list[Person]:
        """Those who are here or may still be, as they sit."""
        return [p for p in self.seated if self._may_come(p)]

    def _may_come(self, person: Person) -> bool:
        """Whoever was to answer in writing, or to stay away, comes when somebody says so."""
        noted = self.live.presence.get(person.who, "")
        return noted != EXCUSED if noted else person.planned not in NOT_EXPECTED

    @property
    def in_turn(self) -> list[Person]:
        """Those around the table, in the order planned to speak."""
        return [p for p in self._of(*in_turn(self.dossier), *self.people) if p in self.around]

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Everybody, to choose among; whoever does not come is last, and told so."""
        away = [p for p in self.seated if p not in self.around]
        return [(p.who, start_sentence(p.called)) for p in self.around] + [
            (p.who, f"{start_sentence(p.called)} (ne vient pas)") for p in away
        ]

    def entry(self, ident: str) -> Entry | None:
        return next((entry for entry in self.live.entries if entry.id == ident), None)

    def point(self, item: str) -> RoomPoint | None:
        return next((point for point in self.points if point.item == item), None)

    def last_floor(self) -> Act | None:
        """The last time somebody took the floor, or a pause; None when it was taken back."""
        undone = {act.payload["act"] for act in self.acts if act.kind == "undo"}
        turns = [a for a in self.acts if a.kind == "floor" and a.id not in undone]
        return max(turns, key=lambda act: act.order, default=None)

    def _of(self, *order: str) -> list[Person]:
        return [self.people[who] for who in dict.fromkeys(order) if who in self.people]
