"""From the events of a file to the minutes they keep somebody busy."""

import re
import signal
import time as clock
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import partial
from typing import Any

import icalendar
import recurring_ical_events

from intermetiers.web.calendars.cutting import Component, Property, cut_in_components
from intermetiers.web.calendars.moments import (
    LeftOutError,
    Moment,
    Zones,
    alike,
    instant,
    read_duration,
    read_moment,
)

SECONDS_FOR_ALL = 8  # of processor; then what was read is given
SECONDS_FOR_ONE = 1
MOST_DATES = 2_000  # listed one by one in one event
MOST_INTERVALS = 3_000

_ONE_DAY = timedelta(days=1)
_TOO_OFTEN = re.compile(
    r"FREQ=(?:SECONDLY|MINUTELY|HOURLY)|BY(?:MINUTE|SECOND)=[^;]*,", re.IGNORECASE
)
_LAST_DAY = re.compile(r"(UNTIL=\d{8})(?=;|$)", re.ASCII)
_NOT_HELD = frozenset({"CANCEL", "REFRESH", "COUNTER", "DECLINECOUNTER"})

Span = tuple[datetime, datetime]


class _TooLongError(Exception):
    """An event that takes too long to repeat."""


@dataclass(slots=True)
class Event:
    """An event whose dates are understood: `start` and `end` are both days or both instants."""

    start: Moment
    end: Moment
    is_free: bool
    rules: list[str]
    dates: list[Moment | tuple[Moment, Moment]]
    without: list[Moment]
    instead_of: Moment | None
    and_after: bool
    sequence: int

    @property
    def repeats(self) -> bool:
        return bool(self.rules or self.dates)


