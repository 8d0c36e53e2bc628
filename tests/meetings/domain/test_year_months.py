"""The year month by month: what stands, what is still to place."""

from datetime import date

from hypothesis import given, strategies as st

from meetings.domain.year import Due, PupilYear, State
from meetings.domain.year_months import months_of

TODAY = date(2026, 11, 23)


def _one(number, by, state=State.WITHOUT_DATE, day=None, school=1):
    late = state is not State.HELD and by < TODAY
    held = day if state is State.HELD else None
    planned = day if state is State.PLACED else None
    return PupilYear(number, school, Due(by, (), state, late, held, planned))


def _month(number, *years):
    months = {one.first.month: one for one in months_of(years, 2026, TODAY)}
    return months[number]


@given(
    st.lists(
        st.tuples(
            st.dates(date(2024, 1, 1), date(2027, 8, 31)),
            st.sampled_from(State),
            st.dates(date(2026, 9, 1), date(2027, 8, 31)),
            st.sampled_from([None, 1, 2]),
        ),
        max_size=30,
    )
)
def test_each_pupil_stands_once_as_due_or_held_and_once_by_its_day(drawn):
    years = [
        _one(n, by, state, None if state is State.WITHOUT_DATE else day, school)
        for n, (by, state, day, school) in enumerate(drawn)
    ]
    months = months_of(years, 2026, TODAY)
    states = [state for _, state, _, _ in drawn]
    assert sum(one.due for one in months) == len(drawn) - states.count(State.HELD)
    assert sum(one.without_date for one in months) == states.count(State.WITHOUT_DATE)
    placed = sum(n for one in months for _, schools in one.days for _, n in schools)
    assert placed == states.count(State.PLACED) + states.count(State.HELD)
    assert [one.first.month for one in months] == [9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8]


def test_what_is_late_is_for_this_month():
    late, next_one = _one(1, date(2026, 10, 31)), _one(2, date(2027, 1, 31))
    november = _month(11, late, next_one)
    assert (november.due, november.late) == (1, 1)
    assert november.said_due == (
        "ESS à tenir ce mois-ci\u00a0: 1, dont 1\u00a0sans date et 1\u00a0en retard"
    )
    assert _month(10, late, next_one).due == 0
    assert _month(1, late, next_one).due == 1


def test_schools_of_a_day_and_of_what_is_to_place_are_counted():
    thursday = date(2027, 1, 21)
    january = _month(
        1,
        *(_one(n, thursday, State.PLACED, thursday, school=1) for n in range(2)),
        _one(3, thursday, State.PLACED, thursday, school=2),
        _one(4, thursday, school=2),
    )
    assert january.name == "Janvier 2027"
    assert january.days == ((thursday, ((1, 2), (2, 1))),)
    assert january.to_place == ((2, 1),)
    assert january.said_to_place == "Une ESS à placer"


def test_of_a_year_that_is_over_what_was_not_held_stays_in_its_month():
    months = months_of([_one(1, date(2026, 1, 31)), _one(2, date(2024, 1, 31))], 2025, TODAY)
    assert [one.first for one in months if one.due] == [date(2025, 9, 1), date(2026, 1, 1)]
