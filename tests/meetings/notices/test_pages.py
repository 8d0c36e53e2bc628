"""What a family and a data officer read is what the settings and the rules say, on this very day."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertRedirects

from meetings.domain.data_inventory import CATEGORIES
from meetings.domain.retention import BY_KIND, Kept, say_length
from meetings.keeping.actions import choose_length
from meetings.notices.measures import measures
from meetings.notices.sealed import count_columns, sealed_by_kind
from meetings.notices.views.public import OF_THE_TEAM
from partners.models import TeamRole
from tests import factories

PRIVACY, MENTIONS = reverse("meetings:privacy"), reverse("meetings:mentions")
REGISTER, IMPACT = reverse("meetings:register"), reverse("meetings:impact")

pytestmark = pytest.mark.django_db


def test_a_stranger_reads_each_kind_and_how_long(client):
    answer = client.get(PRIVACY)
    for category in CATEGORIES:
        if category.data not in OF_THE_TEAM:
            assertContains(answer, category.label)
            assertContains(answer, f"Gardé\u00a0: {category.length({})}.")


def test_a_family_is_told_the_longest_a_team_may_choose(client):
    most = say_length(BY_KIND[Kept.VIEWPOINTS].most)
    assertContains(client.get(PRIVACY), f"au plus\u00a0: {most} après la réunion")


@pytest.mark.parametrize("url", [PRIVACY, MENTIONS])
def test_who_answers_is_said_or_said_to_be_missing(client, settings, url):
    assertContains(client.get(url), "Pas encore indiqué.")
    settings.CONTROLLER_NAME, settings.DPO_CONTACT = "Rectorat de Bellevue", "dpo@bellevue.example"
    told = client.get(url)
    assertContains(told, "Rectorat de Bellevue")
    assertContains(told, "dpo@bellevue.example")


def test_mail_goes_through_nobody_until_a_server_is_set(client, settings):
    assertContains(client.get(MENTIONS), "n’envoie pas de courriel")
    settings.EMAIL_HOST = "smtp.bellevue.example"
    assertContains(client.get(MENTIONS), "smtp.bellevue.example")


@pytest.mark.parametrize("url", [REGISTER, IMPACT])
def test_a_stranger_does_not_read_what_is_a_team_s(client, url):
    assertRedirects(client.get(url), f"{reverse('partners:sign_in')}?next={url}")


@pytest.mark.parametrize("url", [REGISTER, IMPACT])
def test_who_only_reads_may_answer_a_data_officer(client, team, url):
    client.force_login(factories.make_account(team=team, role=TeamRole.LECTEUR))
    assert client.get(url).status_code == 200


def test_the_register_says_the_lengths_of_this_team(team, alice, alice_client):
    choose_length(team, Kept.VIEWPOINTS, 21, by=alice, now=timezone.now())
    told = alice_client.get(REGISTER)
    assertContains(told, "21 jours après la réunion", count=1)
    assertContains(told, "30 jours après la réunion", count=1)  # the shares, as before


def test_what_is_sealed_is_read_from_the_tables():
    total, sealed = count_columns()
    assert 0 < sealed < total
    named = {data.value for data in sealed_by_kind()}
    assert {"points_de_vue", "adresse_secrete", "decisions", "courriels"} <= named


def test_what_is_not_set_is_said_to_be_missing(settings):
    settings.BACKUP_RECIPIENT, settings.BACKUP_PASSPHRASE_FILE = [], ""
    settings.SECURE_SSL_REDIRECT = False
    missing = {one.title for one in measures() if not one.is_set}
    assert {"Échanges chiffrés", "Copies de secours"} <= missing
    settings.BACKUP_RECIPIENT = ["age1…"]
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = True
    missing = {one.title for one in measures() if not one.is_set}
    assert not {"Échanges chiffrés", "Copies de secours"} & missing


def test_a_password_is_as_long_as_the_validator_asks(alice_client):
    validators = settings.AUTH_PASSWORD_VALIDATORS
    least = next(v["OPTIONS"]["min_length"] for v in validators if "OPTIONS" in v)
    assertContains(alice_client.get(IMPACT), f"au moins {least} signes")


def test_guests_and_members_find_what_is_said_of_their_data(client, alice_client):
    assertContains(client.get(reverse("partners:sign_in")), f'href="{PRIVACY}"')
    assertContains(alice_client.get(reverse("meetings:week")), f'href="{PRIVACY}"')
    assertContains(
        client.get(reverse("meetings:guest_brief", args=["x" * 43])), PRIVACY, status_code=404
    )
