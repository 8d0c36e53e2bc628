"""Which line holds the titles, and what each column seems to hold."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from partners.domain.importing.callings import FOLLOWS, Callings, hold_hours, labels_for
from partners.domain.importing.cells import CellError, read_email, read_phone
from partners.domain.importing.fields import Kind
from partners.domain.importing.titles import (
    field_of_title,
    is_medical,
    plain_title,
    slot_of_title,
)
from partners.domain.uai import is_uai

Lines = Sequence[Sequence[str]]

LINES_TRIED = 30  # titles further down are named by the coordinator
SAMPLES = 3
VALUES_TRIED = 40
_MOSTLY = 0.7
_DATE_LIKE = re.compile(
    r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{2}|[0-9]{4})|[0-9]{4}-[0-9]{2}-[0-9]{2}"
)
_NO_CALLINGS = Callings()
_HEAD_OF_TOTAL = re.compile(
    r"(?:sous[ -]?)?totaux?\b|total\b|effectifs?\b|nombre d|nb d", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column that holds something. `field` is what it seems to hold, empty when unknown."""

    number: int  # 0 for column A
    title: str
    samples: tuple[str, ...]
    field: str = ""
    medical: bool = False
    why_not: str = ""  # why nothing is proposed, when one may wonder

    @property
    def letter(self) -> str:
        return letter_of(self.number)


