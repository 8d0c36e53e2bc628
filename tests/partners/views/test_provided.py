"""Coming in by a real identity provider, run beside the tests."""

import base64
import hashlib
import socket
import subprocess
import sys
import time
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user
from django.core.management import CommandError, call_command
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from intermetiers.web.models import JournalEntry, OutgoingMail
from partners.models import Account, ProviderIdentity, TeamRole
from tests.factories import make_team

pytestmark = pytest.mark.django_db

SIGN_IN = reverse("partners:sign_in")
LEAVE = reverse("partners:provider_leave")
RETURN = reverse("partners:provider_return")
WEEK = reverse("meetings:week")
SIRET = "13002526500013"
ZOE = {"email": "zoe@mairie.example", "email_verified": True, "name": "Zoé Petit", "siret": SIRET}


@pytest.fixture(scope="module")
def identity_provider():
    """Its address; the process ends with the module."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "-n", "true"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, **quiet)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def _wait_for(address):
    until = time.monotonic() + 60
    while True:
        try:
            return requests.get(f"{address}/.well-known/openid-configuration", timeout=1)
        except requests.RequestException:
            assert time.monotonic() < until, "the identity provider does not start"
            time.sleep(0.2)


@pytest.fixture
def provided(settings, identity_provider):
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID = identity_provider, "intermetiers"
    settings.OIDC_CLIENT_SECRET, settings.OIDC_NAME = "a secret of ours", "ProConnect"
    settings.OIDC_ORGANISATION_CLAIM = "siret"
    return identity_provider


def _come(client, subject, claims=None):
    """Leave, sign in there, come back: the page of the return, and what it would send."""
    address = client.get(LEAVE)["Location"]
    there = f"{address.split('/oauth2')[0]}/users/{subject}"
    if claims is not None:
        requests.put(there, json=claims, timeout=10).raise_for_status()
    answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["Location"])
    assert back.path == RETURN
    page = client.get(f"{back.path}?{back.query}")
    given = {name: values[0] for name, values in parse_qs(back.query).items()}
    return page, {name: given[name] for name in ("code", "state")}


def _enter(client, subject, claims=None):
    _, given = _come(client, subject, claims)
    return client.post(RETURN, given)


def _is_in(client):
    return get_user(client).is_authenticated


def test_nothing_of_it_shows_where_there_is_none(client):
    assertNotContains(client.get(SIGN_IN), LEAVE)
    assert [client.get(address).status_code for address in (LEAVE, RETURN)] == [404, 404]


def test_the_door_is_shown_and_asks_with_a_proof(client, provided):
    page = client.get(SIGN_IN)
    assertContains(page, LEAVE)
    assertContains(page, "ProConnect")
    asked = parse_qs(urlsplit(client.get(LEAVE)["Location"]).query)
    kept = client.session["provider_attempt"]
    digest = hashlib.sha256(kept["verifier"].encode()).digest()
    assert asked["code_challenge"] == [base64.urlsafe_b64encode(digest).rstrip(b"=").decode()]
    assert asked["code_challenge_method"] == ["S256"]
    assert (asked["state"], asked["nonce"]) == ([kept["state"]], [kept["nonce"]])


def test_who_is_of_a_known_organisation_reads_its_team(client, provided, team):
    call_command("name_organisation", team.name, SIRET, verbosity=0)
    before = client.session.session_key
    assertRedirects(_enter(client, "zoe", ZOE), WEEK)
    zoe = Account.objects.get(email="zoe@mairie.example")
    assert (zoe.name, zoe.current_team, zoe.role) == ("Zoé Petit", team, TeamRole.LECTEUR)
    assert not zoe.has_usable_password()
    assert client.session.session_key != before
    entry = JournalEntry.objects.get(act="signed_in")
    assert (entry.account, entry.detail) == (zoe, {"ways": ["provider"]})


def test_who_is_of_no_known_organisation_waits(client, provided, team):
    _enter(client, "wait", ZOE | {"email": "wait@mairie.example", "siret": "another"})
    assertContains(client.get(WEEK, follow=True), "Votre compte attend une équipe")
    assert not team.memberships.filter(account__email="wait@mairie.example").exists()


def test_a_team_that_was_named_nothing_takes_nobody(client, provided, team):
    claims = {name: value for name, value in ZOE.items() if name != "siret"}
    _enter(client, "nobody", claims | {"email": "nobody@mairie.example"})
    assert not Account.objects.get(email="nobody@mairie.example").memberships.exists()


def test_who_was_removed_does_not_come_back_by_the_provider(client, provided, team):
    call_command("name_organisation", team.name, SIRET, verbosity=0)
    _enter(client, "zoe", ZOE)
    team.memberships.filter(account__email="zoe@mairie.example").delete()
    client.logout()
    _enter(client, "zoe")
    assert _is_in(client)
    assert not team.memberships.filter(account__email="zoe@mairie.example").exists()


def test_somebody_known_is_found_by_number_whatever_their_address_became(client, provided):
    _enter(client, "moves", ZOE | {"email": "before@mairie.example"})
    client.logout()
    _enter(client, "moves", ZOE | {"email": "after@mairie.example"})
    assert get_user(client).email == "before@mairie.example"
    assert not Account.objects.filter(email="after@mairie.example").exists()


def test_an_account_of_ours_is_tied_by_a_verified_address_and_told(client, provided, alice):
    _enter(client, "alice", {"email": alice.email.upper(), "email_verified": True})
    assert get_user(client) == alice
    assert ProviderIdentity.objects.get().account == alice
    assert OutgoingMail.objects.get().recipient == alice.email
    assert JournalEntry.objects.filter(act="provider_linked", account=alice).count() == 1


@pytest.mark.parametrize("verified", [False, "true", None])
def test_an_address_nobody_verified_opens_no_account(client, provided, alice, verified):
    claims = {"email": alice.email, "email_verified": verified}
    response = _enter(client, f"thief-{verified}", claims)
    assertRedirects(response, SIGN_IN, fetch_redirect_response=False)
    assertContains(client.get(SIGN_IN), "Parlez-en à la personne responsable")
    assert not _is_in(client)
    assert not ProviderIdentity.objects.exists()


def test_a_closed_account_stays_closed(client, provided, alice):
    Account.objects.filter(pk=alice.pk).update(is_active=False)
    _enter(client, "closed", {"email": alice.email, "email_verified": True})
    assert not _is_in(client)
    assert not ProviderIdentity.objects.exists()


def test_a_second_factor_is_asked_for_after_too(client, provided, alice):
    TOTP.activate(alice, "JBSWY3DPEHPK3PXP")
    response = _enter(client, "factor", {"email": alice.email, "email_verified": True})
    assertRedirects(response, reverse("mfa_authenticate"))
    assert not _is_in(client)


def test_the_page_of_the_return_opens_nothing_until_one_goes_on(client, provided):
    page, given = _come(client, "zoe", ZOE)
    assertContains(page, "Continuer")
    assert not _is_in(client)
    assert not Account.objects.filter(email="zoe@mairie.example").exists()
    client.post(RETURN, given)
    assert _is_in(client)


def test_an_answer_serves_once(client, provided):
    _, given = _come(client, "zoe", ZOE)
    client.post(RETURN, given)
    client.logout()
    assertRedirects(client.post(RETURN, given), SIGN_IN, fetch_redirect_response=False)
    assert not _is_in(client)


def test_the_answer_made_for_one_browser_opens_nothing_in_another(client, provided, alice_client):
    _, given = _come(client, "zoe", ZOE)
    alice_client.logout()
    alice_client.get(LEAVE)
    alice_client.post(RETURN, given)
    assert not _is_in(alice_client)


def test_who_refuses_there_and_a_provider_that_is_away_are_told(client, provided, settings):
    refused = client.get(RETURN, {"error": "access_denied", "state": "x"})
    assertRedirects(refused, SIGN_IN, fetch_redirect_response=False)
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    assertRedirects(client.get(LEAVE), SIGN_IN, fetch_redirect_response=False)
    assertContains(client.get(SIGN_IN), "ProConnect n’a pas répondu")


def test_an_organisation_is_one_team(team):
    other_team = make_team(name="Une autre équipe")
    call_command("name_organisation", team.name, SIRET, verbosity=0)
    with pytest.raises(CommandError, match="Une autre équipe"):
        call_command("name_organisation", other_team.name, SIRET, verbosity=0)
    other_team.refresh_from_db()
    assert other_team.organisation == ""


def test_who_has_no_password_is_offered_none_to_change_and_may_add_a_key(client, provided):
    _enter(client, "zoe", ZOE)
    assertNotContains(client.get(reverse("partners:account")), reverse("partners:password"))
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200
