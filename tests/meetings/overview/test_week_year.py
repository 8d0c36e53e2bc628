"""What « Ma semaine » says of the year: its picture, who has no date, what lacks the AESH."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from meetings.domain.kinds import Answer
from tests.factories import (
    NOW,
    make_answer,
    make_meeting,
    make_participant,
    make_professional,
    make_pupil,
    make_slot,
)

URL = "/"


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr("meetings.overview.views.meetings.today", lambda: date(2027, 1, 18))


def _text(client):
    return " ".join(client.get(URL).content.decode().replace("\u00a0", " ").split())


def _dated(team, alice, pupil, **fields):
    meeting = make_meeting(team, alice, pupil=pupil, **fields)
    meeting.chosen_slot = make_slot(meeting, datetime(2027, 1, 21, 9, tzinfo=UTC))
    meeting.save()
    return meeting


def test_the_year_in_one_line_and_as_a_picture(team, alice, alice_client):
    _dated(team, alice, make_pupil(team, plan="PPS"))
    for _ in range(2):
        make_pupil(team, plan="PPS")
    page = _text(alice_client)
    assert "L’année : 3 ESS, 0 tenue, 1 placée" in page
    assert "hachuré : vacances de la zone A" in page
    assert "Deux élèves n’ont pas encore de date d’ESS cette année." in page
    assert f'href="{reverse("meetings:year")}?etat=sans-date#eleves"' in page


def test_nothing_of_the_year_without_a_pupil_who_has_a_pps(team, alice, alice_client):
    make_pupil(team)
    assert alice_client.get(URL).context["year"] is None


def test_a_meeting_without_the_aesh_of_the_pupil_is_said(team, alice, alice_client):
    pupil = make_pupil(team, aesh_kind="mutualisée")
    meeting = _dated(team, alice, pupil, title="Sans AESH")
    page = _text(alice_client)
    assert "Une réunion se tient sans AESH." in page
    assert reverse("meetings:guests", args=[meeting.reference]) in page


def test_one_who_is_awaited_is_not_missing(team, alice, alice_client):
    meeting = _dated(team, alice, make_pupil(team, aesh_hours=9))
    make_participant(meeting, professional=make_professional(team, "aesh"))
    assert alice_client.get(URL).context["year"] is None


def test_one_who_said_no_to_the_date_is_missing(team, alice, alice_client):
    meeting = _dated(team, alice, make_pupil(team, aesh_hours=9))
    seat = make_participant(meeting, professional=make_professional(team, "aesh"))
    make_answer(meeting.chosen_slot, seat, Answer.NO)
    assert "Une réunion se tient sans AESH." in _text(alice_client)


def test_neither_a_pupil_without_aesh_nor_a_meeting_called_off_lacks_any(team, alice, alice_client):
    _dated(team, alice, make_pupil(team))
    _dated(team, alice, make_pupil(team, aesh_hours=9), cancelled_at=NOW)
    make_meeting(team, alice, pupil=make_pupil(team, aesh_hours=9))
    assert alice_client.get(URL).context["year"] is None