def letter_of(number: int) -> str:
    """0 is A, 26 is AA, as a spreadsheet names its columns."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def find_titles(kind: Kind, lines: Lines) -> int:
    """The number (from 0) of the line that looks most like titles, among the first ones."""
    tried = lines[:LINES_TRIED]
    known = [_recognised(kind, line) for line in tried]
    if any(known):
        return known.index(max(known))
    filled = [sum(bool(cell) for cell in line) for line in tried]
    return filled.index(max(filled)) if filled else 0


def choose_sheet(kind: Kind, sheets: Sequence[Lines]) -> int:
    """The number of the sheet whose titles we know best; of equals, the longest."""

    def weight(number: int) -> tuple[int, int]:
        lines = sheets[number]
        return max((_recognised(kind, line) for line in lines[:LINES_TRIED]), default=0), len(lines)

    return max(range(len(sheets)), key=weight)


def without_medical(lines: Lines, titles_line: int) -> list[list[str]]:
    """The lines with every medical column emptied under its title: nothing of it is kept."""
    medical = {
        number for number, title in enumerate(titles_of(lines, titles_line)) if is_medical(title)
    }
    return [
        ["" if at > titles_line and number in medical else cell for number, cell in enumerate(line)]
        for at, line in enumerate(lines)
    ]


def _recognised(kind: Kind, line: Sequence[str]) -> int:
    found = (field_of_title(kind, cell) for cell in line if cell)
    return len({hit[0] for hit in found if hit})


def titles_of(lines: Lines, titles_line: int) -> list[str]:
    """The title of each column; a merged title above that names a relative goes before it."""
    if titles_line >= len(lines):
        return []
    own = list(lines[titles_line])
    above = lines[titles_line - 1] if titles_line else ()
    if sum(bool(cell) for cell in above) < 2:
        return own
    group = ""
    titled = []
    for number, title in enumerate(own):
        group = (above[number] if number < len(above) else "") or group
        wanted = title and group and slot_of_title(group) and not slot_of_title(title)
        titled.append(f"{group} – {title}" if wanted else title)
    return titled


def read_columns(
    kind: Kind,
    lines: Lines,
    titles_line: int,
    memory: Mapping[str, str],
    callings: Callings = _NO_CALLINGS,
) -> tuple[Column, ...]:
    """Every column that holds something, each field given to the column that says it best.

    `memory` is what the team chose before, by `plain_title`; "" is a column left out. `callings`
    are the métiers whose names, as titles, say who follows a pupil.
    """
    titles = titles_of(lines, titles_line)
    below = lines[titles_line + 1 :]
    found = []
    for number, title in enumerate(titles):
        values = _values(below, number)
        if title or values:
            samples = tuple(dict.fromkeys(values))[:SAMPLES]
            found.append((Column(number, title, samples, medical=is_medical(title)), values))
    fields = _assign(_Known(kind, memory, callings), found)
    return tuple(
        replace(
            column,
            field=fields.get(column.number, ""),
            why_not="" if column.medical else callings.why_not(column.title, values),
        )
        for column, values in found
    )


def _values(below: Lines, number: int) -> list[str]:
    values = []
    for line in below:
        if number < len(line) and line[number]:
            values.append(line[number])
            if len(values) == VALUES_TRIED:
                break
    return values


@dataclass(frozen=True)
class _Known:
    """What tells the field of a column, beside its title and its values."""

    kind: Kind
    memory: Mapping[str, str]
    callings: Callings


def _assign(known: _Known, found: list[tuple[Column, list[str]]]) -> dict[int, str]:
    """Each field once: memory first, then the best title, then what the values look like."""
    wishes = sorted(
        wish
        for column, values in found
        if not column.medical
        for wish in _wishes(known, column, values)
    )
    fields: dict[int, str] = {}
    for _, number, field in wishes:
        if field not in fields.values():
            fields[number] = field
    for column, values in found:
        fields |= _whole_name(column.number, values, fields)
        field = "" if column.title else _by_values(known.kind, values)
        if field and field not in fields.values():
            fields[column.number] = field
    return fields


def _whole_name(number: int, values: list[str], fields: Mapping[int, str]) -> dict[int, str]:
    """A column of last names, with no column of first names, whose values hold both."""
    field = fields.get(number, "")
    slot = field.removesuffix("last_name")
    if slot == field or f"{slot}first_name" in fields.values():
        return {}
    both = [value for value in values if _is_mixed(value)]
    return {number: f"{slot}full_name"} if len(both) >= _MOSTLY * len(values) > 0 else {}


def _is_mixed(value: str) -> bool:
    words = value.split()
    loud = [word.isupper() for word in words]
    return len(words) > 1 and any(loud) and not all(loud)


def _wishes(known: _Known, column: Column, values: list[str]) -> list[tuple[int, int, str]]:
    """The field this column asks for, after its rank; nothing for one the team left out."""
    remembered = known.memory.get(plain_title(column.title))
    if remembered is not None:
        offered = remembered in labels_for(known.kind, known.callings)
        return [(-1, column.number, remembered)] if offered else []
    by_title = field_of_title(known.kind, column.title)
    if known.kind is Kind.PUPILS and (by_title is None or by_title[0] == "aesh_kind"):
        by_title = _help_or_person(known, column.title, values) or by_title
    return [(by_title[1], column.number, by_title[0])] if by_title else []


def _help_or_person(known: _Known, title: str, values: list[str]) -> tuple[str, int] | None:
    """« AESH » is who helps, how many hours, or how: its values tell which."""
    metier = known.callings.metier_of(title)
    if metier and known.callings.hold_names(values):
        return f"{FOLLOWS}{metier}", 0
    helps = field_of_title(known.kind, title)
    return ("aesh_hours", 2) if helps and hold_hours(values) else None


_BY_VALUES = {
    Kind.PUPILS: {"date": "born_on", "email": "guardian1.email", "phone": "guardian1.phone",
                  "uai": "school_uai"},
    Kind.PROFESSIONALS: {"email": "email", "phone": "phone", "uai": "place_uai"},
    Kind.INSTITUTIONS: {"phone": "phone", "uai": "uai"},
}  # fmt: skip


def _by_values(kind: Kind, values: list[str]) -> str:
    """The field most values look like: dates, mails, telephones."""
    if not values:
        return ""
    looks = Counter(_look(value) for value in values)
    look, count = looks.most_common(1)[0]
    return _BY_VALUES[kind].get(look, "") if count >= _MOSTLY * len(values) else ""


def _look(value: str) -> str:
    if _DATE_LIKE.fullmatch(value):
        return "date"
    if is_uai(value.upper()):
        return "uai"
    for look, read in (("email", read_email), ("phone", read_phone)):
        try:
            read(value)
        except CellError:
            continue
        return look if look == "email" or sum(sign.isdigit() for sign in value) >= 9 else ""
    return ""


def is_aside(line: Sequence[str], titles: Sequence[str]) -> bool:
    """A total, a title said again, a heading alone in its line: no card is there."""
    filled = [cell for cell in line if cell]
    if len(filled) == 1 and len([title for title in titles if title]) > 2:
        return True
    if _HEAD_OF_TOTAL.match(filled[0]):
        return True
    return len(filled) > 1 and all(
        cell == title for cell, title in zip(line, titles, strict=False) if cell
    )
