"""The eleven public holidays of the whole of France (Code du travail, article L3133-1).

Those of one part of the country alone (Alsace-Moselle, overseas) are not here.
"""

from datetime import date, timedelta

_SAME_DAY_EACH_YEAR = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
# Easter Monday, Ascension Day, Whit Monday, in days after Easter.
_AFTER_EASTER = (1, 39, 50)


def is_public_holiday(day: date) -> bool:
    if (day.month, day.day) in _SAME_DAY_EACH_YEAR:
        return True
    return day in {easter(day.year) + timedelta(days) for days in _AFTER_EASTER}


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar, by the method of Meeus, Jones and Butcher."""
    golden = year % 19
    century, rest = divmod(year, 100)
    leaps, century_rest = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * century_rest + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
