"""Somebody gives a calendar by a private link, without an account."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import JournalEntry
from meetings.domain.kinds import Role
from partners.models import Calendar
from tests import factories
from tests.meetings.asking.cast import answer_url, make_answer_link, open_round, seat_of
from tests.meetings.asking.test_calendars import carried_by, dropped, words_of


def url(secret, name="guest_calendar"):
    return reverse(f"meetings:{name}", args=[secret])


@pytest.fixture
def mother(meeting):
    return seat_of(meeting, "mère")


@pytest.fixture
def secret(meeting, alice, mother):
    open_round(meeting, alice, mother)
    return make_answer_link(mother, alice)


def test_the_page_of_dates_leads_here(client, secret):
    assert url(secret) in words_of(client.get(answer_url(secret)))


def test_a_file_is_read_told_and_kept_on_a_yes(secret, mother):
    client = Client(enforce_csrf_checks=True)
    read = client.post(url(secret), dropped())
    assert "Un moment occupé le " in words_of(read)
    assert "psychologue" not in words_of(read)
    assert not Calendar.objects.exists()
    response = client.post(url(secret, "guest_calendar_keep"), carried_by(read), follow=True)
    assert "Votre agenda est noté" in words_of(response)
    assert Calendar.objects.get().family_member == mother.family_member
    assert JournalEntry.objects.get(act="calendar_kept").account is None


def test_what_was_given_is_taken_back_even_when_dates_are_no_longer_asked(
    client, secret, meeting, mother
):
    factories.make_calendar(mother.family_member)
    meeting.asking_rounds.update(closed_at=timezone.now())
    client.post(url(secret, "guest_calendar_forget"))
    assert not Calendar.objects.exists()


def test_nothing_is_taken_once_dates_are_no_longer_asked(client, secret, meeting):
    read = client.post(url(secret), dropped())
    meeting.asking_rounds.update(closed_at=timezone.now())
    for response in (
        client.get(url(secret)),
        client.post(url(secret), dropped()),
        client.post(url(secret, "guest_calendar_keep"), carried_by(read)),
    ):
        assert response.headers["Location"] == answer_url(secret)
    assert not Calendar.objects.exists()


def test_what_is_refused_says_why(client, secret):
    assert client.post(url(secret)).status_code == 422
    forged = client.post(url(secret, "guest_calendar_keep"), {"carried": "forgé"})
    assert forged.status_code == 422
    assert "Déposez le fichier de nouveau." in words_of(forged)


def test_the_pupil_is_asked_for_no_calendar(client, meeting, alice):
    pupil = meeting.participants.get(role=Role.PUPIL)
    open_round(meeting, alice, pupil)
    secret = make_answer_link(pupil, alice)
    assert client.get(url(secret)).status_code == 404
    assert url(secret) not in words_of(client.get(answer_url(secret)))


@pytest.mark.parametrize("name", ["guest_calendar", "guest_calendar_keep", "guest_calendar_forget"])
def test_a_link_that_does_not_open_writes_nothing(client, meeting, alice, mother, name):
    factories.make_calendar(mother.family_member)
    now = timezone.now()
    for fields in (
        {"expires_at": now - timedelta(days=1)},
        {"revoked_at": now},
        {"purpose": "brief"},
    ):
        secret = make_answer_link(mother, alice, **fields)
        assert client.post(url(secret, name), dropped()).status_code == 404
    assert client.post(url("faux", name)).status_code == 404
    assert Calendar.objects.count() == 1


def test_the_page_names_nobody(client, secret, mother):
    mother.family_member.email = "canari@example.org"
    mother.family_member.save()
    factories.make_calendar(mother.family_member)
    page = words_of(client.get(url(secret)))
    assert "canari" not in page
    assert "Belkacem" not in page
    assert "soutenir" not in page
