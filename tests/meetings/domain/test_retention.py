"""How long things are kept: what we propose stands between what a team may choose."""

import pytest
from hypothesis import given, strategies as st

from meetings.domain.retention import BY_KIND, RULES, Kept, days_of, say_length


def test_every_kind_has_one_rule_with_a_reason():
    assert [rule.kind for rule in RULES] == list(Kept)
    for rule in RULES:
        assert rule.least <= rule.days <= rule.most
        assert rule.why.endswith(".")


def test_what_each_said_and_who_spoke_go_at_thirty_days():
    assert BY_KIND[Kept.VIEWPOINTS].days == BY_KIND[Kept.SHARES].days == 30


def test_a_meeting_never_stays_longer_than_the_lpi():
    assert BY_KIND[Kept.MEETINGS].most == 3 * 365


@given(st.sampled_from(Kept), st.none() | st.integers(-10, 10_000))
def test_a_choice_never_leaves_the_bounds(kind, chosen):
    rule = BY_KIND[kind]
    assert rule.least <= days_of(kind, chosen) <= rule.most


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "pas gardé"), (30, "30\u00a0jours"), (365, "un\u00a0an"), (1095, "trois\u00a0ans")],
)
def test_a_length_is_said_in_words(days, said):
    assert say_length(days).replace(" ", "\u00a0") == said.replace(" ", "\u00a0")
