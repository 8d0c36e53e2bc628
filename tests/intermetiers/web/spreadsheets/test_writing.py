"""What we write opens in a spreadsheet as it was meant, and is never computed there."""

import zipfile
from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given, settings, strategies as st

from intermetiers.web.spreadsheets import read_spreadsheet, table_file

DAY = datetime(2018, 4, 17, 8, 15, tzinfo=UTC)


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_each_value_reads_back_as_it_is_said(file_format):
    line = [
        "D’Aubigné ; « Élise »",
        12,
        Decimal("9.50"),
        date(2018, 4, 17),
        DAY,
        True,
        None,
        time(8),
    ]
    file = table_file(file_format, "élèves", ["a", "b", "c", "d", "e", "f", "g", "h"], [line])
    (sheet,) = read_spreadsheet(file.content)
    half = "9,50" if file_format == "csv" else "9,5"
    assert sheet.lines[1] == (
        "D’Aubigné ; « Élise »", "12", half, "17/04/2018", "17/04/2018 10:15", "oui", "", "08:00",
    )  # fmt: skip


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_the_file_is_named_and_kept_by_no_cache(file_format):
    file = table_file(file_format, "Élèves de l’année : 2026", ["Nom"], [])
    assert f'filename="Eleves de l\'annee 2026.{file_format}"' in file["Content-Disposition"]
    assert file["Cache-Control"] == "private, no-store"
    assert file["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("text", ["=1+1", "+cmd|x", "-1+1", "@SUM(A1)", "\t=1", " =1", "\uff1d1"])
def test_a_formula_is_written_as_a_text(text):
    separated = table_file("csv", "x", ["Nom"], [[text]]).content.decode("utf-8-sig")
    assert separated.splitlines()[1].strip('"').startswith("'")
    workbook = table_file("xlsx", "x", ["Nom"], [[text]]).content
    sheet = zipfile.ZipFile(BytesIO(workbook)).read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet


@pytest.mark.parametrize("text", ["+33 6 12 34 56 78", "-5", "a=1", "06 12"])
def test_a_telephone_keeps_its_sign(text):
    separated = table_file("csv", "x", ["Nom"], [[text]]).content.decode("utf-8-sig")
    assert separated.splitlines()[1] == text


def test_an_address_is_no_link_and_a_title_no_formula():
    file = table_file("xlsx", "[a]:*?/\\" * 9, ["=1+1"], [["http://exemple.org"]])
    assert b"hyperlink" not in zipfile.ZipFile(BytesIO(file.content)).read(
        "xl/worksheets/sheet1.xml"
    )
    assert read_spreadsheet(file.content)[0].lines[0] == ("=1+1",)


# Without commas: a file of cells that are nothing else could be read in two ways.
WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"], exclude_characters="\ufeff,"),
    max_size=30,
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=6))
def test_what_is_written_as_text_reads_back(lines):
    content = table_file("csv", "x", ["Nom", "Prénom"], lines).content
    read = read_spreadsheet(content)[0].lines
    wanted = [tuple(" ".join(cell.split()) for cell in line) for line in lines]
    while wanted and not any(wanted[-1]):
        wanted.pop()
    assert list(read[1:]) == wanted


def test_the_commas_of_a_sentence_stay_in_their_cell():
    lines = [("Dupont, Jean", "vient le lundi, le mardi"), ("N’Diaye, Aïcha", "de loin, à pied")]
    content = table_file("csv", "x", ["Nom", "Note"], lines).content
    assert list(read_spreadsheet(content)[0].lines[1:]) == lines
