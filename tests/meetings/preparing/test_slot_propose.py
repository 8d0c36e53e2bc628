"""The page that proposes slots reads and never writes; keeping some of them adds each once."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.models import Slot
from tests import factories
from tests.meetings.preparing.days import in_days


def _url(meeting, first=14, last=35, **changes):
    today = timezone.localdate()
    asked = {
        "du": today + timedelta(days=first), "au": today + timedelta(days=last),
        "duree": 60, "de": "08:00", "a": "18:00", "trajet": 30, "vacances": "on",
    } | changes  # fmt: skip
    page = reverse("meetings:slot_propose", args=[meeting.reference])
    return page + "?" + "&".join(f"{key}={value}" for key, value in asked.items())


@pytest.fixture
def keep(alice_client, meeting):
    url = reverse("meetings:slot_propose_keep", args=[meeting.reference])
    return lambda *values: alice_client.post(url, {"garder": values}, follow=True)


def test_the_page_proposes_and_writes_nothing(alice_client, meeting):
    before = Slot.objects.count()
    lines = alice_client.get(_url(meeting)).context["lines"]
    assert 5 <= len(lines) <= 10
    assert [line.rank for line in lines] == list(range(1, len(lines) + 1))
    assert Slot.objects.count() == before


def test_those_kept_are_in_the_list_once_however_often_they_are_sent(alice_client, meeting, keep):
    before = Slot.objects.filter(meeting=meeting).count()
    values = [line.value for line in alice_client.get(_url(meeting)).context["lines"]][:5]
    page = keep(*values)
    assert page.redirect_chain[-1][0] == reverse("meetings:slot", args=[meeting.reference])
    assert "Demandez maintenant à chacun." in page.content.decode()
    assert "étaient déjà dans la liste" in keep(*values).content.decode()
    assert Slot.objects.filter(meeting=meeting).count() == before + 5


@pytest.mark.parametrize("value", ["", "demain", "2027-01-21T10:15/9999999", "2020-01-21T10:15/60"])
def test_what_was_not_on_the_page_is_refused_with_a_sentence(meeting, keep, value):
    before = Slot.objects.count()
    page = keep(value)
    assert page.status_code == 200
    assert "rien n’est ajouté" in page.content.decode()
    assert Slot.objects.count() == before


def test_nothing_ticked_says_so(keep):
    assert "Cochez au moins un créneau" in keep().content.decode()


def test_a_period_upside_down_is_told_and_not_searched(alice_client, meeting):
    page = alice_client.get(_url(meeting, first=35, last=14))
    assert page.status_code == 422
    assert "La période finit avant de commencer." in page.content.decode()


def test_a_stranger_finds_nothing(charlie_client, meeting):
    assert charlie_client.get(_url(meeting)).status_code == 404


def test_the_queries_do_not_depend_on_how_many(
    alice_client, alice, meeting, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(60) as few:
        alice_client.get(_url(meeting))
    factories.fill(meeting, participants=27)
    other = factories.make_meeting(meeting.team, alice, pupil=meeting.pupil)
    other.chosen_slot = factories.make_slot(other, in_days(20))
    other.save()
    with django_assert_num_queries(len(few)):
        alice_client.get(_url(meeting))
