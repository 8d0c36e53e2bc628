"""Points left for a later meeting, until one takes them up."""

from datetime import date

from meetings.domain.left_points import Point, left_for_later

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
