"""The year by school: what one trip may serve."""

from datetime import date

from hypothesis import given, strategies as st

from meetings.domain.year import Due, PupilYear, State
from meetings.domain.year_schools import by_school

JANUARY, MARCH = date(2027, 1, 31), date(2027, 3, 31)
THURSDAY = date(2027, 1, 21)


def _one(number, school=1, by=JANUARY, state=State.WITHOUT_DATE, planned=None, late=False):
    due = Due(by, (), state, late, None, planned)
    return PupilYear(number, school, due)


def _placed(number, day=THURSDAY, school=1):
    return _one(number, school, state=State.PLACED, planned=day)


def _said(*years):
    (school,) = by_school(years)
    return [sentence.replace("\u00a0", " ") for sentence in school.said_trips]


@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from(State), st.dates()), max_size=40))
def test_each_pupil_is_in_one_school(drawn):
    years = [
        _one(n, school, by, state, by if state is State.PLACED else None)
        for n, (school, state, by) in enumerate(drawn)
    ]
    schools = by_school(years)
    assert sum(one.totals.due for one in schools) == len(drawn)
    assert len({one.school for one in schools}) == len(schools)
    for one in schools:
        assert one.late + sum(number for _, number in one.waiting) == one.totals.without_date
        assert sum(number for _, number in one.days) == one.totals.placed


def test_it_says_how_many_are_due_by_when():
    (school,) = by_school([_one(1), _one(2), _one(3, by=MARCH)])
    assert school.said_waiting == (
        "Deux ESS avant la fin de janvier 2027 et une ESS avant la fin de mars 2027."
    )


def test_what_is_far_is_said_in_one():
    ends = [date(2027, month, 28) for month in (1, 2, 3, 4, 5)]
    (school,) = by_school([_one(n, by=end) for n, end in enumerate(ends)])
    assert school.said_waiting.endswith("et deux ESS plus tard.")


def test_one_trip_serves_three_meetings():
    assert _said(*map(_one, range(3))) == ["Les trois ESS sans date tiendraient en un déplacement."]
    assert _said(*map(_one, range(4))) == [
        "Les quatre ESS sans date tiendraient en deux déplacements."
    ]
    assert _said(_one(1)) == []


def test_a_date_that_stands_leaves_room_for_others():
    assert _said(_placed(1), _one(2)) == [
        "Des dates sont prises le jeudi 21 janvier : d’autres peuvent se tenir le même jour."
    ]
    assert _said(_placed(1)) == ["Des dates sont prises le jeudi 21 janvier."]


def test_many_days_are_counted():
    days = [_placed(n, date(2027, 3, n)) for n in range(1, 6)]
    assert _said(*days) == [
        "Des dates sont prises le lundi 1er mars, mardi 2 mars, mercredi 3 mars et deux autres "
        "jours."
    ]


def test_a_full_day_is_said_to_be_one():
    assert _said(_placed(1), _placed(2), _placed(3), _one(4)) == [
        "Trois ESS ou plus : jeudi 21 janvier."
    ]


def test_what_is_late_is_said_first():
    (school,) = by_school([_one(1, by=date(2026, 10, 31), late=True), _one(2)])
    assert school.said_waiting == "Une ESS en retard et une ESS avant la fin de janvier 2027."


def test_the_school_with_the_most_pressing_ones_comes_first():
    schools = by_school([_placed(1, school=3), _one(2, school=2, by=MARCH), _one(3, school=1)])
    assert [one.school for one in schools] == [1, 2, 3]
    late = _one(4, school=4, by=date(2026, 10, 31), late=True)
    assert by_school([_one(1), late])[0].school == 4
    assert by_school([_one(1, school=None)])[0].school is None
    assert by_school([]) == []
