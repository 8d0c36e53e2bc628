"""Acts whose people, points and earlier decisions take other numbers, and nothing else of them."""

import pytest
from hypothesis import given, strategies as st

from meetings.domain.live.acts import read_act
from meetings.domain.live.renumber import NOBODY, renumbered_key, renumbered_payload
from tests.live_acts import make, random_acts

# One to one, and far from what it came from.
THERE, BACK = (lambda n: n + 1_000_000), (lambda n: n - 1_000_000)


def _moved(payload, by):
    return renumbered_payload(payload, people=by, points=by, decisions=by)


@given(random_acts(least=1))
def test_there_and_back_each_act_is_what_it_was(acts):
    for act in acts:
        payload = dict(act.payload)
        assert _moved(_moved(payload, THERE), BACK) == payload


@given(random_acts(least=1))
def test_an_act_with_other_numbers_is_still_an_act(acts):
    for act in acts:
        moved = _moved(act.payload, THERE)
        sent = {"id": act.id, "kind": act.kind, "at": act.at, "device": "d", **moved}
        assert read_act(sent).payload.keys() == act.payload.keys()


def test_only_what_names_somebody_or_something_changes():
    entry = {
        "item": "12", "text": "p12 dit : le point 12", "who": "p12", "between": ["p12", "g" * 9],
        "holds": {"p12": "p12"}, "looks": ["p12"], "entry": "0" * 8, "people": [],
    }  # fmt: skip
    assert _moved(entry, lambda n: n + 1) == {
        "item": "13", "text": "p12 dit : le point 12", "who": "p13", "between": ["p13", "g" * 9],
        "holds": {"p13": "p12"}, "looks": ["p13"], "entry": "0" * 8, "people": [],
    }  # fmt: skip


@pytest.mark.parametrize("item", ["accueil", "relire", "q3"])
def test_what_every_meeting_has_keeps_its_name(item):
    assert _moved({"item": item}, THERE) == {"item": item}


@pytest.mark.parametrize(
    ("what", "moved"), [("d12", "d1000012"), ("t0a", "t0a"), ("dossier", "dossier")]
)
def test_an_earlier_decision_is_named_by_its_number_and_a_trial_by_its_note(what, moved):
    assert _moved({"what": what}, THERE) == {"what": moved}


@given(st.integers(1, 10**15))
def test_nobody_is_of_the_right_shape_and_is_nobody(number):
    key = renumbered_key(f"p{number}", lambda _: NOBODY)
    assert read_act(make("floor", who=key)).payload == {"who": f"p{NOBODY}"}
    assert renumbered_key("", THERE) == ""
