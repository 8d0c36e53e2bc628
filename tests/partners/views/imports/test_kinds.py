"""Tables of professionals and of institutions; a workbook of several sheets; the models we give."""

from io import BytesIO

import pytest
from django.urls import reverse
from xlsxwriter import Workbook

from intermetiers.web.spreadsheets import read_spreadsheet
from partners.models import ImportDraft, Institution, Professional, Pupil, catalogue_of
from tests import sector
from tests.factories import make_institution, make_professional
from tests.partners.views.imports.conftest import drop, page, write

PEOPLE = [
    ["Civilité", "NOM", "Prénom", "Fonction", "Structure", "Ville", "Mail", "Tél", "Libéral"],
    ["Mme", "ROUSSEL", "Hélène", "Orthophoniste", "Cabinet des Lilas", "Lyon",
     "h.roussel@example.org", "0472000000", "oui"],
    ["M.", "PETIT", "Jean", "art-thérapeute", "SESSAD Les Tilleuls", "Bron", "", "", ""],
]  # fmt: skip
PLACES = [
    ["Établissement", "Type", "UAI", "Adresse", "Commune", "Téléphone"],
    ["École Jean-Moulin", "école élémentaire", "0690001A", "12 rue Neuve", "Lyon", "472000000"],
    ["IME Les Pins", "", "", "", "Bron", ""],
]


def _import(client, table, kind):
    drop(client, sector.csv(table), name="tableau.csv", kind=kind)
    draft = ImportDraft.objects.open().get()
    answer, _ = write(client, draft)
    assert answer.status_code == 200
    draft.refresh_from_db()
    return draft.report


def test_professionals_come_with_where_they_work(alice_client, team):
    known = make_professional(team, "orthophoniste", first_name="Hélène", last_name="Roussel")
    report = _import(alice_client, PEOPLE, "professionals")
    assert (report["new"], report["changed"], report["places"]) == (1, 1, 2)
    known.refresh_from_db()
    assert (known.email, known.phone) == ("h.roussel@example.org", "04 72 00 00 00")
    assert known.liberal
    assert known.gender == "f"
    assert known.institution.kind == "cabinet_liberal"
    petit = Professional.objects.get(last_name="Petit")
    assert (petit.metier, petit.title) == ("autre", "art-thérapeute")
    assert _import(alice_client, PEOPLE, "professionals")["same"] == 2


def test_institutions_are_added_and_completed(alice_client, team):
    known = make_institution(team, "École élémentaire Jean-Moulin", town="Lyon")
    report = _import(alice_client, PLACES, "institutions")
    assert (report["new"], report["changed"]) == (1, 1)
    known.refresh_from_db()
    assert (known.name, known.uai) == ("École élémentaire Jean-Moulin", "0690001A")
    assert Institution.objects.matching("0690001a", catalogue_of(team)).get() == known
    assert Institution.objects.get(name="IME Les Pins").kind == "ime"
    assert _import(alice_client, PLACES, "institutions")["same"] == 2


def test_the_sheet_with_the_pupils_is_found_and_another_can_be_read(alice_client):
    content = BytesIO()
    with Workbook(content) as book:
        for name, lines in (("Notes", [["À faire"], ["…"]]), ("Élèves", sector.mended_lines())):
            sheet = book.add_worksheet(name)
            for row, line in enumerate(lines):
                sheet.write_row(row, 0, line)
    drop(alice_client, content.getvalue())
    draft = ImportDraft.objects.get()
    assert draft.sheet == 1
    assert "Élèves" in alice_client.get(page(draft, "columns")).content.decode()
    alice_client.post(page(draft, "sheet"), {"sheet": 0, "titles_line": 1})
    draft.refresh_from_db()
    assert (draft.sheet, draft.columns) == (0, {})
    assert alice_client.get(page(draft, "preview"))["Location"] == page(draft, "columns")


@pytest.mark.parametrize("kind", ["pupils", "professionals", "institutions"])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_model_can_be_brought_back_as_it_is(alice_client, kind, file_format):
    answer = alice_client.get(reverse("partners:imports_model", args=[kind, file_format]))
    assert read_spreadsheet(answer.content)
    drop(alice_client, answer.content, name=f"modèle.{file_format}", kind=kind)
    draft = ImportDraft.objects.get()
    write(alice_client, draft)
    draft.refresh_from_db()
    assert (draft.report["new"], draft.report["refused"]) == (1, 0)
    if kind == "pupils":
        pupil = Pupil.objects.get()
        assert (pupil.plan, pupil.aesh_kind) == ("PPS PAI", "mutualisée")
        assert {str(one) for one in pupil.family.all()} == {"Samia Belkacem", "David Morel"}


def test_no_model_of_anything_else(alice_client):
    for arguments in (["secrets", "csv"], ["pupils", "exe"]):
        assert (
            alice_client.get(reverse("partners:imports_model", args=arguments)).status_code == 404
        )
