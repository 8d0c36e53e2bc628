"""« Et si… »: a change is what writing it would be, and what moves is said in sentences."""

from dataclasses import replace

import pytest
from hypothesis import assume, given, strategies as st

from meetings.domain.bookings import Taken, quarters
from meetings.domain.kinds import Answer, Ground, Level, Presence, YesNo
from meetings.domain.slots import attendances_at, rank_slots
from meetings.domain.what_changes import NOTHING, compare_orders
from meetings.domain.what_if import (
    NoLongerEssential,
    NotInvited,
    OtherAnswer,
    OtherPlace,
    OtherPresence,
    PointOut,
)
from tests.meetings.domain.builders import (
    AESH,
    FATHER,
    MOTHER,
    PSYCHOLOGIST,
    REFERENT,
    SPEECH,
    TODAY,
    answer,
    case_1,
    place,
)
from tests.meetings.domain.cases import prepared_case_1
from tests.meetings.domain.dossiers import dossiers
from tests.meetings.domain.tables import SAID, cells, levels, ranked_ids, tables

PHONE = "par téléphone"


def said(change, before=None, taken=()):
    """The sentences, with plain spaces."""
    before = before or case_1()
    compared = compare_orders(before, change.apply(before), TODAY, taken)
    return [sentence.replace("\u00a0", " ") for sentence in compared.sentences]


# What is said


def test_a_father_who_joins_by_telephone_brings_the_family_whole():
    alone = replace(case_1(), slots=tuple(one for one in case_1().slots if one.id != 1))
    assert said(OtherAnswer(FATHER, Answer.REMOTE, (2,), PHONE), alone) == [
        "Le mardi 19 janvier à 9 h passerait devant le jeudi 28 janvier à 9 h.",
        "Le père se joindrait par téléphone le mardi 19 janvier à 9 h : tout le monde prendrait part.",
    ]


def test_an_answer_at_every_slot_moves_them_all():
    assert said(OtherAnswer(FATHER, Answer.YES)) == [
        "Le mardi 19 janvier à 9 h passerait devant le jeudi 21 janvier à 10 h 15.",
        "Le père pourrait venir le mardi 19 janvier à 9 h : tout le monde prendrait part.",
        "Le père pourrait venir le jeudi 28 janvier à 9 h : toute la famille prendrait part.",
    ]


def test_who_convenes_and_cannot_come_makes_a_slot_impossible():
    assert said(OtherAnswer(REFERENT, Answer.NO, (1,))) == [
        "Le jeudi 28 janvier à 9 h viendrait en premier.",
        "La réunion ne pourrait plus se tenir le jeudi 21 janvier à 10 h 15.",
        "L’enseignante référente ne pourrait pas venir le jeudi 21 janvier à 10 h 15.",
    ]


def test_what_changes_nothing_to_the_order_is_said_to_leave_it():
    assert said(OtherAnswer(AESH, Answer.YES, (3,)))[0] == "L’ordre des créneaux resterait le même."
    assert said(NotInvited(SPEECH))[1] == "L’orthophoniste n’aurait plus de place à cette réunion."


def test_paid_time_costs_no_more():
    unpaid = answer(AESH, Answer.YES, unpaid=True)
    start = case_1()
    slots = tuple(
        replace(one, answers=(*(a for a in one.answers if a.participant != AESH), unpaid))
        for one in start.slots
    )
    before = replace(start, slots=slots)
    assert "pourrait venir le" in said(OtherAnswer(AESH, Answer.YES, (3,), paid=True), before)[1]
    assert said(OtherAnswer(AESH, Answer.YES, (3,)), before) == [NOTHING]


def test_a_shorter_agenda_says_which_slots_are_long_enough():
    before = prepared_case_1()
    short = replace(before.slots[0], ends_at=before.slots[0].ends_at.replace(hour=11, minute=15))
    crowded = replace(before, slots=(short, *before.slots[1:]))
    assert said(PointOut(1), crowded)[:2] == [
        "L’ordre du jour prévoirait 55 minutes au lieu de 1 h 15.",
        "Le jeudi 21 janvier à 10 h 15 serait assez long.",
    ]


