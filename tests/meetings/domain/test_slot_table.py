"""The table of people and slots: words, never a colour, and a hint never an answer."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from meetings.domain.kinds import Answer, Presence
from meetings.domain.slot_table import known_at, say_known, slot_table
from meetings.domain.slots import attendances_at, rank_slots
from tests.meetings.domain.builders import (
    SPEECH,
    TEACHER,
    TODAY,
    answer,
    at,
    case_1,
    convener,
    dossier,
    mother,
    participant,
    slot,
    teacher,
)
from tests.meetings.domain.tables import tables


def known(person, *said):
    one = slot(answers=said)
    about = dossier(participants=(person,), slots=(one,))
    (cell,) = known_at(one, attendances_at(one, about), about)
    return cell


@pytest.mark.parametrize(
    ("said", "word"),
    [
        (Answer.YES, "oui"),
        (Answer.IF_NEEDED, "si besoin"),
        (Answer.REMOTE, "tél."),
        (Answer.WRITTEN, "écrit"),
        (Answer.NO, "non"),
    ],
)
def test_each_answer_has_its_word(said, word):
    assert known(teacher(), answer(TEACHER, said)).word == word


def test_what_the_word_says_is_not_said_twice():
    assert known(teacher(), answer(TEACHER, Answer.REMOTE, "par téléphone")).facts == ()
    assert known(teacher(), answer(TEACHER, Answer.IF_NEEDED)).facts == ()
    video = participant(SPEECH, presence=Presence.VIDEO, fee=45)
    assert known(video, answer(SPEECH, Answer.YES)).word == "visio"
    unpaid = known(teacher(), answer(TEACHER, Answer.YES, unpaid=True))
    assert (unpaid.word, unpaid.facts) == ("oui", ("hors de ses heures payées",))


def test_a_calendar_is_a_hint_beside_a_silence():
    span = (at("2027-01-21 09:00"), at("2027-01-21 18:00"))
    busy = teacher(busy=(span,), calendar_read_on=date(2026, 12, 3))
    assert (known(busy).word, known(busy).is_hint) == ("?", True)
    assert not known(busy, answer(TEACHER, Answer.NO, "en classe")).is_hint
    assert not known(teacher()).is_hint


def test_who_convenes_is_counted_present_until_something_is_said():
    assert known(convener()).word == "oui"


def test_case_1_is_said_as_one_would():
    about = case_1()
    told = {
        one.id: say_known(known_at(one, attendances_at(one, about), about), about)
        for one in about.slots
    }
    assert told[3].replace("\u00a0", " ") == (
        "Viennent : Yanis, le père, l’enseignante référente, le directeur, l’enseignante, "
        "l’éducatrice spécialisée, la psychologue et l’orthophoniste. "
        "Ne viennent pas : la mère et l’AESH."
    )
    assert "À distance\u00a0: l’orthophoniste." in told[1]
    assert "Sans réponse\u00a0: le père." in told[4]


def test_the_weakest_stand_first_and_the_best_slot_on_the_left():
    table = slot_table(case_1(), TODAY)
    assert [column.place for column in table.columns] == [1, 2, 3, 4]
    assert table.groups[0][0] == "La famille"
    assert [row.name for row in table.groups[0][1]] == ["Yanis", "La mère", "Le père"]


def test_a_slot_that_cannot_be_held_stands_last_with_the_reason():
    no = answer(2, Answer.NO)
    about = dossier(
        participants=(mother(), convener()),
        slots=(slot(1, answers=(no,)), slot(2, "2027-01-22 10:15")),
    )
    columns = slot_table(about, TODAY).columns
    assert [(column.slot.id, column.place) for column in columns] == [(2, 1), (1, 0)]
    assert "D351-10" in columns[1].why


@given(tables())
def test_everybody_awaited_is_in_every_column_once(table):
    found = slot_table(table.dossier, TODAY)
    rows = [row for _, rows in found.groups for row in rows]
    assert {row.person.id for row in rows} == {one.id for one in table.dossier.participants}
    assert all(len(row.cells) == len(found.columns) for row in rows)
    ranking = rank_slots(table.dossier, TODAY)
    levels = {
        one.slot.id: {a.person: a.level for a in one.attendances}
        for one in (*ranking.tenable, *ranking.not_tenable)
    }
    for row in rows:
        for cell, column in zip(row.cells, found.columns, strict=True):
            assert cell.level is levels[column.slot.id][row.person.id]


def test_two_people_called_the_same_are_told_apart_in_words():
    twins = tuple(
        participant(id, called="l’enseignante", name=name)
        for id, name in ((7, "Zoé Ba"), (8, "Léa Do"))
    )
    about = replace(dossier(), participants=twins)
    one = slot(answers=(answer(7, Answer.YES), answer(8, Answer.NO)))
    said = say_known(known_at(one, attendances_at(one, about), about), about)
    assert "l’enseignante (Zoé Ba)" in said
