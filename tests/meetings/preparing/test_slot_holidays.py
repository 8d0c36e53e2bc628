"""A slot in the holidays: said when it is written and on its card, and never refused."""

import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.meetings.preparing.test_slot import new_slot, url
from tests.partners.cards import sent_again

NOW = datetime(2027, 1, 4, 9, tzinfo=UTC)
STILL_POSSIBLE = "Il reste possible si la famille préfère ce jour"


def _at(year, month, day):
    return timezone.make_aware(datetime(year, month, day, 10))  # noqa: DTZ001 (made aware)


CLASS, WINTER, EASTER = _at(2027, 1, 21), _at(2027, 2, 18), _at(2027, 3, 29)


@pytest.fixture
def page_of(monkeypatch, alice, alice_client, meeting):
    """The page of the slot as it reads in January 2027."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    alice_client.force_login(alice, backend="partners.backends.PasswordBackend")
    return lambda: _words(alice_client.get(url(meeting)))


def _words(response):
    return re.sub(r"[ \n]+", " ", response.content.decode())


def _place(team, zone, territory=""):
    team.zone, team.territory = zone, territory
    team.save()


@pytest.mark.parametrize(
    ("starts_at", "said"),
    [
        (WINTER, f"tombe pendant les vacances d’hiver (zone A). {STILL_POSSIBLE}"),
        (EASTER, f"tombe un jour férié\u00a0: Lundi de Pâques. {STILL_POSSIBLE}"),
    ],
)
def test_adding_one_says_which_holiday_and_keeps_it(
    page_of, alice_client, meeting, starts_at, said
):
    response = alice_client.post(url(meeting, "slot_add"), new_slot(starts_at), follow=True)
    assert f"Ce créneau {said}" in _words(response)
    assert meeting.slots.get().starts_at == starts_at


def test_on_a_day_of_class_nothing_is_added(page_of, alice_client, meeting):
    response = alice_client.post(url(meeting, "slot_add"), new_slot(CLASS), follow=True)
    assert "Créneau ajouté" in _words(response)
    assert STILL_POSSIBLE not in _words(response)


def test_the_zone_of_the_team_counts(page_of, alice_client, team, meeting):
    """On 18 February zones A and B differ; Good Friday is a holiday in Alsace alone."""
    good_friday = _at(2027, 3, 26)
    _place(team, "B", "6AE")
    pages = [
        _words(alice_client.post(url(meeting, "slot_add"), new_slot(day), follow=True))
        for day in (WINTER, good_friday)
    ]
    assert STILL_POSSIBLE not in pages[0]
    assert "tombe un jour férié\u00a0: Vendredi saint." in pages[1]


def test_changing_one_says_it_too(page_of, alice_client, meeting):
    slot = factories.make_slot(meeting, CLASS)
    address = url(meeting, "slot_change", slot.pk)
    sent = sent_again(alice_client.get(address), day=WINTER.date().isoformat())
    response = alice_client.post(address, sent, follow=True)
    assert "Ce créneau tombe pendant les vacances d’hiver (zone A)." in _words(response)
    slot.refresh_from_db()
    assert timezone.localtime(slot.starts_at).date() == WINTER.date()


def test_its_card_says_it(page_of, meeting):
    factories.make_slot(meeting, CLASS)
    assert "vacances d’hiver" not in page_of()
    factories.make_slot(meeting, WINTER)
    assert page_of().count("Pendant les vacances d’hiver (zone A).") == 1


def test_a_chosen_one_is_to_look_at_with_another_one_click_away(page_of, meeting):
    ordinary, slot = factories.make_slot(meeting, CLASS), factories.make_slot(meeting, WINTER)
    meeting.chosen_slot = slot
    meeting.save()
    page = page_of()
    assert "Le créneau retenu, jeudi 18\u00a0février 2027, tombe pendant les vacances" in page
    assert f"#slot-{ordinary.pk}" in page


@pytest.mark.parametrize(
    ("zone", "starts_at", "said"),
    [
        ("Corse", CLASS, "Les vacances scolaires de Corse ne sont pas connues de l’outil"),
        ("other", CLASS, "Les vacances scolaires de votre académie ne sont pas connues"),
        ("A", _at(2028, 9, 12), "ne sont connues que jusqu’au 31\u00a0août 2028."),
    ],
)
def test_what_is_not_known_is_said_and_looked_at_by_nobody(
    page_of, team, meeting, zone, starts_at, said
):
    factories.make_slot(meeting, CLASS)
    assert "Les vacances scolaires" not in page_of()
    _place(team, zone)
    meeting.slots.all().delete()
    factories.make_slot(meeting, starts_at)
    page = page_of()
    assert said in page
    assert reverse("partners:team") in page
    assert "tombe pendant" not in page
