"""Changing a card: nothing anybody wrote is lost."""

import pytest
from django.urls import reverse

from intermetiers.web.models import JournalEntry
from tests.factories import make_institution, make_professional, make_pupil
from tests.partners.cards import KINDS, kind_for, make, make_elsewhere, sent_again


@pytest.fixture(params=KINDS)
def kind(request, team):
    return kind_for(request.param, team)


def test_a_change_is_kept(kind, team, alice_client):
    card = make(kind, team)
    page = alice_client.get(kind.change_url(card))
    response = alice_client.post(kind.change_url(card), sent_again(page, **{kind.text: "Élodie"}))
    assert response.status_code == 302
    card.refresh_from_db()
    assert getattr(card, kind.text) == "Élodie"


def test_sending_the_form_as_it_is_writes_nothing(kind, team, alice_client):
    card = make(kind, team)
    page = alice_client.get(kind.change_url(card))
    assert alice_client.post(kind.change_url(card), sent_again(page)).status_code == 302
    assert not JournalEntry.objects.exists()


def test_two_people_changing_different_fields_are_both_kept(kind, team, alice_client, bob_client):
    card = make(kind, team)
    url = kind.change_url(card)
    seen_by_alice, seen_by_bob = alice_client.get(url), bob_client.get(url)
    bob_client.post(url, sent_again(seen_by_bob, phone="06 00 00 00 02", class_name="CM1"))
    response = alice_client.post(url, sent_again(seen_by_alice, **{kind.text: "Élodie"}))
    assert response.status_code == 302
    card.refresh_from_db()
    assert getattr(card, kind.text) == "Élodie"
    assert getattr(card, "phone", "06 00 00 00 02") == "06 00 00 00 02"


def test_two_people_changing_the_same_field_are_shown_both_versions(
    kind, team, alice_client, bob_client
):
    card = make(kind, team)
    url = kind.change_url(card)
    seen_by_alice, seen_by_bob = alice_client.get(url), bob_client.get(url)
    bob_client.post(url, sent_again(seen_by_bob, **{kind.text: "Version de Bob"}))
    refused = alice_client.post(url, sent_again(seen_by_alice, **{kind.text: "Version d’Alice"}))
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "«\u00a0Version de Bob\u00a0»" in page
    assert 'value="Version d’Alice"' in page
    card.refresh_from_db()
    assert getattr(card, kind.text) == "Version de Bob"

    again = sent_again(refused) | {
        f"initial-{kind.text}": refused.context["form"].data[f"initial-{kind.text}"]
    }
    assert alice_client.post(url, again).status_code == 302
    card.refresh_from_db()
    assert getattr(card, kind.text) == "Version d’Alice"


def test_a_stranger_finds_no_card(kind, charlie_client, team):
    url = kind.change_url(make(kind, team))
    assert charlie_client.get(url).status_code == 404
    assert charlie_client.post(url, kind.sent).status_code == 404


def test_a_card_of_another_team_is_not_there(kind, alice_client):
    assert alice_client.get(kind.change_url(make_elsewhere(kind))).status_code == 404


def test_a_number_no_card_can_have_is_not_there(kind, alice_client):
    url = kind.change_url(kind.model(pk=10**30, **({"pupil": kind.pupil} if kind.pupil else {})))
    assert alice_client.get(url).status_code == 404


def test_other_methods_are_refused(kind, team, alice_client):
    assert alice_client.delete(kind.change_url(make(kind, team))).status_code == 405


def test_a_school_put_away_stays_on_the_pupil_it_has(team, alice_client):
    school = make_institution(team, archived_at="2026-09-01T08:00:00Z")
    pupil = make_pupil(team, school=school)
    url = reverse("partners:pupil_change", args=[pupil.pk])
    response = alice_client.post(url, sent_again(alice_client.get(url), class_name="CM1"))
    assert response.status_code == 302
    pupil.refresh_from_db()
    assert (pupil.school, pupil.class_name) == (school, "CM1")


def test_an_institution_of_another_team_cannot_be_taken(team, charlie, alice_client):
    card = make_professional(team)
    theirs = make_institution(charlie.current_team, "Service de Brest")
    url = reverse("partners:professional_change", args=[card.pk])
    page = alice_client.get(url)
    assert "Service de Brest" not in page.content.decode()
    response = alice_client.post(url, sent_again(page, institution=theirs.pk))
    assert response.status_code == 422
    assert "Service de Brest" not in response.content.decode()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("born_on", "31/02/2018"),
        ("born_on", "hier"),
        ("aesh_hours", "-3"),
        ("aesh_hours", "200"),
        ("aesh_hours", "neuf"),
        ("school", "999999999999999999999999"),
        ("school", "\x00"),
        ("plan", "XYZ"),
    ],
)
def test_what_cannot_be_true_is_refused_and_kept(team, alice_client, field, typed):
    pupil = make_pupil(team)
    url = reverse("partners:pupil_change", args=[pupil.pk])
    response = alice_client.post(url, sent_again(alice_client.get(url), **{field: typed}))
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("9,5", 9.5), ("9.25", 9.25), ("9 h 15", 9.25), ("9h30", 9.5), ("9", 9), ("", None)],
)
def test_hours_are_typed_with_a_comma_a_point_or_minutes(team, alice_client, typed, kept):
    pupil = make_pupil(team)
    url = reverse("partners:pupil_change", args=[pupil.pk])
    response = alice_client.post(url, sent_again(alice_client.get(url), aesh_hours=typed))
    assert response.status_code == 302
    pupil.refresh_from_db()
    assert pupil.aesh_hours == kept
    again = sent_again(alice_client.get(url))
    assert alice_client.post(url, again).status_code == 302
    pupil.refresh_from_db()
    assert pupil.aesh_hours == kept


def test_hours_with_minutes_are_said_in_hours_and_minutes(team, alice_client):
    pupil = make_pupil(team, aesh_kind="mutualisée", aesh_hours="9.25")
    said = alice_client.get(reverse("partners:pupils")).content.decode()
    assert "mutualisée, 9\u00a0h\u00a015" in said
    said = alice_client.get(reverse("meetings:pupil", args=[pupil.pk])).content.decode()
    assert "9\u00a0h\u00a015 par semaine" in said


def test_a_metier_of_another_kind_needs_its_name(team, alice_client):
    url = reverse("partners:professional_add")
    response = alice_client.post(url, {"metier": "autre"})
    assert response.status_code == 422
    assert "Écrivez quel est ce métier." in response.content.decode()
