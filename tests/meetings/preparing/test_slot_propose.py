"""Proposing slots over a period: the page reads and never writes, keeping adds what is ticked."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import JournalEntry
from meetings.booking import take_hours
from meetings.looking import LOOKING_QUERIES
from meetings.models import Slot
from meetings.writing import locked
from tests import factories
from tests.meetings.preparing.days import in_days

REQUEST = 3  # the session, the account, the meeting, and what a page of a coordinator shows


@pytest.fixture
def look():
    today = timezone.localdate()
    first = today + timedelta(days=14)
    return {
        "du": first.isoformat(),
        "au": (first + timedelta(days=20)).isoformat(),
        "duree": "60",
        "de": "08:00",
        "a": "18:00",
        "trajet": "30",
        "vacances": "on",
    }


def url(meeting, look=None):
    address = reverse("meetings:slot_propose", args=[meeting.reference])
    return f"{address}?{urlencode(look)}" if look else address


def keep(client, meeting, values, **more):
    address = reverse("meetings:slot_propose_keep", args=[meeting.reference])
    return client.post(address, {"garder": values} | more, follow=True)


def test_the_first_look_is_over_the_period_of_the_meeting(alice_client, meeting):
    today = timezone.localdate()
    meeting.period_start, meeting.period_end = today + timedelta(20), today + timedelta(34)
    meeting.save()
    page = alice_client.get(url(meeting))
    assert page.status_code == 200
    assert page.context["form"]["du"].value() == meeting.period_start
    assert page.context["lines"]
    assert not Slot.objects.filter(meeting=meeting).exists()


def test_without_a_period_six_weeks_are_looked_at_once_the_notice_is_over(alice_client, meeting):
    page = alice_client.get(url(meeting))
    first = page.context["form"]["du"].value()
    assert first == timezone.localdate() + timedelta(days=10)


def test_what_is_ticked_is_kept_once(alice_client, meeting, look):
    lines = alice_client.get(url(meeting, look)).context["lines"]
    values = [line.value for line in lines[:5]]
    page = keep(alice_client, meeting, values)
    assert "Cinq créneaux dans la liste" in page.content.decode()
    assert meeting.slots.count() == 5
    again = keep(alice_client, meeting, values)
    assert "déjà dans la liste" in again.content.decode()
    assert meeting.slots.count() == 5
    assert JournalEntry.objects.filter(act="slot_added").count() == 5


def test_a_slot_kept_lasts_what_was_asked_and_is_not_proposed_again(alice_client, meeting, look):
    line = alice_client.get(url(meeting, look)).context["lines"][0]
    keep(alice_client, meeting, [line.value])
    slot = meeting.slots.get()
    assert slot.ends_at - slot.starts_at == timedelta(minutes=60)
    lines = alice_client.get(url(meeting, look)).context["lines"]
    assert line.value not in [one.value for one in lines]


@pytest.mark.parametrize(
    "value",
    ["", "demain", "2027-01-21T10:15", "2027-13-41T10:15/60", "2027-01-21T10:15/0",
     "2027-01-21T10:15/" + "9" * 5000, "1999-01-21T10:15/60", "2099-01-21T10:15/60", "\x00"],
)  # fmt: skip
def test_what_no_box_sends_adds_nothing(alice_client, meeting, value):
    page = keep(alice_client, meeting, [value])
    assert "rien n’est ajouté" in page.content.decode()
    assert not meeting.slots.exists()


def test_nothing_ticked_brings_back_to_the_same_search(alice_client, meeting, look):
    page = keep(alice_client, meeting, [], recherche=urlencode(look))
    assert "Cochez au moins un créneau" in page.content.decode()
    assert page.context["form"]["duree"].value() == "60"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("au", "2020-01-01", "La période finit avant de commencer."),
        ("duree", "0", "Une réunion dure au moins dix minutes."),
        ("duree", "a", "Écrivez un nombre de minutes"),
        ("de", "03:00", "Donnez une heure entre"),
        ("a", "08:30", "plus courte que la réunion"),
        ("trajet", "-1", "Un trajet"),
    ],
)
def test_a_look_that_cannot_be_is_told_and_kept(alice_client, meeting, look, field, value, said):
    page = alice_client.get(url(meeting, look | {field: value}))
    assert page.status_code == 422
    assert said in page.content.decode()
    assert page.context["form"][field].value() == value


def test_ten_years_are_not_looked_at(alice_client, meeting, look):
    page = alice_client.get(url(meeting, look | {"au": "2039-01-01"}))
    assert "au plus six mois" in page.content.decode()


def test_hours_another_meeting_holds_are_not_proposed(alice_client, meeting, look, team, alice):
    other = factories.make_meeting(team, alice)
    day = in_days(14, hour=8)
    slot = factories.make_slot(other, day, minutes=600)
    with locked(other) as row:
        row.chosen_slot = slot
        row.save()
        take_hours(row)
    look |= {"au": look["du"], "samedi": "on"}
    page = alice_client.get(url(meeting, look))
    assert page.context["lines"] == ()
    assert page.context["none"]


def test_who_has_no_week_is_one_click_from_it(alice_client, meeting, look):
    weeks = alice_client.get(url(meeting, look)).context["weeks"]
    assert weeks
    for week in weeks:
        assert alice_client.get(week.url).status_code == 200


def test_a_stranger_finds_nothing(charlie_client, meeting, look):
    assert charlie_client.get(url(meeting, look)).status_code == 404
    address = reverse("meetings:slot_propose_keep", args=[meeting.reference])
    assert charlie_client.post(address, {"garder": ["2027-01-21T10:15/60"]}).status_code == 404


def test_the_page_is_read_and_keeping_is_posted(alice_client, meeting):
    assert alice_client.post(url(meeting)).status_code == 405
    address = reverse("meetings:slot_propose_keep", args=[meeting.reference])
    assert alice_client.get(address).status_code == 405


@pytest.mark.parametrize("count", [1, 25])
def test_query_count(alice_client, meeting, look, count, django_assert_num_queries):
    factories.fill(meeting, participants=count, slots=count)
    for seat in meeting.participants.exclude(professional=None):
        factories.make_calendar(seat.professional, (in_days(15), in_days(15, hour=12)))
    with django_assert_num_queries(REQUEST + LOOKING_QUERIES):
        alice_client.get(url(meeting, look))
