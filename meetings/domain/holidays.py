"""What holidays say of a date of the meeting: facts to look at, never an answer of anybody.

A meeting may be held in the holidays, if the family prefers it: nothing here refuses a slot.
"""

from datetime import date, timedelta

from intermetiers.web.french import NBSP, start_sentence, write_day
from meetings.domain.dossier import Dossier, Slot
from partners.domain.days_off import DaysOff

_FROM_MONDAY = tuple(timedelta(days) for days in range(5))  # a weekend is free anyhow


def is_day_off(slot: Slot, dossier: Dossier) -> bool:
    """A public holiday, or a day of school holidays as far as these are known."""
    return bool(say_day_off(slot, dossier))


def say_day_off(slot: Slot, dossier: Dossier) -> str:
    """« Pendant les vacances d’hiver (zone A). »; "" for an ordinary day, or one not known.

    A public holiday is closer to everybody than the school holidays around it: it is said first.
    """
    day, days_off = slot.starts_at.date(), dossier.days_off
    if name := days_off.public_holiday(day):
        return f"Un jour férié{NBSP}: {name}."
    if name := days_off.school_holiday(day):
        return f"Pendant {_article(name)}{name} ({days_off.zone})."
    return ""


def say_falls(slot: Slot, dossier: Dossier) -> str:
    """« tombe pendant les vacances d’hiver (zone A). », to follow what names the slot; or ""."""
    said = say_day_off(slot, dossier)
    return f"tombe {said[:1].lower()}{said[1:]}" if said else ""


def _article(name: str) -> str:
    """« les » of « vacances d’hiver », « le » of « pont de l’Ascension », with its space."""
    return "les " if name.startswith("vacances") else "le "


def say_unknown(dossier: Dossier) -> str:
    """Why nothing is said of the school holidays of some of the slots; "" when all are known."""
    last: date | None = max((slot.starts_at.date() for slot in dossier.slots), default=None)
    return dossier.days_off.say_unknown(last) if last else ""


def say_week_off(days_off: DaysOff, monday: date) -> tuple[str, ...]:
    """The holidays that touch a week from Monday to Friday, a sentence each; none most weeks."""
    friday = monday + _FROM_MONDAY[-1]
    school = [
        f"{start_sentence(one.name)} ({days_off.zone}){NBSP}: du {_short(one.first)} au "
        f"{_short(one.last)}."
        for one in days_off.school
        if one.first <= friday and one.last >= monday
    ]
    named = ((monday + days, days_off.public_holiday(monday + days)) for days in _FROM_MONDAY)
    public = [
        f"{start_sentence(_short(day))}, jour férié{NBSP}: {name}." for day, name in named if name
    ]
    return (*school, *public)


def _short(day: date) -> str:
    return write_day(day, year=False)
