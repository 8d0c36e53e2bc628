"""The page where a coordinator makes the address an agenda follows."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from intermetiers.web.links import fingerprint
from intermetiers.web.models import JournalEntry
from meetings.models import CalendarFeed
from tests import factories

URL = "/mon-agenda"
ADDRESS = re.compile(r'value="(https?://[^"]+/a/([\w-]+)/mes-reunions\.ics)"')


def _make(client, key=None):
    return client.post(URL, {"form_key": key or factories.new_key()})


def _read(address):
    return Client(headers={"host": "testserver"}).get(f"/{address.split('/', 3)[3]}").status_code


def test_the_account_page_leads_to_it(alice_client):
    assert f'href="{URL}"' in alice_client.get(reverse("partners:account")).content.decode()


def test_the_address_is_shown_once_and_kept_nowhere(alice_client, alice):
    page = _make(alice_client)
    address, secret = ADDRESS.search(page.content.decode()).groups()
    assert f'href="webcal://{address.partition("://")[2]}"' in page.content.decode()
    # « no-referrer » would make a browser send its forms without an origin: they would be refused.
    assert page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]
    feed = CalendarFeed.objects.get()
    assert (feed.account, feed.team) == (alice, alice.current_team)
    assert feed.fingerprint == fingerprint(secret)
    again = alice_client.get(URL).content.decode()
    assert secret not in again
    assert "Une adresse existe depuis" in again
    assert _read(address) == 200


def test_each_agenda_is_told_where_to_put_it(alice_client):
    page = _make(alice_client).content.decode()
    for agenda in ("Outlook", "Google", "Apple", "Zimbra", "Thunderbird"):
        assert agenda in page


def test_another_address_closes_the_one_before(alice_client):
    first = ADDRESS.search(_make(alice_client).content.decode())[1]
    second = ADDRESS.search(_make(alice_client).content.decode())[1]
    assert (_read(first), _read(second)) == (404, 200)
    assert CalendarFeed.objects.filter(revoked_at=None).count() == 1


def test_the_same_form_sent_twice_makes_one(alice_client):
    key = factories.new_key()
    address = ADDRESS.search(_make(alice_client, key).content.decode())[1]
    again = _make(alice_client, key)
    assert again.status_code == 302
    assert CalendarFeed.objects.count() == 1
    assert _read(address) == 200
    assert "ne se montre qu’une fois" in alice_client.get(URL).content.decode()


def test_it_is_withdrawn(alice_client):
    address = ADDRESS.search(_make(alice_client).content.decode())[1]
    page = alice_client.post(f"{URL}/retirer", follow=True).content.decode()
    assert "aucun agenda ne la lit plus" in page
    assert "Faire l’adresse" in page
    assert _read(address) == 404
    again = alice_client.post(f"{URL}/retirer", follow=True).content.decode()
    assert "Il n’y avait plus d’adresse" in again


def test_each_act_leaves_a_line_without_the_secret(alice_client, alice):
    secret = ADDRESS.search(_make(alice_client).content.decode())[2]
    alice_client.post(f"{URL}/retirer")
    lines = JournalEntry.objects.filter(act__startswith="feed_").order_by("pk")
    assert [line.act for line in lines] == ["feed_made", "feed_revoked"]
    assert {(line.account, line.scope) for line in lines} == {(alice, alice.current_team_id)}
    assert secret not in str(list(lines.values()))


def test_each_account_and_each_team_has_its_own(alice_client, bob_client, alice, team):
    mine = ADDRESS.search(_make(alice_client).content.decode())[1]
    assert "Une adresse existe" not in bob_client.get(URL).content.decode()
    other = factories.make_team("Secteur Brest")
    alice.memberships.create(team=other)
    alice.current_team = other
    alice.save()
    assert "Une adresse existe" not in alice_client.get(URL).content.decode()
    alice_client.post(f"{URL}/retirer")
    assert _read(mine) == 200


@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_left_the_team_makes_none(alice_client, alice, method):
    alice.memberships.all().delete()
    answer = getattr(alice_client, method)(URL, {"form_key": factories.new_key()})
    assert answer.status_code in {302, 403}  # no team: one waits, or gets back what was typed
    assert not CalendarFeed.objects.exists()


def test_only_a_form_withdraws_it(alice_client):
    assert alice_client.get(f"{URL}/retirer").status_code == 405


def test_reading_the_page_writes_nothing(alice_client):
    alice_client.get(URL)
    assert not CalendarFeed.objects.exists()
