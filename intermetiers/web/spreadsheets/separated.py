"""Tables written as text: what a spreadsheet calls CSV, whatever the country and the machine."""

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from intermetiers.web.spreadsheets.refusals import refusal
from intermetiers.web.spreadsheets.workbook import (
    MOST_COLUMNS,
    MOST_LINES,
    clean_cell,
    even,
)

DELIMITERS = (";", ",", "\t")  # the first one wins when nothing tells them apart
FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001 (full-width ones count)
LOOKED_AT = 50_000  # signs read to tell the delimiter
LINES_LOOKED_AT = 50
FEW_BREAKS, MOST_BREAKS = 2, 50  # lines in one cell: an address; more than any note
SWALLOWED = 0.8  # of the delimiters that lines hold, when a cell swallowed them
MOST_CONTROLS = 0.05  # of the first signs; a picture has three times as many, a table hardly one

_OTHER_TEXTS = ("<!doctype", "<html", "<?xml", "<table", "{\\rtf", "%!ps")


def read_separated(content: bytes) -> list[list[str]]:
    """The lines of a table written as text; UploadRefusedError when it is something else."""
    text = _decode(content).replace("\r\n", "\n").replace("\r", "\n")
    head = text[:LOOKED_AT]
    if _controls(head) > MOST_CONTROLS or head.lstrip().lower().startswith(_OTHER_TEXTS):
        raise refusal("not_a_table")
    text = text.replace("\0", " ")
    delimiter, text = _delimiter_of(text)
    return even(_lines(text, delimiter))


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":  # cut in the middle of its last sign
            return content.decode("utf-8-sig", "ignore")
    return content.decode("mac_roman" if _is_from_an_old_mac(content) else "cp1252", "replace")


def _is_from_an_old_mac(content: bytes) -> bool:
    """Lines ended by « \\r » alone, and accented letters where a Mac used to put them."""
    if b"\n" in content or b"\r" not in content:
        return False
    accents = Counter("mac" if 0x88 <= byte <= 0x9F else "other" for byte in content if byte > 0x7F)
    return accents["mac"] > accents["other"]


def _controls(head: str) -> float:
    strange = sum(1 for sign in head if (sign < " " and sign not in "\t\n") or sign == "\ufffd")
    return strange / max(len(head), 1)


def _delimiter_of(text: str) -> tuple[str, str]:
    """What separates the cells, and the text without the line that may declare it."""
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep=") and first[4:5] in DELIMITERS:
        return first[4], rest
    head = text[:LOOKED_AT]
    return max(DELIMITERS, key=lambda delimiter: _columns_made(head, delimiter)), text


def _columns_made(head: str, delimiter: str) -> tuple[int, int]:
    """How well this delimiter makes columns: many, and the same number on many lines.

    First without those a space follows, which are the commas of a sentence.
    """
    tight = _cells_made(head.replace(f"{delimiter} ", "  "), delimiter)
    return tight, _cells_made(head, delimiter)


def _cells_made(head: str, delimiter: str) -> int:
    try:
        rows = list(islice(csv.reader(StringIO(head), delimiter=delimiter), LINES_LOOKED_AT))
    except csv.Error:
        return 0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((width - 1) * count for width, count in widths.items()), default=0)


def _lines(text: str, delimiter: str) -> Iterator[list[str]]:
    """Record by record; a quote left open is told by the line of the file where it stands."""
    text = text.rstrip(f"\n {delimiter}")  # spreadsheets add thousands of lines without a word
    if text.count("\n") >= MOST_LINES:
        raise refusal("too_many_lines", count=text.count("\n") + 1)
    reader = csv.reader(StringIO(text), delimiter=delimiter)
    before, widest = 0, 0
    try:
        for row in reader:
            width = _width(row) if len(row) > MOST_COLUMNS else len(row)
            if width > MOST_COLUMNS:
                raise refusal("too_many_columns", count=width)
            if any("\n" in cell and _holds_lines(cell, delimiter, widest) for cell in row):
                raise refusal("open_quote", line=before + 1)
            before, widest = reader.line_num, max(widest, width)
            yield [_without_guard(clean_cell(cell)) for cell in row[:MOST_COLUMNS]]
    except csv.Error as error:
        raise refusal("open_quote", line=before + 1) from error


def _holds_lines(cell: str, delimiter: str, columns: int) -> bool:
    """Whether this cell swallowed the lines that follow it: a note has few delimiters a line."""
    breaks = cell.count("\n")
    delimiters = cell.count(delimiter) - cell.count(f"{delimiter} ")
    many = SWALLOWED * breaks * max(columns - 1, 1)
    return breaks > MOST_BREAKS or (breaks > FEW_BREAKS and delimiters >= many)


def _width(row: list[str]) -> int:
    return max((number for number, cell in enumerate(row, start=1) if cell.strip()), default=0)


def _without_guard(cell: str) -> str:
    """Without the apostrophe we write before what a spreadsheet would take for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in FORMULA_SIGNS else cell
