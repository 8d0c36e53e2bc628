"""Buttons that fill a line of a usual week at once, to be corrected rather than typed."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from intermetiers.web.fields import read_time
from intermetiers.web.french import NBSP
from partners.domain.said_hours import read_hours
from partners.domain.weeks import IN_CLASS, HoursKind, Week
from partners.forms.weeks import Draft, Line, lines_of

AFTER = dict(zip("1234567", "2345671", strict=True))  # the day that follows each
WORKS_AT_NIGHT = "travaille la nuit"
SLEEPS_AFTER = "dort après une nuit de travail"


@dataclass(frozen=True, slots=True)
class Shortcut:
    """What one button says and does; `code` is what it sends."""

    code: str
    label: str
    lines: Callable[[Draft], tuple[Line, ...]]


def class_hours(week: Week) -> tuple[Line, ...]:
    """The hours of class of a school, as hours of somebody who is in class."""
    taken = tuple(one for one in week if one.kind is HoursKind.TAKEN)
    return tuple(replace(line, note=IN_CLASS) for line in lines_of(taken))


def of_class(week: Week, school: str) -> Shortcut:
    return Shortcut(
        "classe",
        f"Reprendre les heures de classe{NBSP}: {school}",
        lambda _: class_hours(week),
    )


def of_words(*said: tuple[str, HoursKind, str]) -> tuple[Shortcut, ...]:
    """What is written on the card, as lines: each text with what it is and its word; none when
    no hours can be read in it."""
    lines = tuple(
        Line(" ".join(map(str, days)), f"{start:%H:%M}", f"{end:%H:%M}", kind.value, note)
        for text, kind, note in said
        for days, start, end in read_hours(text)
    )
    return (Shortcut("mots", "Reprendre ce qui est écrit", _always(*lines)),) if lines else ()


def _always(*lines: Line) -> Callable[[Draft], tuple[Line, ...]]:
    return lambda _: lines


def _same_days(draft: Draft) -> tuple[Line, ...]:
    """Other hours of the same days: « 5 h 30 – 8 h 30 et 17 h – 20 h »."""
    last = next((one for one in reversed(draft.lines) if one.start or one.end), Line())
    return (replace(last, start="", end=""),)


SAME_DAYS = Shortcut("suite", "Mêmes jours, autres heures", _same_days)


def _rest(draft: Draft) -> tuple[Line, ...]:
    """The mornings after the nights already there."""
    night = next((line for line in draft.lines if _is_night(line)), None)
    if night is None:
        return (Line("", "05:00", "13:00", HoursKind.TAKEN.value, SLEEPS_AFTER),)
    days = sorted(AFTER[day] for day in night.days.split() if day in AFTER)
    return (Line(" ".join(days), night.end, "13:00", HoursKind.TAKEN.value, SLEEPS_AFTER),)


def _is_night(line: Line) -> bool:
    try:
        return read_time(line.end) < read_time(line.start)
    except ValueError:
        return False


OF_A_PERSON = (
    SAME_DAYS,
    Shortcut(
        "mercredi",
        "Libre le mercredi matin",
        _always(Line("3", "08:00", "12:00", HoursKind.FREE.value)),
    ),
    Shortcut(
        "nuit",
        "Travail de nuit",
        _always(Line("", "21:00", "05:00", HoursKind.TAKEN.value, WORKS_AT_NIGHT)),
    ),
    Shortcut("repos", "Repos après une nuit", _rest),
)
OF_A_PLACE = (SAME_DAYS,)
OF_A_SCHOOL = (
    SAME_DAYS,
    Shortcut(
        "classe",
        "Classe lundi, mardi, jeudi, vendredi",
        _always(
            Line("1 2 4 5", "08:30", "11:30", HoursKind.TAKEN.value),
            Line("1 2 4 5", "13:30", "16:30", HoursKind.TAKEN.value),
        ),
    ),
    Shortcut(
        "mercredi",
        "Classe le mercredi matin",
        _always(Line("3", "08:30", "11:30", HoursKind.TAKEN.value)),
    ),
)
