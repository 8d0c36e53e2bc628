"""Shares of speech: whole percentages, the family first, that add up."""

from hypothesis import given, strategies as st

from meetings.domain.live.speech import Turn, by_world, shares, spoken
from partners.domain.worlds import World


@given(st.lists(st.integers(0, 10**9), max_size=8))
def test_shares_add_up_to_a_hundred_or_are_all_nothing(amounts):
    parts = shares(amounts)
    assert len(parts) == len(amounts)
    assert sum(parts) == (100 if sum(amounts) else 0)
    exact = [amount * 100 / (sum(amounts) or 1) for amount in amounts]
    assert all(abs(part - true) < 1 for part, true in zip(parts, exact, strict=True))


def test_thirds_are_rounded_once():
    assert shares([1, 1, 1]) == [34, 33, 33]


def test_the_family_comes_first_and_whoever_is_unknown_is_left_out():
    worlds = {"p1": World.SCHOOL, "p2": World.FAMILY}
    times = by_world({"p1": 5, "p2": 7, "p9": 100}, worlds)
    assert list(times.items()) == [(World.FAMILY, 7), (World.SCHOOL, 5)]


def test_a_point_may_be_counted_apart():
    turns = [Turn("a", "p1", "1", 0, 10), Turn("b", "p1", "2", 10, 15), Turn("c", "", "2", 15, 20)]
    assert spoken(turns) == {"p1": 15}
    assert spoken(turns, "2") == {"p1": 5}
