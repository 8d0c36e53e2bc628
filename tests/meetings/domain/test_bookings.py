from datetime import timedelta
from itertools import pairwise

import pytest

from meetings.domain.bookings import (
    Taken,
    clashes,
    quarters,
    remedy,
    resources_at,
    say_clashes,
)
from meetings.domain.kinds import Answer, Presence, PupilPlace
from tests.meetings.domain.builders import (
    AESH,
    aesh,
    answers,
    at,
    convener,
    dossier,
    participant,
    place,
    pupil,
    slot,
)

HEAD = participant(6, called="le directeur", books="professional:6")
PEOPLE = (
    pupil(books="pupil:1"),
    aesh(books="professional:4"),
    HEAD,
    convener(books="account:1:1"),
)


def meeting(**changes):
    return dossier(participants=PEOPLE, convener_books="account:1:1", **changes)


def taken(*resources, at_="2027-01-21 10:00", until="2027-01-21 11:00"):
    return [Taken(name, quarters(slot(1, at_, 15))[0], at(at_), at(until)) for name in resources]


@pytest.mark.parametrize(
    ("starts", "minutes", "count"),
    [
        ("2027-01-21 10:00", 60, 4),
        ("2027-01-21 10:10", 15, 2),
        ("2027-01-21 10:15", 1, 1),
        ("2027-03-28 01:30", 120, 4),
    ],
)
def test_a_slot_takes_every_quarter_it_touches(starts, minutes, count):
    hours = quarters(slot(1, starts, minutes))
    assert len(hours) == count
    assert {after - before for before, after in pairwise(hours)} <= {timedelta(minutes=15)}
    assert hours[0] <= at(starts)


def test_everybody_at_the_table_is_taken_whoever_convenes_and_the_room_too():
    seen = resources_at(slot(), meeting(places=(place(is_chosen=True, books="room:9"),)))
    assert seen == {"pupil:1", "professional:4", "professional:6", "account:1:1", "room:9"}


def test_whoever_convenes_is_taken_without_a_seat():
    assert resources_at(slot(), dossier(convener_books="account:1:1")) == {"account:1:1"}


@pytest.mark.parametrize(
    ("presence", "said", "is_taken"),
    [
        (Presence.IN_PERSON, None, True),
        (Presence.IN_PERSON, Answer.REMOTE, True),
        (Presence.PHONE, Answer.NO, True),
        (Presence.WRITTEN, Answer.YES, False),
        (Presence.IN_PERSON, Answer.WRITTEN, False),
        (Presence.IN_PERSON, Answer.NO, False),
    ],
)
def test_who_takes_part_from_afar_is_taken_and_who_does_not_is_free(presence, said, is_taken):
    person = aesh(books="professional:4", presence=presence)
    there = slot(answers=answers({AESH: said} if said else {}))
    assert ("professional:4" in resources_at(there, dossier(participants=(person,)))) is is_taken


def test_a_pupil_who_does_not_come_is_free():
    assert "pupil:1" not in resources_at(slot(), meeting(pupil_place=PupilPlace.WORDS))


def test_a_clash_is_the_same_person_in_the_same_quarter():
    here = slot(1, "2027-01-21 10:10", 60)
    found = taken("professional:4", "professional:99")
    later = taken("professional:4", at_="2027-01-21 11:15", until="2027-01-21 12:00")
    assert clashes(here, meeting(), [*found, *later]) == tuple(found[:1])


def test_who_is_taken_and_when_is_said_without_the_other_child():
    assert say_clashes(taken("professional:4"), meeting()) == (
        "L’AESH a déjà une autre réunion de l’équipe, le jeudi 21\u00a0janvier, "
        "de 10\u00a0h à 11\u00a0h."
    )
    both = say_clashes(taken("professional:6", "professional:4"), meeting())
    assert both.startswith("L’AESH et le directeur ont déjà une autre réunion")


def test_a_room_and_whoever_convenes_without_a_seat_are_named():
    where = place(name="Salle 2", is_chosen=True, books="room:9")
    seen = dossier(places=(where,), convener_books="account:1:1", participants=())
    said = say_clashes(taken("room:9", "account:1:1"), seen)
    assert "Hélène Faure a déjà une autre réunion" in said
    assert "Le lieu retenu, Salle 2, est déjà pris" in said


def test_what_can_be_done_suits_who_is_taken():
    where = (place(is_chosen=True, books="room:9"),)
    assert remedy(taken("account:1:1", "pupil:1"), meeting()) == "Choisissez un autre créneau."
    assert remedy(taken("room:9"), meeting(places=where)) == (
        "Choisissez un autre créneau ou un autre lieu."
    )
    assert "par écrit" in remedy(taken("professional:4"), meeting())
