"""The calendar of the year: the meetings, and how many ESS are to be held each month."""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from meetings.announcing.actions.feeds import make_feed, revoke_feed
from tests import factories


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    moment = datetime(2026, 11, 23, 9, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


@pytest.fixture
def agenda():
    return Client(headers={"host": "testserver"})


@pytest.fixture
def url(alice, team):
    secret = make_feed(alice, team, now=timezone.now()).secret
    return reverse("meetings:feed_year", args=[secret])


def _ess(pupil, by, moment):
    meeting = factories.make_meeting(pupil.team, by, pupil=pupil)
    meeting.chosen_slot = factories.make_slot(meeting, moment)
    meeting.save()


def _events(agenda, url):
    response = agenda.get(url)
    assert response.status_code == 200
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_meetings_at_their_hour_and_what_is_due_on_the_first_of_its_month(agenda, url, team, alice):
    pupil = factories.make_pupil(team, plan="PPS")
    _ess(pupil, alice, datetime(2026, 1, 20, 9, tzinfo=UTC))
    _ess(pupil, alice, datetime(2027, 1, 21, 9, tzinfo=UTC))
    late = factories.make_pupil(team, plan="PPS")
    _ess(late, alice, datetime(2025, 10, 7, 9, tzinfo=UTC))
    meeting, november, january = _events(agenda, url)
    assert meeting.decoded("DTSTART").hour == 10
    assert november.decoded("DTSTART") == date(2026, 11, 1)
    assert november.decoded("DTEND") == date(2026, 11, 2)
    assert str(november["SUMMARY"]) == (
        "ESS à tenir ce mois-ci\u00a0: 1, dont 1\u00a0sans date et 1\u00a0en retard"
    )
    assert november["TRANSP"] == "TRANSPARENT"
    assert january.decoded("DTSTART") == date(2027, 1, 1)
    assert str(january["SUMMARY"]) == "ESS à tenir ce mois-ci\u00a0: 1"


def test_it_names_neither_child_nor_school(agenda, url, team):
    school = factories.make_institution(team, "École Jean-Moulin")
    factories.make_pupil(team, plan="PPS", first_name="Zoé", last_name="Quentin", school=school)
    text = agenda.get(url).content.decode()
    assert "ESS à tenir" in text
    for name in ("Zoé", "Quentin", "Moulin"):
        assert name not in text


@pytest.mark.parametrize("count", [1, 30])
def test_year_feed_query_count(agenda, url, team, alice, count, django_assert_num_queries):
    for _ in range(count):
        pupil = factories.make_pupil(team, plan="PPS")
        _ess(pupil, alice, datetime(2027, 1, 21, 9, tzinfo=UTC))
    with django_assert_num_queries(6):
        assert len(_events(agenda, url)) == count + 1


def test_the_same_year_keeps_its_etag(agenda, url, team):
    factories.make_pupil(team, plan="PPS")
    etag = agenda.get(url)["ETag"]
    assert agenda.get(url, headers={"if-none-match": etag}).status_code == 304


def test_pupils_of_another_team_stay_there(agenda, url):
    factories.make_pupil(factories.make_team("Secteur Brest"), plan="PPS")
    assert _events(agenda, url) == []


def test_once_revoked_it_answers_as_if_it_never_was(agenda, url, alice, team):
    revoke_feed(alice, team, now=timezone.now())
    never = agenda.get(reverse("meetings:feed_year", args=["jamais"]))
    assert agenda.get(url).content == never.content
    assert never.status_code == 404


def test_it_is_only_read(agenda, url):
    assert agenda.post(url).status_code == 405


def test_its_address_is_shown_with_the_other(alice_client):
    page = alice_client.post("/mon-agenda", {"form_key": factories.new_key()}).content.decode()
    (address,) = re.findall(r'value="https?://[^/"]+(/a/[\w-]+/mon-annee\.ics)"', page)
    assert Client(headers={"host": "testserver"}).get(address).status_code == 200
