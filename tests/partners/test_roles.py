"""What each role meets on the pages themselves; which address answers what is `test_table.py`."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains

from intermetiers.web.models import JournalEntry
from partners.models import TeamRole
from tests.factories import make_account, make_team


@pytest.fixture
def reader(team):
    return make_account(team, "Léa Lectrice", role=TeamRole.LECTEUR)


@pytest.fixture
def reader_client(reader):
    client = Client()
    client.force_login(reader, "partners.backends.PasswordBackend")
    return client


def _shut(page):
    """Whether each form that writes is shut, in the order of the page."""
    forms = re.findall(r'<form\b[^>]*method="post"[^>]*>(.*?)</form>', page, re.DOTALL)
    return [form.startswith('<fieldset class="only-read" disabled>') for form in forms]


def test_a_reader_reads_every_word_and_can_type_none(case_1, reader_client):
    case_1.problem = "Comment garder l’aide sans qu’il perde le fil ?"
    case_1.save()
    page = reader_client.get(reverse("meetings:problem", args=[case_1.reference]))
    assertContains(page, "Comment garder l’aide")
    assertContains(page, "vous lisez sans rien changer")
    assert _shut(page.content.decode()) == [True]


def test_a_reader_still_searches_and_filters(reader_client):
    page = reader_client.get(reverse("partners:pupils")).content.decode()
    assert 'method="get"' in page
    assert "disabled" not in page.split('method="get"')[1].split("</form>")[0]


def test_a_reader_changes_what_is_their_own(reader, reader_client):
    url = reverse("partners:account")
    assert not any(_shut(reader_client.get(url).content.decode()))
    reader_client.post(url, {"name": "Léa L.", "phone": ""})
    reader.refresh_from_db()
    assert reader.name == "Léa L."


def test_what_a_reader_sends_all_the_same_is_given_back_with_who_can_do_it(
    case_1, alice, reader_client
):
    url = reverse("meetings:problem", args=[case_1.reference])
    refused = reader_client.post(url, {"problem": "Un mot à moi"})
    for told in ("vous lisez seulement", "Un mot à moi", alice.name):
        assertContains(refused, told, status_code=403)
    assert not JournalEntry.objects.exists()


def test_pages_of_others_are_as_they_were(case_1, alice_client):
    page = alice_client.get(reverse("meetings:problem", args=[case_1.reference]))
    assert "vous lisez sans rien changer" not in page.content.decode()
    assert _shut(page.content.decode()) == [False]


def test_a_role_is_that_of_the_team_shown(case_1, reader, reader_client):
    """Reader here, responsable there: what one may do here does not come from there."""
    other = make_team("Secteur Brest")
    reader.memberships.create(team=other, role=TeamRole.RESPONSABLE)
    url = reverse("meetings:problem", args=[case_1.reference])
    assert reader_client.post(url, {"problem": "x"}).status_code == 403
    reader_client.post(reverse("partners:switch_team"), {"team": other.pk})
    assert reader_client.get(url).status_code == 404
    assert reader_client.get(reverse("meetings:journal")).status_code == 200


def test_a_role_changes_under_the_hand(case_1, reader, reader_client):
    reader.memberships.update(role=TeamRole.COORDINATEUR)
    url = reverse("meetings:problem", args=[case_1.reference])
    page = reader_client.get(url).content.decode()
    assert _shut(page) == [False]


def test_an_account_that_is_closed_opens_nothing(case_1, reader, reader_client):
    reader.is_active = False
    reader.save()
    answer = reader_client.get(reverse("meetings:sheet", args=[case_1.reference]))
    assert "/connexion" in answer["Location"]


def test_a_reader_is_led_to_the_sheet_and_not_to_the_room(case_1, reader_client):
    answer = reader_client.get(reverse("meetings:live", args=[case_1.reference]))
    assert answer["Location"] == reverse("meetings:sheet", args=[case_1.reference])


def test_a_reader_of_another_team_finds_no_room(case_1, client):
    stranger = make_account(make_team("Secteur Brest"), role=TeamRole.LECTEUR)
    client.force_login(stranger, "partners.backends.PasswordBackend")
    led = client.get(reverse("meetings:live", args=[case_1.reference]), follow=True)
    assert led.status_code == 404
