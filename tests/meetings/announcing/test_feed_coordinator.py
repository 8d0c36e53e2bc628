"""The calendar of a coordinator’s meetings, as another agenda reads it."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import vobject
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from intermetiers.web.models import JournalEntry
from meetings.announcing.actions.feeds import make_feed, revoke_feed
from meetings.domain.kinds import Ground, MeetingKind
from meetings.models import CalendarFeed, DateChange
from tests import factories

FEED, MEETINGS, LAST_WRITTEN = 1, 1, 1
SOON = datetime(2027, 1, 21, 9, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    def at(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    at(datetime(2027, 1, 4, 9, tzinfo=UTC))
    return at


@pytest.fixture
def agenda():
    """What reads the address: no account, no cookie."""
    return Client(headers={"host": "testserver"})


@pytest.fixture
def url(alice, team):
    return _address(make_feed(alice, team, now=timezone.now()).secret)


def _address(secret):
    return reverse("meetings:feed_coordinator", args=[secret])


def _dated(team, account, starts_at=SOON, **fields):
    meeting = factories.make_meeting(team, account, pupil=factories.make_pupil(team), **fields)
    meeting.chosen_slot = factories.make_slot(meeting, starts_at)
    meeting.save()
    return meeting


def _events(agenda, url):
    response = agenda.get(url)
    assert response.status_code == 200
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_each_meeting_with_a_date_is_there_at_its_hour(agenda, url, case_1):
    (event,) = _events(agenda, url)
    assert event["DTSTART"].dt.isoformat() == "2027-01-21T10:15:00+01:00"
    assert event["DTSTART"].params["TZID"] == "Europe/Paris"
    assert str(event["SUMMARY"]) == "ESS · Centre social Bellevue, salle 2"
    assert "4 rue des Lilas" in event["LOCATION"]
    assert case_1.reference in event["DESCRIPTION"]
    assert event["URL"].endswith(reverse("meetings:path", args=[case_1.reference]))
    assert event["STATUS"] == "CONFIRMED"


def test_another_parser_reads_the_same(agenda, url, case_1):
    read = vobject.readOne(agenda.get(url).content.decode())
    assert read.vevent.dtstart.value.isoformat() == "2027-01-21T10:15:00+01:00"
    assert read.vtimezone.tzid.value == "Europe/Paris"


def test_it_asks_to_be_read_again_in_an_hour(agenda, url, case_1):
    text = agenda.get(url).content.decode()
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in text
    assert "X-PUBLISHED-TTL:PT1H" in text
    assert "METHOD:PUBLISH" in text


def test_nothing_of_the_child_is_in_it(agenda, url, team, alice):
    school = factories.make_institution(team, "École élémentaire Jean-Moulin")
    pupil = factories.make_pupil(team, school=school)
    factories.make_relative(pupil, "mère", first_name="Samia", last_name="Belkacem")
    meeting = factories.make_meeting(
        team, alice, pupil=pupil, kind=MeetingKind.OTHER.value, kind_other="Bilan pour Yanis",
        problem="Yanis fatigue",
    )  # fmt: skip
    place = factories.make_place(meeting, "École élémentaire Jean-Moulin", Ground.SCHOOL.value)
    meeting.chosen_slot, meeting.chosen_place = factories.make_slot(meeting), place
    meeting.save()
    text = re.sub(r"\r\n[ \t]", "", agenda.get(url).content.decode())
    assert "Réunion" in text
    for secret in ("Yanis", "Belkacem", "Morel", "Moulin", "CE2", "Samia", "Bilan"):
        assert secret not in text


@pytest.mark.parametrize(
    ("ground", "room_in", "shown"),
    [
        (Ground.NEUTRAL, "centre_social", "Salle Bleue, 3 rue Haute"),
        (Ground.PARTNER, "sessad", "3 rue Haute"),
        (Ground.SCHOOL, "ecole_elementaire", "3 rue Haute"),
        (Ground.FAMILY, None, ""),
        (Ground.NEUTRAL, "mecs", ""),
    ],
)
def test_a_place_is_told_only_as_far_as_an_agenda_may(
    agenda, url, case_1, team, ground, room_in, shown
):
    room = room_in and factories.make_room(factories.make_institution(team, "Un lieu", room_in))
    case_1.chosen_place = factories.make_place(
        case_1, "Salle Bleue", ground.value, address="3 rue Haute", room=room
    )
    case_1.save()
    (event,) = _events(agenda, url)
    assert str(event.get("LOCATION", "")) == shown
    assert ("Salle Bleue" in event["SUMMARY"]) == shown.startswith("Salle")


def test_whoever_sits_at_the_table_has_it_too(agenda, team, alice, bob):
    meeting = _dated(team, alice)
    url = _address(make_feed(bob, team, now=timezone.now()).secret)
    assert _events(agenda, url) == []
    card = factories.make_professional(team, account=bob)
    factories.make_participant(meeting, professional=card)
    assert len(_events(agenda, url)) == 1


def test_it_goes_from_a_month_ago_to_a_year_on(agenda, url, team, alice):
    now = timezone.now()
    for days in (-31, -29, 365, 367):
        _dated(team, alice, now + timedelta(days=days))
    _dated(team, alice)
    factories.make_meeting(team, alice, pupil=factories.make_pupil(team))  # without a date
    assert len(_events(agenda, url)) == 3


def test_meetings_of_another_team_stay_there(agenda, url, alice):
    other = factories.make_team("Secteur Brest")
    alice.memberships.create(team=other)
    _dated(other, alice)
    assert _events(agenda, url) == []


def test_a_meeting_called_off_says_so_for_a_month(agenda, url, case_1, clock):
    case_1.cancelled_at = timezone.now()
    case_1.save()
    (event,) = _events(agenda, url)
    assert event["STATUS"] == "CANCELLED"
    clock(timezone.now() + timedelta(days=31))
    assert _events(agenda, url) == []


def test_a_date_that_moves_raises_the_version(agenda, url, case_1, alice):
    now = timezone.now()
    DateChange.objects.create(
        meeting=case_1, at=now, by=alice, was_start=SOON, was_end=SOON + timedelta(hours=1)
    )
    (event,) = _events(agenda, url)
    assert event["SEQUENCE"] == 1


# --- How it is read again ------------------------------------------------------------------------


def test_what_did_not_change_is_not_sent_again(agenda, url, case_1):
    first = agenda.get(url)
    etag = first["ETag"]
    assert etag.startswith('"')
    again = agenda.get(url, headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")
    case_1.chosen_slot.starts_at += timedelta(minutes=15)
    case_1.chosen_slot.save()
    assert agenda.get(url, headers={"if-none-match": etag}).status_code == 200


def test_the_same_calendar_keeps_its_etag_the_day_after(agenda, url, case_1, clock):
    etag = agenda.get(url)["ETag"]
    clock(timezone.now() + timedelta(days=1))
    assert agenda.get(url)["ETag"] == etag


def test_it_is_private_lays_no_cookie_and_writes_nothing(agenda, url, case_1):
    before = list(CalendarFeed.objects.values()), JournalEntry.objects.count()
    response = agenda.get(url)
    assert response["Cache-Control"] == "private, no-cache"
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert not response.cookies
    assert (list(CalendarFeed.objects.values()), JournalEntry.objects.count()) == before


def test_head_gives_the_same_headers_without_the_calendar(agenda, url, case_1):
    head, whole = agenda.head(url), agenda.get(url)
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == whole["ETag"]


def test_it_is_only_read(agenda, url):
    assert agenda.post(url).status_code == 405


@pytest.mark.parametrize(
    "broken",
    [
        "meetings.announcing.feeds.write_calendar",
        "meetings.announcing.feeds._last_written",
        "meetings.models.CalendarFeed.objects.opened_by",
    ],
)
def test_a_failure_is_later_and_never_an_empty_calendar(agenda, url, case_1, monkeypatch, broken):
    def fail(*args, **kwargs):
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(broken, fail)
    response = agenda.get(url)
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert b"VCALENDAR" not in response.content
    assert b"disk" not in response.content


def test_the_log_of_a_failure_holds_no_secret(agenda, url, monkeypatch, caplog):
    monkeypatch.setattr("meetings.announcing.feeds._last_written", None)
    agenda.get(url)
    assert url.split("/")[2] not in caplog.text


# --- What closes it ------------------------------------------------------------------------------


def _leave(alice):
    alice.memberships.all().delete()


def _close(alice):
    alice.is_active = False
    alice.save()


def _revoke(alice):
    revoke_feed(alice, alice.current_team, now=timezone.now())


def _make_another(alice):
    make_feed(alice, alice.current_team, now=timezone.now())


@pytest.mark.parametrize("close", [_leave, _close, _revoke, _make_another])
def test_once_closed_it_answers_as_if_it_never_was(
    agenda, url, case_1, alice, close, django_assert_num_queries
):
    close(alice)
    with django_assert_num_queries(FEED):
        closed = agenda.get(url)
    with django_assert_num_queries(FEED):
        never = agenda.get(_address("jamais"))
    assert closed.status_code == never.status_code == 404
    assert closed.content == never.content
    told = [dict(answer.headers) for answer in (closed, never)]
    for headers in told:
        del headers["X-Request-ID"]  # each request has its own
    assert told[0] == told[1]


@pytest.mark.parametrize("count", [1, 8])
def test_feed_query_count(agenda, url, team, alice, count, django_assert_num_queries):
    for _ in range(count):
        factories.fill(factories.make_case_1(team, alice), places=1, participants=1)
    with django_assert_num_queries(FEED + MEETINGS + LAST_WRITTEN):
        assert len(_events(agenda, url)) == count
