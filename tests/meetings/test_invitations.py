"""Invitations are told to whom they concern, told again when they change, and taken back."""

from datetime import timedelta
from random import Random

import pytest

from intermetiers.web.models import JournalEntry, OutgoingMail
from meetings.dossier import read_dossier
from meetings.invitations import (
    STANDING_QUERIES,
    invite,
    standing,
    tell_change,
    withdraw,
    would_be_told,
)
from meetings.models import Invitation, PrivateLink
from meetings.overview.actions import call_off
from meetings.preparing.actions.guests import remove_guest
from meetings.writing import RefusedError
from partners.domain.families import Receives
from tests import factories
from tests.factories import NOW
from tests.meetings.invited import (
    SERVICE,
    acting,
    forget,
    guests_of,
    held_by,
    sent,
    with_addresses,
)

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def ready(case_1):
    """Case 1, with an address for everybody."""
    return with_addresses(case_1)


@pytest.fixture
def invited(ready, alice):
    """Everybody holds an invitation, and the outbox is empty again."""
    acting(invite, ready, [seat.pk for seat in guests_of(ready)], by=alice, now=NOW)
    forget()
    return ready


def move(meeting, **by):
    slot = meeting.chosen_slot
    slot.starts_at, slot.ends_at = slot.starts_at + timedelta(**by), slot.ends_at + timedelta(**by)
    slot.save()


def test_each_gets_a_message_alone_in_it(ready, alice):
    guests = guests_of(ready)
    done = acting(invite, ready, [seat.pk for seat in guests], by=alice, now=NOW)
    assert set(done.sent) == {seat.pk for seat in guests}
    told = sent()
    assert {(to, method) for to, method, _ in told} == {
        (f"siege{seat.pk}@example.org", "REQUEST") for seat in guests
    }
    for recipient, _, event in told:
        assert event.attendee.email == recipient
        assert (event.organizer.email, event.organizer.name) == (SERVICE, "Alice Martin")
        assert event.sequence == 0
        assert (event.starts_at, event.ends_at) == (
            ready.chosen_slot.starts_at,
            ready.chosen_slot.ends_at,
        )
    assert len({event.uid for *_, event in told}) == len(guests)
    assert JournalEntry.objects.filter(act="invitation_sent").count() == len(guests)


def test_no_message_holds_the_address_of_another(ready, alice):
    guests = guests_of(ready)
    acting(invite, ready, [seat.pk for seat in guests], by=alice, now=NOW)
    for mail in OutgoingMail.objects.all():
        whole = f"{mail.subject} {mail.text} {mail.html} {mail.calendar}".replace("\r\n ", "")
        found = [seat.pk for seat in guests if f"siege{seat.pk}@" in whole]
        assert [f"siege{pk}@example.org" for pk in found] == [mail.recipient]


def test_inviting_twice_sends_once(invited, alice):
    seats = [seat.pk for seat in guests_of(invited)]
    done = acting(invite, invited, seats, by=alice, now=LATER)
    assert (done.sent, set(done.already)) == ((), set(seats))
    assert sent() == []


def test_neither_the_pupil_nor_whoever_convenes_nor_a_forbidden_parent_is_written_to(ready, alice):
    mother = ready.participants.get(family_member__relation="mère")
    mother.family_member.may_receive = Receives.NOTHING.value
    mother.family_member.save()
    everybody = [seat.pk for seat in ready.participants.all()]
    done = acting(invite, ready, everybody, by=alice, now=NOW)
    kept_out = set(everybody) - set(done.sent)
    assert kept_out == {
        ready.participants.get(role="pupil").pk,
        ready.participants.get(professional__account=alice).pk,
        mother.pk,
    }
    assert not OutgoingMail.objects.filter(recipient=mother.family_member.email).exists()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda m: setattr(m, "chosen_slot", None), "pas encore de date"),
        (lambda m: setattr(m, "cancelled_at", NOW), "annulée"),
        (lambda m: move(m, days=-300), "est passée"),
    ],
)
def test_without_a_date_to_come_nobody_is_invited(ready, alice, spoil, said):
    spoil(ready)
    ready.save()
    with pytest.raises(RefusedError, match=said):
        acting(invite, ready, [guests_of(ready)[0].pk], by=alice, now=NOW)
    assert sent() == []


def test_an_invitation_brings_a_calendar_to_follow_and_keeps_no_secret(ready, alice):
    seat = guests_of(ready)[0]
    acting(invite, ready, [seat.pk], by=alice, now=NOW)
    (mail,) = OutgoingMail.objects.all()
    link = PrivateLink.objects.get(participant=seat, purpose="calendar")
    address = next(line for line in mail.text.splitlines() if "/a/" in line)
    assert link.fingerprint not in mail.text
    assert "/a/" not in mail.calendar.replace("\r\n ", "")
    assert address.endswith("/reunion.ics")


