"""What is typed in a search reaches the database as words only."""

import pytest
from django.test import RequestFactory
from hypothesis import given, strategies as st

from intermetiers.web.lists import words_asked


@given(st.text())
def test_words_asked_are_bounded_printable_words(typed):
    words = words_asked(RequestFactory().get("/", {"q": typed}))
    assert len(words) <= 100
    assert "\x00" not in words
    assert words == " ".join(words.split())


@pytest.mark.parametrize("name", ["Hélène d’Aubigné", "N’Diaye", "سامية", "🙂"])
def test_names_are_left_as_they_are(name):
    assert words_asked(RequestFactory().get("/", {"q": f"  {name} "})) == name
