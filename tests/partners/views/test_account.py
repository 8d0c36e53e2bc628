"""One's own account: how guests are told of one, the password, the team one works in."""

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse

from partners.models import Pupil
from tests.factories import PASSWORD, make_professional, make_pupil, make_team

NEW = "une autre phrase, bien plus longue"


def test_the_name_and_telephone_given_to_guests(alice, alice_client):
    url = reverse("partners:account")
    assert alice_client.post(url, {"name": "Alice N’Diaye", "phone": "04 11"}).status_code == 302
    alice.refresh_from_db()
    assert (alice.name, alice.phone) == ("Alice N’Diaye", "04 11")


def test_ones_own_card_is_a_step_away(team, alice, alice_client):
    url = reverse("partners:account")
    make_professional(team, last_name="Dupont")
    assert "Changer votre fiche" not in alice_client.get(url).content.decode()
    card = make_professional(team, "enseignant_referent", gender="f", account=alice)
    page = alice_client.get(url).content.decode()
    assert "vous êtes l’enseignante référente" in page
    assert f'href="{reverse("partners:professional_change", args=[card.pk])}"' in page


def test_signs_nobody_sees_are_taken_out_of_the_name_guests_read(alice, alice_client):
    alice_client.post(reverse("partners:account"), {"name": "\u202eAlix \u200b Martin"})
    alice.refresh_from_db()
    assert alice.name == "Alix Martin"


@pytest.mark.parametrize("name", ["", "é" * 3000, "A\x00"])
def test_a_name_that_cannot_be_is_refused(alice, alice_client, name):
    response = alice_client.post(reverse("partners:account"), {"name": name})
    assert response.status_code == 422
    alice.refresh_from_db()
    assert alice.name == "Alice Martin"


def test_other_methods_are_refused(alice_client):
    for name in ("account", "password"):
        assert alice_client.put(reverse(f"partners:{name}")).status_code == 405
    assert alice_client.get(reverse("partners:switch_team")).status_code == 405


def _passwords(old=PASSWORD, new=NEW, again=NEW):
    return {"old_password": old, "new_password1": new, "new_password2": again}


def test_a_new_password_opens_and_the_old_one_no_more(alice, alice_client):
    elsewhere = Client()
    elsewhere.force_login(alice, backend="partners.backends.PasswordBackend")
    response = alice_client.post(reverse("partners:password"), _passwords(), follow=True)
    assert "Votre mot de passe est changé." in response.content.decode()
    alice.refresh_from_db()
    assert alice.check_password(NEW)
    assert get_user(alice_client).is_authenticated
    assert not get_user(elsewhere).is_authenticated


@pytest.mark.parametrize(
    "sent",
    [
        _passwords(old="pas la bonne"),
        _passwords(again="autre chose de long"),
        _passwords(new="court", again="court"),
        _passwords(new="123456789012", again="123456789012"),
    ],
)
def test_a_password_that_does_not_do_is_refused(alice, alice_client, sent):
    response = alice_client.post(reverse("partners:password"), sent)
    assert response.status_code == 422
    assert NEW not in response.content.decode()
    alice.refresh_from_db()
    assert alice.check_password(PASSWORD)


def test_with_one_team_there_is_nothing_to_choose(alice_client):
    page = alice_client.get(reverse("partners:account")).content.decode()
    assert "Changer d’équipe" not in page


@pytest.fixture
def second_team(alice):
    team = make_team("Réseau des Minguettes")
    alice.memberships.create(team=team)
    return team


def test_switching_shows_the_other_team_and_only_it(team, alice_client, second_team):
    make_pupil(team, first_name="Yanis", last_name="")
    make_pupil(second_team, first_name="Zoé", last_name="")
    page = alice_client.get(reverse("partners:account")).content.decode()
    assert "Réseau des Minguettes" in page
    response = alice_client.post(
        reverse("partners:switch_team"), {"team": second_team.pk}, follow=True
    )
    assert "Réseau des Minguettes" in response.content.decode()
    page = alice_client.get(reverse("partners:pupils")).content.decode()
    assert "Zoé" in page
    assert "Yanis" not in page
    alice_client.post(reverse("partners:pupil_add"), {"first_name": "Inès"})
    assert Pupil.objects.get(first_name="Inès").team == second_team


@pytest.mark.parametrize("asked", ["theirs", "", "abc", "\x00", "9" * 30])
def test_a_team_one_is_not_of_cannot_be_shown(alice, team, charlie, alice_client, asked):
    sent = charlie.current_team_id if asked == "theirs" else asked
    response = alice_client.post(reverse("partners:switch_team"), {"team": sent}, follow=True)
    assert "Vous n’êtes pas dans cette équipe. Rien n’a changé." in response.content.decode()
    alice.refresh_from_db()
    assert alice.current_team == team
