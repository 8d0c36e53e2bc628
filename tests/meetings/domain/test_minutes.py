import pytest
from hypothesis import given, strategies as st

from meetings.domain.kinds import ItemKind, MovedTo
from meetings.domain.minutes import WIDTH, Part, minutes_bar
from tests.meetings.domain.builders import dossier, item


def _bar(**changes):
    plain = {
        "opening_minutes": 5,
        "words_minutes": 5,
        "rereading_minutes": 5,
        "duration_minutes": 75,
    }
    return minutes_bar(dossier(**(plain | changes)))


def test_the_time_of_words_and_of_rereading_is_counted():
    bar = _bar(agenda=(item(1, minutes=20), item(2, minutes=20, kind=ItemKind.DECIDE)))
    assert [(stretch.part, stretch.minutes) for stretch in bar.stretches] == [
        (Part.OPENING, 5), (Part.UNDERSTAND, 20), (Part.DECIDE, 20), (Part.WORDS, 5),
        (Part.REREADING, 5),
    ]  # fmt: skip
    assert (bar.planned, bar.available, bar.over) == (55, 75, 0)


def test_a_point_taken_out_takes_no_time():
    bar = _bar(agenda=(item(1, minutes=20), item(2, minutes=30, moved_to=MovedTo.LATER)))
    assert bar.planned == 35


@pytest.mark.parametrize(
    ("minutes", "ending"),
    [(20, "il reste 40 minutes."), (60, "le compte est juste."), (70, "10 minutes de trop.")],
)
def test_the_sentence_says_what_is_left_or_too_much(minutes, ending):
    sentence = _bar(agenda=(item(1, minutes=minutes),)).sentence
    assert sentence.replace("\u00a0", " ").endswith(ending)


@given(st.lists(st.integers(1, 180), max_size=12), st.integers(10, 240), st.integers(0, 60))
def test_stretches_lie_end_to_end_inside_the_drawing(points, duration, words):
    agenda = tuple(item(pk, minutes=minutes) for pk, minutes in enumerate(points, start=1))
    bar = _bar(agenda=agenda, duration_minutes=duration, words_minutes=words)
    x = 0.0
    for stretch in bar.stretches:
        assert stretch.x == pytest.approx(x, abs=0.2)
        x += stretch.width
    assert x <= WIDTH + 0.5
    assert bar.limit <= WIDTH
    assert (bar.limit < WIDTH) == (bar.over > 0)
