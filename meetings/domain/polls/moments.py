"""When a column of a poll is, from what its title says, whatever tool wrote it."""

import re
from datetime import date, datetime, time, timedelta
from unicodedata import combining, normalize
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from intermetiers.web.french import MONTHS

LONGEST_TITLE = 120  # signs; « mercredi 21 septembre 2027, de 10 h 15 à 11 h 30 » takes half
FIRST_YEAR, LAST_YEAR = 2000, 2199

Span = tuple[datetime, datetime | None]

_ENGLISH = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_INSTANT = (
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[t ]([0-9]{2}:[0-9]{2})(?::[0-9]{2}(?:\.[0-9]{1,9})?)?"
    r" ?(z|[+-][0-9]{2}:?[0-9]{2})?"
)
_INSTANTS = re.compile(rf"{_INSTANT}(?: ?[/-] ?{_INSTANT})?")
_DAYS = (
    re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})"),
    re.compile(r"(?:[a-z]+\.?,? )?(?P<d>[0-9]{1,2})[/.-](?P<m>[0-9]{1,2})[/.-](?P<y>[0-9]{4})"),
    re.compile(r"(?:[a-z]+\.?,? )?(?P<d>[0-9]{1,2})(?:er)? (?P<word>[a-z]+)\.?,? (?P<y>[0-9]{4})"),
    re.compile(r"(?:[a-z]+\.?,? )?(?P<word>[a-z]+)\.? (?P<d>[0-9]{1,2}),? (?P<y>[0-9]{4})"),
)
_HOUR = r"([0-9]{1,2})(?: ?[h:.] ?([0-9]{2})?)?(?::[0-9]{2})? ?(am|pm)?"
_HOURS = re.compile(
    rf"[ ,]*(?:(?:a|at|de|des|from|entre|vers) )?{_HOUR}"
    rf"(?: ?(?:-|a|to|et|jusqu.a) ?{_HOUR})?"
)
_SAYS_HOURS = re.compile(r"[0-9] ?(?:[h:.]|am|pm)")


def read_moment(text: str, zone: ZoneInfo) -> Span | None:
    """When « mar. 1 déc. 2026 09:00 - 10:00 » or an ISO instant is, in `zone`.

    The end is None when only a beginning is said. None for what has no day or no hour, and for a
    whole day from midnight to midnight, which is no hour either.
    """
    plain = plain_title(text)
    if not plain:
        return None
    found = _read_instants(plain, zone) or _read_written(plain, zone)
    if found is None or not FIRST_YEAR <= found[0].year <= LAST_YEAR:
        return None
    start, end = found
    if end is not None and (end <= start or (_is_midnight(start) and _is_midnight(end))):
        return None
    return start, end


def read_day_and_hours(day: str, hours: str, zone: ZoneInfo) -> Span | None:
    """The same of a day and of hours that stand in two cells."""
    return read_moment(f"{day} {hours}", zone) if hours.strip() else None


def read_day(text: str) -> date | None:
    """The day a title begins with, and nothing behind it."""
    found = _find_day(plain_title(text))
    return found[0] if found and not found[1].strip() else None


def read_zone(text: str, usual: ZoneInfo) -> ZoneInfo:
    """The zone that « Répondu le (Europe/Paris) » names; `usual` when it names none."""
    named = re.search(r"\(([A-Za-z]+(?:/[A-Za-z_+-]+)*)\)", text[:LONGEST_TITLE])
    if named is None:
        return usual
    try:
        return ZoneInfo(named[1])
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return usual


def plain_title(text: str) -> str:
    """Lower case, without accents, with ordinary spaces and dashes; empty when it is too long."""
    if len(text) > LONGEST_TITLE:
        return ""
    letters = "".join(sign for sign in normalize("NFKD", text) if not combining(sign))
    return " ".join(re.sub(r"[–—−‑]", "-", letters).lower().split())  # noqa: RUF001 (dashes)


def _read_instants(plain: str, zone: ZoneInfo) -> Span | None:
    found = _INSTANTS.fullmatch(plain)
    if found is None:
        return None
    start = _instant(found[1], found[2], found[3], zone)
    if start is None or found[4] is None:
        return (start, None) if start else None
    end = _instant(found[4], found[5], found[6], zone)
    return (start, end) if end else None


def _instant(day: str, hour: str, offset: str | None, zone: ZoneInfo) -> datetime | None:
    """To the minute: what is below is the clock of a machine, no hour of a meeting."""
    try:
        if offset is None:
            return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=zone)
        return datetime.fromisoformat(f"{day}T{hour}{offset.upper()}").astimezone(zone)
    except (ValueError, OverflowError):
        return None


def _read_written(plain: str, zone: ZoneInfo) -> Span | None:
    found = _find_day(plain)
    if found is None:
        return None
    day, rest = found
    hours = _HOURS.fullmatch(rest) if _SAYS_HOURS.search(rest) else None
    if hours is None:
        return None
    start = _hour(hours[1], hours[2], hours[3])
    end = _hour(hours[4], hours[5], hours[6]) if hours[4] else None
    if start is None or (hours[4] and end is None):
        return None
    return (
        datetime.combine(day, start, tzinfo=zone),
        datetime.combine(day, end, tzinfo=zone) if end else None,
    )


def _find_day(plain: str) -> tuple[date, str] | None:
    """The day at the head, and what follows it."""
    for pattern in _DAYS:
        found = pattern.match(plain)
        if found is None:
            continue
        parts = found.groupdict()
        month = _month(parts["word"]) if "word" in parts else int(parts["m"])
        try:
            return date(int(parts["y"]), month, int(parts["d"])), plain[found.end() :]
        except ValueError:
            continue
    return None


def _month(word: str) -> int:
    """12 of « déc », « décembre », « dec », « december »; 0 of what is no month, or two."""
    numbers = {
        number
        for names in (map(plain_title, MONTHS), _ENGLISH)
        for number, name in enumerate(names, start=1)
        if len(word) >= 3 and name.startswith(word)
    }
    return numbers.pop() if len(numbers) == 1 else 0


def _hour(hours: str, minutes: str | None, half: str | None) -> time | None:
    hour = int(hours)
    if half is not None:
        hour = hour % 12 + (12 if half == "pm" else 0)
    try:
        return time(hour, int(minutes or 0))
    except ValueError:
        return None


def _is_midnight(moment: datetime) -> bool:
    return moment.time() == time.min


def usual_end(start: datetime, end: datetime | None, minutes: int) -> datetime:
    """The end that is said; else as long as the meeting lasts, on the clock of the wall."""
    return end or start + timedelta(minutes=minutes)