def test_another_date_is_told_to_those_who_knew_the_first(invited, alice):
    first = {seat.pk: held_by(seat).uid for seat in guests_of(invited)}
    late = factories.make_participant(
        invited, professional=factories.make_professional(invited.team, email="neuf@example.org")
    )
    move(invited, days=7)
    count = acting(tell_change, invited, by=alice, now=LATER)
    told = sent()
    assert count == len(told) == len(first)
    assert {event.uid for *_, event in told} == set(first.values())
    for _, method, event in told:
        assert (method, event.sequence, event.told_at) == ("REQUEST", 1, LATER)
        assert event.starts_at == invited.chosen_slot.starts_at
    assert not Invitation.objects.filter(participant=late).exists()
    assert acting(tell_change, invited, by=alice, now=LATER) == 0


def test_what_was_replied_to_the_old_date_stands_no_more(invited, alice):
    seat = guests_of(invited)[0]
    Invitation.objects.filter(participant=seat).update(
        reply="accepted", replied_at=NOW, comment="Avec plaisir"
    )
    move(invited, hours=1)
    acting(tell_change, invited, by=alice, now=LATER)
    row = held_by(seat)
    assert (row.reply, row.replied_at, row.comment) == ("", None, "")


def test_another_place_is_out_of_date_until_it_is_told(invited, alice):
    invited.chosen_place = factories.make_place(invited, "Mairie annexe", address="1 place Neuve")
    invited.save()
    people = standing(read_dossier(invited), invited)
    remote = [one for one in people if one.invitation and not one.is_out_of_date]
    assert {one.changed for one in people if one.is_out_of_date} == {("le lieu",)}
    # Whoever joins by telephone was never told a place.
    assert [one.invitation.place for one in remote] == ["Par téléphone ou en visio"]
    acting(tell_change, invited, by=alice, now=LATER)
    assert {event.location for *_, event in sent()} == {"Mairie annexe, 1 place Neuve"}


def test_a_date_given_up_is_taken_back(invited, alice):
    guests = guests_of(invited)
    invited.chosen_slot = None
    invited.save()
    assert acting(tell_change, invited, by=alice, now=LATER) == len(guests)
    assert {(method, event.sequence, event.is_cancelled) for _, method, event in sent()} == {
        ("CANCEL", 1, True)
    }
    assert not Invitation.objects.filter(withdrawn_at=None).exists()
    assert acting(tell_change, invited, by=alice, now=LATER) == 0


def test_calling_the_meeting_off_takes_everything_back_once(invited, alice):
    guests = guests_of(invited)
    for _ in range(2):
        call_off(invited, reason="Yanis déménage, dit le canari", by=alice, now=LATER)
    told = sent()
    assert [method for _, method, _ in told] == ["CANCEL"] * len(guests)
    assert all("annulée" in event.description for *_, event in told)
    assert "canari" not in "".join(mail.text + mail.calendar for mail in OutgoingMail.objects.all())


def test_somebody_who_leaves_is_told_and_nobody_else(invited, alice):
    seat = guests_of(invited)[3]
    uid = held_by(seat).uid
    remove_guest(invited, seat.pk, by=alice, now=LATER)
    ((recipient, method, event),) = sent()
    assert (recipient, method, event.uid) == (f"siege{seat.pk}@example.org", "CANCEL", uid)
    row = Invitation.objects.get(uid=uid)
    assert (row.participant, row.withdrawn_at) == (None, LATER)


def test_another_address_gets_the_invitation_and_the_old_one_loses_it(invited, alice):
    seat = guests_of(invited)[0]
    card, old = seat.family_member or seat.professional, held_by(seat)
    card.email = "nouvelle@example.org"
    card.save()
    assert sent() == []
    (one,) = (s for s in standing(read_dossier(invited), invited) if s.is_out_of_date)
    assert (one.person, one.changed) == (seat.pk, ("son adresse électronique",))
    assert acting(tell_change, invited, by=alice, now=LATER) == 2
    (before, taken_back, first), (after, asked, second) = sent()
    assert (before, taken_back, first.uid) == (old.recipient, "CANCEL", old.uid)
    assert (after, asked, second.sequence) == ("nouvelle@example.org", "REQUEST", 0)
    assert first.uid != second.uid
    assert PrivateLink.objects.filter(participant=seat, revoked_at=None).count() == 1


def test_an_address_taken_away_is_taken_back_from(invited, alice):
    seat = guests_of(invited)[0]
    card = seat.family_member or seat.professional
    card.email = ""
    card.save()
    acting(tell_change, invited, by=alice, now=LATER)
    assert [(to, method) for to, method, _ in sent()] == [(f"siege{seat.pk}@example.org", "CANCEL")]


