"""The page of a secret address: it shows nothing by itself, and notes who asks."""

import logging

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.log import AdminEmailHandler

from intermetiers.web.models import JournalEntry
from partners import actions
from partners.models import FamilyMember, SecretAddress
from partners.views import secret_addresses
from tests.factories import NOW, hide_address, make_pupil, make_relative, new_key

HOME = "12 chemin des Canaris, 69000 Lyon"
PAGES = ("secret_address", "secret_address_show", "secret_address_keep", "secret_address_erase")


@pytest.fixture
def member(team):
    member = make_relative(make_pupil(team), "père", first_name="David")
    hide_address(member, HOME)
    return member


def _url(name, member):
    return reverse(f"partners:{name}", args=[member.pupil_id, member.pk])


def _keep(client, member, address=HOME):
    return client.post(_url("secret_address_keep", member), {"address": address})


def test_the_page_says_what_it_is_and_shows_nothing(member, alice_client):
    response = alice_client.get(_url("secret_address", member))
    page = response.content.decode()
    assert "Canaris" not in page
    assert "Montrer l’adresse" in page
    assert "Votre nom et l’heure seront notés dans le journal." in page
    assert "Personne encore." in page
    assert "no-store" in response["Cache-Control"]
    assert not JournalEntry.objects.exists()


def test_showing_is_posted_noted_and_kept_nowhere(member, alice, alice_client):
    response = alice_client.post(_url("secret_address_show", member))
    assert response.status_code == 200
    assert HOME in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert not {*response.cookies} & {"messages", "sessionid"}
    entry = JournalEntry.objects.get()
    assert (entry.account, entry.subject) == (alice, f"familymember:{member.pk}")
    assert "Canaris" not in str(entry.detail)
    after = alice_client.get(_url("secret_address", member)).content.decode()
    assert "Canaris" not in after
    assert "Alice Martin" in after


def test_the_last_five_openings_are_told(member, alice, bob, alice_client):
    for who in (bob, *[alice] * 5):
        actions.reveal_address(member, by=who, now=NOW)
    page = alice_client.get(_url("secret_address", member)).content.decode()
    assert page.count("Alice Martin") >= 5
    assert "Marc Lenoir" not in page


def test_an_address_is_kept_apart_and_led_to_a_page_that_hides_it(team, alice_client):
    member = make_relative(make_pupil(team), postal_address="l’ancienne")
    response = _keep(alice_client, member)
    assert response["Location"] == _url("secret_address", member)
    member.refresh_from_db()
    assert (member.postal_address, member.address_is_secret) == ("", True)
    assert SecretAddress.objects.get().address == HOME
    assert "Canaris" not in alice_client.get(response["Location"]).content.decode()


def test_sent_twice_it_is_kept_once(team, alice_client):
    member = make_relative(make_pupil(team))
    for _ in range(2):
        assert _keep(alice_client, member).status_code == 302
    assert JournalEntry.objects.count() == 1


def test_corrected_and_sent_again_from_the_same_page_it_is_the_last_one_that_is_kept(
    member, alice_client
):
    _keep(alice_client, member, "1 rue mal tapée")
    _keep(alice_client, member, "1 rue bien tapée")
    assert SecretAddress.objects.get().address == "1 rue bien tapée"


@pytest.mark.parametrize("typed", ["", "   ", "é" * 251, "rue\x00"])
def test_what_cannot_be_kept_comes_back_as_it_was_typed(member, alice_client, typed):
    response = _keep(alice_client, member, typed)
    assert response.status_code == 422
    assert "error-summary" in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert SecretAddress.objects.get().address == HOME


def test_erasing_is_posted_and_leaves_the_word(member, alice_client):
    assert alice_client.post(_url("secret_address_erase", member)).status_code == 302
    member.refresh_from_db()
    assert member.address_is_secret
    page = alice_client.get(_url("secret_address", member)).content.decode()
    assert "Aucune adresse n’est gardée" in page
    assert "Montrer l’adresse" not in page


@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_finds_nothing_and_notes_nothing(member, charlie_client, name):
    method = charlie_client.get if name == "secret_address" else charlie_client.post
    response = method(_url(name, member), {"form_key": new_key(), "address": "x"})
    assert response.status_code == 404
    assert SecretAddress.objects.get().address == HOME
    assert not JournalEntry.objects.exists()


@pytest.mark.parametrize("name", PAGES)
def test_a_relative_of_another_pupil_is_not_there(team, member, alice_client, name):
    other = make_pupil(team)
    url = reverse(f"partners:{name}", args=[other.pk, member.pk])
    method = alice_client.get if name == "secret_address" else alice_client.post
    assert method(url).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_the_wrong_method_is_refused(member, alice_client, name):
    method = alice_client.post if name == "secret_address" else alice_client.get
    assert method(_url(name, member)).status_code == 405


@pytest.mark.parametrize("openings", [0, 1, 30])
def test_secret_address_query_count(
    member, alice, alice_client, django_assert_num_queries, openings
):
    for _ in range(openings):
        actions.reveal_address(member, by=alice, now=NOW)
    # Session, account, its team; the pupil, the relative; whether one is kept; the openings.
    with django_assert_num_queries(7):
        alice_client.get(_url("secret_address", member))


# --- A fault of ours says nothing of it ---------------------------------------------------------


class _Report(AdminEmailHandler):
    """The most that Django ever tells of a fault: the report with every variable of every frame."""

    def __init__(self):
        super().__init__(include_html=True)
        self.text = ""

    def send_mail(self, subject, message, *args, html_message=None, **kwargs):
        self.text += subject + message + (html_message or "")


@pytest.fixture
def report(settings):
    settings.ADMINS = [("Nous", "nous@example.org")]
    handler, log = _Report(), logging.getLogger("django.request")
    log.addHandler(handler)
    yield handler
    log.removeHandler(handler)


def _fail(*args, **kwargs):
    raise RuntimeError


def _quiet_client(alice):
    client = Client(headers={"host": "testserver"}, raise_request_exception=False)
    client.force_login(alice, backend="partners.backends.PasswordBackend")
    return client


def test_a_fault_while_it_is_shown_does_not_repeat_it(member, alice, report, caplog, monkeypatch):
    monkeypatch.setattr(secret_addresses, "render", _fail)
    response = _quiet_client(alice).post(_url("secret_address_show", member))
    assert response.status_code == 500
    assert "RuntimeError" in report.text
    for told in (response.content.decode(), report.text, caplog.text):
        assert "Canaris" not in told


def test_a_fault_while_it_is_written_does_not_repeat_it(member, alice, report, caplog, monkeypatch):
    monkeypatch.setattr(FamilyMember, "save", _fail)
    client = _quiet_client(alice)
    card = {"relation": "père", "reads_best": "fr", "postal_address": HOME, "form_key": new_key(),
            "address_is_secret": "on", "initial-address_is_secret": "True"}  # fmt: skip
    answers = [
        _keep(client, member, f"{HOME} bis"),
        client.post(reverse("partners:relative", args=[member.pupil_id, member.pk]), card),
        client.post(reverse("partners:relative_add", args=[member.pupil_id]), card),
    ]
    assert [answer.status_code for answer in answers] == [500, 500, 500]
    assert report.text.count("RuntimeError")
    told = report.text + caplog.text + "".join(answer.content.decode() for answer in answers)
    assert "Canaris" not in told
