"""Who has what: how each information reached each person before the decision it is for. Pure.

Somebody has an information from the day a brief that holds it was handed to them, or from the day
they opened it themselves or said something of it; one’s own and that of whoever convenes are known
to them. An opening is the person’s own act, asked for at the door of the page: nothing else counts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from meetings.domain.dossier import AgendaItem, Dossier, Information, Participant
from meetings.domain.kinds import HandedBy, PupilPlace, ReadSaid, Role, Source
from meetings.domain.principles.prepared_work import READING_DAYS
from meetings.domain.principles.saying import is_given
from meetings.domain.readers import receives_nothing

# What somebody may still open when something more is given.
_OPENS = frozenset({HandedBy.MAIL, HandedBy.LINK})


@dataclass(frozen=True, slots=True)
class Handed:
    """A brief handed out. `waits` is a message still to leave, `failure` why it never will."""

    way: HandedBy
    on: date
    noted_at: datetime
    waits: bool = False
    failure: str = ""

    @property
    def arrived(self) -> bool:
        return not self.waits and not self.failure


@dataclass(frozen=True, slots=True)
class Marked:
    """What somebody said of one information."""

    information: int
    said: ReadSaid
    note: str
    source: Source
    at: datetime


@dataclass(frozen=True, slots=True)
class PersonReach:
    """What went to one person, and what that person did with it."""

    handed: tuple[Handed, ...] = ()
    opened: tuple[datetime, ...] = ()
    marks: tuple[Marked, ...] = ()
    reminded: tuple[date, ...] = ()

    def mark_of(self, information: int) -> Marked | None:
        return next((one for one in self.marks if one.information == information), None)


@dataclass(frozen=True, slots=True)
class Reach:
    """Everybody of a meeting, by participant; whoever is not there got nothing."""

    people: Mapping[int, PersonReach] = field(default_factory=dict)

    def of(self, person: int) -> PersonReach:
        return self.people.get(person, PersonReach())


class State(StrEnum):
    """How far an information went towards one person."""

    AWAITED = "awaited"  # nobody gave it
    HELD_BACK = "held_back"  # it came once the briefs were out: nobody has it
    OWN = "own"  # gives it, or convenes
    UNCLEAR = "unclear"
    READ = "read"
    OPENED = "opened"
    GIVEN = "given"
    LEAVES = "leaves"  # its message waits to leave
    FAILED = "failed"  # its message came back
    NOT_GIVEN = "not_given"


HAS_IT = frozenset({State.OWN, State.UNCLEAR, State.READ, State.OPENED, State.GIVEN})


@dataclass(frozen=True, slots=True)
class Cell:
    """One information and one person. `on` is the day of what `state` says, `since` the day from
    which that person has it; `way` and `failure` are those of the handing, `mark` what was said."""

    person: int
    information: int
    state: State
    on: date | None = None
    since: date | None = None
    way: HandedBy | None = None
    failure: str = ""
    mark: Marked | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision, what is read before it, and how that reached everybody."""

    item: AgendaItem
    informations: tuple[Information, ...]
    cells: tuple[Cell, ...]
    lacking: tuple[Cell, ...]  # who has it not, or not early enough

    @property
    def is_ready(self) -> bool:
        """Everything there is to read reached everybody in time."""
        given = bool(self.informations) and all(is_given(info) for info in self.informations)
        return given and not self.lacking

    def of(self, person: int, information: int) -> Cell:
        return next(
            one for one in self.cells if (one.person, one.information) == (person, information)
        )


def readers(dossier: Dossier) -> tuple[Participant, ...]:
    """Those who read what is read before a decision, in the order of the table."""
    return tuple(person for person in dossier.participants if _reads(person, dossier))


def _reads(person: Participant, dossier: Dossier) -> bool:
    """Not somebody a judge forbids, nor the interpreter, who prepares words and no content, nor a
    pupil of whom it was agreed that they take no part."""
    if receives_nothing(person) or person.role is Role.INTERPRETER:
        return False
    away = dossier.pupil_place is PupilPlace.NOT_THERE
    return not (person.role is Role.PUPIL and away)


def deadline(dossier: Dossier) -> date | None:
    """The last day on which a reader still has a week before the meeting; None without a date."""
    slot = dossier.chosen_slot
    return slot.starts_at.date() - timedelta(days=READING_DAYS) if slot else None