def test_a_judge_who_forbids_silences_even_what_is_taken_back(invited, alice):
    seat = invited.participants.get(family_member__relation="père")
    seat.family_member.may_receive = Receives.NOTHING.value
    seat.family_member.save()
    assert would_be_told(invited, NOW).count() == len(guests_of(invited)) - 1
    move(invited, days=7)
    acting(tell_change, invited, by=alice, now=LATER)
    assert f"siege{seat.pk}@example.org" not in {to for to, *_ in sent()}
    assert not Invitation.objects.filter(participant=seat, withdrawn_at=None).exists()


def test_nothing_is_told_of_an_event_that_is_over(invited, alice):
    after = invited.chosen_slot.ends_at
    seat = guests_of(invited)[0]
    invited.chosen_place = factories.make_place(invited, "Mairie annexe")
    invited.save()
    assert acting(tell_change, invited, by=alice, now=after) == 0
    assert acting(withdraw, invited, [seat.pk], by=alice, now=after) == 0
    assert sent() == []
    assert not Invitation.objects.filter(participant=seat, withdrawn_at=None).exists()


@pytest.mark.parametrize("kind", ["family", "care home"])
def test_no_message_tells_where_a_child_lives(ready, alice, kind):
    home = factories.make_institution(ready.team, "Maison Canari", "mecs")
    ready.chosen_place = factories.make_place(
        ready,
        "Chez Canari",
        "family" if kind == "family" else "partner",
        address="9 rue du Canari",
        room=None if kind == "family" else factories.make_room(home),
    )
    ready.save()
    acting(invite, ready, [seat.pk for seat in guests_of(ready)], by=alice, now=NOW)
    for mail in OutgoingMail.objects.all():
        assert "Canari" not in f"{mail.subject} {mail.text} {mail.html} {mail.calendar}"
    assert "Canari" not in str(list(Invitation.objects.values()))


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_each_agenda_ends_with_what_is_true(ready, alice, seed):
    """Twenty changes at random: a calendar that follows its messages in order holds the present
    date if that person is awaited by invitation, and nothing otherwise."""
    chance, now = Random(seed), NOW
    for _ in range(20):
        now += timedelta(minutes=1)
        _something_happens(ready, chance, alice, now)
        acting(tell_change, ready, by=alice, now=now)
    held = {}
    for recipient, method, event in sent():
        before = held.get(event.uid)
        assert event.attendee.email == recipient
        assert event.sequence == (0 if before is None else before.sequence + 1)
        assert before is None or (not before.is_cancelled and event.told_at > before.told_at)
        assert event.is_cancelled == (method == "CANCEL")
        held[event.uid] = event
    standing_now = {row.uid: row for row in Invitation.objects.filter(withdrawn_at=None)}
    assert {uid for uid, event in held.items() if not event.is_cancelled} == set(standing_now)
    for uid, row in standing_now.items():
        assert held[uid].starts_at == ready.chosen_slot.starts_at
        assert (
            held[uid].attendee.email
            == (row.participant.family_member or row.participant.professional).email
        )


def _something_happens(meeting, chance, by, now):
    guests = guests_of(meeting)
    match chance.choice(["invite", "invite", "move", "place", "address", "leave", "give up"]):
        case "invite" if meeting.chosen_slot:
            some = chance.sample(guests, chance.randint(0, len(guests)))
            acting(invite, meeting, [seat.pk for seat in some], by=by, now=now)
        case "invite" | "give up":
            slot = meeting.slots.get()
            meeting.chosen_slot = None if meeting.chosen_slot else slot
            meeting.save()
        case "move" if meeting.chosen_slot:
            move(meeting, hours=chance.randint(1, 5))
        case "place":
            meeting.chosen_place = factories.make_place(meeting, f"Salle {chance.random()}")
            meeting.save()
        case "address" if guests:
            seat = chance.choice(guests)
            card = seat.family_member or seat.professional
            card.email = chance.choice(["", f"autre{chance.random()}@example.org"])
            card.save()
        case "leave" if len(guests) > 2:
            remove_guest(meeting, chance.choice(guests).pk, by=by, now=now)


def test_reading_who_has_one_costs_the_same_for_one_and_for_thirty(
    ready, alice, django_assert_num_queries
):
    def invite_everybody():
        acting(invite, ready, [seat.pk for seat in guests_of(ready)], by=alice, now=NOW)
        dossier = read_dossier(ready)
        with django_assert_num_queries(STANDING_QUERIES):
            return len(standing(dossier, ready))

    few = invite_everybody()
    factories.fill(ready, participants=25)
    with_addresses(ready)
    assert invite_everybody() == few + 25
