"""What opens the gate of a link, however it is typed."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from meetings.domain.gate import Gate, read_birth

BORN = date(2016, 4, 3)
BIRTH = Gate(BORN, "Yanis")
NAME = Gate(None, "Jean-Noël")
SEPARATORS = st.sampled_from(["/", " ", "-", ".", ", ", "\u00a0", " / "])


@pytest.mark.parametrize(
    "typed",
    ["03/04/2016", "3 4 2016", "2016-04-03", "03042016", " 3.4.16 ", "3-4-2016", "٠٣/٠٤/٢٠١٦"],
)
def test_a_date_is_read_however_it_is_typed(typed):
    assert read_birth(typed) == BORN
    assert BIRTH.opens_to(typed)


@pytest.mark.parametrize(
    "typed", ["", "avril", "3 4", "31/02/2016", "04/03/20161", "0304216", "1 2 3 4", "0/0/0", "²"]
)
def test_what_is_no_date_is_no_try(typed):
    assert not BIRTH.reads(typed)
    assert not BIRTH.opens_to(typed)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), SEPARATORS, st.booleans(), st.booleans())
def test_a_day_is_read_as_itself_and_opens_only_its_own_gate(day, between, short, first):
    numbers = [f"{day.day}", f"{day.month}", f"{day.year % 100:02d}" if short else f"{day.year}"]
    if first and not short:
        numbers.reverse()
    typed = between.join(numbers)
    assert read_birth(typed) == day
    assert BIRTH.opens_to(typed) is (day == BORN)
    assert Gate(day, "").opens_to(typed)


@given(st.text(max_size=30))
def test_nothing_typed_breaks_it(typed):
    for gate in (BIRTH, NAME):
        assert gate.opens_to(typed) <= gate.reads(typed)


@pytest.mark.parametrize(
    "typed", ["Jean-Noël", "jean noel", "JEANNOEL", " Jean – Noël ", "jean-noe\u0308l"]
)
def test_a_first_name_is_forgiven_its_accents_capitals_and_hyphens(typed):
    assert not NAME.asks_birth
    assert NAME.opens_to(typed)


@pytest.mark.parametrize("typed", ["Jean", "Noël", "Jean-Noëlle", "", "-", "03/04/2016"])
def test_another_name_does_not_open(typed):
    assert not NAME.opens_to(typed)


def test_a_card_without_anything_opens_to_nobody():
    for typed in ("", "-", "Yanis", "03/04/2016"):
        assert not Gate(None, "").opens_to(typed)
        assert not Gate(None, "–").opens_to(typed)


def test_the_name_does_not_open_where_a_date_is_known():
    assert not BIRTH.opens_to("Yanis")


def test_a_passage_is_for_what_the_card_says():
    keys = {BIRTH.key, NAME.key, Gate(date(2016, 4, 4), "Yanis").key, Gate(None, "Yanis").key}
    assert len(keys) == 4
    assert Gate(None, "jean noel").key == NAME.key
