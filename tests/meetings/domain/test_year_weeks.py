"""The year as a picture: each ESS in its week, holidays over it."""

from datetime import date, timedelta

from hypothesis import given, strategies as st

from meetings.domain.year_weeks import HEIGHT, WIDTH, picture_of
from partners.domain.days_off import DaysOff, SchoolHolidays

TODAY = date(2027, 1, 20)
WINTER = DaysOff(
    school=(SchoolHolidays(date(2027, 2, 13), date(2027, 2, 28), "vacances d’hiver"),),
    zone="zone A",
)
days = st.lists(st.dates(date(2026, 9, 1), date(2027, 8, 31)), max_size=60)


def _picture(held=(), placed=(), days_off=WINTER):
    return picture_of(held, placed, days_off, 2026, TODAY)


@given(days, days)
def test_each_ess_is_drawn_in_one_week(held, placed):
    picture = _picture(held, placed)
    assert sum(week.held for week in picture.weeks) == len(held)
    assert sum(week.placed for week in picture.weeks) == len(placed)
    mondays = [week.monday for week in picture.weeks]
    assert mondays == [mondays[0] + timedelta(weeks=n) for n in range(len(mondays))]


@given(days)
def test_bars_stay_in_the_picture_and_the_busiest_is_the_tallest(held):
    picture = _picture(held)
    for bar in picture.bars:
        assert min(bar.x, bar.y) >= 0
        assert bar.x + bar.width <= WIDTH
        assert bar.y + bar.height <= HEIGHT
        assert (bar.height > 0) == (bar.week.total > 0)
    most = max(week.total for week in picture.weeks)
    assert max(bar.height for bar in picture.bars) == round(HEIGHT * min(1, most / 4), 2)


def test_the_weeks_go_from_september_to_july_and_further_only_for_a_meeting():
    assert _picture().weeks[0].monday == date(2026, 8, 31)
    assert _picture().weeks[-1].monday == date(2027, 6, 28)
    assert _picture([date(2027, 8, 25)]).weeks[-1].monday == date(2027, 8, 23)
    assert _picture().caption.startswith("septembre … juin")


def test_a_week_mostly_off_is_hatched_and_says_so():
    picture = _picture([date(2027, 2, 17)])
    off = [week.monday for week in picture.weeks if week.holiday]
    assert off == [date(2027, 2, 15), date(2027, 2, 22)]
    assert picture.caption.endswith("hachuré\u00a0: vacances de la zone A")
    (week,) = (week for week in picture.weeks if week.total)
    assert week.said == "Semaine du 15\u00a0février\u00a0: une ESS, vacances d’hiver"


def test_without_known_holidays_none_is_hatched():
    picture = _picture(days_off=DaysOff())
    assert not any(week.holiday for week in picture.weeks)
    assert "hachuré" not in picture.caption
    assert picture.is_empty


def test_this_week_stands_out():
    assert [week.monday for week in _picture().weeks if week.is_now] == [date(2027, 1, 18)]
