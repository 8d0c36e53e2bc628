"""What a pupil's date of birth can be."""

from datetime import date

from intermetiers.web.french import NBSP

OLDEST = 25  # years; nobody that old goes to school, in a collège nor a lycée


def birth_date_error(born_on: date, today: date) -> str:
    """Why this cannot be the date of birth of a pupil, as a sentence; empty when it can."""
    if born_on > today:
        return "Cette date est dans l’avenir. Vérifiez l’année."
    if age_on(born_on, today) > OLDEST:
        return f"Cela ferait {age_on(born_on, today)}{NBSP}ans. Vérifiez l’année."
    return ""


def age_on(born_on: date, day: date) -> int:
    """Whole years lived on this day."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
