"""Reads what the meetings of a pupil left for later, and what was written in those that were held.

However many meetings there are, reading costs four queries.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from intermetiers.web.french import typeset
from meetings.domain.held_notes import write_iso
from meetings.domain.kinds import ItemKind, MovedTo
from meetings.domain.left_points import Point, offered_to, title_of
from meetings.domain.live.fold import fold
from meetings.domain.live.state import Entry, Live
from meetings.live import act_of
from meetings.models import AgendaItem, Holding, LiveAct, Meeting

# What is said of notes and of points: neither who spoke nor who sat where.
_KINDS = ("entry", "undo", "settle", "guest", "became")


@dataclass(frozen=True, slots=True)
class Left:
    """The points of a pupil’s meetings, and those meetings that were held, the latest first; and
    all that stand."""

    points: tuple[Point, ...]
    held: tuple[tuple[Meeting, Live], ...]
    meetings: tuple[Meeting, ...]


def read_left(pupil: int) -> Left:
    """What the meetings of the pupil of this key left; those called off left nothing."""
    meetings = Meeting.objects.filter(pupil_id=pupil).standing()
    rows = list(
        meetings.select_related("chosen_slot", "holding", "school").prefetch_related(
            "agenda__informations"
        )
    )
    lives = _lives([row for row in rows if _opened_at(row)])
    points = (point for row in rows for point in _points(row, lives.get(row.pk)))
    closed = [(at, row.pk, row) for row in rows if row.pk in lives and (at := _closed_at(row))]
    latest = [row for _, _, row in sorted(closed, key=lambda one: one[:2], reverse=True)]
    return Left(tuple(points), tuple((row, lives[row.pk]) for row in latest), tuple(rows))


def left_to(meeting: Meeting, today: date) -> tuple[Point, ...]:
    """What earlier meetings of the pupil left, for this one to take up; nothing once it began, or
    once it is called off."""
    left = read_left(meeting.pupil_id)
    own = next((row for row in left.meetings if row.pk == meeting.pk), None)
    if own is None or _opened_at(own):
        return ()
    return offered_to(own.pk, _day(own), left.points, today)


def _lives(meetings: list[Meeting]) -> dict[int, Live]:
    """What was written in each, in one query; none when none was opened."""
    if not meetings:
        return {}
    acts: dict[int, list[LiveAct]] = {row.pk: [] for row in meetings}
    for act in LiveAct.objects.filter(meeting__in=meetings, kind__in=_KINDS):
        acts[act.meeting_id].append(act)
    return {pk: fold(map(act_of, rows), 0) for pk, rows in acts.items()}


def _holding(meeting: Meeting) -> Holding | None:
    return getattr(meeting, "holding", None)


def _opened_at(meeting: Meeting) -> datetime | None:
    holding = _holding(meeting)
    return holding.opened_at if holding else None


def _closed_at(meeting: Meeting) -> datetime | None:
    holding = _holding(meeting)
    return holding.closed_at if holding else None


def _points(meeting: Meeting, live: Live | None) -> Iterator[Point]:
    postponed = {
        item: settled.until
        for item, settled in (live.settled.items() if live else ())
        if settled.way == "postpone"
    }
    for item in meeting.agenda.all():
        yield _point(meeting, item, postponed)
    for entry in live.of("later") if live else ():
        yield _noted(meeting, entry)


def _point(meeting: Meeting, item: AgendaItem, postponed: dict[str, str]) -> Point:
    put_off = postponed.get(str(item.pk)) if not item.moved_to else None
    return Point(
        title=item.title,
        note=item.moved_note if put_off is None else _until(put_off),
        meeting=meeting.pk,
        meeting_title=meeting.title,
        reference=meeting.reference,
        day=_day(meeting),
        for_later=item.moved_to == MovedTo.LATER or put_off is not None,
        treated=not item.moved_to and put_off is None,
        over=_closed_at(meeting) is not None,
        ident=f"point-{item.pk}",
        kind=ItemKind(item.kind),
        minutes=item.minutes,
        readings=tuple(reading.title for reading in item.informations.all()),
    )


def _noted(meeting: Meeting, entry: Entry) -> Point:
    """What was noted « à reprendre »; a long text gives its first words to the title."""
    text = typeset(entry.head.text.strip())
    title = title_of(text)
    said = (text if title != text else "", _until(str(entry.head.get("until"))))
    return Point(
        title=title,
        note=" · ".join(part for part in said if part),
        meeting=meeting.pk,
        meeting_title=meeting.title,
        reference=meeting.reference,
        day=_day(meeting),
        for_later=bool(title),
        treated=False,
        over=_closed_at(meeting) is not None,
        ident=f"note-{entry.id}",
    )


def _until(day: str) -> str:
    return f"reporté au {write_iso(day)}" if day else ""


def _day(meeting: Meeting) -> date | None:
    """The day it was held, else the day it is planned for."""
    slot = meeting.chosen_slot
    moment = _opened_at(meeting) or (slot.starts_at if slot else None)
    return timezone.localtime(moment).date() if moment else None
