from datetime import timedelta

from meetings.domain.kinds import Answer, Source
from meetings.domain.polls.placing import NEW, OUT, place_options, standing_of
from meetings.domain.polls.poll import Line, Option
from tests.meetings.domain import builders
from tests.meetings.domain.polls.tables import at

NOW = at("2027-01-10T08:00")
TEN = at("2027-01-21T10:15")
MEETING = builders.dossier(duration_minutes=75, slots=(builders.slot(7, "2027-01-21 10:15", 75),))


def targets(*options):
    return [place and place.target for place in place_options(options, MEETING, NOW)]


def test_a_beginning_alone_is_the_slot_that_begins_then():
    assert targets(Option("", TEN)) == [7]


def test_an_end_that_is_ours_is_the_slot_and_a_longer_one_holds_it():
    assert targets(Option("", TEN, TEN + timedelta(minutes=75))) == [7]
    assert targets(Option("", TEN, TEN + timedelta(hours=3))) == [7]


def test_who_said_yes_to_less_than_the_slot_did_not_say_yes_to_it():
    assert targets(Option("", TEN, TEN + timedelta(minutes=30))) == [NEW]


def test_another_day_is_to_be_added_and_lasts_as_long_as_the_meeting():
    (place,) = place_options((Option("", TEN + timedelta(days=1)),), MEETING, NOW)
    assert (place.target, place.end - place.starts) == (NEW, timedelta(minutes=75))
    assert place.slots == ()


def test_what_is_past_or_has_no_date_has_no_place():
    assert targets(Option("", NOW), Option("le matin")) == [None, None]


def test_two_columns_of_one_slot_fill_it_once():
    assert targets(Option("", TEN), Option("", TEN, TEN + timedelta(minutes=75))) == [7, OUT]


def _standing(said, line, **fields):
    stands = builders.answer(1, said)
    slot = builders.slot(7, answers=(builders.replace(stands, **fields),))
    return list(standing_of(line, 1, [7], {7: slot}))


def test_what_stands_and_differs_is_told_and_what_agrees_is_not():
    assert _standing(Answer.YES, Line("", ("yes",))) == []
    assert _standing(Answer.YES, Line("", ("",))) == []
    (one,) = _standing(Answer.YES, Line("", ("no",)))
    assert (one.said, one.older) == (Answer.NO, False)


def test_a_poll_takes_by_itself_only_the_place_of_what_is_older_and_of_another_hand():
    line, before, after = Line("", ("no",), at=NOW), NOW - timedelta(1), NOW + timedelta(1)
    for source, answered, older in (
        (Source.TYPED, before, True),
        (Source.PHONE, before, True),
        (Source.TYPED, after, False),
        (Source.LINK, before, False),
        (Source.PAPER, before, False),
        (Source.REPLY, before, False),
    ):
        (one,) = _standing(Answer.YES, line, source=source, answered_at=answered)
        assert one.older is older, source
