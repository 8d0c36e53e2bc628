"""Reads a workbook (.xlsx, .xls, .ods) given on standard input, in a process of its own.

A file somebody sends may be made to keep a reader busy for hours or to fill the memory: a few
kilobytes may declare seventeen billion cells. The limits below are set on this process before
the first byte is read, and the system enforces them. Run by `reading`; writes JSON on standard
output: the sheets, or why there are none.
"""

import io
import json
import resource
import sys
import unicodedata
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

CPU_SECONDS = 10
MEMORY_BYTES = 500_000_000
MOST_LINES = 20_000
MOST_COLUMNS = 100
MOST_SHEETS = 50
LONGEST_CELL = 1_000  # signs; what is beyond is cut, and « … » says so
LONGEST_SHEET_NAME = 60
MOST_SIGNS = 5_000_000  # of the whole file, once read
MOST_ANSWER_BYTES = 40_000_000
EXACT_DIGITS = 15  # a spreadsheet knows no more of a number

_OLE_MARK = b"\xd0\xcf\x11\xe0"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


class _Refused(Exception):  # noqa: N818 (it is an answer, not a fault)
    """Why there is no sheet: a code `reading` has a sentence for, and what the sentence names."""

    def __init__(self, code: str, **named: Any) -> None:
        self.answer = {"refused": code, **named}
        super().__init__(code)


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_ANSWER_BYTES, MOST_ANSWER_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer: dict[str, Any] = {"sheets": read_workbook(sys.stdin.buffer.read())}
    except _Refused as refusal:
        answer = refusal.answer
    except MemoryError:
        answer = {"refused": "too_large"}
    sys.stdout.buffer.write(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))


def read_workbook(content: bytes) -> list[dict[str, Any]]:
    """The sheets that hold something: name, hidden, lines of texts."""
    from python_calamine import (  # noqa: PLC0415 (after the limits, which bound it too)
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    _look_at_the_wrapping(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        found = [sheet for sheet in book.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
        if len(found) > MOST_SHEETS:
            raise _Refused("too_many_sheets")
        sheets, room = [], MOST_SIGNS
        for meta in found:
            lines = _read_sheet(book.get_sheet_by_name(meta.name), room)
            room -= sum(len(text) for line in lines for text in line)
            hidden = meta.visible is not SheetVisibleEnum.Visible
            sheets.append({"name": _sheet_name(meta.name), "hidden": hidden, "lines": lines})
    except PasswordError as error:
        raise _Refused("protected") from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise _Refused("broken") from error
    return [sheet for sheet in sheets if sheet["lines"]]


def _look_at_the_wrapping(content: bytes) -> None:
    """Refuse what is wrapped like a workbook and is none."""
    if content.startswith(_OLE_MARK):
        if _ENCRYPTED_STREAM in content:
            raise _Refused("protected")
        return
    try:
        names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise _Refused("broken") from error
    if any(name.endswith(".iwa") or name == "Index.zip" for name in names):
        raise _Refused("numbers")
    if not any(name.startswith("xl/") or name == "content.xml" for name in names):
        raise _Refused("not_a_table")


def _read_sheet(sheet: Any, room: int) -> list[list[str]]:
    """From its first line, so that numbers of lines are those one sees, to the last filled one."""
    name = _sheet_name(sheet.name)
    if sheet.end is None:
        return []
    if sheet.end[0] + 1 > MOST_LINES:
        raise _Refused("too_many_lines", sheet=name, count=sheet.end[0] + 1)
    if sheet.width > MOST_COLUMNS:
        raise _Refused("too_many_columns", sheet=name, count=sheet.width)
    lines = []
    for row in sheet.iter_rows():
        line = [write_cell(value) for value in row]
        room -= sum(map(len, line))
        if room < 0:
            raise _Refused("too_large")
        lines.append(line)
    return even(lines)


def write_cell(value: Any) -> str:
    """What a French reader sees in the cell: « 17/04/2018 », « 9,5 », « 12 », « oui »."""
    if isinstance(value, str):
        return clean_cell(value)
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | float):
        return _write_number(value)
    if isinstance(value, datetime):
        day = f"{value:%d/%m/}{value.year:04}"
        return day if value.time() == time.min else f"{day} {_write_time(value.time())}"
    if isinstance(value, date):
        return f"{value:%d/%m/}{value.year:04}"
    if isinstance(value, time):
        return _write_time(value)
    if isinstance(value, timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{'-' if minutes < 0 else ''}{abs(minutes) // 60}:{abs(minutes) % 60:02}"
    return ""


def _write_time(value: time) -> str:
    return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"


def _write_number(value: float) -> str:
    if abs(value) < 10**EXACT_DIGITS and value == int(value):
        return str(int(value))
    return f"{value:.{EXACT_DIGITS}g}".replace(".", ",")


def clean_cell(text: str) -> str:
    """On one line, with single spaces and no control character; cut at LONGEST_CELL."""
    if len(text) > LONGEST_CELL:
        text = text[:LONGEST_CELL].rstrip() + "…"
    if not text.isprintable():
        text = "".join(_plain_sign(sign) for sign in text)
    return " ".join(text.split())


def _plain_sign(sign: str) -> str:
    category = unicodedata.category(sign)
    if category == "Cc":
        return " "
    return "" if category == "Cs" or sign == "\ufeff" else sign


def even(lines: Iterable[list[str]]) -> list[list[str]]:
    """The lines to the last filled one, and the columns to the last filled one, all as wide."""
    kept = list(lines)
    while kept and not any(kept[-1]):
        kept.pop()
    width = max((_filled_width(line) for line in kept), default=0)
    return [(line + [""] * (width - len(line)))[:width] for line in kept]


def _filled_width(line: list[str]) -> int:
    return max((number for number, text in enumerate(line, start=1) if text), default=0)


def _sheet_name(name: str) -> str:
    return clean_cell(name)[:LONGEST_SHEET_NAME]


if __name__ == "__main__":
    main()
