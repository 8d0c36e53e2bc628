"""What an invitation says, and what an agenda that others see never shows."""

from dataclasses import replace

import pytest

from meetings.domain.inviting import (
    BY_VOICE,
    IN_THE_MESSAGE,
    NOT_CHOSEN,
    Why,
    left_apart,
    where_for,
    why_none,
    words_of,
    words_to_withdraw,
)
from meetings.domain.kinds import Answer, Ground, Presence
from partners.domain.families import Receives
from tests.meetings.domain.builders import AESH, FATHER, MOTHER, PUPIL, SPEECH, at, place
from tests.meetings.domain.canaries import everything, private_dossier
from tests.meetings.domain.cases import prepared_case_1


def met_at(dossier=None, **where):
    """Case 1 where it meets: a place of the school unless something else is said."""
    return replace(dossier or prepared_case_1(), places=(place(1, is_chosen=True, **where),))


def changed(dossier, person, **fields):
    people = tuple(
        replace(one, **fields) if one.id == person else one for one in dossier.participants
    )
    return replace(dossier, participants=people)


def where(dossier, person=MOTHER):
    return where_for(dossier.by_id[person], dossier)


def test_an_invitation_in_full():
    dossier = met_at(name="Centre social", ground=Ground.NEUTRAL, address="4 rue des Lilas, Lyon")
    words = words_of(dossier.by_id[MOTHER], dossier)
    assert (
        words.subject
        == "Invitation\u00a0: réunion du jeudi 21\u00a0janvier 2027, 10\u00a0h\u00a015 – 11\u00a0h\u00a030"
    )
    assert words.summary == f"Réunion avec {dossier.convener.name}"
    assert words.location == words.where == "Centre social, 4 rue des Lilas, Lyon"
    assert words.opening == f"{dossier.convener.name} vous invite à une réunion."
    assert dossier.convener.phone in words.late
    assert words.description.split("\n\n")[:3] == [
        words.opening,
        f"Quand\u00a0: {words.when}",
        "Où\u00a0: Centre social, 4 rue des Lilas, Lyon",
    ]


def test_an_agenda_says_nothing_of_the_child():
    """Neither a name, nor a class, nor a school, nor what whoever convenes does."""
    dossier = prepared_case_1()
    told = dossier.pupil.first_name, dossier.pupil.last_name, dossier.pupil.school
    told += (dossier.pupil.class_name, dossier.convener.title, dossier.title, dossier.kind_label)
    for person in dossier.participants:
        words = words_of(person, dossier)
        shown = f"{words.subject} {words.summary} {words.description} {words.location}".lower()
        for word in filter(None, told):
            assert word.lower() not in shown, word


def test_nothing_private_of_anybody_is_in_a_message():
    dossier = private_dossier()
    for person in dossier.participants:
        assert "SECRET" not in everything(words_of(person, dossier))
        taken_back = words_to_withdraw(
            at("2027-01-21 10:15"), at("2027-01-21 11:30"), dossier, Why.CALLED_OFF
        )
        assert "SECRET" not in everything(taken_back)


@pytest.mark.parametrize(
    ("told", "shown", "fields"),
    [
        ("École Jean-Moulin, salle 2", IN_THE_MESSAGE, {"name": "École Jean-Moulin, salle 2", "address": ""}),
        ("École Jean-Moulin, 3 rue Neuve", "3 rue Neuve", {"name": "École Jean-Moulin", "address": "3 rue Neuve"}),
        ("SESSAD Les Tilleuls, 5 rue Haute", "5 rue Haute",
         {"name": "SESSAD Les Tilleuls", "address": "5 rue Haute", "ground": Ground.PARTNER}),
        (BY_VOICE, BY_VOICE, {"name": "Chez Yanis", "address": "", "ground": Ground.NEUTRAL}),
        ("8 rue Basse", "8 rue Basse", {"name": "Chez YANIS", "address": "8 rue Basse", "ground": Ground.NEUTRAL}),
        (BY_VOICE, BY_VOICE, {"name": "À la maison", "address": "8 rue Basse", "ground": Ground.FAMILY}),
        (BY_VOICE, BY_VOICE,
         {"name": "MECS", "address": "9 rue Basse", "ground": Ground.PARTNER, "is_care_home": True}),
    ],
)  # fmt: skip
def test_a_place_is_named_in_the_message_and_hardly_in_the_agenda(told, shown, fields):
    found = where(met_at(**fields))
    assert (found.told, found.shown) == (told, shown)


def test_the_address_of_the_school_by_its_name_is_not_shown_either():
    school = prepared_case_1().pupil.school
    dossier = met_at(name="Salle 2", address=f"{school.upper()}, 3 rue Neuve")
    assert where(dossier).shown == IN_THE_MESSAGE


def test_without_a_place_the_agenda_says_none():
    dossier = replace(prepared_case_1(), places=())
    assert where(dossier) == where(dossier, AESH)
    assert (where(dossier).told, where(dossier).shown) == (NOT_CHOSEN, "")


@pytest.mark.parametrize(
    ("presence", "place"), [(Presence.PHONE, "Par téléphone"), (Presence.VIDEO, "En visio")]
)
def test_somebody_far_away_is_told_how_to_join(presence, place):
    dossier = changed(
        met_at(name="Centre social", ground=Ground.NEUTRAL), SPEECH, presence=presence
    )
    words = words_of(dossier.by_id[SPEECH], dossier)
    assert words.location == place
    assert words.join.startswith(f"Vous prenez part {place[0].lower()}{place[1:]}")
    assert dossier.convener.name in words.join


def test_who_gets_nothing_by_mail_and_why():
    dossier = prepared_case_1()

    def why(person, has_address=True):
        return why_none(dossier.by_id[person], dossier, has_address=has_address)

    assert why(MOTHER) == ""
    assert "Aucune adresse électronique" in why(MOTHER, has_address=False)
    assert "Aucun message ne lui est envoyé" in why(PUPIL)
    assert why(dossier.convener_seat.id).startswith("Réunit")
    dossier = changed(dossier, FATHER, may_receive=Receives.NOTHING)
    assert "Une décision de justice" in why(FATHER)


def test_whoever_writes_or_said_no_is_left_for_the_coordinator_to_decide():
    dossier = changed(prepared_case_1(), SPEECH, presence=Presence.WRITTEN)
    assert left_apart(dossier.by_id[SPEECH], dossier) == "Prend part par écrit."
    assert left_apart(dossier.by_id[MOTHER], dossier) == ""
    slot = dossier.chosen_slot
    refusing = tuple(
        replace(one, answer=Answer.NO) if one.participant == MOTHER else one for one in slot.answers
    )
    slots = tuple(replace(one, answers=refusing) if one.is_chosen else one for one in dossier.slots)
    dossier = replace(dossier, slots=slots)
    assert left_apart(dossier.by_id[MOTHER], dossier) == "A dit non au créneau choisi."


@pytest.mark.parametrize("why", Why)
def test_what_is_taken_back_says_why_and_gives_no_new_date(why):
    dossier = prepared_case_1()
    words = words_to_withdraw(at("2027-01-19 09:00"), at("2027-01-19 10:00"), dossier, why)
    assert words.subject.startswith("Annulation\u00a0: réunion du mardi 19")
    assert "21" not in words.description
    assert words.opening
    assert words.where == words.location == ""


def test_without_a_date_there_is_nothing_to_say():
    dossier = prepared_case_1()
    dossier = replace(dossier, slots=tuple(replace(one, is_chosen=False) for one in dossier.slots))
    with pytest.raises(ValueError, match="No date"):
        words_of(dossier.by_id[MOTHER], dossier)
