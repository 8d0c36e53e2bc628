"""Lists taken away as a file: every row asked for, no contact of a family, nothing computed."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from intermetiers.web.models import JournalEntry
from tests.factories import make_institution, make_professional, make_pupil, make_relative

NAMES = ("pupils", "people", "institutions")
FORMATS = ("csv", "xlsx")


def _export(client, name, file_format="csv", query=""):
    url = reverse(f"partners:{name}_export", args=[file_format])
    return client.post(f"{url}?{query}")


def _lines(response, file_format):
    """The file read back, as texts."""
    if file_format == "csv":
        return list(csv.reader(StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    book = CalamineWorkbook.from_filelike(BytesIO(response.content))
    return [[str(cell) for cell in line] for line in book.get_sheet_by_index(0).to_python()]


@pytest.mark.parametrize("file_format", FORMATS)
def test_every_row_of_the_list_is_there_in_its_order(team, alice_client, file_format):
    school = make_institution(team, "École Foch", town="Bron")
    for number in range(60):
        make_pupil(team, first_name=f"Inès {number:02d}", last_name="", school=school, plan="PPS")
    make_pupil(team, first_name="Yanis")
    response = _export(alice_client, "pupils", file_format, "plan=PPS&tri=-nom")
    titles, *lines = _lines(response, file_format)
    assert titles[:4] == ["Nom", "Prénom", "École", "Commune"]
    assert [line[1] for line in lines] == [f"Inès {number:02d}" for number in range(59, -1, -1)]
    assert lines[0][2:4] == ["École Foch", "Bron"]
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("file_format", FORMATS)
def test_an_export_costs_the_same_queries_whatever_its_length(
    team, alice_client, django_assert_max_num_queries, file_format
):
    for number in range(30):
        school = make_institution(team, f"École {number}")
        make_pupil(team, school=school)
        make_professional(team, institution=school)
    for name in NAMES:
        with django_assert_max_num_queries(10):
            assert _export(alice_client, name, file_format).status_code == 200


@pytest.mark.parametrize("file_format", FORMATS)
def test_no_contact_of_a_family_is_in_a_file(team, alice_client, file_format):
    make_relative(
        make_pupil(team), first_name="Samia", phone="06 11 22 33 44", email="samia@example.org",
        postal_address="8 rue Secrète",
    )  # fmt: skip
    for name in NAMES:
        text = str(_lines(_export(alice_client, name, file_format), file_format))
        for contact in ("06 11", "samia", "Samia", "Secrète"):
            assert contact not in text


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("typed", ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "\t=1", '=HYPERLINK("x")'])
def test_a_name_that_looks_like_a_formula_is_a_text(team, alice_client, file_format, typed):
    make_institution(team, typed)
    response = _export(alice_client, "institutions", file_format)
    assert typed.strip() in _lines(response, file_format)[1][0]
    if file_format == "csv":
        assert _lines(response, "csv")[1][0].startswith("'")
    else:
        with ZipFile(BytesIO(response.content)) as parts:
            assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("name", NAMES)
def test_the_journal_keeps_who_took_what_and_nothing_of_it(team, alice, alice_client, name):
    make_pupil(team, first_name="Yanis")
    make_institution(team, "Yanis")
    make_professional(team, first_name="Yanis")
    _export(alice_client, name, "xlsx", "q=yanis&liberal=non&archives=non")
    entry = JournalEntry.objects.get()
    assert (entry.account, entry.act, entry.scope) == (alice, f"{name}_exported", team.pk)
    assert entry.detail["rows"] == 1
    assert entry.detail["file_format"] == "xlsx"
    assert "yanis" not in str(entry.detail).lower()


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_asked_by_a_button_only(alice_client, name):
    assert alice_client.get(reverse(f"partners:{name}_export", args=["csv"])).status_code == 405


@pytest.mark.parametrize("file_format", ["pdf", "CSV", "csv.exe"])
def test_a_format_that_is_none_is_not_there(alice_client, file_format):
    assert _export(alice_client, "pupils", file_format).status_code == 404
    assert not JournalEntry.objects.exists()


def test_strangers_take_nothing_of_the_team(team, alice_client, charlie_client):
    make_pupil(team, first_name="Yanis")
    assert len(_lines(_export(charlie_client, "pupils"), "csv")) == 1
    assert len(_lines(_export(alice_client, "pupils"), "csv")) == 2
