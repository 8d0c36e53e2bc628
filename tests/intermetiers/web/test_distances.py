import re

import pytest
from hypothesis import given, strategies as st

from intermetiers.web.french import FARTHEST, read_distance, write_exact_distance


@pytest.mark.parametrize(
    ("text", "metres"),
    [
        ("300 m", 300),
        ("300m", 300),
        ("1,2 km", 1200),
        ("1.2km", 1200),
        ("1,25 KM", 1250),
        ("40 km", 40_000),
        ("40\u00a0km", 40_000),
        ("1\u202f200 m", 1200),
        ("  à environ 40 kilomètres ", 40_000),
        ("0 m", 0),
    ],
)
def test_what_people_write_is_read_in_metres(text, metres):
    assert read_distance(text) == metres


@pytest.mark.parametrize(
    "text",
    [
        "",
        "300",
        "loin",
        "-3 km",
        "1,2345 km",
        "3,5 m",
        "1 2 km",
        "9999 km",
        "3 miles",
        "٣ km",
        "5 km ou 6",
    ],
)
def test_what_may_mean_two_things_is_refused(text):
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        read_distance(text)


@given(st.integers(0, FARTHEST))
def test_a_distance_shown_to_be_changed_reads_back_the_same(metres):
    assert read_distance(write_exact_distance(metres)) == metres
