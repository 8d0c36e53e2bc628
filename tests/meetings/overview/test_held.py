"""What lists and the page of a pupil say of meetings that were held."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.meetings.held import hold


def _pupil_url(pupil):
    return reverse("meetings:pupil", args=[pupil.pk])


def _flat(response):
    return " ".join(response.content.decode().replace("&nbsp;", " ").replace("\u00a0", " ").split())


def _past(team, alice, pupil, days, **fields):
    meeting = factories.make_meeting(team, alice, pupil=pupil, **fields)
    meeting.chosen_slot = factories.make_slot(meeting, timezone.now() - timedelta(days=days))
    meeting.save()
    return meeting


def _decide(meeting, alice, *texts, **fields):
    notes = [("decision", "accueil", text, fields) for text in texts]
    hold(meeting, alice, meeting.chosen_slot.starts_at, *notes)


def test_the_pupil_page_says_what_was_decided_by_whom_and_by_when(
    alice_client, alice, team, case_1
):
    teacher = case_1.participants.get(professional__metier="professeur_ecoles")
    meeting = case_1
    meeting.chosen_slot = factories.make_slot(meeting, timezone.now() - timedelta(days=5))
    meeting.save()
    _decide(meeting, alice, "Un carnet d’une ligne.", people=[f"p{teacher.pk}"], by="2027-02-15")
    page = _flat(alice_client.get(_pupil_url(case_1.pupil)))
    assert "Ce qui a été décidé" in page
    assert "Un carnet d’une ligne." in page
    assert "Le professeur des écoles, pour le 15 février 2027" in page
    assert reverse("meetings:decisions", args=[meeting.reference]) in page
    meeting.decisions.get().reports.create(
        said="help", note="Il manque un carnet.", said_at=timezone.now(), source="typed"
    )
    page = _flat(alice_client.get(_pupil_url(case_1.pupil)))
    assert "besoin d’aide" in page
    assert "Il manque un carnet." in page


def test_only_the_last_meetings_that_decided_something_are_told(alice_client, alice, team):
    pupil = factories.make_pupil(team)
    for days, texts in ((90, ["Vieux"]), (60, ["Moyen"]), (30, ["Récent"]), (10, [])):
        _decide(_past(team, alice, pupil, days), alice, *texts)
    decided = alice_client.get(_pupil_url(pupil)).context["decided"]
    assert [rows[0].text for _, rows in decided] == ["Récent", "Moyen"]


def test_nothing_is_told_decided_before_it_closes_nor_once_called_off(alice_client, alice, team):
    pupil = factories.make_pupil(team)
    going_on, off = _past(team, alice, pupil, 3), _past(team, alice, pupil, 2)
    note = ("decision", "accueil", "Un carnet.", {})
    hold(going_on, alice, going_on.chosen_slot.starts_at, note, close=False)
    hold(off, alice, off.chosen_slot.starts_at, note)
    off.cancelled_at = timezone.now()
    off.save()
    assert alice_client.get(_pupil_url(pupil)).context["decided"] == ()
    assert "Ce qui a été décidé" not in _flat(alice_client.get(_pupil_url(pupil)))


@pytest.mark.parametrize("count", [2, 7])
def test_decisions_cost_the_same_for_many_meetings(
    alice_client, alice, team, django_assert_num_queries, count
):
    pupil = factories.make_pupil(team)
    for number in range(count):
        _decide(_past(team, alice, pupil, 10 + number), alice, *["Un carnet."] * count)
    alice_client.get(_pupil_url(pupil))
    # The page, the acts of the meetings, what they decided.
    with django_assert_num_queries(18):
        alice_client.get(_pupil_url(pupil))


def test_a_meeting_held_says_so_and_no_longer_lacks_anything(alice_client, alice, case_1):
    case_1.chosen_slot = factories.make_slot(case_1, timezone.now() - timedelta(days=5))
    case_1.save()
    listing = reverse("meetings:list")
    assert "La date est passée" in _flat(alice_client.get(listing))
    hold(case_1, alice, case_1.chosen_slot.starts_at)
    page = _flat(alice_client.get(listing))
    assert "La date est passée" not in page
    assert "Tenue le" in page
    assert "Lire la fiche" in page
    (row,) = alice_client.get(listing).context["rows"]
    assert row.findings == ()


def test_the_pupil_page_says_when_a_past_meeting_was_held(alice_client, alice, team):
    pupil = factories.make_pupil(team)
    held, not_opened = _past(team, alice, pupil, 5), _past(team, alice, pupil, 9)
    _decide(held, alice)
    lines = alice_client.get(_pupil_url(pupil)).context["past_meetings"]
    assert [line.held.startswith("tenue le ") for line in lines] == [True, False]
    assert not_opened.reference


def test_a_meeting_going_on_leads_back_to_it(alice_client, alice, case_1):
    hold(case_1, alice, timezone.now(), close=False)
    page = _flat(alice_client.get(reverse("meetings:list")))
    assert "pas encore fermée." in page
    assert reverse("meetings:live", args=[case_1.reference]) in page


def test_what_was_held_is_past_whatever_the_day_it_was_planned_for(alice_client, alice, team):
    pupil = factories.make_pupil(team)
    early, undated = (
        _past(team, alice, pupil, -3, title="Avancée"),
        factories.make_meeting(team, alice, pupil=pupil, title="Sans date"),
    )
    coming = factories.make_meeting(team, alice, pupil=pupil, title="À venir")
    for meeting in (early, undated):
        hold(meeting, alice, timezone.now() - timedelta(hours=2))
    context = alice_client.get(_pupil_url(pupil)).context
    assert [line.title for line in context["coming"]] == [coming.title]
    assert {line.title for line in context["past_meetings"]} == {early.title, undated.title}