def decisions(dossier: Dossier, reach: Reach) -> tuple[Decision, ...]:
    """The decisions of the agenda in their order."""
    return tuple(_decision(item, dossier, reach) for item in dossier.items_to_decide)


def _decision(item: AgendaItem, dossier: Dossier, reach: Reach) -> Decision:
    cells = tuple(
        cell_of(person, info, dossier, reach)
        for person in readers(dossier)
        for info in item.informations
    )
    last = deadline(dossier)
    lacking = tuple(one for one in cells if not _in_time(one, last))
    return Decision(item, item.informations, cells, lacking)


def _in_time(cell: Cell, last: date | None) -> bool:
    if cell.since is None:
        return cell.state in HAS_IT
    return last is None or cell.since <= last


def late_informations(dossier: Dossier) -> tuple[Information, ...]:
    """Those that came once the briefs were out, and that nobody has: they go to all at once."""
    return tuple(
        info
        for item in dossier.kept_items
        for info in item.informations
        if is_given(info) and not dossier.is_released(info)
    )


def cell_of(person: Participant, info: Information, dossier: Dossier, reach: Reach) -> Cell:
    """How far this information went towards this person."""
    known = reach.of(person.id)
    early = _before_all(person, info, dossier)
    if early is not None:
        return Cell(person.id, info.id, early)
    out = _out_on(info, dossier)
    since = min(_days(info, known, dossier), default=None)
    mark = known.mark_of(info.id)
    if mark is not None:
        state = State.READ if mark.said is ReadSaid.READ else State.UNCLEAR
        return Cell(person.id, info.id, state, mark.at.date(), since, mark=mark)
    opened = _opened(info, known, dossier)
    if opened:
        return Cell(person.id, info.id, State.OPENED, min(opened).date(), since)
    given = [one for one in known.handed if one.arrived and _holds(one, info, out)]
    if given:
        first = min(given, key=lambda one: (one.on, one.noted_at, one.way))
        return Cell(person.id, info.id, State.GIVEN, max(first.on, out), since, first.way)
    return _not_there(person.id, info, known, out)


def _before_all(person: Participant, info: Information, dossier: Dossier) -> State | None:
    """What is the same whatever was handed out; None for what depends on it."""
    if not is_given(info):
        return State.AWAITED
    if person.is_convener or info.giver == person.id:
        return State.OWN
    return None if dossier.is_released(info) else State.HELD_BACK


def _not_there(person: int, info: Information, known: PersonReach, out: date) -> Cell:
    tried = [one for one in known.handed if not one.arrived and _holds(one, info, out)]
    if not tried:
        return Cell(person, info.id, State.NOT_GIVEN)
    last = max(tried, key=lambda one: (one.waits, one.on, one.noted_at))
    state = State.LEAVES if last.waits else State.FAILED
    return Cell(person, info.id, state, last.on, way=last.way, failure=last.failure)


def _out_on(info: Information, dossier: Dossier) -> date:
    """The day from which a brief holds it. What was there before the first brief left with it,
    even noted later."""
    notice = dossier.notice_given_on
    released = info.released_at.date() if info.released_at else None
    if notice is not None and _was_there_first(info, dossier):
        return min(notice, released or notice)
    return released or notice or (info.given_at.date() if info.given_at else date.min)


def _holds(handed: Handed, info: Information, out: date) -> bool:
    """Whether what was handed shows this information: paper never shows what came after it."""
    if handed.way in _OPENS:
        return True
    if handed.on == out and info.released_at is not None:
        return handed.noted_at >= info.released_at or info.released_at.date() != out
    return handed.on >= out


def _opened(info: Information, known: PersonReach, dossier: Dossier) -> list[datetime]:
    """The openings of a page that showed it."""
    since = info.given_at if _was_there_first(info, dossier) else info.released_at or info.given_at
    return [at for at in known.opened if since is None or at >= since]


def _was_there_first(info: Information, dossier: Dossier) -> bool:
    """Whether it was given before the first brief left."""
    notice, given = dossier.notice_given_on, info.given_at
    return notice is not None and given is not None and given.date() < notice


def _days(info: Information, known: PersonReach, dossier: Dossier) -> Iterable[date]:
    """Every day from which this person surely has it."""
    out = _out_on(info, dossier)
    for one in known.handed:
        if one.arrived and _holds(one, info, out):
            yield max(one.on, out)
    for at in _opened(info, known, dossier):
        yield at.date()
    mark = known.mark_of(info.id)
    if mark is not None:
        yield mark.at.date()