def read_calendars(content: bytes, window: tuple[date, date], zone: tzinfo) -> dict[str, Any]:
    """Busy minutes since 1970 in the window (its last day in it), merged; events read; left out.

    Only numbers and our own codes come out, whatever the file says.
    """
    file = cut_in_components(content)
    zones = Zones((one for one in file.components if one.name == "VTIMEZONE"), zone)
    reader = _Reader(file.calendars, zones, window)
    reader.read(one for one in file.components if one.name != "VTIMEZONE")
    left_out = reader.left_out
    left_out["unknown_zone"] = zones.unknown
    left_out["cut"] = max(1, file.unfinished) if file.is_cut else 0
    left_out["unreadable"] += 0 if file.is_cut else file.unfinished
    first, last = (int(moment.timestamp()) // 60 for moment in reader.window)
    merged = merge(reader.busy, first, last)
    left_out["too_many"] = max(0, len(merged) - MOST_INTERVALS)
    return {
        "busy": merged[:MOST_INTERVALS],
        "read": reader.count,
        "left_out": {code: count for code, count in left_out.items() if count},
    }


def merge(spans: Iterable[Span], first: int, last: int) -> list[list[int]]:
    """The spans in whole minutes, inside [first, last], none touching another, in order."""
    merged: list[list[int]] = []
    for start, end in sorted((_minute(start), _minute(end, up=True)) for start, end in spans):
        start, end = max(start, first), min(end, last)
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(end, merged[-1][1])
        else:
            merged.append([start, end])
    return merged


def _minute(moment: datetime, *, up: bool = False) -> int:
    seconds = int(moment.timestamp())
    return -(-seconds // 60) if up else seconds // 60


class _Reader:
    """Reads events into `busy`; `left_out` counts those that do not, by reason."""

    def __init__(
        self, calendars: list[dict[str, str]], zones: Zones, window: tuple[date, date]
    ) -> None:
        self.calendars = calendars
        self.zones = zones
        self.window = (
            instant(window[0], zones.usual),
            instant(window[1] + _ONE_DAY, zones.usual),
        )
        self.busy: list[Span] = []
        self.left_out: Counter[str] = Counter()
        self.count = 0
        self.stops_at = clock.process_time() + SECONDS_FOR_ALL

    def read(self, components: Iterable[Component]) -> None:
        series: dict[tuple[int, str], list[Event]] = {}
        for number, one in enumerate(components):
            if one.name == "VFREEBUSY":
                self._read_free_busy(one)
                continue
            uid = one.singles["UID"].value.strip() if "UID" in one.singles else f" {number}"
            with self._counting():
                series.setdefault((one.calendar, uid), []).append(self._understand(one))
                self.count += 1
        for events in series.values():
            self._read_series(events)

    @contextmanager
    def _counting(self) -> Iterator[None]:
        try:
            yield
        except LeftOutError as reason:
            self.left_out[str(reason)] += 1
        except (OverflowError, ValueError):
            self.left_out["unreadable"] += 1

    def _keep(self, start: Moment, end: Moment) -> None:
        span = instant(start, self.zones.usual), instant(end, self.zones.usual)
        if span[0] < self.window[1] and span[1] > self.window[0]:
            self.busy.append(span)

    def _understand(self, one: Component) -> Event:
        """The event, with dates alike; LeftOutError when it cannot count."""
        if "DTSTART" not in one.singles:
            raise LeftOutError("unreadable")
        start = self._moment(one.singles["DTSTART"], one)
        end = self._end(one, start)
        if instant(end, self.zones.usual) < instant(start, self.zones.usual):
            raise LeftOutError("backwards")
        if end == start:
            raise LeftOutError("no_end")
        before = one.singles.get("RECURRENCE-ID")
        sequence = one.value("SEQUENCE")
        return Event(
            start=start,
            end=end,
            is_free=self._is_free(one),
            rules=_rules(one),
            dates=self._dates(one, "RDATE", start),
            without=self._dates(one, "EXDATE", start),
            instead_of=self._moment(before, one) if before else None,
            and_after=before is not None and "RANGE=THISANDFUTURE" in before.params.upper(),
            sequence=int(sequence) if sequence.isascii() and sequence.isdigit() else 0,
        )

    def _is_free(self, one: Component) -> bool:
        return (
            one.value("TRANSP") == "TRANSPARENT"
            or one.value("STATUS") == "CANCELLED"
            or one.value("X-MICROSOFT-CDO-BUSYSTATUS") == "FREE"
            or self.calendars[one.calendar].get("METHOD", "").upper() in _NOT_HELD
        )

    def _moment(self, written: Property, one: Component) -> Moment:
        moment = read_moment(written.value, self._zone(written, one))
        return self._at_home(moment, one)

    def _zone(self, written: Property, one: Component) -> tzinfo:
        """The zone of a time that does not say UTC, which has no zone to be unknown."""
        value = written.value.strip().upper()
        return (
            UTC if value.endswith("Z") or "T" not in value else self.zones.of(written, one.calendar)
        )

    def _at_home(self, moment: Moment, one: Component) -> Moment:
        """Google writes in UTC what repeats at an hour of its X-WR-TIMEZONE, summer and winter."""
        name = self.calendars[one.calendar].get("X-WR-TIMEZONE", "")
        home = self.zones.named(name, one.calendar) if name else None
        if home is not None and isinstance(moment, datetime) and moment.tzinfo is UTC:
            return moment.astimezone(home)
        return moment

    def _end(self, one: Component, start: Moment) -> Moment:
        if "DTEND" in one.singles:
            end = self._moment(one.singles["DTEND"], one)
            return end if type(end) is type(start) else alike(end, start)
        if "DURATION" in one.singles:
            length = read_duration(one.singles["DURATION"].value)
            whole = length if isinstance(start, datetime) else timedelta(days=length.days)
            return start + whole
        return start if isinstance(start, datetime) else start + _ONE_DAY

    def _dates(self, one: Component, name: str, start: Moment) -> list[Any]:
        found: list[Any] = []
        for written in one.listed(name):
            for text in written.value.split(","):
                if len(found) >= MOST_DATES:
                    raise LeftOutError("too_often")
                moment, _, until = text.partition("/")
                first = alike(self._moment(Property(name, written.params, moment), one), start)
                found.append((first, self._until(first, until, written, one)) if until else first)
        return found

    def _until(self, first: Moment, text: str, written: Property, one: Component) -> Moment:
        """The end of a period: a moment, or how long it lasts."""
        if text.strip().upper().startswith(("P", "+", "-")):
            return first + read_duration(text)
        return alike(self._moment(Property(written.name, written.params, text), one), first)

    def _read_free_busy(self, one: Component) -> None:
        for written in one.listed("FREEBUSY"):
            if "FBTYPE=FREE" in written.params.upper().split(";"):
                continue
            for text in written.value.split(","):
                with self._counting():
                    moment, _, until = text.partition("/")
                    start = self._moment(Property("FREEBUSY", written.params, moment), one)
                    end = self._until(start, until, written, one) if until else start + _ONE_DAY
                    self._keep(start, end)
                    self.count += 1

    def _read_series(self, events: list[Event]) -> None:
        """The events of one name: what happens once, then what repeats, with its exceptions."""
        masters = [one for one in events if one.repeats and one.instead_of is None]
        latest = max((one.sequence for one in masters), default=0)
        masters = [one for one in masters if one.sequence == latest]
        changes = [one for one in events if one.instead_of is not None]
        for one in events:
            alone = one.instead_of is not None and not masters
            if not one.is_free and (alone or not (one.repeats or one.instead_of)):
                with self._counting():
                    self._keep(one.start, one.end)
        for master in masters:
            if master.is_free and all(change.is_free for change in changes):
                continue
            with self._counting():
                self._within_time(partial(self._repeat, master, changes))

    def _within_time(self, act: Callable[[], None]) -> None:
        left = self.stops_at - clock.process_time()
        if left <= 0:
            raise LeftOutError("not_reached")
        before = signal.signal(signal.SIGPROF, _give_up)
        signal.setitimer(signal.ITIMER_PROF, min(left, SECONDS_FOR_ONE))
        try:
            act()
        except LeftOutError:
            raise
        except _TooLongError as error:
            raise LeftOutError("too_often") from error
        except Exception as error:
            raise LeftOutError("rule") from error
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)

    def _repeat(self, master: Event, changes: list[Event]) -> None:
        """Every occurrence in the window; a moved one where it was moved to."""
        calendar = icalendar.Calendar()
        calendar.add_component(_component(master))
        for change in changes:
            calendar.add_component(
                _component(change, alike(change.instead_of or change.start, master.start))
            )
        # A day more on each side, because a day is not the same everywhere.
        first, last = self.window[0] - _ONE_DAY, self.window[1] + _ONE_DAY
        for found in recurring_ical_events.of(calendar).between(first, last):
            if found["TRANSP"] == "OPAQUE":
                self._keep(found.start, found.end)


def _rules(one: Component) -> list[str]:
    rules = [written.value.strip().upper() for written in one.listed("RRULE")]
    if any(_TOO_OFTEN.search(rule) for rule in rules):
        raise LeftOutError("too_often")
    return rules


def _component(event: Event, instead_of: Moment | None = None) -> icalendar.Event:
    """The event as the library that repeats it wants it: dates, and whether it keeps one busy."""
    made = icalendar.Event()
    made.add("UID", "one")
    made.add("DTSTART", event.start)
    made.add("DTEND", event.end)
    made.add("TRANSP", "TRANSPARENT" if event.is_free else "OPAQUE")
    made.add("SEQUENCE", event.sequence)
    if instead_of is not None:
        how = {"RANGE": "THISANDFUTURE"} if event.and_after else {}
        made.add("RECURRENCE-ID", instead_of, parameters=how)
        return made
    for rule in event.rules:
        # A last day is whole; the library would stop at its midnight.
        whole = _LAST_DAY.sub(r"\1T235959Z", rule) if isinstance(event.start, datetime) else rule
        made.add("RRULE", icalendar.vRecur.from_ical(whole))
    for name, moments in (("RDATE", event.dates), ("EXDATE", event.without)):
        if moments:
            made.add(name, moments)
    return made


def _give_up(_number: int, _frame: Any) -> None:
    raise _TooLongError
