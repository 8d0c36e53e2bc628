"""Lists given as a file to open in a spreadsheet; a text of ours never becomes a formula there."""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any, Literal

from django.http import HttpResponse
from django.utils.timezone import is_aware, make_naive
from xlsxwriter import Workbook

from intermetiers.web.downloads import attachment
from intermetiers.web.spreadsheets.separated import FORMULA_SIGNS
from intermetiers.web.spreadsheets.workbook import write_cell

Format = Literal["csv", "xlsx"]
Value = str | int | float | Decimal | date | datetime | time | bool | None

CONTENT_TYPES: dict[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LONGEST_TEXT = 32_767  # signs a cell of a workbook may hold
WIDEST_COLUMN = 400  # pixels
LONGEST_TAB = 31  # signs of the name of a sheet

_NOT_IN_A_TAB = re.compile(r"[\[\]:*?/\\']")
_SIGNED_DIGITS = re.compile(r"[+-][0-9][0-9 .,\u00a0\u202f]*")


def table_file(
    format: Format, name: str, titles: Sequence[str], lines: Iterable[Sequence[Value]]
) -> HttpResponse:
    """The table as a file called `name` (without its extension), kept by no cache."""
    make = _workbook if format == "xlsx" else _separated
    response = HttpResponse(make(name, titles, lines), content_type=CONTENT_TYPES[format])
    response["Content-Disposition"] = attachment(name, f".{format}")
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _separated(name: str, titles: Sequence[str], lines: Iterable[Sequence[Value]]) -> bytes:
    """As a French spreadsheet opens it in one click: « ; », and a mark that says UTF-8."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    for line in (titles, *lines):
        writer.writerow([_guarded(_plain(value)) for value in line])
    return text.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return value if isinstance(value, str) else write_cell(_local(value))


def _guarded(text: str) -> str:
    """A text a spreadsheet would compute gets an apostrophe; « +33 6 12 » and « -5 » are harmless."""
    text = text.replace("\0", " ")
    if text.lstrip().startswith(FORMULA_SIGNS) and not _SIGNED_DIGITS.fullmatch(text.strip()):
        return f"'{text.lstrip()}"
    return text


def _local(value: Any) -> Any:
    """A moment as the clock on the wall says it; a workbook knows no time zone."""
    return make_naive(value) if isinstance(value, datetime) and is_aware(value) else value


def _workbook(name: str, titles: Sequence[str], lines: Iterable[Sequence[Value]]) -> bytes:
    content = BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(_NOT_IN_A_TAB.sub(" ", name).strip()[:LONGEST_TAB] or None)
        formats = {
            datetime: book.add_format({"num_format": "dd/mm/yyyy hh:mm"}),
            date: book.add_format({"num_format": "dd/mm/yyyy"}),
            time: book.add_format({"num_format": "hh:mm"}),
        }
        heading = book.add_format({"bold": True})
        for column, title in enumerate(titles):
            sheet.write_string(0, column, title[:LONGEST_TEXT], heading)
        for row, line in enumerate(lines, start=1):
            for column, value in enumerate(line):
                _write_in_cell(sheet, (row, column), _local(value), formats)
        sheet.freeze_panes(1, 0)
        sheet.autofit(WIDEST_COLUMN)
    return content.getvalue()


def _write_in_cell(
    sheet: Any, place: tuple[int, int], value: Value, formats: dict[type, Any]
) -> None:
    """A number or a day as one computes with them; all the rest is a text, never a formula."""
    if value is None or value == "":
        return
    if isinstance(value, datetime | date | time):
        sheet.write_datetime(*place, value, formats[type(value)])
    elif isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        sheet.write_number(*place, value)
    else:
        sheet.write_string(*place, _plain(value)[:LONGEST_TEXT])
