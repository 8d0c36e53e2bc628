"""Hours read in a sentence, for a line of the week to be filled at once."""

from datetime import time

import pytest
from hypothesis import given, strategies as st

from partners.domain.said_hours import read_hours


def span(days, start, end):
    return tuple(days), time.fromisoformat(start), time.fromisoformat(end)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("lundi, mardi, jeudi 8 h 30 – 11 h 30", [span((1, 2, 4), "08:30", "11:30")]),
        ("lundi, mardi, jeudi 8h30-11h30", [span((1, 2, 4), "08:30", "11:30")]),
        (
            "ménage, du lundi au vendredi, 5\u00a0h\u00a030 – 8\u00a0h\u00a030 et 17\u00a0h – 20\u00a0h",
            [span(range(1, 6), "05:30", "08:30"), span(range(1, 6), "17:00", "20:00")],
        ),
        (
            "les mardis et jeudis de 14h à 15h, vendredi 9 h à 10 h",
            [span((2, 4), "14:00", "15:00"), span((5,), "09:00", "10:00")],
        ),
        ("jeudi et samedi, 21 h – 5 h", [span((4, 6), "21:00", "05:00")]),
    ],
)
def test_what_is_said_plainly_is_read(said, read):
    assert list(read_hours(said)) == read


@pytest.mark.parametrize(
    "said",
    [
        "",
        "mercredi matin, ou par téléphone",
        "en tournée jusqu’à 15 h 30",
        "7 h 30 – 16 h 30, pause 13 h – 13 h 45",
        "lundi, sauf vacances, 8 h – 11 h",
        "lundi 8 h – 11 h, et le jeudi",
        "aide-soignante de nuit, 20 h 45 – 6 h 45, trois nuits sur sept, en roulement",
        "un jour de 25 h à 26 h",
    ],
)
def test_what_is_not_whole_is_not_read(said):
    assert read_hours(said) == ()


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_fault(said):
    for days, start, end in read_hours(said):
        assert set(days) <= set(range(1, 8))
        assert start != end
