"""Dates, durations and zones as calendars write them, well or badly.

Windows names of zones are those of CLDR’s windowsZones, as icalendar ships them.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Timezone
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from intermetiers.web.calendars.cutting import Component, Property

_MOMENT = re.compile(r"(\d{8})(?:T(\d{4}|\d{6})(Z?))?", re.ASCII)
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,8})M)?(?:(\d{1,8})S)?)?",
    re.ASCII,
)
_ZONE_NAME = re.compile(r';TZID=(?:"([^"]*)"|([^;]*))', re.IGNORECASE)
_LONGEST_ZONE = 100  # lines; a zone told year after year since 1900 has more, and is named too

_WINDOWS = {name.casefold(): zone for name, zone in WINDOWS_TO_OLSON.items()}

Moment = date | datetime


class LeftOutError(Exception):
    """Why one event does not count: a code `reading` has a sentence for."""


class Zones:
    """The zones a file may name: of the world, of Windows, of its own VTIMEZONE.

    A floating time, and one whose zone nobody knows, is read in `usual`; `unknown` counts the
    latter.
    """

    def __init__(self, described: Iterable[Component], usual: tzinfo) -> None:
        self.usual = usual
        self.unknown = 0
        self._described = {
            (one.calendar, one.singles["TZID"].value): one
            for one in described
            if "TZID" in one.singles
        }
        self._found: dict[tuple[int, str], tzinfo | None] = {}

    def named(self, name: str, calendar: int) -> tzinfo | None:
        """The zone of this name in this calendar of the file; None for one nobody knows."""
        key = (calendar, name)
        if key not in self._found:
            self._found[key] = _of_the_world(name) or self._told(key)
        return self._found[key]

    def of(self, written: Property, calendar: int) -> tzinfo:
        """The zone of a time without Z."""
        found = _ZONE_NAME.search(written.params)
        if found is None:
            return self.usual
        zone = self.named((found[1] or found[2] or "").strip(), calendar)
        if zone is None:
            self.unknown += 1
            return self.usual
        return zone

    def _told(self, key: tuple[int, str]) -> tzinfo | None:
        told = self._described.get(key)
        if told is None or len(told.lines) > _LONGEST_ZONE:
            return None
        try:
            read: Any = Timezone.from_ical("\r\n".join([*told.lines, ""]))
            zone: tzinfo = read.to_tz(lookup_tzid=False)
            datetime(2027, 1, 1, tzinfo=zone).astimezone(UTC)
        except Exception:  # noqa: BLE001 (a zone badly told is one nobody knows)
            return None
        return zone


def _of_the_world(name: str) -> tzinfo | None:
    """« Europe/Paris », « Romance Standard Time », « /mozilla.org/20050126_1/Europe/Paris »."""
    parts = name.strip("/").split("/")
    candidates = [_WINDOWS.get(name.casefold(), "")]
    candidates += ["/".join(parts[start:]) for start in range(len(parts))]
    for candidate in candidates:
        try:
            return ZoneInfo(candidate)
        except (KeyError, ValueError, OSError):  # no such zone, or no such name of a file
            continue
    return None


def read_moment(text: str, zone: tzinfo) -> Moment:
    """A day, or an instant: in UTC when it says so, else in `zone`."""
    found = _MOMENT.fullmatch(text.strip().upper())
    if found is None:
        raise LeftOutError("unreadable")
    try:
        day = datetime.strptime(found[1], "%Y%m%d").date()  # noqa: DTZ007 (a day has no zone)
        if found[2] is None:
            return day
        hour = time(int(found[2][:2]), int(found[2][2:4]), min(int(found[2][4:] or 0), 59))
    except ValueError as error:
        raise LeftOutError("unreadable") from error
    return datetime.combine(day, hour, UTC if found[3] else zone)


def read_duration(text: str) -> timedelta:
    """« PT90M », « P1DT2H »."""
    found = _DURATION.fullmatch(text.strip().upper())
    if found is None or not any(found.groups()[1:]):
        raise LeftOutError("unreadable")
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in found.groups()[1:])
    try:
        whole = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    except OverflowError as error:
        raise LeftOutError("unreadable") from error
    return -whole if found[1] == "-" else whole


def instant(moment: Moment, zone: tzinfo) -> datetime:
    """The moment in UTC; a day begins at midnight in `zone`."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time.min, zone)
    try:
        return moment.astimezone(UTC)
    except (OverflowError, ValueError) as error:  # the year 1, or 9999
        raise LeftOutError("unreadable") from error


def alike(moment: Moment, model: Moment) -> Moment:
    """The moment as `model` is written: a day for days, at the same hour and zone for instants."""
    if not isinstance(model, datetime):
        return moment.date() if isinstance(moment, datetime) else moment
    if not isinstance(moment, datetime):
        return datetime.combine(moment, model.timetz())
    try:
        return moment.astimezone(model.tzinfo)
    except (OverflowError, ValueError) as error:
        raise LeftOutError("unreadable") from error
