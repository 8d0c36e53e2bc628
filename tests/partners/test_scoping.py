"""Every row belongs to a team: whoever is not of it, or no longer of it, sees nothing."""

import pytest
from django.urls import reverse

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
        assert alice_client.get(url).status_code == 404, name
    week = alice_client.get(reverse("meetings:week")).content.decode()
    assert case_1.title not in week
    assert "Compte" in week


def test_someone_who_left_begins_no_meeting_there(team, alice, alice_client):
    alice.memberships.all().delete()
    own = {"own_metier": "cpe", "own_gender": "f"}
    sent = {"first_name": "Yanis", "kind": "ess"} | own
    assert alice_client.post(reverse("meetings:new"), sent).status_code == 404
    assert not Pupil.objects.exists()
