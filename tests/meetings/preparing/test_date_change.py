"""Changing the date: one act, everybody told by the way that reaches them, nothing twice."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse

from intermetiers.web.journal import subject_of
from intermetiers.web.models import JournalEntry, OutgoingMail
from meetings.domain.kinds import Answer
from meetings.models import (
    Asked,
    AskingRound,
    Booking,
    DateChange,
    PrivateLink,
    ToTell,
    VoiceKept,
)
from meetings.preparing.actions import slots
from meetings.preparing.actions.slots import NewDate, stamp
from meetings.writing import RefusedError
from tests import factories
from tests.factories import NOW
from tests.meetings.preparing.days import in_days


def change(meeting, by, to, *, seen=None, reason=""):
    return slots.change_date(meeting, NewDate(to.pk, None, reason), seen=seen, by=by, now=NOW)


def url(meeting, name="date_change", *args):
    return reverse(f"meetings:{name}", args=[meeting.reference, *args])


def sent(meeting, **changes):
    plain = {"to": str(meeting.other.pk), "day": "", "start": "", "end": "", "reason": ""}
    return plain | {"seen": stamp(meeting.first)} | changes


def letters():
    """Each message by its recipient: what its subject says, what it asks of an agenda."""
    return {m.recipient: (m.subject, m.calendar_method) for m in OutgoingMail.objects.all()}


def test_each_hears_of_it_once_by_the_way_that_reaches_them(held, alice):
    change(held, alice, held.other)
    assert letters().keys() == {"pe@example.org", "david.morel@example.org"}
    assert letters()["pe@example.org"][1] == "REQUEST"
    assert letters()["david.morel@example.org"] == ("La date de votre réunion a changé", "")
    assert OutgoingMail.objects.count() == 2
    assert [row.participant for row in ToTell.objects.all()] == [held.mother]
    held.refresh_from_db()
    assert held.chosen_slot == held.other
    assert held.invitations.get().sequence == 1


def test_the_message_says_both_dates_and_no_name_of_the_child(held, alice):
    change(held, alice, held.other, reason="Yanis est en sortie")
    mail = OutgoingMail.objects.get(recipient="david.morel@example.org")
    for text in (mail.text, mail.html):
        assert "Avant" in text
        assert "Maintenant" in text
        assert "/b/" in text
        assert "Yanis" not in text
        assert "sortie" not in text
    assert "Yanis" not in mail.subject
    assert mail.addressee == subject_of(held.father.family_member)


def test_what_it_was_stays_with_who_when_and_why(held, alice):
    change(held, alice, held.other, reason="le père travaille")
    row = DateChange.objects.get()
    assert (row.was_start, row.starts_at) == (held.first.starts_at, held.other.starts_at)
    assert (row.by, row.reason) == (alice, "le père travaille")
    acts = set(JournalEntry.objects.values_list("act", flat=True))
    assert {"date_changed", "date_to_tell", "slot_chosen", "round_opened"} <= acts


def test_only_those_whose_answer_is_not_known_are_asked_again(held, alice):
    factories.make_answer(held.other, held.father)
    factories.make_answer(held.other, held.psychologist)
    change(held, alice, held.other)
    assert [row.participant for row in Asked.objects.all()] == [held.teacher]
    father = OutgoingMail.objects.get(recipient="david.morel@example.org")
    assert "/r/" not in father.text
    assert not AskingRound.objects.get().weakest_first


def test_nobody_is_asked_when_everybody_answered(held, alice):
    for seat in held.participants.all():
        factories.make_answer(held.other, seat)
    change(held, alice, held.other)
    assert not AskingRound.objects.exists()


def test_who_is_asked_answers_on_the_new_date_alone(client, held, alice):
    change(held, alice, held.other)
    text = OutgoingMail.objects.get(recipient="david.morel@example.org").text
    address = next(line for line in text.splitlines() if "/r/" in line)
    page = client.get(address).content.decode()
    assert "Pouvez-vous venir à cette date" in page
    assert "La date a changé" in page
    assert page.count("<fieldset") == 1
    assert client.post(address, {f"answer_{held.other.pk}": "no"}).status_code == 302
    assert held.father.answers.get().answer == Answer.NO
    assert client.post(address, {f"answer_{held.first.pk}": "yes"}).status_code == 422


def test_hours_are_given_back_and_taken(held, alice):
    slots.choose_slot(held, held.first.pk, by=alice, now=NOW)
    change(held, alice, held.other)
    quarters = set(Booking.objects.values_list("quarter", flat=True))
    assert min(quarters) == held.other.starts_at


@pytest.mark.parametrize(
    ("said", "presence"), [(Answer.YES, "in_person"), (Answer.REMOTE, "phone"), (None, "phone")]
)
def test_who_was_to_telephone_comes_to_a_date_that_suits(held, alice, said, presence):
    """The former date left the father out; only his « yes » to the new one brings him back."""
    left_out = factories.make_answer(held.first, held.father, Answer.NO)
    VoiceKept.objects.create(answer=left_out, way="phone", at=NOW, by=alice)
    held.father.presence = "phone"
    held.father.save()
    if said:
        factories.make_answer(held.other, held.father, said)
    change(held, alice, held.other)
    held.father.refresh_from_db()
    assert held.father.presence == presence


def test_a_second_press_tells_nobody_twice(held, alice):
    change(held, alice, held.other, seen=stamp(held.first))
    count = OutgoingMail.objects.count()
    assert change(held, alice, held.other, seen=stamp(held.first)) is None
    assert (OutgoingMail.objects.count(), DateChange.objects.count()) == (count, 1)


def test_the_second_of_two_coordinators_sees_what_happened(held, alice, bob):
    third = factories.make_slot(held, in_days(40), 60)
    change(held, alice, held.other, seen=stamp(held.first))
    count = OutgoingMail.objects.count()
    with pytest.raises(RefusedError, match="Alice Martin l’a changée") as refusal:
        change(held, bob, third, seen=stamp(held.first))
    assert "Rien n’est parti" in str(refusal.value)
    assert (OutgoingMail.objects.count(), DateChange.objects.count()) == (count, 1)


@pytest.mark.parametrize("why", ["past", "not tenable", "taken"])
def test_what_cannot_be_chosen_changes_nothing(held, alice, bob, team, why):
    if why == "past":
        held.other.starts_at, held.other.ends_at = in_days(-2), in_days(-1)
        held.other.save()
    elif why == "not tenable":
        for seat in (held.father, held.mother, held.participants.get(role="pupil")):
            factories.make_answer(held.other, seat, Answer.NO)
    else:
        pupil = factories.make_pupil(team, first_name="Inès")
        theirs = factories.make_meeting(team, bob, pupil=pupil)
        factories.make_participant(theirs, professional=held.teacher.professional)
        slot = factories.make_slot(theirs, held.other.starts_at, 60)
        slots.choose_slot(theirs, slot.pk, by=bob, now=NOW)
    with pytest.raises(RefusedError):
        change(held, alice, held.other)
    held.refresh_from_db()
    assert held.chosen_slot == held.first
    assert not DateChange.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_meeting_called_off_changes_no_date(held, alice):
    held.cancelled_at = NOW
    held.save()
    with pytest.raises(RefusedError, match="annulée"):
        change(held, alice, held.other)


def test_choosing_another_slot_by_its_old_way_tells_too(held, alice):
    slots.choose_slot(held, held.other.pk, by=alice, now=NOW)
    assert DateChange.objects.count() == 1
    assert letters()["pe@example.org"][1] == "REQUEST"


@pytest.mark.parametrize("how", ["give_up", "remove"])
def test_a_date_lost_is_told_and_taken_out_of_the_agendas(held, alice, how):
    if how == "give_up":
        slots.give_up_slot(held, by=alice, now=NOW)
    else:
        slots.remove_slot(held, held.first.pk, by=alice, now=NOW)
    assert DateChange.objects.get().starts_at is None
    assert letters()["pe@example.org"][1] == "CANCEL"
    father = OutgoingMail.objects.get(recipient="david.morel@example.org")
    assert father.subject == "Votre réunion n’a plus de date pour l’instant"
    assert "pas encore choisie" in father.text
    assert [row.participant for row in ToTell.objects.all()] == [held.mother]
    assert not AskingRound.objects.exists()


def test_the_chosen_slot_a_quarter_later_is_told(held, alice):
    later = held.first.starts_at + timedelta(minutes=15)
    stands = {"day": in_days(30).date(), "start": in_days(30).time(), "end": in_days(30, 11).time()}
    wanted = stands | {"starts_at": later, "ends_at": later + timedelta(hours=1)}
    slots.change_slot(held, held.first.pk, seen=stands, wanted=wanted, by=alice, now=NOW)
    assert DateChange.objects.get().starts_at == later
    assert held.invitations.get().starts_at == later
    assert "david.morel@example.org" in letters()


def test_a_slot_that_is_not_the_date_moves_in_silence(held, alice):
    slots.remove_slot(held, held.other.pk, by=alice, now=NOW)
    assert not DateChange.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_date_already_over_is_taken_away_without_a_word(held, alice):
    late = held.first.ends_at + timedelta(days=1)
    slots.give_up_slot(held, by=alice, now=late)
    assert DateChange.objects.count() == 1
    assert not OutgoingMail.objects.exists()


def test_whoever_convenes_hears_what_a_colleague_changed(held, alice, bob):
    change(held, bob, held.other)
    assert letters()[alice.email] == ("La date de votre réunion a changé", "")


def test_links_already_given_open_as_long_as_if_given_today(held, alice):
    near = NOW + timedelta(days=31)
    PrivateLink.objects.update(expires_at=near)
    change(held, alice, held.other)
    old = PrivateLink.objects.filter(made_at=NOW, participant=held.mother).first()
    assert old.expires_at == held.other.ends_at + timedelta(days=30)


def test_nothing_is_said_to_a_relative_a_judge_keeps_away(held, alice):
    held.father.family_member.may_receive = "nothing"
    held.father.family_member.save()
    change(held, alice, held.other)
    assert "david.morel@example.org" not in letters()
    assert held.father.pk not in ToTell.objects.values_list("participant", flat=True)


def test_who_was_told_by_voice_leaves_the_list_once(held, alice, alice_client):
    change(held, alice, held.other)
    page = alice_client.get(url(held, "slot")).content.decode()
    assert "À prévenir du changement de date" in page
    assert "Date changée le" in page
    for _ in "12":
        alice_client.post(url(held, "date_told", held.mother.pk))
    assert ToTell.objects.get().told_by == alice
    assert JournalEntry.objects.filter(act="date_told").count() == 1
    assert "À prévenir" not in alice_client.get(url(held, "slot")).content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_at_the_same_instant_change_it_once(held, alice, bob):
    third = factories.make_slot(held, in_days(40), 60)
    start, ended, seen = Barrier(2), [], stamp(held.first)

    def press(by, to):
        start.wait(10)
        try:
            change(held, by, to, seen=seen)
        except RefusedError as refusal:
            ended.append(str(refusal))
        else:
            ended.append("")
        finally:
            connection.close()

    pairs = [(alice, held.other), (bob, third)]
    threads = [Thread(target=press, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(map(bool, ended)) == [False, True]
    assert "La date a changé entre-temps" in max(ended)
    assert DateChange.objects.count() == 1
    assert held.invitations.get().sequence == 1
    assert len(letters()) == OutgoingMail.objects.count()


@pytest.mark.parametrize("back", [False, True])
def test_a_date_chosen_after_one_was_lost_is_told_to_those_who_heard_of_the_loss(
    held, alice, alice_client, back
):
    lost = NOW - timedelta(minutes=1)
    slots.give_up_slot(held, by=alice, now=lost)
    page = alice_client.get(url(held, "slot")).content.decode()
    assert "Dès qu’un créneau sera choisi" in page
    OutgoingMail.objects.all().delete()
    held.refresh_from_db()
    slot = held.first if back else held.other
    slots.choose_slot(held, slot.pk, by=alice, now=NOW)
    father = OutgoingMail.objects.get(recipient="david.morel@example.org")
    assert father.subject == (
        "Votre réunion a bien lieu à la date prévue"
        if back
        else "La date de votre réunion a changé"
    )
    teacher = OutgoingMail.objects.get(recipient="pe@example.org")
    assert teacher.calendar_method == "REQUEST"
    assert held.invitations.get(withdrawn_at=None).starts_at == slot.starts_at
    assert [row.participant for row in ToTell.objects.filter(told_at=None)] == [held.mother]


def test_a_first_date_is_told_to_nobody_by_itself(held, alice):
    held.chosen_slot = None
    held.save()
    slots.choose_slot(held, held.first.pk, by=alice, now=NOW)
    assert not DateChange.objects.exists()
    assert not OutgoingMail.objects.exists()
