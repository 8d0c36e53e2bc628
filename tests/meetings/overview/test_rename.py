"""Giving a meeting another title."""

import pytest
from django.urls import reverse

from intermetiers.web.models import JournalEntry


@pytest.fixture
def url(meeting):
    return reverse("meetings:rename", args=[meeting.reference])


def _sent(title, seen="Yanis, ses après-midi"):
    return {"title": title, "initial-title": seen}


def test_the_title_changes(meeting, url, alice_client):
    response = alice_client.post(url, _sent("Yanis, <b>le midi</b> 🙂"), follow=True)
    assert "Le titre est changé." in response.content.decode()
    assert "Yanis, &lt;b&gt;le midi&lt;/b&gt; 🙂" in response.content.decode()
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.detail) == ("meeting_renamed", {"fields": ["title"]})


def test_the_form_holds_the_title_and_the_copy_that_tells_two_editors_apart(url, alice_client):
    page = alice_client.get(url).content.decode()
    assert page.count('value="Yanis, ses après-midi"') == 2
    assert 'name="initial-title"' in page


def test_two_titles_are_both_shown(meeting, url, alice_client, bob_client):
    bob_client.post(url, _sent("Le titre de Bob"))
    response = alice_client.post(url, _sent("Le titre d’Alice"))
    assert response.status_code == 422
    page = response.content.decode()
    assert "«\u00a0Le titre de Bob\u00a0»" in page
    assert 'value="Le titre d’Alice"' in page
    meeting.refresh_from_db()
    assert meeting.title == "Le titre de Bob"


@pytest.mark.parametrize("title", ["", "   ", "é" * 3000, "a\x00b"])
def test_a_title_that_cannot_be_is_refused(meeting, url, alice_client, title):
    assert alice_client.post(url, _sent(title)).status_code == 422
    meeting.refresh_from_db()
    assert meeting.title == "Yanis, ses après-midi"


def test_a_stranger_finds_nothing(url, charlie_client):
    assert charlie_client.get(url).status_code == 404
    assert charlie_client.post(url, _sent("x")).status_code == 404


@pytest.mark.parametrize("reference", ["PASLA", "%00", "a%00b", "é", "'; --", "x" * 500])
def test_a_reference_that_is_none_is_not_there(alice_client, reference):
    assert alice_client.get(f"/reunions/{reference}/titre").status_code == 404


def test_other_methods_are_refused(url, alice_client):
    assert alice_client.put(url).status_code == 405
