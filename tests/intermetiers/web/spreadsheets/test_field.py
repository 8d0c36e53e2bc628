"""The field of a form that takes a spreadsheet."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from intermetiers.web.spreadsheets import Sheet, SpreadsheetField
from intermetiers.web.uploads import MOST_BYTES


class TableForm(forms.Form):
    table = SpreadsheetField()


def _form(content, name="élèves.csv"):
    return TableForm({}, {"table": SimpleUploadedFile(name, content)})


@pytest.mark.parametrize(
    ("name", "safe"),
    [("élèves.csv", "élèves.csv"), ("a/b\\c.XLSX", "c.xlsx"), ("x.exe", "x.exe"), ("…", "…")],
)
def test_a_table_gives_its_sheets_and_a_safe_name(name, safe):
    form = _form(b"Nom;Classe\nA;CE2\n", name)
    assert form.is_valid(), form.errors
    table = form.cleaned_data["table"]
    assert table.sheets == (Sheet("", (("Nom", "Classe"), ("A", "CE2"))),)
    assert table.safe_name == safe
    assert table.read(3) == b"Nom"


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "vide"),
        (b"%PDF-1", "PDF"),
        (b"x" * (MOST_BYTES + 1), "dépasse"),
        (b"PK\x03\x04", "abîmé"),
    ],
)
def test_a_file_refused_says_why_and_that_nothing_was_written(content, word):
    (error,) = _form(content).errors["table"]
    assert word in error
    assert "Rien n’a été écrit." in error


def test_no_file_is_asked_for():
    assert TableForm({}, {}).errors["table"] == ["Choisissez un fichier."]
