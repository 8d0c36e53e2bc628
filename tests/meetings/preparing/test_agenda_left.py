"""What earlier meetings of the pupil left is offered once where the next agenda is made."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import JournalEntry
from meetings.domain.kinds import MovedTo
from tests import factories
from tests.meetings.held import hold


@pytest.fixture
def before(team, alice, meeting):
    """An earlier meeting of the same pupil, thirty days ago."""
    past = factories.make_meeting(team, alice, pupil=meeting.pupil, title="La réunion d’avant")
    past.chosen_slot = factories.make_slot(past, timezone.now() - timedelta(days=30))
    past.save()
    return past


def _held(before, alice, *notes, close=True):
    return hold(before, alice, before.chosen_slot.starts_at, *notes, close=close)


def _url(meeting, name="agenda"):
    return reverse(f"meetings:{name}", args=[meeting.reference])


def _offered(client, meeting):
    return [point.title for point in client.get(_url(meeting)).context["left_points"]]


def _carry(client, meeting, point):
    return client.post(_url(meeting, "agenda_carry"), {"point": point.ident}, follow=True)


def test_what_was_noted_to_take_up_later_is_offered_with_where_it_comes_from(
    alice_client, alice, meeting, before
):
    _held(before, alice, ("later", "accueil", "Le transport du mercredi", {"until": "2027-03-04"}))
    page = alice_client.get(_url(meeting)).content.decode()
    assert _offered(alice_client, meeting) == ["Le transport du mercredi"]
    assert "reporté au 4\u00a0mars 2027" in page
    assert "La réunion d’avant" in page
    assert reverse("meetings:sheet", args=[before.reference]) in page


def test_a_postponed_point_keeps_its_kind_its_minutes_and_what_to_ask_for(
    alice_client, alice, meeting, before
):
    item = factories.make_item(before, "L’orientation", minutes=25)
    factories.make_information(item, "Le bilan de l’année", text="Rien que pour ce jour-là.")
    room = _held(before, alice, close=False)
    room.say("settle", item=str(item.pk), way="postpone", until="", text="")
    room.say("close")
    (point,) = alice_client.get(_url(meeting)).context["left_points"]
    _carry(alice_client, meeting, point)
    added = meeting.agenda.get()
    assert (added.title, added.kind, added.minutes) == ("L’orientation", "decide", 25)
    reading = added.informations.get()
    assert (reading.title, reading.text, reading.giver) == ("Le bilan de l’année", "", None)


def test_taken_up_it_is_offered_no_more_anywhere(alice_client, alice, team, meeting, before):
    _held(before, alice, ("later", "accueil", "Le transport", {}))
    other = factories.make_meeting(team, alice, pupil=meeting.pupil)
    (point,) = alice_client.get(_url(meeting)).context["left_points"]
    assert _offered(alice_client, other) == ["Le transport"]
    _carry(alice_client, meeting, point)
    assert _offered(alice_client, meeting) == _offered(alice_client, other) == []
    assert JournalEntry.objects.get(act="item_carried").detail["left_by"] == before.reference


def test_asked_twice_it_is_there_once(alice_client, alice, meeting, before):
    _held(before, alice, ("later", "accueil", "Le transport", {}))
    (point,) = alice_client.get(_url(meeting)).context["left_points"]
    for _ in range(2):
        answer = _carry(alice_client, meeting, point)
    assert meeting.agenda.count() == 1
    assert "déjà repris" in answer.content.decode()


def test_taken_off_the_agenda_again_it_is_offered_again(alice_client, alice, meeting, before):
    _held(before, alice, ("later", "accueil", "Le transport", {}))
    (point,) = alice_client.get(_url(meeting)).context["left_points"]
    _carry(alice_client, meeting, point)
    meeting.agenda.get().delete()
    assert _offered(alice_client, meeting) == ["Le transport"]


def test_a_point_moved_to_another_meeting_is_offered_too(alice_client, meeting, before):
    factories.make_item(
        before, "Le goûter", moved_to=MovedTo.LATER.value, moved_note="au printemps"
    )
    page = alice_client.get(_url(meeting)).content.decode()
    assert _offered(alice_client, meeting) == ["Le goûter"]
    assert "au printemps" in page


def test_what_was_taken_back_or_undone_leaves_nothing(alice_client, alice, meeting, before):
    room = _held(before, alice, close=False)
    undone = room.say("entry", entry="11111111-1111-4111-8111-111111111111", note="later",
                      item="accueil", text="Jamais dit")  # fmt: skip
    room.say("undo", act=undone)
    room.say("close")
    assert _offered(alice_client, meeting) == []


@pytest.mark.parametrize("state", ["opened", "cancelled", "earlier"])
def test_a_meeting_that_began_or_comes_before_is_offered_nothing(
    alice_client, alice, meeting, before, state
):
    _held(before, alice, ("later", "accueil", "Le transport", {}))
    if state == "opened":
        hold(meeting, alice, timezone.now(), close=False)
    elif state == "cancelled":
        meeting.cancelled_at = timezone.now()
    else:
        meeting.chosen_slot = factories.make_slot(meeting, timezone.now() - timedelta(days=60))
    meeting.save()
    assert _offered(alice_client, meeting) == []


def test_another_pupil_is_offered_nothing(alice_client, alice, team, meeting, before):
    _held(before, alice, ("later", "accueil", "Le transport", {}))
    other = factories.make_meeting(team, alice, pupil=factories.make_pupil(team))
    assert _offered(alice_client, other) == []
    (point,) = alice_client.get(_url(meeting)).context["left_points"]
    _carry(alice_client, other, point)
    assert other.agenda.count() == 0


def test_a_stranger_carries_nothing(charlie_client, alice_client, alice, meeting, before):
    _held(before, alice, ("later", "accueil", "Le transport", {}))
    (point,) = alice_client.get(_url(meeting)).context["left_points"]
    assert _carry(charlie_client, meeting, point).status_code == 404
    assert alice_client.get(_url(meeting, "agenda_carry")).status_code == 405
    assert meeting.agenda.count() == 0


@pytest.mark.parametrize("count", [1, 6])
def test_what_was_left_costs_the_same_for_many_meetings(
    alice_client, alice, team, meeting, django_assert_num_queries, count
):
    for number in range(count):
        past = factories.make_meeting(team, alice, pupil=meeting.pupil)
        past.chosen_slot = factories.make_slot(past, timezone.now() - timedelta(days=30 + number))
        past.save()
        _held(past, alice, ("later", "accueil", f"Le point {number}", {}))
    with django_assert_num_queries(18):
        response = alice_client.get(_url(meeting))
    assert len(response.context["left_points"]) == count
