"""What one reads of when and how a professional usually takes part."""

import pytest
from hypothesis import given, strategies as st

from partners.domain.presence import Usual, read_weekdays, write_weekdays


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
