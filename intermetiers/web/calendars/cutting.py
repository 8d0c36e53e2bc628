"""A calendar file cut in its events, free-busy times and zones, however it ends.

The properties that could tell what an event is about are dropped here, before anything of the
file is understood.
"""

import re
from dataclasses import dataclass, field

MOST_EVENTS = 50_000
DEEPEST = 30

_ENDS_A_LINE = re.compile(r"\r\n|\n|\r")
_FOLDED = re.compile(r"(?:\r\n|\n|\r)[ \t]")
_SINGLE = frozenset(
    {"DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "SEQUENCE", "STATUS", "TRANSP", "UID"}
    | {"X-MICROSOFT-CDO-BUSYSTATUS"}
)
_LISTED = frozenset({"RRULE", "RDATE", "EXDATE", "FREEBUSY"})
_OF_CALENDAR = frozenset({"METHOD", "X-WR-TIMEZONE"})
_READ = frozenset({"VEVENT", "VFREEBUSY", "VTIMEZONE"})


class RefusedError(Exception):
    """Why a file cannot be read at all: a code `reading` has a sentence for."""


@dataclass(slots=True)
class Property:
    name: str
    params: str
    value: str


@dataclass(slots=True)
class Component:
    """An event, free-busy times or a zone: of the first two, only what makes intervals."""

    name: str
    calendar: int
    singles: dict[str, Property] = field(default_factory=dict)
    lists: list[Property] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def value(self, name: str) -> str:
        found = self.singles.get(name)
        return found.value.strip().upper() if found else ""

    def listed(self, name: str) -> list[Property]:
        return [one for one in self.lists if one.name == name]


@dataclass(slots=True)
class File:
    """What a file holds once cut in lines; `calendars` are the properties of each."""

    calendars: list[dict[str, str]] = field(default_factory=list)
    components: list[Component] = field(default_factory=list)
    unfinished: int = 0
    is_cut: bool = False


def cut_in_components(content: bytes) -> File:
    """The events, free-busy times and zones of the file, however it ends."""
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    # Whatever is not ASCII is of no use here, but in the name of a zone, the same wherever it is.
    text = _FOLDED.sub("", content.decode(encoding, errors="replace"))
    file = File()
    stack: list[str] = []
    current: Component | None = None
    for line in _ENDS_A_LINE.split(text):
        word, _, rest = line.partition(":")
        word, named = word.strip().upper(), rest.strip().upper()
        if word == "BEGIN":
            current = _begin(named, file, stack, current)
        elif word == "END":
            current = _end(named, file, stack, current)
        else:
            _note(line, file, stack, current)
    if not file.calendars:
        raise RefusedError("not_a_calendar")
    file.unfinished += current is not None and current.name != "VTIMEZONE"
    file.is_cut = bool(stack)
    return file


def _begin(name: str, file: File, stack: list[str], current: Component | None) -> Component | None:
    if name == "VCALENDAR":
        file.calendars.append({})
    if name in _READ and current is not None and name == current.name:
        file.unfinished += 1  # the one before never ended
        del stack[stack.index(name) :]
        current = None
    if len(stack) >= DEEPEST:
        raise RefusedError("broken")
    stack.append(name)
    if current is None and name in _READ and file.calendars:
        if len(file.components) >= MOST_EVENTS:
            raise RefusedError("too_large")
        current = Component(name, len(file.calendars) - 1)
    if current is not None and current.name == "VTIMEZONE":
        current.lines.append(f"BEGIN:{name}")
    return current


def _end(name: str, file: File, stack: list[str], current: Component | None) -> Component | None:
    if name not in stack:
        return current
    while stack.pop() != name:
        pass
    if current is None:
        return None
    if current.name == "VTIMEZONE":
        current.lines.append(f"END:{name}")
    if current.name in stack:
        return current
    if current.name == name:
        file.components.append(current)
    else:
        file.unfinished += 1
    return None


def _note(line: str, file: File, stack: list[str], current: Component | None) -> None:
    name = re.split("[;:]", line, maxsplit=1)[0].strip().upper()
    if current is None:
        if name in _OF_CALENDAR and stack and stack[-1] == "VCALENDAR":
            file.calendars[-1][name] = line.partition(":")[2].strip()
        return
    if current.name == "VTIMEZONE":
        current.lines.append(line)
        if name == "TZID":
            current.singles[name] = Property(name, "", line.partition(":")[2].strip())
        return
    if stack[-1] != current.name:  # of an alarm inside
        return
    # None of these values holds a colon, but the name of a zone may: « (UTC+01:00) Paris ».
    head, _, value = line.partition(":") if name == "UID" else line.rpartition(":")
    if name in _SINGLE:
        current.singles.setdefault(name, Property(name, head[len(name) :], value))
    elif name in _LISTED:
        current.lists.append(Property(name, head[len(name) :], value))
