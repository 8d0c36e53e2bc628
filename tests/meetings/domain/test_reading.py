from datetime import date

import pytest
from hypothesis import given, strategies as st

from meetings.domain.reading import WORDS_A_MINUTE, InformationState, reading_minutes, state_of
from tests.meetings.domain.builders import information

TODAY = date(2027, 1, 11)


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, InformationState.UNDATED),
        ({"due_on": date(2027, 1, 12)}, InformationState.AWAITED),
        ({"due_on": TODAY}, InformationState.AWAITED),
        ({"due_on": date(2027, 1, 10)}, InformationState.LATE),
        ({"due_on": date(2027, 1, 10), "text": "Le lundi."}, InformationState.GIVEN),
        ({"due_on": date(2027, 1, 10), "text": "  \n"}, InformationState.LATE),
        ({"file_name": "bilan.pdf"}, InformationState.GIVEN),
    ],
)
def test_the_state_is_what_happens_next(changes, state):
    assert state_of(information(1, **changes), TODAY) is state


def test_a_text_begun_takes_a_minute():
    assert reading_minutes("Bonjour.") == 1
    assert reading_minutes("") == reading_minutes(" — … !") == 0


def test_an_apostrophe_does_not_make_two_words():
    assert reading_minutes("l’après-midi " * WORDS_A_MINUTE) == 1


@given(st.integers(0, 2000))
def test_each_page_of_words_takes_a_minute_more(words):
    minutes = reading_minutes("mot " * words)
    assert (
        minutes - 1
    ) * WORDS_A_MINUTE < words <= minutes * WORDS_A_MINUTE or words == minutes == 0


@given(st.text(), st.text())
def test_more_text_never_takes_less_time(text, more):
    assert reading_minutes(f"{text} {more}") >= reading_minutes(text)
