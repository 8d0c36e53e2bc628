"""Coming in: second factors, passkeys, an invitation, a forgotten password."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from intermetiers.web.models import JournalEntry, OutgoingMail
from partners.models import Account, MemberInvitation, TeamRole
from tests.factories import PASSWORD, make_account

SIGN_IN = reverse("partners:sign_in")
SECOND = reverse("mfa_authenticate")
WEEK = reverse("meetings:week")
SECRET = "JBSWY3DPEHPK3PXP"
NEW = "une autre phrase, bien plus longue"


def _code(secret=SECRET):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def _sign_in(client, account, password=PASSWORD, **more):
    return client.post(SIGN_IN, {"username": account.email, "password": password} | more)


def _is_in(client):
    return get_user(client).is_authenticated


@pytest.fixture
def protected(alice):
    """Alice, whose application gives codes."""
    TOTP.activate(alice, SECRET)
    return alice


def test_a_password_is_enough_where_nothing_more_was_asked_for(client, alice, case_1):
    url = reverse("meetings:path", args=[case_1.reference])
    assertRedirects(_sign_in(client, alice, next=url), url)
    entry = JournalEntry.objects.get(act="signed_in")
    assert (entry.account, entry.detail) == (alice, {"ways": ["password"]})


def test_a_second_factor_is_asked_for_and_leads_where_one_was_going(client, protected, case_1):
    url = reverse("meetings:path", args=[case_1.reference])
    assertRedirects(_sign_in(client, protected, next=url), SECOND)
    assert not _is_in(client)
    assert client.get(url).status_code == 302
    wrong = client.post(SECOND, {"code": "000000"})
    assertContains(wrong, "Ce code ne va pas.")
    assertRedirects(client.post(SECOND, {"code": _code()}), url)
    assert JournalEntry.objects.get(act="signed_in").detail["ways"] == ["password", "totp"]


def test_a_session_of_before_has_another_key_after(client, protected):
    client.get(SIGN_IN)
    _sign_in(client, protected)
    before = client.session.session_key
    client.post(SECOND, {"code": _code()})
    assert client.session.session_key not in {None, before}


@pytest.fixture
def counted(settings):
    """Tries and codes already used are counted, as on a real site."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "shared_cache",
        }
    }


def test_a_code_serves_once(client, protected, counted):
    code = _code()
    _sign_in(client, protected)
    client.post(SECOND, {"code": code})
    other = Client()
    _sign_in(other, protected)
    other.post(SECOND, {"code": code})
    assert not _is_in(other)


def test_codes_cannot_be_guessed_for_long(client, protected, counted):
    _sign_in(client, protected)
    for _ in range(12):
        answer = client.post(SECOND, {"code": "000000"})
    # Even the right one has to wait.
    answer = client.post(SECOND, {"code": _code()})
    assert not _is_in(client)
    assert "Ce code ne va pas." not in answer.content.decode()


def test_the_second_factor_page_is_nothing_without_a_first(client):
    assertRedirects(client.get(SECOND), SIGN_IN)


def _confirmed(client):
    """Whoever changes the way in says the password again."""
    return client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def test_an_application_is_added_with_its_code(
    alice, alice_client, django_capture_on_commit_callbacks
):
    url = reverse("mfa_activate_totp")
    assertRedirects(alice_client.get(url), f"{reverse('account_reauthenticate')}?next={url}")
    _confirmed(alice_client)
    page = alice_client.get(url).content.decode()
    secret = re.search(r"<code\s*>([A-Z2-7]+)\s*</code>", page)[1]
    assert alice_client.post(url, {"code": "000000"}).status_code == 200
    assert not Authenticator.objects.filter(type="totp").exists()
    with django_capture_on_commit_callbacks(execute=True):
        alice_client.post(url, {"code": _code(secret)})
    row = Authenticator.objects.get(type="totp")
    assert secret not in str(row.data)
    assert JournalEntry.objects.filter(act="second_factor_added", account=alice).exists()
    told = OutgoingMail.objects.get()
    assert (told.recipient, told.scope) == (alice.email, None)
    assert "application de codes" in told.text


def test_recovery_codes_are_shown_once_and_open_once(client, protected, alice_client):
    url = reverse("mfa_view_recovery_codes")
    _confirmed(alice_client)
    assert "Faire dix codes" in alice_client.get(url).content.decode()
    shown = alice_client.post(url)
    codes = re.findall(r"<code>([^<]+)</code>", shown.content.decode())
    assert len(codes) == 10
    assert "no-store" in shown["Cache-Control"]
    assert codes[0] not in alice_client.get(url).content.decode()
    for allowed in (True, False):
        _sign_in(client, protected)
        client.post(SECOND, {"code": codes[0]})
        assert _is_in(client) is allowed
        client.logout()


def test_taking_the_application_away_is_told_too(protected, alice_client):
    _confirmed(alice_client)
    alice_client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert JournalEntry.objects.filter(act="second_factor_removed").exists()


def test_somebody_else_s_key_is_not_found(alice, bob, alice_client):
    row = Authenticator.objects.create(user=bob, type="webauthn", data={"name": "Clé de Bob"})
    _confirmed(alice_client)
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert alice_client.post(reverse(name, args=[row.pk]), {"name": "x"}).status_code == 404
    assert Authenticator.objects.filter(pk=row.pk).exists()


