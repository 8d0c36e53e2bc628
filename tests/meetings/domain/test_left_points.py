"""Points left for a later meeting, until one takes them up."""

from datetime import date

from hypothesis import given, strategies as st

from meetings.domain.left_points import (
    LONGEST_TITLE,
    Point,
    left_for_later,
    offered_to,
    title_of,
)

TODAY = date(2026, 11, 23)
PAST, LATER, COMING = date(2026, 1, 21), date(2026, 6, 4), date(2027, 1, 21)


def point(title="L’orientation", meeting=1, day=PAST, *, left=True, **fields):
    facts = {"note": "", "meeting_title": "", "reference": f"M{meeting}"} | fields
    facts = {"for_later": left, "treated": not left} | facts
    return Point(title=title, meeting=meeting, day=day, **facts)


def titles(*points):
    return [(p.title, p.meeting) for p in left_for_later(points, TODAY)]


def test_a_point_left_at_a_past_meeting_is_told():
    assert titles(point()) == [("L’orientation", 1)]


def test_points_of_a_meeting_to_come_or_without_a_date_are_not_left_yet():
    assert titles(point(day=COMING), point(day=None), point(day=TODAY)) == []


def test_a_point_moved_elsewhere_is_not_left():
    assert titles(point(for_later=False)) == []


def test_a_point_taken_up_later_is_told_no_more():
    assert titles(point(), point("l’ORIENTATION ", 2, LATER, left=False)) == []
    assert titles(point(), point(meeting=2, day=COMING, left=False)) == []
    assert titles(point(), point(meeting=2, day=None, left=False)) == []


def test_the_same_point_in_an_earlier_meeting_takes_nothing_up():
    assert titles(point(meeting=2, day=LATER), point(left=False)) == [("L’orientation", 2)]


def test_left_twice_a_point_is_told_once_where_it_was_left_last():
    assert titles(point(), point(meeting=2, day=LATER)) == [("L’orientation", 2)]


def test_the_latest_come_first():
    assert titles(point("A"), point("B", 2, LATER)) == [("B", 2), ("A", 1)]


def offered(meeting, day, *points):
    return [p.title for p in offered_to(meeting, day, points, TODAY)]


def test_a_meeting_closed_today_leaves_its_points_at_once():
    assert titles(point(day=TODAY, over=True)) == [("L’orientation", 1)]


def test_a_meeting_is_offered_what_earlier_ones_left_and_nothing_of_its_own():
    points = (point("A"), point("B", 2, LATER))
    assert offered(3, None, *points) == ["B", "A"]
    assert offered(3, COMING, *points) == ["B", "A"]
    assert offered(3, LATER, *points) == ["A"]
    assert offered(2, None, *points) == ["A"]


def test_what_one_meeting_took_up_is_offered_to_no_other():
    taken = point("a", 3, None, left=False)
    assert offered(4, None, point("A"), taken) == []
    assert offered(3, None, point("A"), taken) == []


MEETINGS = st.lists(
    st.tuples(st.sampled_from(["A", "B", "C"]), st.integers(1, 5), st.booleans(), st.booleans()),
    max_size=20,
)


@given(MEETINGS)
def test_each_title_is_offered_once_and_never_once_taken_up(facts):
    days = {1: PAST, 2: date(2026, 3, 1), 3: LATER, 4: COMING, 5: None}
    points = [
        point(title, meeting, days[meeting], left=left, over=over)
        for title, meeting, left, over in facts
    ]
    told = offered(9, None, *points)
    assert len(told) == len(set(told))
    assert not set(told) & {p.title for p in points if p.treated and p.meeting == 5}


def test_a_long_note_gives_its_first_words_to_the_title():
    assert title_of("  Le transport\nEt le reste") == "Le transport"
    assert title_of("mot " * 100).endswith("mot …")
    assert len(title_of("x" * 900)) <= LONGEST_TITLE
