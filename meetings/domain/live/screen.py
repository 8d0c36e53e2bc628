"""The shared screen: what everybody at the table reads while it is being written.

Nobody is written about behind a raised laptop. What is kept, what is being written and what
remains are shown in the words of the coordinator; people are named as every guest may name them.
There is no place here for who speaks how long, for a share by person or for whose voice needs
support.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from intermetiers.web.french import start_sentence, typeset, write_day, write_hour
from meetings.domain.dossier import Dossier
from meetings.domain.fiche import codes_of
from meetings.domain.live.remaining import MINUTE, Remaining, of_meeting, of_point
from meetings.domain.live.room import OPENING, REREADING, everybody, points_of
from meetings.domain.live.screen_lines import Line, Writer
from meetings.domain.live.state import Live, Settled
from meetings.domain.live.wording import NOTE_LABELS

# A line left alone this long is no longer being written.
DRAFT_LASTS = 2 * MINUTE
# What the address book or the agenda changes during a meeting is seen within a minute.
AT_LEAST_EVERY = MINUTE
_WAYS = {
    "together": "On prend dix minutes pour lire ensemble.",
    "part": "On ne décide aujourd’hui qu’une partie de ce point.",
    "postpone": "Ce point est reporté.",
}
_ENDS = {OPENING: "Accueil", REREADING: "Relire"}


class Stage(StrEnum):
    """Where the meeting is."""

    WAITING = "waiting"
    POINT = "point"
    REREADING = "rereading"
    CLOSED = "closed"


_HEADINGS = {
    Stage.WAITING: "La réunion va commencer",
    Stage.REREADING: "On relit ensemble",
    Stage.CLOSED: "La réunion est fermée",
}


@dataclass(frozen=True, slots=True)
class Typing:
    """The line a device is typing, as it last said; `at` in milliseconds since 1970."""

    note: str
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Draft:
    """The same, as one reads it; `label` is empty until somebody says what it is."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """One of the points in the row at the top; `state` is done, current or ahead."""

    short: str
    title: str
    state: str


@dataclass(frozen=True, slots=True)
class Point:
    """The point under way, or one section of the re-reading."""

    title: str
    number: str
    about: str = ""
    settled: str = ""
    codes: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Following:
    """What comes after the meeting: when one meets again, who does what, what was left."""

    when: str
    text: str
    decided: tuple[Line, ...]
    later: tuple[Line, ...]
    postponed: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything the screen shows at one instant.

    `changes_at` is the moment, in milliseconds since 1970, at which time alone makes it another.
    """

    stage: Stage
    title: str
    changes_at: int
    steps: tuple[Step, ...] = ()
    point: Point | None = None
    sections: tuple[Point, ...] = ()
    of_point: str = ""
    of_meeting: str = ""
    draft: Draft | None = None
    following: Following | None = None

    @property
    def heading(self) -> str:
        """Where one is, in a line."""
        return self.point.title if self.point else _HEADINGS.get(self.stage, self.title)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Everything written that is shown while one writes, in order."""
        shown = (self.point, *self.sections)
        return tuple(line for point in shown if point for line in point.lines)


def compose_screen(dossier: Dossier, live: Live, draft: Typing | None, now: datetime) -> Screen:
    """The screen of a meeting. `now` is aware, in the zone of the team; `live` folded up to it."""
    moment = int(now.timestamp() * 1000)
    room, stage = _Room(dossier, live, now), _stage(live)
    of_this = of_point(live, room.minutes if stage is Stage.POINT else 0)
    of_all = of_meeting(live, dossier.available_minutes, moment)
    shown = Screen(
        stage=stage,
        title=typeset(dossier.title),
        changes_at=moment + min(AT_LEAST_EVERY, of_this.changes_in, of_all.changes_in),
        steps=room.steps(stage),
        of_point=_said(of_this, "pour ce point"),
        of_meeting=_said(of_all, "en tout"),
        draft=read_draft(draft, moment) if live.is_open else None,
    )
    if stage is Stage.POINT:
        return replace(shown, point=room.point_under_way())
    if stage is Stage.REREADING:
        return replace(shown, sections=room.sections())
    return replace(shown, following=room.following()) if stage is Stage.CLOSED else shown


def read_draft(typing: Typing | None, moment: int) -> Draft | None:
    """What is being written at `moment`; None once nobody types any more."""
    if typing is None or moment - typing.at >= DRAFT_LASTS:
        return None
    return Draft(NOTE_LABELS.get(typing.note, ""), typeset(typing.text))


def _stage(live: Live) -> Stage:
    if live.closed_at is not None:
        return Stage.CLOSED
    if live.opened_at is None or not live.item:
        return Stage.WAITING
    return Stage.REREADING if live.item == REREADING else Stage.POINT


def _said(rest: Remaining, words: str) -> str:
    return f"{rest.text} {words}" if rest.text else ""


# --- The room -----------------------------------------------------------------------------------


class _Room:
    """The points of one meeting, with what was written on each."""

    def __init__(self, dossier: Dossier, live: Live, now: datetime) -> None:
        self.dossier, self.live = dossier, live
        self.points = {point.item: point for point in points_of(dossier)}
        written = (entry.head.item for entry in live.entries)
        # Points that left the agenda come after the others.
        self.items = tuple(dict.fromkeys([*self.points, *live.settled, *written]))
        agenda = [item for item in self.points if item not in _ENDS]
        self.numbers = {item: str(number) for number, item in enumerate(agenda, start=1)}
        self.decisions = sorted(
            live.of("decision"), key=lambda entry: self.items.index(entry.head.item)
        )
        self.called = {who: person.called for who, person in everybody(dossier, live).items()}
        ranks = {entry.id: rank for rank, entry in enumerate(self.decisions, start=1)}
        self.writer = Writer(self.called, ranks, live, now.tzinfo)

    @property
    def minutes(self) -> int:
        """Planned for the point under way."""
        return self.points[self.live.item].minutes if self.live.item in self.points else 0

    def steps(self, stage: Stage) -> tuple[Step, ...]:
        points = list(self.points)
        here = points.index(self.live.item) if self.live.item in points else -1
        return tuple(
            Step(_ENDS.get(item) or self.numbers[item], point.title, _state(rank, here, stage))
            for rank, (item, point) in enumerate(self.points.items())
        )

    def point_under_way(self) -> Point:
        item = self.live.item
        planned, is_welcome = self.points.get(item), item == OPENING
        opener = self.called.get(planned.opener, "") if planned else ""
        about = [
            planned.kind_label if planned else "",
            f"{start_sentence(opener)} ouvre ce point" if opener else "",
        ]
        return replace(
            self._point(item),
            about="" if is_welcome else " · ".join(part for part in about if part),
            codes=codes_of(self.dossier) if is_welcome else (),
        )

    def sections(self) -> tuple[Point, ...]:
        """Everything that was written, point by point, in the order of the agenda."""
        sections = (self._point(item) for item in self.items)
        return tuple(section for section in sections if section.lines or section.settled)

    def following(self) -> Following:
        postponed = (item for item, said in self.live.settled.items() if said.way == "postpone")
        after = self.live.next or {}
        return Following(
            when=_when(after.get("day", ""), after.get("time", "")),
            text=typeset(after.get("text", "")),
            decided=self.writer.lines(self.decisions),
            later=self.writer.lines(self.live.of("later")),
            postponed=tuple(self._point(item) for item in postponed),
        )

    def _point(self, item: str) -> Point:
        return Point(
            title=self._title(item),
            number=self.numbers.get(item, ""),
            settled=_settled(self.live.settled.get(item)),
            lines=self.writer.lines(self.live.on(item)),
        )

    def _title(self, item: str) -> str:
        if item in self.points:
            return self.points[item].title
        return next(
            (typeset(p.title) for p in self.dossier.agenda if str(p.id) == item), "Autre point"
        )


def _state(rank: int, here: int, stage: Stage) -> str:
    if stage is Stage.CLOSED:
        return "done"
    if stage is Stage.WAITING:
        return "ahead"
    return "current" if rank == here else "done" if rank < here else "ahead"


def _settled(settled: Settled | None) -> str:
    if settled is None:
        return ""
    words = _WAYS[settled.way]
    if settled.way == "postpone" and settled.until:
        words = f"Ce point est reporté au {write_day(date.fromisoformat(settled.until))}."
    return typeset(f"{words} {settled.text}".strip())


def _when(day: str, hour: str) -> str:
    """« Vendredi 19 mars 2027 à 10 h 15 »."""
    parts = [write_day(date.fromisoformat(day))] if day else []
    parts += [f"à {write_hour(time.fromisoformat(hour))}"] if hour else []
    return start_sentence(" ".join(parts))
