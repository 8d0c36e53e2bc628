"""Several people at one date at once: a double press, a page left open, a meeting called off."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from intermetiers.web.models import OutgoingMail
from meetings.domain.kinds import Purpose
from meetings.doors import new_link
from meetings.invitations import invite, tell_change
from meetings.models import Booking, Invitation, PrivateLink, Slot, SlotAnswer, ToTell
from meetings.overview.actions import call_off
from meetings.preparing.actions.guests import invite_relative, remove_guest
from meetings.preparing.actions.slots import (
    NewDate,
    change_date,
    choose_slot,
    give_up_slot,
    remove_slot,
)
from meetings.writing import RefusedError
from tests import factories
from tests.factories import NOW
from tests.meetings.invited import acting, forget, guests_of, sent, with_addresses

LATER = NOW + timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)


@pytest.fixture
def invited(case_1, alice):
    with_addresses(case_1)
    acting(invite, case_1, [seat.pk for seat in guests_of(case_1)], by=alice, now=NOW)
    forget()
    case_1.refresh_from_db()
    return case_1


@pytest.fixture
def other(invited):
    return factories.make_slot(invited, invited.chosen_slot.starts_at + timedelta(days=7))


def _url(name, meeting, *args):
    return reverse(f"meetings:{name}", args=[meeting.reference, *args])


def _change(client, meeting, **fields):
    seen = client.get(_url("date_change", meeting)).context["seen"]
    return {"to": "", "reason": "", "seen": seen} | fields


def test_a_form_that_does_not_say_what_it_saw_changes_no_date(alice_client, invited, other):
    """`seen` left out is no way round: whoever forges it still tells one thing at a time."""
    response = alice_client.post(_url("date_change", invited), {"to": str(other.pk)})
    invited.refresh_from_db()
    assert response.status_code == 422
    assert invited.chosen_slot_id != other.pk
    assert not OutgoingMail.objects.exists()


def test_pressed_twice_nothing_leaves_twice(alice_client, bob_client, invited, other):
    data = _change(alice_client, invited, to=str(other.pk))
    alice_client.post(_url("date_change", invited), data)
    first = OutgoingMail.objects.count()
    assert first
    alice_client.post(_url("date_change", invited), data)
    bob_client.post(_url("date_change", invited), data)
    assert OutgoingMail.objects.count() == first


def test_a_page_left_open_by_a_colleague_changes_nothing(alice_client, bob_client, invited, other):
    third = factories.make_slot(invited, invited.chosen_slot.starts_at + timedelta(days=8))
    of_bob = _change(bob_client, invited, to=str(third.pk))
    alice_client.post(
        _url("date_change", invited), _change(alice_client, invited, to=str(other.pk))
    )
    forget()
    response = bob_client.post(_url("date_change", invited), of_bob)
    assert response.status_code == 422
    invited.refresh_from_db()
    assert invited.chosen_slot_id == other.pk
    assert not OutgoingMail.objects.exists()


OF_A_DATE = {
    "choose": lambda m, o, by: choose_slot(m, o.pk, by=by, now=LATER),
    "change": lambda m, o, by: change_date(m, NewDate(o.pk), seen=None, by=by, now=LATER),
    "give_up": lambda m, o, by: give_up_slot(m, by=by, now=LATER),
    "remove": lambda m, o, by: remove_slot(m, m.chosen_slot_id, by=by, now=LATER),
    "invite": lambda m, o, by: acting(invite, m, [s.pk for s in guests_of(m)], by=by, now=LATER),
    "update": lambda m, o, by: acting(tell_change, m, by=by, now=LATER),
}


@pytest.mark.parametrize("act", OF_A_DATE)
def test_a_meeting_called_off_meanwhile_takes_no_hours_and_tells_nothing_more(
    invited, other, alice, act
):
    call_off(invited, reason="", by=alice, now=LATER)
    forget()
    with suppress(RefusedError):
        OF_A_DATE[act](invited, other, alice)
    assert not OutgoingMail.objects.exists()
    assert not Booking.objects.filter(meeting=invited).exists()
    assert not Invitation.objects.filter(meeting=invited, withdrawn_at=None).exists()
    assert not ToTell.objects.filter(meeting=invited, told_at=None).exists()


def test_somebody_removed_then_invited_again_has_one_event_anew(invited, alice):
    seat = invited.participants.get(family_member__relation="père")
    card = seat.family_member
    old = Invitation.objects.get(participant=seat)
    remove_guest(invited, seat.pk, by=alice, now=LATER)
    again = invite_relative(invited, card, by=alice, now=LATER)
    acting(invite, invited, [again.pk], by=alice, now=LATER)
    told = [(method, event.uid) for to, method, event in sent() if to == card.email]
    assert [method for method, _ in told] == ["CANCEL", "REQUEST"]
    assert told[0][1] == old.uid != told[1][1]
    old.refresh_from_db()
    assert old.withdrawn_at
    assert old.participant_id is None


def test_a_new_address_takes_the_old_event_and_its_calendar_back(invited, alice):
    seat = invited.participants.get(family_member__relation="père")
    card = seat.family_member
    old, secret = card.email, PrivateLink.objects.filter(participant=seat, purpose="calendar")
    assert secret.filter(revoked_at=None).count() == 1
    before = secret.get().pk
    card.email = "nouveau@example.org"
    card.save()
    acting(tell_change, invited, by=alice, now=LATER)
    told = {(to, method) for to, method, _ in sent()}
    assert told == {(old, "CANCEL"), ("nouveau@example.org", "REQUEST")}
    assert PrivateLink.objects.get(pk=before).revoked_at
    assert "nouveau" not in OutgoingMail.objects.get(recipient=old).text


def test_a_guest_answers_a_slot_that_left_meanwhile(invited, other, alice):
    seat = invited.participants.get(family_member__relation="mère")
    factories.make_slot(invited, other.starts_at + timedelta(days=1))
    made = new_link(seat, Purpose.SLOTS, made_for="mail", by=alice, now=NOW)
    guest = Client(enforce_csrf_checks=False)
    url = reverse("meetings:guest_answer", args=[made.secret])
    page = guest.get(url)
    assert page.status_code == 200
    remove_slot(invited, other.pk, by=alice, now=LATER)
    data = {
        f"answer_{slot}": "yes" for slot in (other.pk, *Slot.objects.values_list("pk", flat=True))
    }
    assert guest.post(url, data).status_code in {200, 302, 422}
    assert not SlotAnswer.objects.filter(slot_id=other.pk).exists()
