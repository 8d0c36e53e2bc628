"""A time zone as calendars describe it: two rules, which Outlook reads, and not a list of days.

A zone whose changes follow no such rule is described change by change, for some years only.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any, cast
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
YEARS_AHEAD = 5  # a rule that holds this long is taken for one
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Change:
    """The clocks go from one offset to another, at this hour of the clocks before it."""

    at: datetime
    before: timedelta
    after: timedelta
    name: str
    is_daylight: bool

    @property
    def rule(self) -> tuple[int, str, timedelta, timedelta]:
        """What is the same every year: the month, « -1SU » for its last Sunday, the offsets."""
        last = monthrange(self.at.year, self.at.month)[1]
        rank = -1 if self.at.day > last - 7 else (self.at.day - 1) // 7 + 1
        return self.at.month, f"{rank}{DAYS[self.at.weekday()]}", self.before, self.after


def describe_zone(zone: ZoneInfo, year: int) -> Timezone:
    """The VTIMEZONE of the zone, true from the beginning of this year on, YEARS_AHEAD at least."""
    described: Any = Timezone.from_ical(_described(zone.key, year))
    return cast("Timezone", described)


@lru_cache(maxsize=64)
def _described(key: str, year: int) -> bytes:
    zone = ZoneInfo(key)
    changes = _changes(zone, year - 1)
    following = [_changes(zone, ahead) for ahead in range(year, year + YEARS_AHEAD)]
    rules = {change.rule for change in changes}
    repeats = all({change.rule for change in one} == rules for one in following)
    if not repeats:
        changes += [change for one in following for change in one]
    described = Timezone()
    described.add("TZID", key)
    if not changes or not repeats:
        described.add_component(_until_a_change(zone, year - 1))
    for change in changes:
        described.add_component(_part(change, repeats=repeats))
    return bytes(described.to_ical())


def _changes(zone: ZoneInfo, year: int) -> list[_Change]:
    """The changes of one year, to the hour."""
    found = []
    moment, end = datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)
    while moment < end:
        day = moment + timedelta(days=1)
        if _offset(moment, zone) != _offset(day, zone):
            while _offset(moment, zone) == _offset(moment + _HOUR, zone):
                moment += _HOUR
            found.append(_change(moment + _HOUR, zone))
        moment = day
    return found


def _change(moment: datetime, zone: ZoneInfo) -> _Change:
    before, after = _offset(moment - _HOUR, zone), _offset(moment, zone)
    local = moment.astimezone(zone)
    return _Change(
        at=(moment + before).replace(tzinfo=None),
        before=before,
        after=after,
        name=local.tzname() or "",
        is_daylight=bool(local.dst()),
    )


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def _part(change: _Change, *, repeats: bool) -> TimezoneDaylight | TimezoneStandard:
    part = TimezoneDaylight() if change.is_daylight else TimezoneStandard()
    month, day, before, after = change.rule
    part.add("DTSTART", change.at)
    if repeats:
        part.add("RRULE", vRecur({"FREQ": "YEARLY", "BYMONTH": month, "BYDAY": day}))
    part.add("TZOFFSETFROM", before)
    part.add("TZOFFSETTO", after)
    part.add("TZNAME", change.name)
    return part


def _until_a_change(zone: ZoneInfo, year: int) -> TimezoneStandard:
    """The offset this year begins with: for ever, where the clocks never change."""
    start = datetime(year, 1, 1, tzinfo=zone)
    part = TimezoneStandard()
    part.add("DTSTART", start.replace(tzinfo=None))
    part.add("TZOFFSETFROM", start.utcoffset() or timedelta())
    part.add("TZOFFSETTO", start.utcoffset() or timedelta())
    part.add("TZNAME", start.tzname() or zone.key)
    return part
