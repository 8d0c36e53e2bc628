"""Every row belongs to a team: whoever is not of it, or no longer of it, sees nothing."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from meetings.models import Meeting, Participant, Place
from partners.models import Institution, Professional, Pupil
from tests.factories import make_team

MODELS = [Institution, Professional, Pupil, Meeting, Participant, Place]


@pytest.mark.parametrize("model", MODELS)
def test_the_team_sees_its_rows_once(case_1, alice, bob, model):
    assert model.objects.visible_to(alice).count() == model.objects.count() > 0
    assert set(model.objects.visible_to(bob)) == set(model.objects.all())


@pytest.mark.parametrize("model", MODELS)
def test_another_team_sees_nothing(case_1, charlie, model):
    assert not model.objects.visible_to(charlie).exists()


@pytest.mark.parametrize("model", MODELS)
def test_someone_who_left_the_team_sees_nothing(case_1, alice, model):
    alice.memberships.all().delete()
    assert not model.objects.visible_to(alice).exists()


@pytest.mark.parametrize("model", MODELS)
def test_an_account_of_two_teams_sees_the_one_it_shows(case_1, alice, model):
    other = make_team("Secteur Brest")
    alice.memberships.create(team=other)
    alice.current_team = other
    assert not model.objects.visible_to(alice).exists()


def test_someone_who_left_finds_no_page_of_the_team(case_1, alice, alice_client):
    alice.memberships.all().delete()
    for name in ("path", "problem", "rename", "cancel"):
        url = reverse(f"meetings:{name}", args=[case_1.reference])
        assertRedirects(alice_client.get(url), reverse("partners:waiting"))
    page = alice_client.get(reverse("partners:waiting")).content.decode()
    assert case_1.title not in page
    assert "Vous n’êtes dans aucune équipe" in page


def test_someone_who_left_while_writing_gets_the_words_back(team, alice, alice_client):
    alice.memberships.all().delete()
    own = {"own_metier": "cpe", "own_gender": "f"}
    sent = {"first_name": "Yanis", "kind": "ess"} | own
    response = alice_client.post(reverse("meetings:new"), sent)
    assert response.status_code == 403
    assert "Yanis" in response.content.decode()
    assert not Pupil.objects.exists()


def test_someone_who_left_one_team_chooses_another(case_1, alice, alice_client):
    other = make_team("Secteur Brest")
    alice.memberships.create(team=other)
    alice.memberships.filter(team=case_1.team).delete()
    page = alice_client.get(reverse("meetings:week"), follow=True).content.decode()
    assert "Secteur Brest" in page
    alice_client.post(reverse("partners:switch_team"), {"team": other.pk})
    assert alice_client.get(reverse("meetings:week")).status_code == 200
