"""A whole import: dropped, read, previewed, written, and what stays of it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.french import NBSP
from intermetiers.web.models import JournalEntry
from partners.models import ColumnMemory, FamilyMember, ImportDraft, Institution, Pupil, Schooling
from tests import sector
from tests.factories import make_institution, make_pupil
from tests.partners.views.imports.conftest import drop, page, write


def _counts(client, draft):
    tabs = client.get(page(draft, "preview")).context["tabs"]
    return {tab.slug: tab.count for tab in tabs}


@pytest.mark.parametrize(
    ("content", "name"), [(sector.xlsx(), "secteur.xlsx"), (sector.csv(), "secteur.csv")]
)
def test_a_real_table_is_read_as_it_is(alice_client, content, name):
    answer = drop(alice_client, content, name=name)
    draft = ImportDraft.objects.get()
    assert answer["Location"] == page(draft, "columns")
    assert draft.header_line == 3
    shown = alice_client.get(page(draft, "columns")).content.decode()
    assert "elle semble parler de santé" in shown
    assert "dys" not in shown
    assert _counts(alice_client, draft) == {"refus": 2, "nouveaux": 3}


def test_what_the_book_never_holds_is_not_even_kept_to_wait(draft):
    assert "Troubles" in str(draft.sheets)
    assert "dys" not in str(draft.sheets)


def test_nothing_is_written_before_the_last_yes(alice_client, draft):
    alice_client.get(page(draft, "preview"))
    assert not Pupil.objects.exists()
    assert not Institution.objects.exists()


def test_the_last_yes_writes_pupils_schools_and_families(alice_client, draft):
    answer, text = write(alice_client, draft)
    assert answer.status_code == 200
    assert page(draft, "result") in text
    yannis = Pupil.objects.get(first_name="Yannis")
    assert (yannis.last_name, yannis.born_on) == ("Belkacem-Morel", date(2018, 4, 17))
    assert (yannis.plan, yannis.aesh_hours) == ("PPS", Decimal("9.5"))
    assert yannis.school.kind == "ecole_elementaire"
    assert Pupil.objects.get(first_name="Maëlle").school == yannis.school
    assert {s.name for s in Institution.objects.all()} == {
        sector.JEAN_MOULIN,
        "École primaire Les Tilleuls",
    }
    mother = yannis.family.get()
    assert (mother.relation, mother.gender, mother.name) == ("mère", "f", "Samia Belkacem")
    assert mother.phone == "06 12 34 56 78"
    assert Pupil.objects.matching("belkacem yannis").get() == yannis
    row = Schooling.objects.get(pupil=yannis)
    assert (row.school, row.class_name, row.since) == (yannis.school, "CE2", None)


def test_the_preview_says_how_the_name_of_a_parent_was_read(alice_client, draft):
    shown = alice_client.get(page(draft, "preview") + "?voir=nouveaux").content.decode()
    assert f"Mère{NBSP}: Belkacem, Samia" in shown


def test_the_lines_are_erased_and_the_counts_kept(alice_client, draft):
    write(alice_client, draft)
    draft.refresh_from_db()
    assert draft.sheets == []
    assert draft.report["new"] == 3
    shown = alice_client.get(page(draft, "result")).content.decode()
    assert "trois fiches écrites" in shown


def test_the_same_file_twice_changes_nothing(alice_client, draft):
    write(alice_client, draft)
    before = list(Pupil.objects.values()) + list(FamilyMember.objects.values())
    drop(alice_client, sector.csv(), name="secteur.csv")
    again = ImportDraft.objects.open().get()
    assert _counts(alice_client, again) == {"refus": 2, "identiques": 3}
    assert "Tout importer" not in alice_client.get(page(again, "preview")).content.decode()
    write(alice_client, again)
    assert list(Pupil.objects.values()) + list(FamilyMember.objects.values()) == before


def test_a_card_of_the_book_is_changed_where_the_table_says_more(alice_client, team):
    school = make_institution(team, town="Lyon")
    pupil = make_pupil(
        team, first_name="Chiara", last_name="Rossi", class_name="CM1", school=school,
        born_on=date(2016, 1, 30), dispositif="ULIS",
    )  # fmt: skip
    drop(alice_client, sector.xlsx())
    draft = ImportDraft.objects.get()
    shown = alice_client.get(page(draft, "preview") + "?voir=changes").content.decode()
    assert "<del>CM1</del>" in shown
    assert "<ins>CM2</ins>" in shown
    write(alice_client, draft)
    pupil.refresh_from_db()
    assert (pupil.class_name, pupil.dispositif) == ("CM2", "ULIS")
    assert pupil.school.name == "École primaire Les Tilleuls"
    assert pupil.schoolings.get().school == pupil.school
    entry = JournalEntry.objects.get(act="pupil_changed")
    assert entry.detail == {"fields": ["class_name", "school"]}


def test_a_likely_duplicate_is_asked_and_the_answer_kept(alice_client, team):
    known = make_pupil(
        team, first_name="Yanis", last_name="Belkacem-Morel", born_on=date(2018, 4, 17)
    )
    drop(alice_client, sector.xlsx())
    draft = ImportDraft.objects.get()
    shown = alice_client.get(page(draft, "preview"))
    line = shown.context["page_obj"][0]
    assert line.likely.card == known.pk
    answer = alice_client.post(page(draft, "answer"), {f"line_{line.line}": line.likely.token})
    assert answer.status_code == 302
    write(alice_client, draft)
    known.refresh_from_db()
    assert (known.first_name, known.aesh_hours) == ("Yanis", Decimal("9.5"))
    assert Pupil.objects.count() == 3


@pytest.mark.parametrize(("choice", "pupils"), [("other", 4), ("out", 3), ("", 3)])
def test_another_person_is_added_and_no_answer_is_no_import(alice_client, team, choice, pupils):
    make_pupil(team, first_name="Yanis", last_name="Belkacem-Morel", born_on=date(2018, 4, 17))
    drop(alice_client, sector.xlsx())
    draft = ImportDraft.objects.get()
    alice_client.post(page(draft, "answer"), {"line_5": choice})
    write(alice_client, draft)
    assert Pupil.objects.count() == pupils


def test_the_refused_lines_come_back_as_a_file_one_can_mend(alice_client, draft):
    answer = alice_client.get(page(draft, "refused", "csv"))
    text = answer.content.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("À corriger;")
    assert len(text.splitlines()) == 3
    for typed in sector.ERRORS:
        assert f"«\u00a0{typed}\u00a0»" in text
    assert "Troubles" not in text
    write(alice_client, draft)
    mended = text.replace("31/02/2018;", "28/02/2018;").replace(";douze;", ";12 h;")
    drop(alice_client, mended.encode("utf-8-sig"), name="corrigé.csv")
    again = ImportDraft.objects.open().get()
    assert _counts(alice_client, again) == {"nouveaux": 2}
    write(alice_client, again)
    assert Pupil.objects.get(first_name="Lucas").aesh_hours == 12


def test_what_was_said_of_a_title_is_remembered(alice_client, draft):
    sent = {f"column_{n}": code for n, code in draft.columns.items()} | {"column_7": ""}
    answer = alice_client.post(page(draft, "columns"), sent)
    assert answer["Location"] == page(draft, "preview")
    assert ColumnMemory.objects.get(title="dispositif").field == ""
    drop(alice_client, sector.csv(), name="secteur.csv")
    assert "7" not in ImportDraft.objects.get().columns


def test_two_columns_cannot_give_one_field(alice_client, draft):
    sent = {f"column_{n}": code for n, code in draft.columns.items()} | {"column_2": "last_name"}
    answer = alice_client.post(page(draft, "columns"), sent)
    assert answer.status_code == 422
    assert "La colonne B donne déjà cela" in answer.content.decode()
    assert "Dites quelle colonne donne le prénom" in answer.content.decode()


def test_the_line_of_titles_can_be_corrected(alice_client, draft):
    answer = alice_client.post(page(draft, "sheet"), {"sheet": 0, "titles_line": 5})
    assert answer["Location"] == page(draft, "columns")
    draft.refresh_from_db()
    assert draft.header_line == 4
    answer = alice_client.post(page(draft, "sheet"), {"sheet": 0, "titles_line": 99})
    assert answer.status_code == 422
    assert "Cette feuille a" in answer.content.decode()


def test_another_import_erases_the_one_that_waited(alice_client, draft):
    drop(alice_client, sector.csv(), name="secteur.csv")
    assert not ImportDraft.objects.filter(pk=draft.pk).exists()


def test_abandoning_keeps_nothing(alice_client, draft):
    answer = alice_client.post(page(draft, "abandon"))
    assert answer["Location"] == reverse("partners:imports")
    assert not ImportDraft.objects.exists()
    assert not Pupil.objects.exists()


def test_a_refused_file_says_why_and_keeps_the_choice(alice_client):
    answer = drop(alice_client, b"%PDF-1.7", name="secteur.pdf", kind="institutions")
    assert answer.status_code == 422
    assert "un PDF, pas un tableau" in answer.content.decode()
    assert answer.context["form"]["kind"].value() == "institutions"
    assert not ImportDraft.objects.exists()


@pytest.mark.parametrize("client", ["bob_client", "charlie_client"])
def test_a_draft_is_for_its_author_alone(request, client, draft):
    stranger = request.getfixturevalue(client)
    for name in ("preview", "columns", "result"):
        assert stranger.get(page(draft, name)).status_code == 404
    for name in ("write", "abandon", "answer", "sheet", "columns"):
        assert stranger.post(page(draft, name)).status_code == 404
    assert stranger.get(page(draft, "refused", "csv")).status_code == 404


def test_the_journal_has_a_line_for_the_import_and_one_per_card(alice_client, draft):
    JournalEntry.objects.forget_before(timezone.now() + timedelta(days=400))
    write(alice_client, draft)
    acts = list(JournalEntry.objects.values_list("act", flat=True))
    assert acts.count("pupil_added") == 3
    assert acts.count("institution_added") == 2
    assert acts.count("importdraft_written") == 1
    told = " ".join(str(detail) for detail in JournalEntry.objects.values_list("detail", flat=True))
    assert "Belkacem" not in told
    assert "06 12" not in told


def test_the_end_of_the_notification_is_read_from_its_column(alice_client):
    table = "Nom;Prénom;Fin de notification\r\nPetit;Lucas;31/08/28\r\n"
    drop(alice_client, table.encode(), name="secteur.csv")
    write(alice_client, ImportDraft.objects.get())
    assert Pupil.objects.get().notified_until == date(2028, 8, 31)
