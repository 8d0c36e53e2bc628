"""A version keeps the very fiche it was made of, and a fingerprint that nothing else has."""

import json
import re
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from meetings.domain.fiche import SaidAfter, compose_fiche
from meetings.domain.held import compose_held
from meetings.domain.live.fold import fold
from meetings.frozen import (
    codes_of,
    fiche_in,
    fingerprint_of,
    freeze,
    read_printed_code,
    seal,
    thaw,
)
from tests.live_acts import T0, random_acts
from tests.meetings.domain.builders import TODAY, case_1 as case_1_dossier, decide, item, slot
from tests.meetings.domain.lives import held_case_1, session

DAY = date(2027, 3, 4)
MEETING = case_1_dossier(agenda=(item(1), decide(2)), slots=(slot(1, is_chosen=True),))
WORDS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=30)


def fiche(live=None):
    return compose_fiche(
        MEETING, TODAY, compose_held(MEETING, live or held_case_1().live(), session())
    )


@st.composite
def fiches(draw):
    """Any fiche of this meeting, with anything said on re-reading."""
    found = fiche(fold(draw(random_acts(least=5)), T0 + 10**7))
    said = draw(st.lists(st.builds(SaidAfter, WORDS, WORDS, WORDS, WORDS), max_size=2))
    return replace(found, said_after=tuple(said), notes=tuple(draw(st.lists(WORDS, max_size=2))))


@given(fiches())
@settings(max_examples=40)
def test_what_is_read_again_is_what_was_set_down(found):
    kept = json.loads(json.dumps(seal(found, 1, DAY)))
    assert fiche_in(kept) == found
    assert fingerprint_of(kept) == fingerprint_of(seal(found, 1, DAY))


def test_the_number_and_the_day_are_in_the_fingerprint():
    found = fiche()
    prints = {
        fingerprint_of(seal(found, 1, DAY)),
        fingerprint_of(seal(found, 2, DAY)),
        fingerprint_of(seal(found, 1, date(2027, 3, 5))),
        fingerprint_of(seal(replace(found, title="Autre"), 1, DAY)),
    }
    assert len(prints) == 4


def test_an_old_version_is_read_though_the_fiche_gained_and_lost_fields():
    kept = freeze(fiche())
    del kept["said_after"], kept["notes"], kept["before"]
    kept["gone"] = "un champ d’autrefois"
    read = fiche_in({"fiche": kept})
    assert (read.said_after, read.notes, read.before) == ((), (), ())
    assert read.held == fiche().held


def test_what_has_no_plain_form_is_refused():
    with pytest.raises(TypeError):
        freeze({1, 2})


@dataclass(frozen=True)
class Drawing:
    x: float


def test_no_sign_a_database_may_lose_is_kept():
    assert str(freeze(Drawing(-0.0))["x"]) == "0.0"
    assert thaw(Drawing, {"x": 0.0}) == Drawing(0.0)


# --- The printed code ----------------------------------------------------------------------------


def test_a_code_is_twelve_signs_of_the_fingerprint():
    fingerprint = fingerprint_of(seal(fiche(), 1, DAY))
    codes = list(codes_of(fingerprint))
    assert all(re.fullmatch(r"([0-9A-F]{4}-){2}[0-9A-F]{4}", code) for code in codes)
    assert codes[0].replace("-", "").lower() == fingerprint[:12]
    assert len(set(codes)) == 5


@pytest.mark.parametrize(
    "typed", ["3F9A-21C0-88DE", "3f9a21c088de", " 3f9a 21cO 88de ", "3F9A–2IC0–88DE"]
)
def test_a_code_is_read_as_a_hand_types_it(typed):
    assert read_printed_code(typed) == "3F9A-21C0-88DE"


@pytest.mark.parametrize("typed", ["", "3F9A-21C0-88D", "3F9A-21C0-88DEE", "3G9A-21C0-88DE"])
def test_what_is_no_code_is_none(typed):
    assert read_printed_code(typed) == ""
