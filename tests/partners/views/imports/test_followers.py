"""A table that names who follows each pupil: proposed, shown, written, and written once."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import JournalEntry
from partners.models import Following, ImportDraft, Institution, Professional, Pupil
from tests import sector
from tests.factories import make_professional, make_pupil, make_team
from tests.partners.views.imports.conftest import drop, page, write

TABLE = [
    ["Nom", "Prénom", "Classe", "Heures AESH", "AESH", "Orthophoniste", "SESSAD", "Ville",
     "École", "Code postal"],
    ["BELKACEM", "Yanis", "CE2", "9h15", "Mme Diallo", "Garnier Lucie", "oui", "69003 Lyon",
     "École Jean-Moulin", "69003"],
    ["LE GOFF", "Maëlle", "CM1", "9,25", "DIALLO Fatou", "Mme Garnier / M. Petit", "x", "Lyon",
     "École Jean-Moulin", "69003"],
    ["ROSSI", "Chiara", "CM2", "", "", "en attente", "", "Lyon", "École Jean-Moulin", "69003"],
]  # fmt: skip


def _draft(client):
    drop(client, sector.csv(TABLE), name="suivis.csv")
    return ImportDraft.objects.open().get()


def test_the_columns_are_proposed_and_those_left_out_say_why(alice_client):
    draft = _draft(alice_client)
    assert draft.columns["3"] == "aesh_hours"
    assert draft.columns["4"] == "follow.aesh"
    assert draft.columns["5"] == "follow.orthophoniste"
    assert "6" not in draft.columns
    shown = alice_client.get(page(draft, "columns")).content.decode()
    assert "Suivi par\u00a0: orthophoniste" in shown
    assert "pas une personne" in shown
    assert "pas le code postal" in shown


def test_what_was_chosen_for_a_metier_is_remembered(alice_client):
    draft = _draft(alice_client)
    sent = {f"column_{n}": code for n, code in draft.columns.items()}
    sent["column_5"] = "follow.psychologue"
    assert alice_client.post(page(draft, "columns"), sent).status_code == 302
    assert _draft(alice_client).columns["5"] == "follow.psychologue"


def test_followings_and_new_people_are_written_once(alice_client, team):
    known = make_professional(team, "orthophoniste", first_name="Lucie", last_name="Garnier")
    draft = _draft(alice_client)
    shown = alice_client.get(page(draft, "preview")).content.decode()
    assert "Fatou Diallo" in shown
    assert "en attente" in shown
    assert not Following.objects.exists()
    JournalEntry.objects.forget_before(timezone.now() + timedelta(days=400))
    write(alice_client, draft)
    draft.refresh_from_db()
    assert draft.report["people"] == 2
    assert (
        "Personnes ajoutées avec elles" in alice_client.get(page(draft, "result")).content.decode()
    )
    yanis, maelle = Pupil.objects.get(first_name="Yanis"), Pupil.objects.get(first_name="Maëlle")
    assert (float(yanis.aesh_hours), float(maelle.aesh_hours)) == (9.25, 9.25)
    diallo = Professional.objects.get(last_name="Diallo")
    assert (diallo.metier, diallo.first_name) == ("aesh", "Fatou")
    petit = Professional.objects.get(last_name="Petit")
    assert (petit.metier, petit.gender) == ("orthophoniste", "m")
    present = Following.objects.present()
    assert set(present.filter(pupil=yanis).values_list("professional", flat=True)) == {
        known.pk, diallo.pk,
    }  # fmt: skip
    assert set(present.filter(pupil=maelle).values_list("professional", flat=True)) == {
        known.pk, diallo.pk, petit.pk,
    }  # fmt: skip
    assert JournalEntry.objects.filter(act="following_added").count() == 5
    assert Institution.objects.get().town == "Lyon"
    again = _draft(alice_client)
    write(alice_client, again)
    again.refresh_from_db()
    assert (again.report["same"], again.report["people"]) == (3, 0)
    assert Following.objects.count() == 5
    assert Professional.objects.count() == 3


def test_a_pupil_of_the_book_gets_the_followings_the_table_adds(alice_client, team):
    pupil = make_pupil(team, first_name="Chiara", last_name="Rossi", class_name="CM2")
    lines = [["Nom", "Prénom", "Psychologue"], ["ROSSI", "Chiara", "Mme Roux"]]
    drop(alice_client, sector.csv(lines), name="suivis.csv")
    draft = ImportDraft.objects.open().get()
    shown = alice_client.get(page(draft, "preview") + "?voir=changes").content.decode()
    assert "<ins>Roux</ins>" in shown
    write(alice_client, draft)
    assert pupil.followings.get().professional.last_name == "Roux"
    told = alice_client.get(reverse("meetings:pupil", args=[pupil.pk])).content.decode()
    assert "Roux" in told


def test_a_person_of_another_team_is_never_met(alice_client):
    theirs = make_professional(
        make_team("Brest"), "orthophoniste", first_name="Lucie", last_name="Garnier"
    )
    write(alice_client, _draft(alice_client))
    assert not theirs.followings.exists()
