"""Calling a meeting off: it leaves the week, nothing written is lost."""

import pytest
from django.urls import reverse

from intermetiers.web.models import JournalEntry
from tests.factories import make_invitation

REASON = "La famille préfère attendre <le bilan>"


@pytest.fixture
def url(case_1):
    return reverse("meetings:cancel", args=[case_1.reference])


def test_asking_first_says_what_will_happen(url, case_1, alice_client):
    page = alice_client.get(url).content.decode()
    assert "Les liens déjà donnés" in page
    assert "Garder la réunion" in page
    case_1.refresh_from_db()
    assert case_1.cancelled_at is None


def test_a_meeting_called_off_stays_readable_with_its_reason(url, case_1, alice_client):
    response = alice_client.post(url, {"reason": REASON}, follow=True)
    assert "La réunion est annulée." in response.content.decode()
    assert case_1.title not in alice_client.get("/").content.decode()
    path = reverse("meetings:path", args=[case_1.reference])
    page = alice_client.get(path).content.decode()
    assert "Cette réunion n’aura pas lieu" in page
    assert "La famille préfère attendre &lt;le bilan&gt;" in page
    assert "Annuler la réunion" not in page
    case_1.refresh_from_db()
    assert case_1.problem


def test_the_journal_keeps_the_act_and_not_the_reason(url, alice_client):
    alice_client.post(url, {"reason": REASON})
    entry = JournalEntry.objects.get()
    assert entry.act == "meeting_called_off"
    assert "famille" not in str(entry.detail)


def test_done_twice_the_first_reason_stands(url, case_1, alice_client, bob_client):
    alice_client.post(url, {"reason": "la première"})
    bob_client.post(url, {"reason": "la seconde"})
    case_1.refresh_from_db()
    assert case_1.cancel_reason == "la première"
    assert JournalEntry.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "  ", "é" * 3000, "\x00"])
def test_a_reason_is_asked(url, case_1, alice_client, reason):
    assert alice_client.post(url, {"reason": reason}).status_code == 422
    case_1.refresh_from_db()
    assert case_1.cancelled_at is None


def test_a_stranger_finds_nothing(url, charlie_client):
    assert charlie_client.get(url).status_code == 404
    assert charlie_client.post(url, {"reason": "x"}).status_code == 404


def test_other_methods_are_refused(url, alice_client):
    assert alice_client.put(url).status_code == 405


def test_whom_no_message_reaches_is_named_with_a_phone_before_and_after(
    url, case_1, alice, alice_client
):
    mother = case_1.participants.filter(family_member__isnull=False).first()
    mother.family_member.phone = "06 12 34 56 78"
    mother.family_member.save()
    convener = case_1.participants.filter(professional__account=case_1.convener)
    others = case_1.participants.filter(professional__isnull=False).exclude(pk__in=convener)
    make_invitation(others.first())
    before = alice_client.get(url)
    after = alice_client.post(url, {"reason": REASON}, follow=True)
    for page in (before, after):
        assert "06 12 34 56 78" in page.content.decode()
        expected = case_1.participants.count() - 1 - convener.count()
        assert len(page.context["to_call"]) == expected
