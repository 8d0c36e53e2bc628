"""Whatever a device sends is read as an act of ours, or refused in French; never anything else."""

import json

import pytest
from hypothesis import given, strategies as st

from meetings.domain.live.acts import KINDS, Act, ActRefusedError, read_act
from tests.live_acts import T0, entry, make, random_acts, uid

_anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(_anything)
def test_anything_at_all_is_refused_with_a_sentence(raw):
    with pytest.raises(ActRefusedError, match=r"\.$"):
        read_act(raw)


@given(
    st.sampled_from(sorted(KINDS)),
    st.dictionaries(st.sampled_from(sorted({n for f in KINDS.values() for n in f})), _anything),
)
def test_fields_of_any_shape_are_read_or_refused(kind, fields):
    try:
        act = read_act(make(kind) | fields)
    except ActRefusedError:
        return
    assert set(act.payload) == set(KINDS[kind])
    json.dumps(act.as_json(), allow_nan=False)


@given(random_acts())
def test_what_was_read_is_read_again_the_same(acts):
    assert [read_act(json.loads(json.dumps(act.as_json()))) for act in acts] == acts


@pytest.mark.parametrize(
    "fault",
    [
        {"id": "1"},
        {"id": None},
        {"at": 0},
        {"at": True},
        {"at": float("nan")},
        {"at": "1800522900000"},
        {"device": ""},
        {"device": "a b"},
        {"device": "x" * 41},
        {"kind": "drop table"},
        {"item": "../.."},
        {"item": "0"},
        {"entry": "not-a-uuid"},
        {"text": "x" * 2001},
        {"over": [uid()] * 3 + ["x"]},
        {"between": ["p1", "p2", "p3"]},
        {"by": "19/03/2027"},
        {"by": "2027-02-31"},
        {"holds": {"x": "y"}},
        {"holds": {"p1": 3}},
        {"consent": "yes"},
    ],
)
def test_a_field_of_the_wrong_shape_is_refused(fault):
    with pytest.raises(ActRefusedError):
        read_act(entry("Jeudi") | fault)


def test_controls_and_marks_that_turn_a_line_are_left_out_and_french_spaces_stay():
    said = read_act(entry("10\u00a0h\u202f? \u202eabc\x00\x07\nfin\u200d")).payload["text"]
    assert said == "10\u00a0h\u202f? abc\nfin\u200d"


def test_what_the_product_does_not_know_is_left_out():
    act = read_act(make("open") | {"diagnosis": "x"})
    assert act == Act(act.id, "open", T0, "d1", {})


def test_an_identifier_is_one_however_it_is_written():
    ident = uid()
    assert read_act(make("open", act_id=ident.upper())).id == ident
