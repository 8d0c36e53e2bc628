"""The day from which everybody reads what was said for all."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.french import write_day
from intermetiers.web.models import JournalEntry
from tests.guests import make_link, pass_gate
from tests.meetings.announcing.viewpoints import make_contribution, seat_of_metier
from tests.meetings.asking.cast import seat_of

NAME = "viewpoints_shared_on"


@pytest.fixture
def url(meeting):
    return reverse("meetings:viewpoints_share", args=[meeting.reference])


@pytest.fixture
def tomorrow():
    return timezone.localdate() + timedelta(days=1)


def _day_of(meeting):
    meeting.refresh_from_db()
    return meeting.viewpoints_shared_on


def test_there_is_no_day_until_one_is_chosen(meeting, url, alice_client, tomorrow):
    page = reverse("meetings:viewpoints", args=[meeting.reference])
    assert "en même temps" in alice_client.get(page).content.decode()
    response = alice_client.post(url, {NAME: tomorrow.isoformat()}, follow=True)
    assert _day_of(meeting) == tomorrow
    assert f"À partir du {write_day(tomorrow)}" in response.content.decode()
    assert JournalEntry.objects.get().act == "viewpoints_shared"


def test_the_day_can_be_taken_back(meeting, url, alice_client, tomorrow):
    alice_client.post(url, {NAME: tomorrow.isoformat()})
    alice_client.post(url, {NAME: "", f"initial-{NAME}": tomorrow.isoformat()})
    assert _day_of(meeting) is None


def test_sending_the_same_day_twice_writes_one_line(url, alice_client, tomorrow):
    for _ in range(2):
        alice_client.post(url, {NAME: tomorrow.isoformat()})
    assert JournalEntry.objects.count() == 1


@pytest.mark.parametrize("days", [-1, 4000], ids=["yesterday", "after the meeting"])
def test_a_day_that_cannot_be_is_refused(case_1, alice_client, days):
    url = reverse("meetings:viewpoints_share", args=[case_1.reference])
    day = timezone.localdate() + timedelta(days=days)
    response = alice_client.post(url, {NAME: day.isoformat()})
    assert response.status_code == 422
    assert list(response.context["share_form"].errors) == [NAME]
    assert _day_of(case_1) is None


def test_another_day_set_meanwhile_is_shown(meeting, url, alice_client, bob_client, tomorrow):
    bob_client.post(url, {NAME: tomorrow.isoformat(), f"initial-{NAME}": ""})
    later = tomorrow + timedelta(days=3)
    response = alice_client.post(url, {NAME: later.isoformat(), f"initial-{NAME}": ""})
    assert response.status_code == 422
    assert _day_of(meeting) == tomorrow


def _briefs(meeting, alice):
    """The brief of everybody, behind the gate."""
    pages = {}
    for seat in meeting.participants.all():
        secret = make_link(seat, alice)
        client = pass_gate(Client(headers={"host": "testserver"}), secret)
        pages[seat.pk] = client.get(reverse("meetings:guest_brief", args=[secret]))
    return {seat: page.content.decode() for seat, page in pages.items()}


def _readers(pages, text):
    return {seat for seat, page in pages.items() if text in page}


def test_all_read_at_the_same_moment_what_is_for_all_and_nothing_else(case_1, alice):
    mother, aesh = seat_of(case_1, "mère"), seat_of_metier(case_1, "aesh")
    speech = seat_of_metier(case_1, "orthophoniste")
    make_contribution(mother, "canari-de-la-mère")
    make_contribution(aesh, "canari-de-l-aesh", audience="coordinator")
    make_contribution(speech, "canari-sans-accord")
    own = {"canari-de-la-mère": {mother.pk}, "canari-de-l-aesh": {aesh.pk}}
    own["canari-sans-accord"] = {speech.pk}
    everybody = set(case_1.participants.values_list("pk", flat=True))
    for days, for_all in ((None, {mother.pk}), (1, {mother.pk}), (0, everybody)):
        today = timezone.localdate()
        case_1.viewpoints_shared_on = None if days is None else today + timedelta(days=days)
        case_1.save()
        pages = _briefs(case_1, alice)
        assert {text: _readers(pages, text) for text in own} == own | {"canari-de-la-mère": for_all}


def test_a_stranger_finds_nothing(meeting, url, charlie_client, tomorrow):
    assert charlie_client.post(url, {NAME: tomorrow.isoformat()}).status_code == 404
    assert _day_of(meeting) is None


def test_other_methods_are_refused(url, alice_client):
    assert alice_client.get(url).status_code == 405
