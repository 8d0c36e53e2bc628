"""A version that came from elsewhere is read with the numbers of here, and of nobody else."""

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from meetings.domain.renumbered import GONE, Renumbering, numbers_named
from meetings.frozen import freeze
from tests.meetings.following.test_held_papers import full_fiche

NUMBERS = st.dictionaries(st.integers(1, 10**6), st.integers(1, 10**6), max_size=8)


@pytest.fixture(scope="module")
def fiche():
    """A whole fiche: points opened by somebody, decisions held by some."""
    return full_fiche()


def _content(fiche):
    return {"fiche": freeze(fiche)}


@given(people=NUMBERS, points=NUMBERS)
def test_what_is_kept_is_read_back(people, points):
    kept = Renumbering(people, points).kept()
    assert Renumbering.read(kept) == Renumbering(people, points)


def test_with_the_same_numbers_nothing_changes(fiche):
    people, points = numbers_named(_content(fiche))
    same = Renumbering({n: n for n in people}, {n: n for n in points})
    assert same.apply(fiche) == fiche


def test_who_did_not_come_along_is_nobody(fiche):
    read = Renumbering().apply(fiche)
    assert {who for one in read.held.decisions for who in one.holders} <= {GONE}
    assert {point.opener for point in read.held.points} <= {GONE, None}


def test_words_are_never_touched(fiche):
    people, points = numbers_named(_content(fiche))
    moved = Renumbering({n: n + 7 for n in people}, {n: n + 7 for n in points}).apply(fiche)
    texts = [[d.text, d.who, d.seen] for d in fiche.held.decisions]
    assert [[d.text, d.who, d.seen] for d in moved.held.decisions] == texts
    assert moved.problem == fiche.problem


def test_a_fiche_of_before_the_meeting_names_nobody_by_a_number(fiche):
    before = replace(fiche, held=None)
    assert Renumbering({1: 2}).apply(before) == before
    assert numbers_named(_content(before)) == (frozenset(), frozenset())