# --- Joining a team ---------------------------------------------------------------------------


@pytest.fixture
def invited(alice_client):
    """The address of an invitation of nour@example.org, as coordinator."""
    url = reverse("partners:member_invite")
    alice_client.post(url, {"email": "nour@example.org", "role": "coordinateur"})
    text = OutgoingMail.objects.get().text
    return "/i/" + re.search(r"/i/(\S+)", text)[1]


JOINING = {"name": "Nour El-Amrani", "new_password1": NEW, "new_password2": NEW}


def test_an_invitation_opens_an_account_in_its_role_and_once(client, team, invited):
    assertContains(client.get(invited), "Rejoindre «\u00a0Secteur Lyon 3\u00a0»")
    assertRedirects(client.post(invited, JOINING), WEEK)
    nour = Account.objects.get(email="nour@example.org")
    assert nour.memberships.get().role == TeamRole.COORDINATEUR
    assert nour.current_team == team
    assert Client().get(invited).status_code == 404
    assert JournalEntry.objects.filter(act="account_opened", account=nour).exists()


def test_a_weak_password_is_refused_and_the_name_stays(client, invited):
    refused = client.post(
        invited, JOINING | {"new_password1": "motdepasse", "new_password2": "motdepasse"}
    )
    assertContains(refused, 'value="Nour El-Amrani"', status_code=422)
    assert not Account.objects.filter(email="nour@example.org").exists()


def test_who_has_an_account_signs_in_first_then_joins(client, team, invited):
    other = make_account(make_account(team).current_team, "Nour", email="nour@example.org")
    other.memberships.all().delete()
    page = client.get(invited).content.decode()
    assert "Vous avez déjà un compte" in page
    client.force_login(other, "partners.backends.PasswordBackend")
    assertContains(client.get(invited), "Rejoindre l’équipe")
    client.post(invited)
    assert other.memberships.get().role == TeamRole.COORDINATEUR


def test_who_is_of_the_team_keeps_the_role_they_have(alice, alice_client, invited):
    alice_client.post(invited)
    assert alice.memberships.get().role == TeamRole.RESPONSABLE


def test_an_invitation_too_old_or_taken_back_opens_nothing(client, invited):
    MemberInvitation.objects.update(expires_at=MemberInvitation.objects.get().invited_at)
    answer = client.post(invited, JOINING)
    assertContains(answer, "Cette invitation ne s’ouvre plus", status_code=404)
    assert not Account.objects.filter(email="nour@example.org").exists()


def test_the_link_of_an_invitation_is_in_no_page_of_the_team(alice_client, invited):
    for name in ("meetings:outbox", "partners:members", "meetings:journal"):
        assert invited not in alice_client.get(reverse(name)).content.decode()


# --- A forgotten password ---------------------------------------------------------------------

FORGOTTEN = reverse("partners:forgotten")


def _ask(client, email):
    return client.post(FORGOTTEN, {"email": email}, follow=True)


def _link():
    return "/p/" + re.search(r"/p/(\S+)", OutgoingMail.objects.latest("pk").text)[1]


def test_a_forgotten_password_is_chosen_again_by_mail(client, alice, alice_client):
    assertContains(_ask(client, alice.email), "Regardez votre courrier")
    page = client.get(_link(), follow=True)
    url = page.redirect_chain[-1][0]
    client.post(url, {"new_password1": NEW, "new_password2": NEW})
    assert not _is_in(alice_client)  # sessions of before are over
    assert _sign_in(Client(), alice, NEW)["Location"] == WEEK
    assert JournalEntry.objects.filter(act="password_reset", account=alice).exists()
    again = Client().get(_link_used := url.replace("set-password", "x"), follow=True)
    assertContains(again, "Ce lien ne s’ouvre plus")
    assert _link_used


def test_a_second_factor_is_still_asked_for_after(client, protected):
    _ask(client, protected.email)
    url = client.get(_link(), follow=True).redirect_chain[-1][0]
    client.post(url, {"new_password1": NEW, "new_password2": NEW})
    assertRedirects(_sign_in(client, protected, NEW), SECOND)


def test_the_answer_never_says_whether_an_account_exists(client, alice):
    known, unknown = _ask(client, alice.email), _ask(client, "personne@example.org")
    hidden = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
    assert hidden.sub(b"", known.content) == hidden.sub(b"", unknown.content)
    assert OutgoingMail.objects.count() == 1


def test_a_colleague_is_not_flooded(client, alice):
    for _ in range(6):
        _ask(client, alice.email)
    assert OutgoingMail.objects.count() == 3


def test_the_message_is_in_no_outbox_of_a_team(client, alice, alice_client):
    _ask(client, alice.email)
    assert _link() not in alice_client.get(reverse("meetings:outbox")).content.decode()
    assert OutgoingMail.objects.get().created_at <= JournalEntry.objects.latest(
        "pk"
    ).at + timedelta(seconds=1)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/p/x", "/p/MQ.abc", "/p/%00.a"])
def test_a_link_that_is_none_opens_nothing(client, path):
    assert client.get(path).status_code in {200, 404}
    assert b"new_password1" not in client.get(path).content
