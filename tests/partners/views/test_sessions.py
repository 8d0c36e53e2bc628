"""Where one’s account is open: listed, closed one by one or all the others, nobody else’s."""

import pytest
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains

from intermetiers.web.models import JournalEntry
from partners.domain.devices import UNKNOWN, say_device
from tests.factories import PASSWORD

URL = reverse("partners:sessions")
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0"
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


def _come_in(account, agent=FIREFOX):
    client = Client(headers={"user-agent": agent})
    client.post(reverse("partners:sign_in"), {"username": account.email, "password": PASSWORD})
    return client


def _close(client, here, number=0):
    page = client.get(URL)
    others = [one.row.pk for one in page.context["opened"] if not one.is_here]
    return here.post(reverse("partners:session_close", args=[others[number]]))


def test_each_device_is_named_with_where_and_when(alice):
    here = _come_in(alice)
    _come_in(alice, IPHONE)
    page = here.get(URL)
    for told in ("Firefox sur Windows", "Safari sur un iPhone", "127.0.0.1", "· ici"):
        assertContains(page, told)


def test_closing_one_ends_it_there_and_not_here(alice):
    here, there = _come_in(alice), _come_in(alice, IPHONE)
    _close(here, here)
    assert not get_user(there).is_authenticated
    assert there.get(reverse("meetings:week")).status_code == 302
    assert here.get(URL).status_code == 200
    assert JournalEntry.objects.get(act="sessions_closed").detail == {"count": 1}


def test_all_the_others_close_at_once(alice):
    here = _come_in(alice)
    others = [_come_in(alice), _come_in(alice, IPHONE)]
    here.post(reverse("partners:sessions_close"))
    assert not any(get_user(one).is_authenticated for one in others)
    assert get_user(here).is_authenticated


def test_nobody_closes_the_session_of_another(alice, bob):
    hers, his = _come_in(alice), _come_in(bob)
    _come_in(alice)
    assert _close(hers, his).status_code == 404
    assert get_user(hers).is_authenticated


def test_changing_the_password_keeps_the_place_where_one_is(alice):
    here, there = _come_in(alice), _come_in(alice, IPHONE)
    new = "une autre phrase, bien plus longue"
    sent = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    here.post(reverse("partners:password"), sent)
    assert not get_user(there).is_authenticated
    assertContains(here.get(URL), "· ici")


def test_reading_closes_nothing(alice):
    here = _come_in(alice)
    _come_in(alice)
    assert here.get(reverse("partners:sessions_close")).status_code == 405
    assert here.post(URL).status_code == 405
    assert len(here.get(URL).context["opened"]) == 2


@pytest.mark.parametrize("count", [1, 6])
def test_queries_do_not_depend_on_the_sessions(alice, django_assert_num_queries, count):
    here = _come_in(alice)
    for _ in range(count):
        _come_in(alice)
    # Session, account, the sessions, and the team of the header.
    with django_assert_num_queries(4):
        here.get(URL)


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (FIREFOX, "Firefox sur Windows"),
        (IPHONE, "Safari sur un iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge sur Linux"),
        ("curl/8.0", UNKNOWN),
        ("", UNKNOWN),
        ("<script>alert(1)</script>", UNKNOWN),
    ],
)
def test_a_device_is_said_in_words_and_never_guessed(agent, said):
    assert say_device(agent) == said
