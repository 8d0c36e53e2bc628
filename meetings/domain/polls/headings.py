"""Where the dates of a poll stand in its table, and which tool wrote it, told by what it holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from intermetiers.web.french import NBSP
from meetings.domain.kinds import PollKind
from meetings.domain.polls.moments import (
    plain_title,
    read_day,
    read_day_and_hours,
    read_moment,
    read_zone,
)
from meetings.domain.polls.poll import Option, UnreadPollError
from meetings.domain.polls.words import ADDRESS, read_vote

Lines = Sequence[Sequence[str]]

LINES_TRIED = 8  # a title and a description may stand above the dates
LONGEST_SHOWN = 80

NO_DATES = (
    "Les colonnes de ce sondage n’ont pas de date. Rien n’a été écrit. On sait reprendre un sondage "
    "dont chaque colonne est un jour et une heure."
)
_MAIL = frozenset({"e-mail", "email", "mail", "courriel", "email address", "adresse e-mail"})
_SAID_ON = re.compile(r"datetime$|repondu le|reponse du|submitted|responded|date de reponse")
_COMMENT = re.compile(r"comment(?:aire)?s?$")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}t[0-9:.]+z")
_OFFSET = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]+[+-][0-9]{2}:?[0-9]{2}")
_NAMES = frozenset({"nom", "name"})


@dataclass(frozen=True, slots=True)
class Headings:
    """The head of a poll: its tool, its options with the column of each, and the other columns
    (None where there is none). `first` is the line of the first answer; `notes` are sentences."""

    kind: PollKind
    first: int
    options: tuple[Option, ...]
    columns: tuple[int, ...]
    zone: ZoneInfo
    mail: int | None = None
    said_on: int | None = None
    comment: int | None = None
    notes: tuple[str, ...] = ()


def find_headings(lines: Lines, zone: ZoneInfo) -> Headings | None:
    """The head of this table; None when nothing in it looks like a poll.

    Raises UnreadPollError for a poll that asks about something else than dates.
    """
    framadate = _framadate(lines, zone)
    if framadate is not None:
        return framadate
    for number in range(min(LINES_TRIED, len(lines))):
        found = _from_and_to(lines, number, zone) or _one_line(lines, number, zone)
        if found is not None:
            return found
    if _asks_something_else(lines):
        raise UnreadPollError(NO_DATES)
    return None


def _framadate(lines: Lines, zone: ZoneInfo) -> Headings | None:
    """Two lines that begin by an empty cell: the days, then the hours, which are free text."""
    if len(lines) < 2 or lines[0][0].strip() or lines[1][0].strip():
        return None
    columns = tuple(column for column, day in enumerate(lines[0]) if day.strip())
    if not any(read_day(lines[0][column]) for column in columns):
        return None
    options = tuple(
        _option(
            f"{lines[0][column]} {lines[1][column]}".strip(),
            read_day_and_hours(lines[0][column], lines[1][column], zone),
        )
        for column in columns
    )
    return Headings(PollKind.FRAMADATE, 2, options, columns, zone)


def _from_and_to(lines: Lines, number: int, zone: ZoneInfo) -> Headings | None:
    """The workbook of Nextcloud Polls: a line of beginnings over a line of ends."""
    if number + 1 >= len(lines):
        return None
    spans = {}
    for column in range(1, len(lines[number])):
        start = read_moment(lines[number][column], zone)
        end = read_moment(lines[number + 1][column], zone)
        if start and end and start[1] is None and end[1] is None:
            spans[column] = (start[0], end[0])
    columns = tuple(
        column
        for column in range(1, len(lines[number]))
        if lines[number][column].strip() and lines[number + 1][column].strip()
    )
    if len(spans) <= len(columns) / 2:
        return None
    options = []
    for column in columns:
        span = spans.get(column)
        title = f"{lines[number][column]} – {lines[number + 1][column]}"
        options.append(_option(title, span if span and span[1] > span[0] else None))
    mail = 1 if 1 not in spans and 1 not in columns else None
    return Headings(
        PollKind.NEXTCLOUD, number + 2, tuple(options), columns, zone, mail=mail,
        notes=_doubt_about_signs(lines[number + 2 :], columns),
    )  # fmt: skip


def _doubt_about_signs(lines: Lines, columns: Sequence[int]) -> tuple[str, ...]:
    if not any("❌" in line[column] for line in lines for column in columns):
        return ()
    return (
        "Dans ce classeur, « ❌ » est lu « non ». Nextcloud peut aussi l’écrire pour quelqu’un qui "
        "n’a pas répondu à une date : en cas de doute, apportez plutôt l’export CSV.",
    )


def _one_line(lines: Lines, number: int, zone: ZoneInfo) -> Headings | None:
    """All the dates on one line, with the name before them."""
    titles = lines[number]
    plain = [plain_title(title) for title in titles]
    if read_moment(titles[0], zone) or not any(read_moment(title, zone) for title in titles[1:]):
        return None
    others = {
        "mail": next((n for n, title in enumerate(plain) if title in _MAIL), None),
        "said_on": next((n for n, title in enumerate(plain) if _SAID_ON.match(title)), None),
        "comment": next((n for n, title in enumerate(plain) if n and _COMMENT.match(title)), None),
    }
    said_on = others["said_on"]
    there = zone if said_on is None else read_zone(titles[said_on], zone)
    columns = tuple(
        n for n, title in enumerate(titles) if n and title.strip() and n not in others.values()
    )
    head = Headings(
        _tool_of(plain, others),
        number + 1,
        tuple(_option(titles[n], read_moment(titles[n], there)) for n in columns),
        columns,
        there,
        mail=others["mail"],
        said_on=said_on,
        comment=others["comment"],
    )
    if there.key == zone.key:
        return head
    note = f"Les heures du sondage sont lues comme celles de {there.key}, puis mises aux nôtres."
    return replace(_at_home(head, zone), notes=(note,))


def _at_home(head: Headings, zone: ZoneInfo) -> Headings:
    return replace(
        head,
        options=tuple(
            replace(
                one,
                starts=one.starts.astimezone(zone) if one.starts else None,
                ends=one.ends.astimezone(zone) if one.ends else None,
            )
            for one in head.options
        ),
    )


def _tool_of(plain: Sequence[str], others: dict[str, int | None]) -> PollKind:
    """Which tool writes such titles."""
    if plain[0] == "participant name":
        return PollKind.NEWDLE
    if plain[0] == "name" and any(_OFFSET.match(title) for title in plain):
        return PollKind.BITPOLL
    if any(_INSTANT.match(title) for title in plain):
        return PollKind.NEXTCLOUD
    if plain[0] in _NAMES and others["mail"] == 1:
        return PollKind.RALLLY
    return PollKind.OTHER


def _option(title: str, span: tuple[object, object] | None) -> Option:
    title = " ".join(ADDRESS.sub(" ", title).split())
    shown = title if len(title) <= LONGEST_SHOWN else f"{title[:LONGEST_SHOWN]}…"
    return Option(shown, *span) if span else Option(shown)  # type: ignore[arg-type]


def _asks_something_else(lines: Lines) -> bool:
    """Whether most cells beside the names are answers: a poll, about no date."""
    cells = [cell for line in lines[1:40] for cell in line[1:] if cell.strip()]
    return (
        len(cells) > 1 and sum(read_vote(cell) in {"yes", "no"} for cell in cells) > len(cells) / 2
    )


def say_undated(options: Sequence[Option]) -> tuple[str, ...]:
    """One sentence for the columns that no calendar holds."""
    left = [f"«{NBSP}{one.title}{NBSP}»" for one in options if one.starts is None]
    if not left:
        return ()
    if len(left) == 1:
        return (
            f"La colonne {left[0]} n’a pas d’heure qui se lise{NBSP}: elle est laissée de côté.",
        )
    return (
        f"{len(left)} colonnes n’ont pas d’heure qui se lise{NBSP}: {', '.join(left)}. "
        "Elles sont laissées de côté.",
    )
