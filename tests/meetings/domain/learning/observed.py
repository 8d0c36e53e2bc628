"""Meetings of a school year as « Ma pratique » looks at them, whatever they hold."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from meetings.domain.learning.groups import Observed
from meetings.domain.learning.practice import QUESTIONS

YEAR = 2026
FIRST = date(YEAR, 9, 1)
AFTER = date(YEAR + 1, 9, 15)
MEASURES = [name for question in QUESTIONS for name, _ in question.measures]


def observed(count, *, day=date(2026, 10, 1), stands=True, starts=0, **measures):
    """That many meetings alike, closed one after the other."""
    said = {name: Fraction(value) for name, value in measures.items()}
    return [Observed(starts + n, day, stands=stands, measures=said) for n in range(count)]


@st.composite
def years(draw, most=40):
    """The meetings of a year in the order they were closed, some called off, each with some of
    two measures."""
    days = sorted(draw(st.lists(st.integers(0, 360), max_size=most)))
    return [
        Observed(
            rank,
            FIRST + timedelta(days=day),
            stands=draw(st.sampled_from([True] * 9 + [False])),
            measures=draw(st.sampled_from(({"a": Fraction(1)}, {"b": Fraction(0)},
                                           {"a": Fraction(0), "b": Fraction(1)}, {}))),
        )
        for rank, day in enumerate(days)
    ]  # fmt: skip
