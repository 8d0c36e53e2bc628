"""Signing in: throttled, silent about which of the two was wrong, never sending elsewhere."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD, make_account

WRONG = "L’adresse et le mot de passe ne vont pas ensemble."


@pytest.fixture
def account(team):
    return make_account(team, email="claire.vasseur@example.org")


def _send(username="claire.vasseur@example.org", password=PASSWORD, client=None, **more):
    data = {"username": username, "password": password} | more
    return (client or Client()).post(reverse("partners:sign_in"), data)


def test_signing_in_leads_to_the_week(account):
    client = Client()
    assert _send(client=client)["Location"] == reverse("meetings:week")
    assert client.get(reverse("meetings:week")).status_code == 200


def test_the_address_may_be_written_in_capitals_or_with_a_space(account):
    assert _send(" Claire.VASSEUR@Example.org ").status_code == 302


@pytest.mark.parametrize(
    ("username", "password"),
    [("claire.vasseur@example.org", "pas la bonne"), ("personne@example.org", PASSWORD)],
    ids=["wrong password", "nobody"],
)
def test_the_message_never_says_which_of_the_two_was_wrong(account, username, password):
    page = _send(username, password).content.decode()
    assert WRONG in page
    assert f'value="{username}"' in page
    assert password not in page


def test_a_closed_account_is_not_told_apart(account):
    account.is_active = False
    account.save()
    assert WRONG in _send().content.decode()


def test_five_failures_close_the_door_with_our_page(account):
    for _ in range(4):
        assert _send(password="non").status_code == 200
    for password in ("non", PASSWORD):
        response = _send(password=password)
        assert response.status_code == 429
        assert "Trop d’essais pour le moment" in response.content.decode()


def test_writing_the_address_otherwise_gives_no_more_tries(account):
    spellings = [
        "claire.vasseur@example.org",
        "Claire.Vasseur@example.org",
        " CLAIRE.vasseur@example.org",
    ]
    statuses = [_send(spellings[number % 3], "non").status_code for number in range(5)]
    assert statuses == [200, 200, 200, 200, 429]


def test_the_throttle_closes_one_account_only(account, team):
    other = make_account(team, email="marc.lenoir@example.org")
    for _ in range(5):
        _send(password="non")
    assert _send(other.email).status_code == 302


def test_signing_in_forgets_the_failures_before(account):
    for _ in range(3):
        _send(password="non")
    assert _send().status_code == 302
    for _ in range(4):
        assert _send(password="non").status_code == 200


def test_one_comes_back_to_the_page_that_was_asked(account):
    client = Client()
    asked = reverse("partners:pupils")
    assert client.get(asked)["Location"] == f"{reverse('partners:sign_in')}?next={asked}"
    page = client.get(reverse("partners:sign_in"), {"next": asked}).content.decode()
    assert f'name="next" value="{asked}"' in page
    assert _send(client=client, next=asked)["Location"] == asked


@pytest.mark.parametrize(
    "elsewhere", ["https://ailleurs.example/", "//ailleurs.example", "javascript:alert(1)", "\\\\x"]
)
def test_nobody_is_sent_to_another_site(account, elsewhere):
    assert _send(next=elsewhere)["Location"] == reverse("meetings:week")


@pytest.mark.parametrize("username", ["\x00", "é" * 3000, "<script>", "🙂@example.org"])
def test_any_name_is_answered_with_the_page(db, username):
    response = _send(username)
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().replace("<script src", "")


def test_a_null_byte_in_the_address_is_answered_too(account):
    url = reverse("partners:sign_in") + "?next=%00&x=%00"
    response = Client().post(url, {"username": account.email, "password": "non", "x": "\x00"})
    assert response.status_code == 200


def test_whoever_is_signed_in_goes_straight_to_the_week(alice_client):
    assert alice_client.get(reverse("partners:sign_in"))["Location"] == reverse("meetings:week")


def test_signing_out_closes_the_session_and_says_it(alice_client):
    response = alice_client.post(reverse("partners:sign_out"), follow=True)
    assert "Vous êtes déconnecté. Tout est enregistré." in response.content.decode()
    assert alice_client.get(reverse("meetings:week")).status_code == 302


def test_a_link_signs_nobody_out(alice_client):
    assert alice_client.get(reverse("partners:sign_out")).status_code == 405
    assert alice_client.get(reverse("meetings:week")).status_code == 200
