"""What is made of a reply: nothing is applied that is not surely somebody’s."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from meetings.domain.kinds import Answer, Reply
from meetings.domain.replies import (
    LONGEST_COMMENT,
    REPLIES,
    SUPERSEDED,
    Heard,
    Told,
    answer_of,
    clip,
    judge,
)

NOW = datetime(2027, 1, 5, 10, tzinfo=UTC)
ADDRESS = "david@example.org"
moments = st.none() | st.integers(-5, 5).map(lambda hours: NOW + timedelta(hours=hours))
heards = st.builds(
    Heard,
    sender=st.sampled_from([ADDRESS, "autre@example.org", ""]),
    partstat=st.none() | st.sampled_from([*REPLIES, "NEEDS-ACTION", ""]),
    proposes_other_time=st.booleans(),
    delegated_to=st.sampled_from(["", "x@example.org", "y" * 500]),
    sequence=st.none() | st.integers(0, 4),
    stamped_at=moments,
)
tolds = st.builds(
    Told,
    recipient=st.just(ADDRESS),
    sequence=st.integers(0, 4),
    told_at=st.just(NOW),
    is_standing=st.booleans(),
    has_seat=st.booleans(),
    replied_at=moments,
)


@given(heards, tolds)
def test_what_is_applied_has_its_three_proofs_and_the_present_date(heard, told):
    verdict = judge(heard, told)
    if verdict.applies:
        assert heard.sender == told.recipient
        assert verdict.reply is REPLIES[heard.partstat]
        assert verdict.reply is not Reply.DELEGATED
        assert told.is_standing
        assert told.has_seat
        assert heard.sequence is None or heard.sequence >= told.sequence
        assert not heard.proposes_other_time


@given(heards, tolds)
def test_what_is_not_applied_says_why_in_a_line_that_can_be_kept(heard, told):
    verdict = judge(heard, told)
    assert verdict.applies == (verdict.why == "")
    assert len(verdict.why) <= 200
    assert verdict.waits == (verdict.why not in {"", SUPERSEDED})


@given(st.sampled_from(Reply), st.none() | st.sampled_from(Answer))
def test_the_same_reply_twice_changes_nothing_more(reply, stands):
    said = answer_of(reply, stands)
    if said is not None:
        assert answer_of(reply, said) is None


@pytest.mark.parametrize("reply", [Reply.TENTATIVE, Reply.DELEGATED])
def test_what_is_neither_yes_nor_no_is_never_an_answer(reply):
    assert {answer_of(reply, stands) for stands in [None, *Answer]} == {None}


@given(st.text(max_size=900))
def test_a_comment_fits_on_one_line(text):
    line = clip(text)
    assert len(line) <= LONGEST_COMMENT
    assert "\n" not in line
    assert "\0" not in line
    assert clip(line) == line
