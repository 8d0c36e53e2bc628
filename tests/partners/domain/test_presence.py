"""What one reads of when and how a professional usually takes part."""

from datetime import time

import pytest
from hypothesis import given, strategies as st

from partners.domain.presence import Usual, days_that_count, read_weekdays, write_weekdays
from partners.domain.weeks import HoursKind, UsualHours


@pytest.mark.parametrize(
    ("kept", "days"),
    [("", ()), ("1 4", (1, 4)), ("4 1 4", (1, 4)), ("0 8 lundi 2", (2,)), ("²", ())],
)
def test_only_days_are_read(kept, days):
    assert read_weekdays(kept) == days


@given(st.text())
def test_any_text_is_read_as_days_in_order(kept):
    days = read_weekdays(kept)
    assert list(days) == sorted(set(days))
    assert set(days) <= set(range(1, 8))


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((), ""),
        ((2,), "le mardi"),
        ((1, 4), "le lundi et le jeudi"),
        ((1, 2), "le lundi et le mardi"),
        ((1, 2, 4), "le lundi, le mardi et le jeudi"),
        ((1, 2, 3, 4, 5), "du lundi au vendredi"),
        ((2, 3, 4), "du mardi au jeudi"),
    ],
)
def test_days_are_written_as_one_says_them(days, words):
    assert write_weekdays(days) == words


@pytest.mark.parametrize(
    ("gender", "word"), [("f", "Présente"), ("m", "Présent"), ("", "Présent ou présente")]
)
def test_the_first_sentence_agrees(gender, word):
    assert Usual(gender, weekdays=(1, 4)).sentences == (f"{word} le lundi et le jeudi.",)


def test_each_constraint_is_one_sentence():
    usual = Usual(
        "f",
        weekdays=(5,),
        remote_only=True,
        paid_hours="mardi 9 h – 11 h.",
        availability="mercredi matin",
        liberal=True,
        fee=45,
        note="passer par le secrétariat",
    )
    assert usual.sentences == (
        "Présente le vendredi.",
        "Prend part à distance seulement.",
        "Heures payées\u00a0: mardi 9\u00a0h – 11\u00a0h.",
        "Quand cette personne est libre\u00a0: mercredi matin.",
        "Exerce en libéral\u00a0: la famille paie 45\u00a0€ pour sa présence.",
        "À savoir\u00a0: passer par le secrétariat.",
    )


@pytest.mark.parametrize(
    ("usual", "said"),
    [
        (Usual(""), ()),
        (Usual("", liberal=True), ("Exerce en libéral.",)),
        (Usual("", fee=45), ("La famille paie 45\u00a0€ pour sa présence.",)),
        (Usual("", note=" . "), ()),
    ],
)
def test_nothing_known_is_nothing_said(usual, said):
    assert usual.sentences == said


MORNING = (UsualHours(1, time(8, 30), time(11, 30), HoursKind.PAID),)


def test_a_week_stands_beside_what_people_say_of_it():
    said = Usual("f", weekdays=(1,), paid_hours="le lundi matin", week=MORNING).sentences
    assert [one.replace("\u00a0", " ") for one in said] == [
        "Heures payées, comme on les dit : le lundi matin.",
        "Heures payées : lundi, de 8 h 30 à 11 h 30.",
    ]


def test_days_that_the_week_denies_are_told_and_no_longer_count():
    said = Usual("f", weekdays=(1, 4), week=MORNING).sentences
    assert said[0].startswith("Jours cochés sur la fiche\u00a0: lundi et jeudi (la semaine")
    assert days_that_count((1, 4), MORNING) == ()


def test_a_week_without_work_leaves_the_days_as_they_are():
    free = (UsualHours(3, time(8), time(12), HoursKind.FREE),)
    assert Usual("f", weekdays=(1,), week=free).sentences[0] == "Présente le lundi."
    assert days_that_count((1,), free) == (1,)
