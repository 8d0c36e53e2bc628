"""A guest says, by the link of the brief, whether one comes to the date that is chosen."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.links import make_secret
from intermetiers.web.models import JournalEntry, OutgoingMail
from meetings.domain.kinds import Answer, Source
from meetings.models import Asked, AskingRound, Booking, PrivateLink, SlotAnswer
from tests import factories
from tests.guests import make_link, pass_gate
from tests.meetings.asking.cast import seat_of
from tests.meetings.preparing.days import in_days


@pytest.fixture
def guest():
    return Client(headers={"host": "testserver"}, enforce_csrf_checks=True)


@pytest.fixture
def father(case_1):
    """The father, of whom nothing is known about the date, in thirty days."""
    slot = case_1.chosen_slot
    slot.starts_at, slot.ends_at = in_days(30, 10), in_days(30, 11)
    slot.save()
    slot.answers.all().delete()
    return seat_of(case_1, "père")


@pytest.fixture
def secret(father, alice):
    return make_link(father, alice)


def _answer(client, secret, said):
    return client.post(reverse("meetings:guest_come", args=[secret]), {"answer": said})


def _page(client, secret):
    return client.get(reverse("meetings:guest_brief", args=[secret])).content.decode()


@pytest.mark.parametrize("said", ["yes", "remote", "no"])
def test_one_tap_keeps_what_is_said(guest, father, secret, said):
    response = _answer(guest, secret, said)
    assert response.status_code == 302
    assert response["Location"] == reverse("meetings:guest_brief", args=[secret])
    assert response["Referrer-Policy"] == "no-referrer"
    row = SlotAnswer.objects.get()
    assert (row.participant, row.slot) == (father, father.meeting.chosen_slot)
    assert (row.answer, row.source) == (said, Source.LINK.value)
    assert "Réponse gardée" in _page(guest, secret)
    entry = JournalEntry.objects.get(act="slots_answered")
    assert entry.account is None
    assert entry.detail["source"] == "link"
    assert secret not in str(list(JournalEntry.objects.values()))


def test_the_brief_says_it_too_and_lets_one_change_ones_mind(guest, father, secret):
    pass_gate(guest, secret)
    _answer(guest, secret, "yes")
    assert "Réponse gardée\u00a0: «\u00a0Je viens\u00a0»" in _page(guest, secret)
    _answer(guest, secret, "no")
    assert "Réponse gardée\u00a0: «\u00a0Je ne peux pas venir\u00a0»" in _page(guest, secret)
    row = SlotAnswer.objects.get()
    assert (row.earlier_answer, row.earlier_source) == ("yes", "link")


def test_answering_is_no_opening(guest, father, secret):
    _answer(guest, secret, "yes")
    assert PrivateLink.objects.get().opened_at is None
    assert "La réunion pour Yanis" not in _page(guest, secret)


def test_saying_the_same_again_writes_nothing(guest, father, secret):
    _answer(guest, secret, "yes")
    before = (SlotAnswer.objects.get().answered_at, JournalEntry.objects.count())
    _answer(guest, secret, "yes")
    assert (SlotAnswer.objects.get().answered_at, JournalEntry.objects.count()) == before


def test_what_bothers_stays_said_with_the_same_answer(guest, father, secret):
    slot = father.meeting.chosen_slot
    row = factories.make_answer(slot, father, Answer.YES, source="phone", note="sort tôt")
    _answer(guest, secret, "yes")
    row.refresh_from_db()
    assert (row.note, row.source) == ("sort tôt", "link")
    _answer(guest, secret, "no")
    row.refresh_from_db()
    assert row.note == ""


def test_hours_follow_the_answer(guest, case_1, father, alice):
    seat = case_1.participants.filter(professional__metier="aesh").get()
    secret, mine = make_link(seat, alice), f"professional:{seat.professional_id}"
    _answer(guest, secret, "yes")
    assert Booking.objects.filter(resource=mine).exists()
    _answer(guest, secret, "no")
    assert not Booking.objects.filter(resource=mine).exists()


def test_it_counts_as_the_answer_a_round_waits_for(guest, father, secret, alice):
    now = timezone.now()
    round = AskingRound.objects.create(
        meeting=father.meeting, opened_at=now, opened_by=alice, weakest_first=False
    )
    Asked.objects.create(round=round, participant=father, asked_at=now)
    _answer(guest, secret, "yes")
    round.refresh_from_db()
    assert Asked.objects.get().answered_at is not None
    assert round.complete_at is not None
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize("said", ["", "written", "if_needed", "maybe", "\0", "x" * 3000])
def test_another_answer_keeps_nothing(guest, father, secret, said):
    assert _answer(guest, secret, said).status_code == 302
    assert not SlotAnswer.objects.exists()


def test_nothing_is_kept_once_it_began_or_without_a_date(guest, father, secret):
    meeting = father.meeting
    meeting.slots.update(starts_at=in_days(-1, 10), ends_at=in_days(-1, 11))
    assert _answer(guest, secret, "yes").status_code == 302
    meeting.chosen_slot = None
    meeting.save()
    assert _answer(guest, secret, "yes").status_code == 302
    assert not SlotAnswer.objects.exists()


def test_a_meeting_called_off_says_so(guest, father, secret):
    meeting = father.meeting
    meeting.cancelled_at = timezone.now()
    meeting.save()
    assert "La réunion est annulée" in _answer(guest, secret, "yes").content.decode()
    assert not SlotAnswer.objects.exists()


def test_a_link_that_does_not_open_keeps_nothing(guest, father, secret):
    PrivateLink.objects.update(revoked_at=timezone.now())
    pages = {_answer(guest, one, "yes").content for one in (secret, make_secret(), "x")}
    assert len(pages) == 1
    assert not SlotAnswer.objects.exists()


@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_keeps_nothing(guest, father, secret, method):
    url = reverse("meetings:guest_come", args=[secret])
    assert getattr(guest, method)(url, {"answer": "yes"}).status_code == 302
    assert not SlotAnswer.objects.exists()


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_only_a_form_answers(guest, father, secret, method):
    url = reverse("meetings:guest_come", args=[secret])
    assert getattr(guest, method)(url).status_code == 405
