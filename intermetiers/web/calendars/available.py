"""The hours somebody says to be free every week, as a calendar writes them (RFC 7953).

Only the hours of weeks are read: their names, places and dates stay in the file. Nothing repeats
here, so that the time is that of the lines, whatever the rules say.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from intermetiers.web.calendars.cutting import Property
from intermetiers.web.calendars.moments import (
    LeftOutError,
    Zones,
    alike,
    instant,
    read_duration,
    read_moment,
)
from intermetiers.web.calendars.sentences import refusal
from intermetiers.web.uploads import MOST_BYTES

MOST_LINES = 200_000
MOST_READ = 200
DAY, FARTHEST = timedelta(days=1), timedelta(days=366)
_FOLDED = re.compile(r"(?:\r\n|\n|\r)[ \t]")
_DAYS = {"MO": 1, "TU": 2, "WE": 3, "TH": 4, "FR": 5, "SA": 6, "SU": 7}
_UNDERSTOOD = frozenset({"FREQ", "INTERVAL", "BYDAY", "UNTIL", "WKST"})
_KEPT = frozenset({"DTSTART", "DTEND", "DURATION", "RRULE"})

_Block = dict[str, Property]


@dataclass(frozen=True, slots=True, order=True)
class FreeHours:
    """Hours of some days of every week, 1 for Monday; an end before the start is on the next day."""

    start: time
    end: time
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Available:
    """What the file says of every week to come; `left_out` counts what is of other days."""

    hours: tuple[FreeHours, ...]
    left_out: int


def read_available(content: bytes, today: date, zone: str = "Europe/Paris") -> Available:
    """The free hours of every week, in `zone`, as they stand in the week of `today`.

    Raises UploadRefusedError, with a sentence, for what is no calendar.
    """
    if len(content) > MOST_BYTES:
        raise refusal("too_heavy")
    if not content.strip(b"\0 \t\r\n"):
        raise refusal("empty")
    text = _FOLDED.sub("", content.decode("utf-8-sig", errors="replace"))
    lines = text.splitlines()
    if not any(line.strip().upper() == "BEGIN:VCALENDAR" for line in lines[:MOST_LINES]):
        raise refusal("not_a_calendar")
    zones = Zones((), ZoneInfo(zone))
    days: dict[tuple[time, time], set[int]] = {}
    left_out = 0
    for number, block in enumerate(_blocks(lines[:MOST_LINES])):
        try:
            if number >= MOST_READ:
                raise LeftOutError("too_many")
            for day, start, end in _every_week(block, today, zones):
                days.setdefault((start, end), set()).add(day)
        except (LeftOutError, OverflowError):
            left_out += 1
    hours = (FreeHours(start, end, tuple(sorted(on))) for (start, end), on in days.items())
    return Available(tuple(sorted(hours)), left_out)


def _blocks(lines: list[str]) -> Iterator[_Block]:
    """The properties of each AVAILABLE; one that never ends is not one."""
    stack: list[str] = []
    block: _Block = {}
    for line in lines:
        word, _, rest = line.partition(":")
        word, named = word.strip().upper(), rest.strip().upper()
        if word == "BEGIN":
            stack.append(named)
            block = {} if named == "AVAILABLE" else block
        elif word == "END":
            if stack and stack.pop() == named == "AVAILABLE" and "VAVAILABILITY" in stack:
                yield block
        elif stack and stack[-1] == "AVAILABLE":
            head, _, value = line.rpartition(":")
            name = re.split(";", head, maxsplit=1)[0].strip().upper()
            if name in _KEPT:
                block.setdefault(name, Property(name, head[len(name) :], value))


def _every_week(block: _Block, today: date, zones: Zones) -> Iterator[tuple[int, time, time]]:
    """Each day of the week with its hours in the zone of the reader."""
    if "DTSTART" not in block or "RRULE" not in block:
        raise LeftOutError("dated")
    zone = zones.of(block["DTSTART"], 0)
    start = read_moment(block["DTSTART"].value, zone)
    if not isinstance(start, datetime):
        raise LeftOutError("whole_day")
    if start.date() - today > FARTHEST:
        raise LeftOutError("later")
    length = _length(block, start, zones)
    monday = today - timedelta(days=today.weekday())
    for day in _days(_rule(block), start, today):
        on = datetime.combine(monday + timedelta(days=day - 1), start.time(), _zone_of(start))
        begins = on.astimezone(zones.usual)
        ends = (on.astimezone(UTC) + length).astimezone(zones.usual)
        yield begins.isoweekday(), _minute(begins), _minute(ends)


def _zone_of(start: datetime) -> tzinfo:
    return start.tzinfo or UTC


def _minute(moment: datetime) -> time:
    return moment.time().replace(second=0, microsecond=0)


def _length(block: _Block, start: datetime, zones: Zones) -> timedelta:
    """Less than a day, and more than nothing."""
    if "DTEND" in block:
        end = read_moment(block["DTEND"].value, zones.of(block["DTEND"], 0))
        length = instant(alike(end, start), zones.usual) - instant(start, zones.usual)
    elif "DURATION" in block:
        length = read_duration(block["DURATION"].value)
    else:
        raise LeftOutError("no_end")
    if not timedelta(0) < length < DAY:
        raise LeftOutError("backwards")
    return length


def _rule(block: _Block) -> dict[str, str]:
    parts = (part.partition("=") for part in block["RRULE"].value.strip().upper().split(";"))
    return {name.strip(): value.strip() for name, _, value in parts}


def _days(rule: dict[str, str], start: datetime, today: date) -> list[int]:
    """The days of every week to come the rule is about; others are for somebody to look at."""
    every_week = rule.get("FREQ") in {"WEEKLY", "DAILY"} and rule.get("INTERVAL", "1") == "1"
    if not every_week or not rule.keys() <= _UNDERSTOOD:
        raise LeftOutError("rule")
    if "UNTIL" in rule:
        until = read_moment(rule["UNTIL"], _zone_of(start))
        if (until.date() if isinstance(until, datetime) else until) < today:
            raise LeftOutError("over")
    if "BYDAY" in rule:
        if not all(code in _DAYS for code in rule["BYDAY"].split(",")):
            raise LeftOutError("rule")
        return sorted({_DAYS[code] for code in rule["BYDAY"].split(",")})
    return [start.isoweekday()] if rule["FREQ"] == "WEEKLY" else list(_DAYS.values())
