"""Who needs a chair, and whether the room has enough of them."""

from dataclasses import replace

import pytest

from meetings.domain.kinds import Presence, PupilPlace
from meetings.domain.seating import on_site, too_few_seats
from tests.meetings.domain.builders import aesh, convener, dossier, mother, place, pupil, teacher

FIVE = (pupil(), mother(), aesh(), teacher(), convener())


def lack(seats, people=FIVE, **changes):
    return too_few_seats(dossier(participants=people, **changes), place(1, seats=seats))


def test_fewer_seats_than_people_is_said_with_both_numbers():
    assert lack(4) == "quatre places assises et cinq personnes invitées sur place"
    assert lack(1) == "une place assise et cinq personnes invitées sur place"


@pytest.mark.parametrize("seats", [None, 5, 12])
def test_enough_seats_or_seats_nobody_counted_are_not_said(seats):
    assert lack(seats) == ""


@pytest.mark.parametrize("presence", [Presence.PHONE, Presence.VIDEO, Presence.WRITTEN])
def test_who_is_not_in_the_room_needs_no_chair(presence):
    people = (*FIVE[:-1], replace(FIVE[-1], presence=presence))

    assert lack(4, people) == ""


@pytest.mark.parametrize(
    ("pupil_place", "count"),
    [
        (PupilPlace.UNKNOWN, 5),
        (PupilPlace.WHOLE, 5),
        (PupilPlace.PART, 5),
        (PupilPlace.WORDS, 4),
        (PupilPlace.NOT_THERE, 4),
    ],
)
def test_a_pupil_who_does_not_come_needs_no_chair(pupil_place, count):
    assert len(on_site(dossier(participants=FIVE, pupil_place=pupil_place))) == count
