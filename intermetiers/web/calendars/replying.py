"""What a calendar answers to an invitation (RFC 5546: REPLY, COUNTER), read line by line.

What comes by mail is never trusted: nothing is built from it but the values below, no rule of
repetition is followed and no zone is read, so reading costs what the text weighs, and never fails.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from icalendar.parser import Contentline

MOST_BYTES = 200_000
MOST_LINES = 3_000
LONGEST_LINE = 5_000
LONGEST_UID = 250
FIRST_YEAR = 2000  # a clock that says less was never set
METHODS = frozenset({"REPLY", "COUNTER"})

_CHARSETS = re.compile(r"us-ascii|utf-?8|iso-8859-\d{1,2}|(?:windows-|cp)125\d", re.ASCII)
_FOLDED = re.compile(rb"(?:\r\n|\n|\r)[ \t]")
_ENDS_A_LINE = re.compile(r"\r\n|\n|\r")
_INSTANT = re.compile(r"(\d{8})T(\d{6})Z?", re.ASCII)
_HEAD = re.compile(r"([A-Za-z0-9-]+)[;:]")
_READ = frozenset({"ATTENDEE", "COMMENT", "DTSTAMP", "SEQUENCE", "UID"})
_EVENT = ["VCALENDAR", "VEVENT"]


@dataclass(frozen=True, slots=True)
class Attendee:
    """One line ATTENDEE: an address in small letters, and what it answers (« ACCEPTED »)."""

    address: str
    partstat: str
    delegated_to: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class CalendarReply:
    """What the first event of the answer says; None and "" for what it does not."""

    method: str
    uid: str
    attendees: tuple[Attendee, ...]
    sequence: int | None
    stamped_at: datetime | None
    comment: str

    def of(self, address: str) -> Attendee | None:
        """The line of this address."""
        wanted = address.casefold()
        return next((one for one in self.attendees if one.address == wanted), None)


def read_reply(content: bytes, charset: str = "utf-8") -> CalendarReply | None:
    """The answer this calendar holds; None for anything else, whatever the bytes."""
    method = ""
    found: dict[str, list[_Line]] = {name: [] for name in _READ}
    for line, stack in _lines(content, charset):
        if line.name == "METHOD" and stack == _EVENT[:1]:
            method = line.value.strip().upper()
        elif stack == _EVENT and line.name in _READ:
            found[line.name].append(line)
    if method not in METHODS or not found["UID"]:
        return None
    return CalendarReply(
        method=method,
        uid=found["UID"][0].value.strip()[:LONGEST_UID],
        attendees=tuple(_attendee(line) for line in found["ATTENDEE"]),
        sequence=_number(found["SEQUENCE"]),
        stamped_at=_instant(found["DTSTAMP"]),
        comment=_text(found["COMMENT"][0].value) if found["COMMENT"] else "",
    )


def find_uids(content: bytes, charset: str = "utf-8") -> tuple[str, ...]:
    """The names of the events of any calendar, such as the invitation a bounce gives back."""
    lines = _lines(content, charset)
    found = (line.value for line, stack in lines if line.name == "UID" and stack == _EVENT)
    return tuple(dict.fromkeys(uid.strip()[:LONGEST_UID] for uid in found))


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    params: dict[str, str]
    value: str


def _lines(content: bytes, charset: str) -> Iterator[tuple[_Line, list[str]]]:
    """Each property that could serve, in the components that hold it; one event is enough."""
    # Unfolded before it is decoded: some cut a line in the middle of a letter.
    whole = _FOLDED.sub(b"", content[:MOST_BYTES])
    stack: list[str] = []
    for raw in _ENDS_A_LINE.split(read_text(whole, charset))[:MOST_LINES]:
        text = raw.lstrip("\ufeff")[:LONGEST_LINE]
        head = _HEAD.match(text)
        if head is None:
            continue
        name = head[1].upper()
        if name == "BEGIN":
            stack.append(text.partition(":")[2].strip().upper())
        elif name == "END":
            if stack == _EVENT:
                return
            del stack[-1:]
        elif name in _READ or name == "METHOD":
            line = _line(name, text)
            if line is not None:
                yield line, stack


def read_text(content: bytes, charset: str) -> str:
    """The letters of these bytes, all such as a database keeps.

    Only the charsets mail is written in are followed: some that Python knows take a time that
    grows with the square of the text, or make letters that are none.
    """
    name = charset.strip().lower()
    known = name if _CHARSETS.fullmatch(name) else "utf-8"
    try:
        text = content.decode(known, errors="replace")
    except LookupError:  # « iso-8859-99 »
        text = content.decode("utf-8", errors="replace")
    return text.replace("\0", "")


def _line(name: str, text: str) -> _Line | None:
    try:
        _, params, value = Contentline(text).parts()  # type: ignore[no-untyped-call]
    except ValueError:
        return None
    return _Line(name, {key.upper(): _flat(params[key]) for key in params}, str(value))


def _flat(value: object) -> str:
    """The first of several values of a parameter."""
    return str(value[0] if isinstance(value, list) and value else value)


def _attendee(line: _Line) -> Attendee:
    return Attendee(
        address=_address(line.value),
        partstat=line.params.get("PARTSTAT", "").strip().upper(),
        delegated_to=_address(line.params.get("DELEGATED-TO", "")),
        comment=_text(line.params.get("X-RESPONSE-COMMENT", "")),
    )


def _address(value: str) -> str:
    """« mailto:David@Example.org » and « MAILTO:david@example.org » are one address."""
    bare = value.strip().strip("<>\"'")
    if bare[:7].casefold() == "mailto:":
        bare = bare[7:]
    return bare.strip("<>\"' ").casefold()


def _number(lines: list[_Line]) -> int | None:
    digits = lines[0].value.strip() if lines else ""
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None


def _instant(lines: list[_Line]) -> datetime | None:
    """An instant in UTC, as DTSTAMP must be written; read so too where the Z is missing."""
    found = _INSTANT.fullmatch(lines[0].value.strip()) if lines else None
    if found is None:
        return None
    try:
        stamp = datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return stamp if stamp.year >= FIRST_YEAR else None


def _text(value: str) -> str:
    """On one line: whoever reads it reads it in a list."""
    return " ".join(value.split())