def test_another_place_is_facts_and_moves_no_slot():
    before = prepared_case_1()
    assert said(OtherPlace(2), before) == [
        "On se réunirait dans un lieu neutre, « Centre social » : 300 m pour la mère au lieu de "
        "1,2 km et 40 km pour le père.",
        "L’ordre des créneaux resterait le même.",
    ]
    hard = replace(before, places=(
        before.places[0],
        place(2, name="Mairie", ground=Ground.NEUTRAL, step_free=YesNo.NO, seats=4),
    ))  # fmt: skip
    assert said(OtherPlace(2), hard)[1] == (
        "Dans ce lieu, il y a quatre places assises et dix personnes invitées sur place et on "
        "n’entre pas de plain-pied."
    )


def test_a_room_already_taken_is_said():
    start = prepared_case_1()
    before = replace(start, places=(start.places[0], replace(start.places[1], books="room:7")))
    slot = before.slots[0]
    taken = [Taken("room:7", quarter, slot.starts_at, slot.ends_at) for quarter in quarters(slot)]
    assert said(OtherPlace(2), before, taken)[1] == (
        "Le lieu retenu, Centre social, est déjà pris par une autre réunion, "
        "le jeudi 21 janvier, de 10 h 15 à 11 h 30."
    )
    assert not any("pris" in sentence for sentence in said(OtherPlace(2), before))


@pytest.mark.parametrize("person", [MOTHER, REFERENT, 1])
def test_the_family_and_who_convenes_keep_their_seat(person):
    assert said(NotInvited(person)) == [NOTHING]


@pytest.mark.parametrize(
    "change",
    [
        OtherAnswer(PSYCHOLOGIST, Answer.NO, (4,)),
        OtherPresence(SPEECH, Presence.IN_PERSON),
        NoLongerEssential(SPEECH),
        PointOut(999),
        OtherPlace(999),
    ],
)
def test_what_is_so_already_changes_nothing(change):
    assert said(change) == [NOTHING]


# Properties


def standing(dossier):
    """The slots in order, each with what is known of everybody; then those that cannot be held."""
    ranking = rank_slots(dossier, TODAY)
    return [(one.slot.id, one.attendances) for one in (*ranking.tenable, *ranking.not_tenable)]


@given(dossiers())
def test_without_a_change_nothing_moves(dossier):
    compared = compare_orders(dossier, dossier, TODAY)
    assert compared.sentences == (NOTHING,)
    assert all(one.before == one.after for one in compared.orders.moved)


@given(tables(), st.data())
def test_an_answer_supposed_is_the_answer_written(table, data):
    """The order after is that of the table in which this person really said so."""
    slot, person = data.draw(cells(table))
    level = data.draw(levels.filter(lambda level: level is not Level.NOT_KNOWN))
    before = table.dossier
    after = OtherAnswer(person, SAID[level], (slot,)).apply(before)
    written = table.with_level(slot, person, level).dossier
    assert standing(after) == standing(written)
    assert before == table.dossier


@given(tables(), st.data())
def test_the_sentences_are_few_and_speak_when_something_moves(table, data):
    slot, person = data.draw(cells(table))
    change = OtherAnswer(person, SAID[data.draw(levels)] or Answer.YES, (slot,))
    before = table.dossier
    compared = compare_orders(before, change.apply(before), TODAY)
    assert 1 <= len(compared.sentences) <= 3
    same = all(
        attendances_at(one, before) == attendances_at(other, before)
        for one, other in zip(before.slots, change.apply(before).slots, strict=True)
    )
    assert compared.is_same == same
    if same:
        assert ranked_ids(before) == ranked_ids(change.apply(before))


@given(tables(), st.data())
def test_a_better_answer_never_makes_its_slot_fall(table, data):
    slot, person = data.draw(cells(table))
    assume(table.rows[slot][person] is not Level.COMES)
    change = OtherAnswer(person, Answer.YES, (slot,))
    compared = compare_orders(table.dossier, change.apply(table.dossier), TODAY)
    moved = next(one for one in compared.orders.moved if one.slot.id == slot)
    assert not moved.before or 1 <= moved.after <= moved.before
