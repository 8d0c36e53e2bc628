"""The table of people and slots, as a coordinator reads and prints it."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from meetings.domain.kinds import Answer, Role, Source
from tests import factories
from tests.meetings.preparing.days import in_days


def url(meeting):
    return reverse("meetings:slot_table", args=[meeting.reference])


@pytest.fixture
def father(meeting):
    return meeting.participants.get(family_member__relation="père")


def cells_of(page, name):
    lines = (line for _, lines in page.context["groups"] for line in lines)
    return next(line for line in lines if line.name == name).cells


def test_each_answer_says_how_and_when_it_came(alice_client, meeting, father):
    slots = [factories.make_slot(meeting, in_days(days)) for days in (30, 31)]
    at = datetime(2026, 12, 3, 9, tzinfo=UTC)
    factories.make_answer(
        slots[0], father, Answer.NO, note="en tournée", source=Source.LINK.value, answered_at=at
    )
    page = alice_client.get(url(meeting))
    unknown, no = sorted(cells_of(page, "Le père"), key=lambda cell: cell.word != "?")
    assert (no.word, no.facts) == ("non", "En tournée")
    assert no.came.replace("\u00a0", " ") == "par son lien, le 3 décembre"
    assert no.short.replace("\u00a0", " ") == "lien 3/12"
    assert (unknown.word, unknown.came) == ("?", "pas encore de réponse")


def test_every_source_has_its_words(alice_client, meeting, father):
    for days, source in enumerate(Source, start=30):
        slot = factories.make_slot(meeting, in_days(days))
        factories.make_answer(slot, father, source=source.value)
    came = {cell.came for cell in cells_of(alice_client.get(url(meeting)), "Le père")}
    assert len(came) == len(Source)


def test_the_table_is_one_a_screen_reader_can_walk(alice_client, meeting):
    factories.make_slot(meeting, in_days(30))
    html = alice_client.get(url(meeting)).content.decode()
    assert html.count("<caption") == 1
    assert html.count('scope="row"') == meeting.participants.count() + 1  # and the reasons
    assert html.count('scope="col"') == 2
    assert 'scope="rowgroup"' in html


def test_a_slot_in_holidays_or_taken_is_said_under_it(alice_client, alice, team, meeting):
    card = factories.make_professional(team)
    factories.make_participant(meeting, professional=card)
    slot = factories.make_slot(meeting, in_days(30))
    other = factories.make_meeting(team, alice, pupil=factories.make_pupil(team))
    other.chosen_slot = factories.make_slot(other, slot.starts_at)
    other.save()
    other.bookings.create(resource=f"professional:{card.pk}", quarter=slot.starts_at)
    (heading,) = alice_client.get(url(meeting)).context["headings"]
    assert any("déjà une autre réunion" in note for note in heading.notes)


def test_past_slots_and_who_is_not_awaited_are_left_out(alice_client, meeting):
    factories.make_slot(meeting, in_days(-3))
    assert "Pas de créneau à venir" in alice_client.get(url(meeting)).content.decode()
    factories.make_slot(meeting, in_days(30))
    meeting.pupil_place = "not_there"
    meeting.save()
    lines = [
        line for _, lines in alice_client.get(url(meeting)).context["groups"] for line in lines
    ]
    assert len(lines) == meeting.participants.exclude(role=Role.PUPIL.value).count()


@pytest.mark.parametrize("count", [1, 30])
def test_slot_table_query_count(alice_client, meeting, django_assert_num_queries, count):
    factories.fill(meeting, participants=count, slots=count)
    with django_assert_num_queries(14):
        alice_client.get(url(meeting))
