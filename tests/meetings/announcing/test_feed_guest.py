"""The calendar of one meeting for one guest, by a private link."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from intermetiers.web.links import fingerprint
from meetings.announcing.actions.briefs import revoke_link
from meetings.domain.kinds import Purpose
from meetings.doors import new_link
from meetings.dossier import QUERIES
from meetings.models import Invitation, PrivateLink
from meetings.overview.actions import call_off
from tests import factories

LINK, INVITATION, LAST_WRITTEN = 1, 1, 1
NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    def at(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    at(NOW)
    return at


@pytest.fixture
def agenda():
    return Client(headers={"host": "testserver"})


@pytest.fixture
def father(case_1):
    return case_1.participants.get(family_member__relation="père")


@pytest.fixture
def made(father, alice):
    return new_link(father, Purpose.CALENDAR, made_for="calendar", by=alice, now=NOW)


@pytest.fixture
def url(made):
    return _address(made.secret)


def _address(secret):
    return reverse("meetings:feed_guest", args=[secret])


def _invite(seat, slot):
    return Invitation.objects.create(
        meeting=seat.meeting, participant=seat, uid="u1", recipient="david.morel@example.org",
        told_at=NOW, starts_at=slot.starts_at, ends_at=slot.ends_at,
    )  # fmt: skip


def _events(agenda, url):
    response = agenda.get(url)
    assert response.status_code == 200, response.content
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_it_is_the_date_in_the_words_of_the_invitation(agenda, url):
    (event,) = _events(agenda, url)
    assert event["DTSTART"].dt.isoformat() == "2027-01-21T10:15:00+01:00"
    assert str(event["SUMMARY"]) == "Réunion avec Alice Martin"
    assert "Centre social Bellevue" in event["LOCATION"]
    assert "04 00 00 00 00" in event["DESCRIPTION"]


def test_only_whoever_convenes_is_named_and_nothing_of_the_child(agenda, url, case_1):
    text = re.sub(r"\r\n[ \t]", "", agenda.get(url).content.decode())
    names = ("Yanis", "Samia", "Belkacem", "Morel", "David", "Moulin", "CE2", "Tilleuls", "ESS")
    for secret in (*names, case_1.title, "06 00", "ATTENDEE"):
        assert secret not in text


def test_it_is_the_date_as_it_stands_now(agenda, url, case_1, alice):
    later = factories.make_slot(case_1, datetime(2027, 5, 3, 8, tzinfo=UTC))
    case_1.chosen_slot = later
    case_1.save()
    (event,) = _events(agenda, url)
    assert event["DTSTART"].dt.isoformat() == "2027-05-03T10:00:00+02:00"


def test_a_date_moved_to_later_keeps_the_link_alive(agenda, url, made, case_1, clock):
    clock(made.link.expires_at + timedelta(days=1))
    assert agenda.get(url).status_code == 404
    case_1.chosen_slot = factories.make_slot(case_1, timezone.now() + timedelta(days=20))
    case_1.save()
    assert len(_events(agenda, url)) == 1


def test_once_called_off_the_calendar_says_so(agenda, url, case_1, alice):
    call_off(case_1, reason="La famille préfère attendre", by=alice, now=NOW)
    (event,) = _events(agenda, url)
    assert event["STATUS"] == "CANCELLED"
    assert "annulée" in event["DESCRIPTION"]
    assert "préfère" not in event["DESCRIPTION"]


def test_without_a_date_the_last_one_told_is_cancelled(agenda, url, father, case_1):
    _invite(father, case_1.chosen_slot)
    case_1.chosen_slot = None
    case_1.save()
    (event,) = _events(agenda, url)
    assert event["STATUS"] == "CANCELLED"
    assert event["DTSTART"].dt.isoformat() == "2027-01-21T10:15:00+01:00"
    assert "n’aura pas lieu ce jour-là" in event["DESCRIPTION"]


def test_an_invitation_taken_back_is_cancelled_there_too(agenda, url, father, case_1, alice):
    invitation = _invite(father, case_1.chosen_slot)
    assert _events(agenda, url)[0]["STATUS"] == "CONFIRMED"
    invitation.withdrawn_at = NOW
    invitation.save()
    (event,) = _events(agenda, url)
    assert event["STATUS"] == "CANCELLED"
    assert "a été retirée" in event["DESCRIPTION"]
    case_1.chosen_slot = factories.make_slot(case_1, datetime(2027, 5, 3, 8, tzinfo=UTC))
    case_1.save()
    assert _events(agenda, url)[0]["STATUS"] == "CONFIRMED"


def test_without_any_date_ever_told_there_is_no_event(agenda, url, case_1):
    case_1.chosen_slot = None
    case_1.save()
    assert _events(agenda, url) == []


# --- What closes it ------------------------------------------------------------------------------


def _revoke(made, alice):
    revoke_link(made.link.participant.meeting, made.link.pk, by=alice, now=NOW)


def _forbid(made, alice):
    relative = made.link.participant.family_member
    relative.may_receive = "nothing"
    relative.save()


def _take_the_seat(made, alice):
    made.link.participant.delete()


def _expire(made, alice):
    PrivateLink.objects.update(expires_at=NOW)
    slot = made.link.participant.meeting.chosen_slot
    slot.starts_at, slot.ends_at = NOW - timedelta(days=40), NOW - timedelta(days=39)
    slot.save()


def _for_something_else(made, alice):
    PrivateLink.objects.update(purpose=Purpose.BRIEF.value)


@pytest.mark.parametrize("close", [_revoke, _forbid, _take_the_seat, _expire, _for_something_else])
def test_once_closed_it_answers_as_if_it_never_was(
    agenda, url, made, alice, close, django_assert_num_queries
):
    close(made, alice)
    with django_assert_num_queries(LINK):
        closed = agenda.get(url)
    with django_assert_num_queries(LINK):
        never = agenda.get(_address("jamais"))
    assert closed.status_code == never.status_code == 404
    assert closed.content == never.content


def test_a_link_to_a_calendar_opens_no_page(agenda, made):
    for page in ("meetings:guest_brief", "meetings:guest_answer"):
        assert agenda.get(reverse(page, args=[made.secret])).status_code == 404


def test_the_coordinator_sees_who_follows_the_date_and_closes_it(
    agenda, url, made, case_1, alice_client, charlie_client
):
    page = reverse("meetings:invitations", args=[case_1.reference])
    revoke = reverse("meetings:brief_revoke", args=[case_1.reference, made.link.pk])
    assert revoke in alice_client.get(page).content.decode()
    assert charlie_client.post(revoke).status_code == 404
    assert "Son agenda ne suivra plus la date" in alice_client.get(revoke).content.decode()
    assert agenda.get(url).status_code == 200
    assert alice_client.post(revoke)["Location"] == page
    assert agenda.get(url).status_code == 404
    assert revoke not in alice_client.get(page).content.decode()


def test_a_failure_is_later(agenda, url, monkeypatch):
    monkeypatch.setattr("meetings.announcing.feeds.words_of", None)
    response = agenda.get(url)
    assert (response.status_code, b"VCALENDAR" in response.content) == (503, False)


def test_what_did_not_change_is_not_sent_again(agenda, url):
    etag = agenda.get(url)["ETag"]
    assert agenda.get(url, headers={"if-none-match": etag}).status_code == 304


@pytest.mark.parametrize("count", [0, 12])
def test_feed_query_count(agenda, case_1, url, count, django_assert_num_queries):
    factories.fill(case_1, participants=count, slots=count, places=1)
    with django_assert_num_queries(LINK + QUERIES + INVITATION + LAST_WRITTEN):
        _events(agenda, url)


@pytest.mark.parametrize(
    "secret", ["Zk3v-unknown_secret-0123456789abcdefghijklmnop", "%00", "a" * 300, "é"]
)
def test_any_secret_is_looked_for_without_a_fault(agenda, db, secret):
    response = agenda.get(f"/a/{secret}/reunion.ics")
    assert response.status_code == 404
    assert fingerprint(secret) not in response.content.decode()
