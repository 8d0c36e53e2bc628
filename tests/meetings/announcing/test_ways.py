"""Which way to a person comes first, and what is told of it."""

import pytest

from meetings.announcing.ways import HIDDEN_HOME, NO_ADDRESS, NO_MAIL, notes_on, ways_to
from meetings.models import Participant
from partners.models import FamilyMember, Professional

HOME = "4 rue des Lilas"


def _kinds(**fields):
    seat = Participant(role="guardian", family_member=FamilyMember(**fields))
    return [way.kind for way in ways_to(seat)]


@pytest.mark.parametrize(
    ("reached_by", "kinds"),
    [
        ("", ["link", "letter", "mail"]),
        ("mail", ["mail", "link", "letter"]),
        ("sms", ["link", "letter", "mail"]),
        ("phone", ["link", "letter", "mail"]),
        ("letter", ["letter", "link", "mail"]),
        ("hand", ["letter", "link", "mail"]),
    ],
)
def test_the_surest_way_is_first_and_no_other_is_hidden(reached_by, kinds):
    assert _kinds(reached_by=reached_by, email="samia@example.org") == kinds


def test_without_an_address_there_is_no_mail_and_one_is_told():
    member = FamilyMember(reached_by="mail")
    assert "mail" not in _kinds(reached_by="mail")
    assert NO_MAIL in notes_on(member)


def test_a_professional_is_written_to_first():
    card = Professional(email="h.daubigne@example.org")
    assert ways_to(Participant(role="professional", professional=card))[0].kind == "mail"


def test_the_pupil_is_never_written_to():
    assert [way.kind for way in ways_to(Participant(role="pupil"))] == ["link", "letter"]


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ({"address_is_secret": True}, HIDDEN_HOME),
        ({"address_is_secret": True, "reached_by": "letter"}, HIDDEN_HOME),
        ({"reached_by": "letter"}, NO_ADDRESS),
    ],
)
def test_what_the_letter_does_not_carry_is_told(fields, note):
    assert note.split(" :")[0] in " ".join(notes_on(FamilyMember(**fields)))


def test_an_ordinary_card_is_told_nothing():
    assert notes_on(FamilyMember(postal_address=HOME)) == ()


def test_no_note_says_an_address():
    member = FamilyMember(reached_by="letter", postal_address=HOME, email="samia@example.org")
    assert HOME not in " ".join(notes_on(member))
