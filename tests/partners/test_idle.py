"""A session nobody uses for a while opens nothing more; nothing of what was written is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from intermetiers.web.models import JournalEntry
from partners.idle import cookie_name
from tests.factories import PASSWORD

HOURS = timedelta(hours=1)
SIGN_IN = reverse("partners:sign_in")


@pytest.fixture
def clock(monkeypatch):
    start = timezone.now()

    def at(later):
        monkeypatch.setattr("partners.idle.timezone.now", lambda: start + later)

    return at


@pytest.fixture
def client(alice):
    """Alice, come in by her password as anybody does."""
    client = Client()
    _sign_in(client, alice)
    return client


def _sign_in(client, account, **more):
    return client.post(SIGN_IN, {"username": account.email, "password": PASSWORD, **more})


def test_it_stays_open_as_long_as_it_is_used(client, clock):
    for hour in range(8):
        clock(hour * 1.5 * HOURS)
        assert client.get("/").status_code == 200


def test_after_two_hours_it_opens_nothing_and_says_why(client, clock):
    assert client.get("/").status_code == 200
    clock(2.1 * HOURS)
    led = client.get("/eleves/")
    assert led["Location"] == f"{SIGN_IN}?next=/eleves/"
    assertContains(client.get(led["Location"]), "personne ne s’en servait")
    clock(2.2 * HOURS)  # looking at the page where one signs in is no use of it
    assert client.get("/eleves/").status_code == 302


def test_coming_in_again_leads_back(client, alice, clock):
    clock(3 * HOURS)
    led = client.get("/eleves/")
    key = client.session.session_key
    back = _sign_in(client, alice, next="/eleves/")
    clock(timedelta())  # where the moment of this sign-in was read
    assert led.status_code == 302
    assert back["Location"] == "/eleves/"
    assert client.session.session_key != key
    assertNotContains(client.get("/eleves/"), "personne ne s’en servait")


def test_what_was_being_typed_is_given_back(client, meeting, clock):
    clock(3 * HOURS)
    before = JournalEntry.objects.count()
    url = reverse("meetings:problem", args=[meeting.reference])
    answer = client.post(url, {"problem": "Comment garder l’aide ?"})
    assertContains(answer, "Comment garder l’aide ?", status_code=403)
    assert JournalEntry.objects.count() == before


def test_leaving_its_cookie_out_is_no_way_round(client, clock):
    client.get("/")
    clock(3 * HOURS)
    for forged in (None, "", "abc", "x.99999999999:sig"):
        client.cookies.pop(cookie_name(), None)
        if forged is not None:
            client.cookies[cookie_name()] = forged
        assert client.get("/").status_code == 302


def test_the_cookie_of_another_session_tells_nothing(client, bob, clock):
    other = Client()
    _sign_in(other, bob)
    clock(1.9 * HOURS)
    other.get("/")
    clock(2.5 * HOURS)
    client.cookies[cookie_name()] = other.cookies[cookie_name()].value
    assert other.get("/").status_code == 200
    assert client.get("/").status_code == 302


def test_its_cookie_is_as_guarded_as_that_of_the_session(client, clock):
    clock(HOURS)
    client.get("/")
    kept = client.cookies[cookie_name()]
    assert kept["httponly"]
    assert kept["samesite"] == "Lax"
    assert client.session.session_key not in kept.value


def test_a_clock_set_back_closes_nothing(client, clock):
    client.get("/")
    clock(-5 * HOURS)
    assert client.get("/").status_code == 200
