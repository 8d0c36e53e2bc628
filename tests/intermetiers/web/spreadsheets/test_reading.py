"""Whatever the bytes: a table, or a sentence that says what to do, in bounded time and memory."""

import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from intermetiers.web.spreadsheets import Sheet, read_spreadsheet
from intermetiers.web.spreadsheets.refusals import SENTENCES
from intermetiers.web.uploads import MOST_BYTES, UploadRefusedError
from tests.intermetiers.web.spreadsheets.workbooks import (
    END,
    ONE_CELL,
    SHEET,
    STRINGS,
    ods,
    raw_xlsx,
    table_or_sentence,
    xlsx,
    zipped,
)
from tests.processes import read_apart

MB = 1_000_000
MOMENT = datetime(2018, 4, 17, 10, 15, tzinfo=UTC).replace(tzinfo=None)
READER = "from intermetiers.web.spreadsheets import read_spreadsheet"
SECONDS = 15  # what the worst file may take, on a machine that is busy


def refusal_of(content):
    with pytest.raises(UploadRefusedError) as refused:
        read_spreadsheet(content)
    sentence = str(refused.value)
    assert "Rien n’a été écrit." in sentence
    return sentence


def _school_list(book):
    sheet = book.add_worksheet("Élèves")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    hour = book.add_format({"num_format": "hh:mm"})
    sheet.merge_range("A1:C1", "Secteur Lyon 3")
    sheet.write_row("A4", ["Nom", "Né le", "Heures"])
    sheet.write("A5", "D’Aubigné\nÉlise \x07")
    sheet.write_datetime("B5", date(2018, 4, 17), day)
    sheet.write_number("C5", 9.5)
    sheet.write_row("A6", [612345678, 12.0, 0.1 + 0.2])
    sheet.write_boolean("A7", True)
    sheet.write_datetime("B7", MOMENT, moment)
    sheet.write_datetime("C7", MOMENT.time(), hour)
    sheet.write_formula("A8", "=6*2", None, 12)
    sheet.write_formula("B8", "=1/0", None, "#DIV/0!")
    other = book.add_worksheet("Listes")
    other.hide()
    other.write("B2", "CE2")
    book.add_worksheet("Vide")


def test_a_workbook_reads_as_a_french_reader_sees_it():
    pupils, lists = read_spreadsheet(xlsx(_school_list))
    assert pupils == Sheet(
        "Élèves",
        (
            ("Secteur Lyon 3", "", ""),
            ("", "", ""),
            ("", "", ""),
            ("Nom", "Né le", "Heures"),
            ("D’Aubigné Élise", "17/04/2018", "9,5"),
            ("612345678", "12", "0,3"),
            ("oui", "17/04/2018 10:15", "10:15"),
            ("12", "", ""),
        ),
    )
    assert (lists.name, lists.hidden, lists.lines[1]) == ("Listes", True, ("CE2",))


def test_an_open_document_reads_too():
    (sheet,) = read_spreadsheet(ods(("Nom", "Classe"), ("N’Diaye", "CE2")))
    assert sheet == Sheet("Élèves", (("Nom", "Classe"), ("N’Diaye", "CE2")))


def test_a_text_without_a_name_is_one_sheet():
    assert read_spreadsheet("Nom;Classe\nÉlise;CE2".encode()) == (
        Sheet("", (("Nom", "Classe"), ("Élise", "CE2"))),
    )


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n\r\n", "empty"),
        (b";;\r\n;;", "empty"),
        (xlsx(lambda book: book.add_worksheet()), "empty"),
        (b"a" * (MOST_BYTES + 1), "too_heavy"),
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"<!DOCTYPE html><html><table><tr><td>a", "not_a_table"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01", "not_a_table"),
        (zipped(Index__Document_iwa="", **{"Index__Document.iwa": "x"}), "numbers"),
        (zipped(word__document="x"), "not_a_table"),
        (b"PK\x03\x04" + b"x" * 100, "broken"),
        (zipped(xl__workbook="x"), "broken"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "broken"),
        (
            b"\xd0\xcf\x11\xe0" + b"x" * 600 + "EncryptedPackage".encode("utf-16-le"),
            "protected",
        ),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused_with_its_own_sentence(content, code):
    assert refusal_of(content) == SENTENCES[code]


