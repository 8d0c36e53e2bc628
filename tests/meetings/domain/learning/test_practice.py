from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from meetings.domain.learning.groups import FEWEST
from meetings.domain.learning.measures import Evidence, measures_of
from meetings.domain.learning.periods import Period
from meetings.domain.learning.practice import (
    DAYS,
    MEETINGS,
    QUESTIONS,
    TOO_FEW,
    practice,
)
from meetings.domain.reach import Reach
from tests.meetings.domain.builders import (
    AESH,
    MOTHER,
    aesh,
    answer,
    case_1,
    convener,
    decide,
    dossier,
    item,
    mother,
    place,
    pupil,
    slot,
)
from tests.meetings.domain.learning.observed import AFTER, MEASURES, YEAR, observed
from tests.meetings.domain.lives import Acts, held_case_1

SCALES = {question.scale.name: question.scale for question in QUESTIONS}


def _read(meetings):
    """What is said of each measure."""
    answered = practice(meetings, Period(YEAR), AFTER)
    texts = [figure for one in answered for figure in one.figures]
    return dict(zip(MEASURES, texts, strict=True))


# --- What is said ------------------------------------------------------------------------------


def test_a_figure_is_said_from_five_meetings_on():
    assert _read(observed(4, elsewhere=1))["elsewhere"].text == TOO_FEW
    said = _read(observed(5, elsewhere=1))["elsewhere"]
    assert (said.text, said.meetings) == ("7 sur 10 ou plus", 5)


def test_each_meeting_counts_once():
    meetings = [*observed(4, notice=6), *observed(1, notice=300, starts=4)]
    assert _read(meetings)["notice"].text == "d’une à deux semaines"


def test_nothing_is_said_of_what_does_not_apply():
    said = _read(observed(9, elsewhere=0))
    assert said["elsewhere"].text == "moins de 3 sur 10"
    assert {figure.text for name, figure in said.items() if name != "elsewhere"} == {TOO_FEW}


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
def test_the_bands_of_a_scale_leave_no_hole(scale):
    assert scale.bands[0].low == 0
    assert all(one.high == other.low for one, other in pairwise(scale.bands))
    assert len({band.text for band in scale.bands}) == len(scale.bands)


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
@pytest.mark.parametrize("count", [FEWEST, 2 * FEWEST, 20 * FEWEST])
def test_whatever_one_meeting_is_the_others_can_give_any_band(scale, count):
    """So a band tells nothing of any one meeting, the lowest and the highest included."""
    for band in scale.bands:
        for own in (0, scale.end):
            least = Fraction(own, count)
            most = Fraction(own + (count - 1) * scale.end, count)
            assert least < band.high
            assert most >= band.low


@given(st.lists(st.booleans(), min_size=FEWEST, max_size=FEWEST), st.integers(0, FEWEST - 1))
def test_of_five_meetings_one_can_always_be_otherwise(said, place):
    """Yes or no, of five meetings: the same reading is that of five others, this one changed."""

    def text(answers):
        return MEETINGS.band_of([Fraction(one) for one in answers]).text

    others = [*said[:place], *said[place + 1 :]]
    count = sum(others)
    changed = [
        [not said[place], *([True] * n), *([False] * (len(others) - n))]
        for n in (count - 1, count, count + 1)
        if 0 <= n <= len(others)
    ]
    assert text(said) in {text(answers) for answers in changed}


def test_more_than_the_scale_holds_counts_as_its_end():
    assert DAYS.band_of([Fraction(0)] * 4 + [Fraction(1000)]).text == "moins d’une semaine"


# --- What is looked at -------------------------------------------------------------------------


def _measures(meeting, acts=None, shares=None, decided=()):
    live = (acts or Acts()).live()
    return measures_of(Evidence(meeting, live, Reach(), shares or {}, decided))


def test_a_meeting_of_which_nothing_is_known_has_no_dilemma_and_nothing_else():
    found = _measures(dossier(participants=(pupil(), convener())))
    assert {name for name in found if not name.startswith("dilemma_")} == set()
    assert set(found.values()) == {0}


def test_the_place_the_notice_and_the_points():
    meeting = dossier(
        places=(place(1, is_chosen=True, ground="neutral"),),
        slots=(slot(1, "2027-01-21 10:15", is_chosen=True),),
        notice_given_on=date(2027, 1, 7),
        agenda=(item(1), item(2)),
    )
    found = _measures(meeting)
    assert (found["elsewhere"], found["notice"]) == (1, 14)
    assert found["points"] == Fraction(120, meeting.available_minutes)


def test_the_family_and_the_aesh_a_slot_leaves_out():
    people = (pupil(), mother(), aesh(), convener())
    chosen = slot(1, is_chosen=True, answers=(answer(AESH, "no"), answer(MOTHER, "yes")))
    found = _measures(dossier(participants=people, slots=(chosen,)))
    assert (found["family_out"], found["aesh_out"]) == (0, 1)
    silent = slot(1, is_chosen=True)
    assert _measures(dossier(participants=people, slots=(silent,)))["family_out"] == 0
    refused = slot(1, is_chosen=True, answers=(answer(MOTHER, "no"),))
    assert _measures(dossier(participants=people, slots=(refused,)))["family_out"] == 1


def test_the_points_to_decide_everybody_had_read_for():
    meeting = dossier(agenda=(decide(1),), slots=(slot(1, is_chosen=True),))
    assert _measures(meeting)["in_time"] == 0


def test_speech_is_of_worlds_and_of_two_at_least():
    found = _measures(case_1(), shares={"famille": 30, "ecole": 70})
    assert found["speech_famille"] == Fraction(3, 10)
    assert "speech_soin" not in found
    assert "speech_ecole" not in _measures(case_1(), shares={"ecole": 70})


def test_dilemmas_are_those_somebody_named():
    found = _measures(case_1(), held_case_1())
    assert (found["dilemma_continuity"], found["dilemma_protection"]) == (1, 0)
    acts = Acts()
    acts.note("tension", "1", "Sans nom encore.", source="time")
    acts.note("tension", "1", "Autrement.", own_dilemma="dire – attendre")
    own = _measures(case_1(), acts)
    assert own["dilemma_own"] == 1
    assert sum(value for name, value in own.items() if name.startswith("dilemma_")) == 1


def test_decisions_are_done_or_late():
    found = _measures(case_1(), decided=((True, False), (False, True), (False, False)))
    assert (found["done"], found["late"]) == (Fraction(1, 3), Fraction(1, 3))
