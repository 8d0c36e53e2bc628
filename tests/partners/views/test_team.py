"""The name of the team, its zone, its territory: whose holidays are looked at."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from intermetiers.web.models import JournalEntry
from partners.models import Team
from tests.factories import make_pupil
from tests.partners.cards import sent_again

URL = "/equipe"
NOVEMBER = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def november(monkeypatch, alice, alice_client):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOVEMBER)
    alice_client.force_login(alice, backend="partners.backends.PasswordBackend")


def _send(client, **data):
    return client.post(URL, sent_again(client.get(URL), **data))


def _place(team):
    team.refresh_from_db()
    return team.name, team.zone, team.territory


def test_the_zone_and_the_territory_are_kept_for_the_whole_team(
    team, alice, alice_client, bob_client
):
    assert _send(alice_client, zone="B", territory="6AE").status_code == 302
    assert _place(team) == ("Secteur Lyon 3", "B", "6AE")
    page = bob_client.get(reverse("partners:account")).content.decode()
    assert "zone B" in page
    assert "Alsace" in page
    entry = JournalEntry.objects.get(act="team_changed")
    assert (entry.account, entry.scope, entry.detail) == (
        alice,
        team.pk,
        {"fields": ["zone", "territory"]},
    )


def test_the_whole_country_is_a_territory_like_the_others(team, alice_client):
    _send(alice_client, territory="57")
    assert _send(alice_client, territory="").status_code == 302
    assert _place(team)[2] == ""


def test_the_academies_tell_which_zone_is_ones_own(team, alice_client):
    page = alice_client.get(URL).content.decode()
    assert "Clermont-Ferrand, Dijon, Grenoble, Limoges, Lyon et Poitiers" in page
    assert "Zone C\u00a0: Créteil, Montpellier, Paris, Toulouse et Versailles" in page


def test_the_next_twelve_months_can_be_checked_at_a_glance(team, november, alice_client):
    page = re.sub(r"[ \n]+", " ", alice_client.get(URL).content.decode())
    assert "du samedi 13\u00a0février 2027 au dimanche 28\u00a0février 2027" in page
    assert "Lundi de Pâques" in page
    assert "lundi 29\u00a0mars 2027" in page
    assert "18\u00a0octobre 2025" not in page
    assert "notice--look" not in page


def test_what_is_not_known_is_said(team, november, alice_client, monkeypatch):
    _send(alice_client, zone="Corse")
    page = alice_client.get(URL).content.decode()
    assert "Les vacances scolaires de Corse ne sont pas connues de l’outil" in page
    assert "vacances d’hiver" not in page.lower()
    _send(alice_client, zone="A")
    late = NOVEMBER.replace(year=2027)
    monkeypatch.setattr("django.utils.timezone.now", lambda: late)
    alice_client.force_login(
        Team.objects.get().accounts.get(), backend="partners.backends.PasswordBackend"
    )
    page = alice_client.get(URL).content.decode()
    assert "ne sont connues que jusqu’au 31\u00a0août 2028" in page


@pytest.mark.parametrize(
    "sent",
    [
        {"name": ""},
        {"zone": "D"},
        {"territory": "75"},
        {"zone": "A", "territory": "974"},
        {"zone": "Corse", "territory": "PF"},
    ],
    ids=str,
)
def test_what_cannot_be_is_refused(team, alice_client, sent):
    before = _place(team)
    response = _send(alice_client, **sent)
    assert response.status_code == 422
    assert "error-summary" in response.content.decode()
    assert _place(team) == before


def test_overseas_goes_with_its_own_holidays(team, alice_client):
    assert _send(alice_client, zone="other", territory="974").status_code == 302
    page = alice_client.get(URL).content.decode()
    assert "Abolition de l’esclavage" in page
    assert "de votre académie ne sont pas connues" in page


def test_two_people_who_change_the_same(team, alice_client, bob_client):
    _send(alice_client, territory="57")
    seen = alice_client.get(URL)
    _send(bob_client, territory="", name="Secteur Metz")
    refused = alice_client.post(URL, sent_again(seen, territory="6AE"))
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "une autre personne a enregistré" in page
    assert "«\u00a0Métropole, hors Alsace et Moselle\u00a0»" in page
    assert _place(team) == ("Secteur Metz", "A", "")


def test_two_people_who_change_different_things(team, alice_client, bob_client):
    seen = alice_client.get(URL)
    _send(bob_client, name="Secteur Villeurbanne")
    assert alice_client.post(URL, sent_again(seen, zone="C")).status_code == 302
    assert _place(team) == ("Secteur Villeurbanne", "C", "")


def test_nobody_writes_on_a_team_one_is_not_of(team, alice, alice_client, charlie_client):
    assert "Secteur Lyon 3" not in charlie_client.get(URL).content.decode()
    alice.memberships.all().delete()
    assert alice_client.get(URL).status_code == 302
    assert alice_client.post(URL, {"name": "À moi"}).status_code == 403
    assert _place(team)[0] == "Secteur Lyon 3"


def test_other_methods_are_refused(alice_client):
    assert alice_client.put(URL).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_depend_on_the_team(team, alice_client, django_assert_num_queries, count):
    for _ in range(count):
        make_pupil(team)
    with django_assert_num_queries(4):  # the session, the account, its team; the team itself
        alice_client.get(URL)