def test_too_many_columns_and_lines_are_counted():
    wide = xlsx(lambda book: book.add_worksheet("Tout").write(0, 100, "x"))
    # The sheet begins at its first filled cell.
    assert read_spreadsheet(wide)
    wider = xlsx(lambda book: book.add_worksheet("Tout").write_row(0, 0, ["x"] * 101))
    assert "« Tout » a 101 colonnes" in refusal_of(wider).replace("\u00a0", " ")
    long = xlsx(lambda book: book.add_worksheet("Tout").write(20_000, 0, "x"))
    assert "20 001 lignes" in refusal_of(long).replace("\u00a0", " ")
    assert "« Tout »" not in refusal_of((";" * 200 + "x\n").encode())
    assert "20 001 lignes" in refusal_of(b"x\n" * 20_001).replace("\u00a0", " ")


def test_a_cell_too_long_is_cut_and_says_so():
    (sheet,) = read_spreadsheet(xlsx(lambda book: book.add_worksheet().write(0, 0, "é" * 5000)))
    assert sheet.lines == (("é" * 1000 + "…",),)


BOMBS = {
    "one text of 1 GB": lambda: raw_xlsx(
        [SHEET, b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>', END],
        [STRINGS, b"<si><t>", *([b"a" * MB] * 1000), b"</t></si></sst>"],
    ),
    "a last cell at XFD1048576": lambda: raw_xlsx(
        [SHEET, ONE_CELL, b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', END]
    ),
    "a million columns": lambda: raw_xlsx(
        [SHEET, b'<row r="1">', *([b"<c><v>1</v></c>" * 1000] * 1000), b"</row>", END]
    ),
    "millions of texts": lambda: raw_xlsx(
        [SHEET, ONE_CELL, END], [STRINGS, *([b"<si><t>a</t></si>" * 10_000] * 1000), b"</sst>"]
    ),
    "a deep pile of tags": lambda: raw_xlsx([SHEET, *([b"<a>" * 10_000] * 300), END]),
    "a billion laughs": lambda: raw_xlsx(
        [
            b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;">]>',
            SHEET[21:],
            b'<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>',
            END,
        ]
    ),
}


SAYS = {
    "a million columns": "1\u00a0000\u00a0000\u00a0colonnes",
    "a deep pile of tags": SENTENCES["empty"],
    "a billion laughs": SENTENCES["broken"],
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_bounded_time_and_memory(name):
    content = BOMBS[name]()
    assert len(content) <= MOST_BYTES
    begun = time.monotonic()
    said, peak = read_apart(READER, "str(read_spreadsheet(content))", content)
    assert SAYS.get(name, SENTENCES["too_large"]) in said
    assert time.monotonic() - begun < SECONDS
    assert peak < 600_000  # kilobytes


def test_a_bomb_leaves_no_temporary_file():
    kept = _temporary_files()
    refusal_of(next(iter(BOMBS.values()))())
    assert _temporary_files() <= kept


def _temporary_files():
    """Those of this process only: others may write there meanwhile."""
    return {
        target
        for handle in Path("/proc/self/fd").iterdir()
        if handle.exists() and (target := str(handle.readlink())).startswith(tempfile.gettempdir())
    }


def test_a_declared_size_is_not_believed():
    far = SHEET.replace(b"<sheetData>", b'<dimension ref="A1:XFD1048576"/><sheetData>')
    (sheet,) = read_spreadsheet(raw_xlsx([far, ONE_CELL, END]))
    assert sheet.lines == (("1",),)


REAL = [xlsx(_school_list), ods(("Nom", "Classe"), ("N’Diaye", "CE2"))]


@pytest.mark.parametrize("whole", REAL)
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_workbook_is_a_table_or_a_sentence(whole, data):
    end = data.draw(st.integers(5, len(whole) - 1))
    noise = data.draw(st.binary(max_size=8))
    _table_or_sentence(whole[:end] + noise + whole[end + len(noise) :])
    _table_or_sentence(whole[:end])


@settings(max_examples=8, deadline=None)
@given(
    st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0"]), st.binary(max_size=3000)
)
def test_random_bytes_wrapped_like_a_workbook_are_a_sentence(mark, rest):
    _table_or_sentence(mark + rest)


def _table_or_sentence(content):
    assert table_or_sentence(read_spreadsheet, content)
