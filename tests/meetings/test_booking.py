"""Two meetings never take the same person, whoever convenes or the room at the same time."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from meetings.booking import keep_in_step, read_taken
from meetings.domain.kinds import Answer, Presence, Role
from meetings.dossier import read_dossier
from meetings.models import Booking
from meetings.overview.actions import call_off
from meetings.preparing.actions import guests, places, slots
from meetings.preparing.actions.answers import write_answers
from meetings.writing import RefusedError
from tests import factories
from tests.factories import NOW
from tests.meetings.preparing.days import in_days

AT = in_days(30, 10)


@pytest.fixture
def aesh(team):
    return factories.make_professional(team, "aesh", gender="f", first_name="Nadia")


def make_meeting(team, account, *, card=None, at=AT, chosen=True, first_name="Inès"):
    """A meeting of this account about another child, with this card, at this hour."""
    pupil = factories.make_pupil(team, first_name=first_name, last_name="Canari")
    meeting = factories.make_meeting(team, account, pupil=pupil)
    slot = factories.make_slot(meeting, at, 60)
    if card is not None:
        factories.make_participant(meeting, professional=card)
    if chosen:
        slots.choose_slot(meeting, slot.pk, by=account, now=NOW)
    meeting.refresh_from_db()
    return meeting


def choose(meeting, by):
    slot = meeting.slots.get()
    slots.choose_slot(meeting, slot.pk, by=by, now=NOW)


def held(meeting):
    return set(Booking.objects.filter(meeting=meeting).values_list("resource", flat=True))


def test_the_database_holds_that_a_quarter_is_taken_once(team, alice, bob):
    one, other = (make_meeting(team, account, chosen=False) for account in (alice, bob))
    Booking.objects.create(meeting=one, resource="room:1", quarter=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(meeting=other, resource="room:1", quarter=AT)


def test_choosing_takes_everybody_for_each_quarter(team, alice, aesh):
    meeting = make_meeting(team, alice, card=aesh)
    assert held(meeting) == {
        f"account:{team.pk}:{alice.pk}",
        f"professional:{aesh.pk}",
        f"pupil:{meeting.pupil_id}",
    }
    assert Booking.objects.filter(resource=f"professional:{aesh.pk}").count() == 4


def test_somebody_taken_is_refused_with_who_when_and_what_to_do(team, alice, bob, aesh):
    make_meeting(team, alice, card=aesh, first_name="Léonore")
    mine = make_meeting(team, bob, card=aesh, chosen=False, at=AT + timedelta(minutes=45))
    with pytest.raises(RefusedError) as refusal:
        choose(mine, bob)
    said = str(refusal.value)
    assert said.startswith("L’AESH a déjà une autre réunion de l’équipe, le ")
    assert "de 10\u00a0h à 11\u00a0h" in said
    assert "Choisissez un autre créneau" in said
    assert "Léonore" not in said
    mine.refresh_from_db()
    assert mine.chosen_slot is None
    assert held(mine) == set()


def test_whoever_convenes_is_taken_too(team, alice):
    make_meeting(team, alice)
    mine = make_meeting(team, alice, chosen=False)
    with pytest.raises(RefusedError, match="autre réunion"):
        choose(mine, alice)


def test_one_meeting_after_the_other_takes_nothing_twice(team, alice, bob, aesh):
    make_meeting(team, alice, card=aesh)
    mine = make_meeting(team, bob, card=aesh, at=AT + timedelta(hours=1))
    assert mine.chosen_slot is not None


def test_two_teams_do_not_see_each_other(team, alice, charlie):
    make_meeting(team, alice)
    other = make_meeting(charlie.current_team, charlie)
    assert other.chosen_slot is not None


def test_choosing_again_takes_nothing_twice(team, alice, aesh):
    meeting = make_meeting(team, alice, card=aesh)
    count = Booking.objects.count()
    choose(meeting, alice)
    assert Booking.objects.count() == count


@pytest.mark.parametrize("by_hand", [False, True])
def test_hours_given_back_can_be_taken(team, alice, bob, aesh, by_hand):
    theirs = make_meeting(team, alice, card=aesh)
    mine = make_meeting(team, bob, card=aesh, chosen=False)
    if by_hand:
        slots.remove_slot(theirs, theirs.slots.get().pk, by=alice, now=NOW)
    else:
        slots.give_up_slot(theirs, by=alice, now=NOW)
    assert held(theirs) == set()
    choose(mine, bob)


def test_a_meeting_called_off_gives_its_hours_back(team, alice, bob, aesh):
    theirs = make_meeting(team, alice, card=aesh)
    call_off(theirs, reason="", by=alice, now=NOW)
    make_meeting(team, bob, card=aesh)


def test_the_chosen_slot_moved_takes_its_new_hours(team, alice, bob, aesh):
    make_meeting(team, alice, card=aesh)
    mine = make_meeting(team, bob, card=aesh, at=AT + timedelta(hours=3))
    slot = mine.slots.get()
    seen = {"day": AT.date(), "start": (AT + timedelta(hours=3)).time(),
            "end": (AT + timedelta(hours=4)).time()}  # fmt: skip

    def move(starts_at):
        wanted = seen | {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1)}
        slots.change_slot(mine, slot.pk, seen=seen, wanted=wanted, by=bob, now=NOW)

    with pytest.raises(RefusedError, match="L’AESH"):
        move(AT)
    slot.refresh_from_db()
    assert slot.starts_at == AT + timedelta(hours=3)
    move(AT + timedelta(hours=2))
    assert min(mine.bookings.values_list("quarter", flat=True)) == AT + timedelta(hours=2)


def test_somebody_taken_cannot_be_invited(team, alice, bob, aesh):
    make_meeting(team, alice, card=aesh)
    mine = make_meeting(team, bob)
    with pytest.raises(RefusedError, match="n’est donc pas invitée"):
        guests.invite_professional(mine, aesh, by=bob, now=NOW)
    assert not mine.participants.filter(professional=aesh).exists()


def test_somebody_invited_is_taken_and_free_again_once_removed(team, alice, bob, aesh):
    mine = make_meeting(team, bob)
    seat = guests.invite_professional(mine, aesh, by=bob, now=NOW)
    assert f"professional:{aesh.pk}" in held(mine)
    guests.remove_guest(mine, seat.pk, by=bob, now=NOW)
    assert f"professional:{aesh.pk}" not in held(mine)


def test_who_takes_part_in_writing_is_free_elsewhere(team, alice, bob, aesh):
    make_meeting(team, alice, card=aesh)
    mine = make_meeting(team, bob, card=aesh, chosen=False)
    seat = mine.participants.get(professional=aesh)
    seen = {"presence": Presence.IN_PERSON.value}
    wanted = {"presence": Presence.WRITTEN.value}
    guests.change_guest(mine, seat.pk, seen=seen, wanted=wanted, by=bob, now=NOW)
    choose(mine, bob)
    with pytest.raises(RefusedError, match="L’AESH"):
        guests.change_guest(mine, seat.pk, seen=wanted, wanted=seen, by=bob, now=NOW)
    seat.refresh_from_db()
    assert seat.presence == Presence.WRITTEN


def test_a_room_is_taken_once(team, alice, bob):
    room = factories.make_room(factories.make_institution(team))
    theirs, mine = make_meeting(team, alice), make_meeting(team, bob)
    for meeting in (theirs, mine):
        factories.make_place(meeting, "Salle 2", room=room)
        factories.make_place(meeting, "Ailleurs")
    places.choose_place(theirs, theirs.places.get(room=room).pk, by=alice, now=NOW)
    with pytest.raises(RefusedError, match="Le lieu retenu, Salle 2, est déjà pris"):
        places.choose_place(mine, mine.places.get(room=room).pk, by=bob, now=NOW)
    places.choose_place(theirs, theirs.places.get(room=None).pk, by=alice, now=NOW)
    places.choose_place(mine, mine.places.get(room=room).pk, by=bob, now=NOW)
    places.give_up_place(mine, by=bob, now=NOW)
    assert f"room:{room.pk}" not in held(mine)


def test_an_answer_is_kept_whatever_the_hours_say(team, alice, bob, aesh):
    """Who said no is free elsewhere; saying yes after all is noted, and shown as a clash."""
    mine = make_meeting(team, bob, card=aesh, chosen=False)
    slot, seat = mine.slots.get(), mine.participants.get(professional=aesh)
    factories.make_answer(slot, seat, Answer.NO)
    choose(mine, bob)
    theirs = make_meeting(team, alice, card=aesh)
    name = f"answer_{slot.pk}_{seat.pk}"
    write_answers(
        mine, [(slot.pk, seat.pk)], seen={name: "no"}, wanted={name: "yes"}, by=bob, now=NOW
    )
    assert seat.answers.get().answer == Answer.YES
    assert f"professional:{aesh.pk}" in held(theirs)
    assert f"professional:{aesh.pk}" not in held(mine)
    dossier = read_dossier(mine)
    assert read_taken(dossier, dossier.slots)
    guests.invite_companion(mine, Role.COMPANION, label="tante", accompanies=None, by=bob, now=NOW)


def test_an_answer_changed_to_no_gives_the_hours_back(team, alice, bob, aesh):
    mine = make_meeting(team, bob, card=aesh)
    slot, seat = mine.slots.get(), mine.participants.get(professional=aesh)
    name = f"answer_{slot.pk}_{seat.pk}"
    write_answers(mine, [(slot.pk, seat.pk)], seen={}, wanted={name: "no"}, by=bob, now=NOW)
    assert f"professional:{aesh.pk}" not in held(mine)


def test_a_date_written_without_an_act_is_brought_in_step(case_1):
    assert held(case_1) == set()
    keep_in_step(case_1)
    assert len(held(case_1)) == case_1.participants.count()


@pytest.mark.parametrize("count", [3, 30])
def test_what_is_taken_is_read_in_one_query(meeting, django_assert_num_queries, count):
    factories.fill(meeting, participants=count, slots=count)
    dossier = read_dossier(meeting)
    with django_assert_num_queries(1):
        read_taken(dossier, dossier.slots)


@pytest.mark.django_db(transaction=True)
def test_two_meetings_chosen_at_the_same_instant_take_a_person_once(team, alice, bob, aesh):
    meetings = [
        make_meeting(team, account, card=aesh, chosen=False, first_name=account.name[:5])
        for account in (alice, bob)
    ]
    start, ended = Barrier(2), []

    def click(meeting, by):
        start.wait(10)
        try:
            choose(meeting, by)
        except RefusedError as refusal:
            ended.append(str(refusal))
        else:
            ended.append("")
        finally:
            connection.close()

    threads = [Thread(target=click, args=pair) for pair in zip(meetings, (alice, bob), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(ended) == 2
    assert ended.count("") == 1
    assert "L’AESH a déjà une autre réunion" in max(ended)
    assert Booking.objects.filter(resource=f"professional:{aesh.pk}").count() == 4
    for meeting in meetings:
        meeting.refresh_from_db()
    assert [m.chosen_slot is None for m in meetings].count(True) == 1


def test_the_hours_of_every_meeting_can_be_taken_again(case_1, capsys):
    call_command("book_again")
    assert len(held(case_1)) == case_1.participants.count()
    assert "une réunion" in capsys.readouterr().out
