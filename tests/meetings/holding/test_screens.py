"""Making the link of a screen, and taking it back."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.links import fingerprint
from intermetiers.web.models import JournalEntry
from meetings.holding.actions.screens import make_screen, revoke_screen
from meetings.models import Holding, ScreenLink
from meetings.writing import RefusedError
from tests.factories import new_key


@pytest.fixture
def url(case_1):
    return reverse("meetings:screens", args=[case_1.reference])


def _revoke(case_1, link):
    return reverse("meetings:screen_revoke", args=[case_1.reference, link.pk])


def _make(client, url, key=None):
    return client.post(url, {"form_key": key or new_key()})


def test_a_link_is_shown_once_with_its_code_to_photograph(alice_client, url, settings):
    page = _make(alice_client, url).content.decode()
    secret = re.search(r"/e/([\w-]{43})", page)[1]
    link = ScreenLink.objects.get()
    assert link.fingerprint == fingerprint(secret)
    assert f"{settings.PUBLIC_ORIGIN}/e/{secret}" in page
    assert 'class="qr"' in page
    assert 'data-copy="address"' in page
    assert link.expires_at - link.made_at == timedelta(hours=12)
    assert Client().get(f"/e/{secret}").status_code == 200
    again = alice_client.get(url).content.decode()
    assert "/e/" not in again
    assert "Retirer" in again


def test_sending_the_form_twice_makes_one_link(alice_client, url):
    key = new_key()
    _make(alice_client, url, key)
    answer = _make(alice_client, url, key)
    assert answer.status_code == 302
    assert ScreenLink.objects.count() == 1


def test_a_link_taken_back_is_listed_no_more(alice_client, url, case_1, alice):
    made = make_screen(case_1, by=alice, now=timezone.now())
    answer = alice_client.post(_revoke(case_1, made.link), follow=True)
    assert "l’écran ne montre plus rien" in answer.content.decode()
    assert "Retirer" not in answer.content.decode()
    assert Client().get(f"/e/{made.secret}").status_code == 404


def test_each_act_leaves_a_line_without_the_secret(case_1, alice):
    made = make_screen(case_1, by=alice, now=timezone.now())
    assert revoke_screen(made.link, by=alice, now=timezone.now())
    assert not revoke_screen(made.link, by=alice, now=timezone.now())
    lines = JournalEntry.objects.filter(act__startswith="screen_").order_by("pk")
    assert [line.act for line in lines] == ["screen_made", "screen_revoked"]
    assert made.secret not in str(list(lines.values()))


def test_once_closed_a_new_link_lasts_half_an_hour(case_1, alice):
    now = timezone.now()
    Holding.objects.create(meeting=case_1, opened_at=now, closed_at=now)
    link = make_screen(case_1, by=alice, now=now).link
    assert link.expires_at == now + timedelta(minutes=30)


def test_a_meeting_called_off_has_no_screen(alice_client, url, case_1, alice):
    case_1.cancelled_at = timezone.now()
    case_1.save()
    with pytest.raises(RefusedError):
        make_screen(case_1, by=alice, now=timezone.now())
    answer = alice_client.post(url, {"form_key": new_key()}, follow=True)
    assert "Cette réunion est annulée" in answer.content.decode()
    assert not ScreenLink.objects.exists()


def test_a_coordinator_of_another_team_finds_nothing(charlie_client, url, case_1, alice):
    made = make_screen(case_1, by=alice, now=timezone.now())
    assert charlie_client.get(url).status_code == 404
    assert _make(charlie_client, url).status_code == 404
    assert charlie_client.post(_revoke(case_1, made.link)).status_code == 404
    assert ScreenLink.objects.get().revoked_at is None


def test_a_link_of_another_meeting_is_not_taken_back_from_here(
    alice_client, case_1, meeting, alice
):
    made = make_screen(meeting, by=alice, now=timezone.now())
    assert alice_client.post(_revoke(case_1, made.link)).status_code == 404
    assert ScreenLink.objects.get().revoked_at is None


def test_who_is_not_signed_in_makes_nothing(url, case_1):
    assert _make(Client(), url).status_code == 302
    assert not ScreenLink.objects.exists()


def test_taking_back_is_a_button_only(alice_client, case_1, alice):
    made = make_screen(case_1, by=alice, now=timezone.now())
    assert alice_client.get(_revoke(case_1, made.link)).status_code == 405


def test_the_page_may_be_on_the_wall_already(alice_client, url):
    """Its table carries no halo, and no point d’attention stands beside it."""
    page = alice_client.get(url).content.decode()
    assert "round-table" in page
    assert "à soutenir" not in page
    assert "round-table__halo" not in page
    assert "points d’attention" not in page.split("<aside")[1].split(">", 1)[1]


def test_the_page_costs_the_same_with_many_links(
    alice_client, url, case_1, alice, django_assert_num_queries
):
    make_screen(case_1, by=alice, now=timezone.now())
    with CaptureQueriesContext(connection) as one:
        alice_client.get(url)
    for _ in range(5):
        make_screen(case_1, by=alice, now=timezone.now())
    with django_assert_num_queries(len(one)):
        alice_client.get(url)
