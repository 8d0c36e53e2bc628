"""The usual week of a person or of a school, and the days on which it does not hold.

Kept as plain lists of words, so that reading a card costs no more queries. What cannot be read is
left out: an old or damaged value never stops a page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any


class HoursKind(StrEnum):
    """What some hours of a week are, for whoever looks for a date."""

    PAID = "paid"  # at work, and paid for being there
    TAKEN = "taken"  # cannot come: in front of a class, at another work, asleep after a night
    REMOTE = "remote"  # could take part from afar only
    FREE = "free"  # said to be free


@dataclass(frozen=True, slots=True, order=True)
class UsualHours:
    """Hours of every week; `day` is 1 for Monday. An end before the start is on the next day.

    `note` says what they are in the words of the card (« travaille », « décharge de direction »).
    """

    day: int
    start: time
    end: time
    kind: HoursKind
    note: str = ""


@dataclass(frozen=True, slots=True, order=True)
class DatedHours:
    """What holds from one day to another, both in it, whatever the usual week says.

    Without hours it is of whole days.
    """

    first: date
    last: date
    kind: HoursKind
    start: time | None = None
    end: time | None = None


Week = tuple[UsualHours, ...]
Exceptions = tuple[DatedHours, ...]


def read_week(kept: Any) -> Week:
    """The hours of a card, in order."""
    return tuple(sorted(_readable(kept, _usual), key=lambda one: (one.day, one.start, one.end)))


def keep_week(week: Iterable[UsualHours]) -> list[dict[str, Any]]:
    """The value a card keeps, which `read_week` reads back."""
    return [
        {
            "day": one.day,
            "start": f"{one.start:%H:%M}",
            "end": f"{one.end:%H:%M}",
            "kind": one.kind.value,
            "note": one.note,
        }
        for one in week
    ]


def read_exceptions(kept: Any) -> Exceptions:
    """The dated exceptions of a card, the first to come first."""
    return tuple(sorted(_readable(kept, _dated), key=lambda one: (one.first, one.last)))


def keep_exceptions(exceptions: Iterable[DatedHours]) -> list[dict[str, Any]]:
    """The value a card keeps, which `read_exceptions` reads back."""
    return [
        {
            "first": one.first.isoformat(),
            "last": one.last.isoformat(),
            "kind": one.kind.value,
            "start": f"{one.start:%H:%M}" if one.start else "",
            "end": f"{one.end:%H:%M}" if one.end else "",
        }
        for one in exceptions
    ]


def _readable(kept: Any, read: Any) -> Iterable[Any]:
    for one in kept if isinstance(kept, list) else ():
        try:
            found = read(one)
        except (KeyError, TypeError, ValueError):
            continue
        yield found


def _usual(one: Mapping[str, Any]) -> UsualHours:
    start, end = time.fromisoformat(one["start"]), time.fromisoformat(one["end"])
    day = int(one["day"])
    if not 1 <= day <= 7 or start == end:
        raise ValueError("no hours of a week")
    return UsualHours(day, start, end, HoursKind(one["kind"]), str(one.get("note", "")))


def _dated(one: Mapping[str, Any]) -> DatedHours:
    first, last = date.fromisoformat(one["first"]), date.fromisoformat(one["last"])
    if last < first:
        raise ValueError("an exception that ends before it begins")
    start = time.fromisoformat(one["start"]) if one.get("start") else None
    end = time.fromisoformat(one["end"]) if one.get("end") else None
    return DatedHours(first, last, HoursKind(one["kind"]), start, end)
