"""The usual week of a person or of a school, and the days on which it does not hold.

Kept as plain lists of words, so that reading a card costs no more queries. What cannot be read is
left out: an old or damaged value never stops a page.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from intermetiers.web.french import (
    DAYS,
    NBSP,
    join_words,
    start_sentence,
    typeset,
    write_day,
    write_hour,
)


class HoursKind(StrEnum):
    """What some hours of a week are, for whoever looks for a date."""

    PAID = "paid"  # at work, and paid for being there
    TAKEN = "taken"  # cannot come: in front of a class, at another work, asleep after a night
    REMOTE = "remote"  # could take part from afar only
    FREE = "free"  # said to be free


@dataclass(frozen=True, slots=True, order=True)
class UsualHours:
    """Hours of every week; `day` is 1 for Monday. An end before the start is on the next day.

    `note` says what they are in the words of the card (« travaille », « décharge de direction »).
    """

    day: int
    start: time
    end: time
    kind: HoursKind
    note: str = ""


@dataclass(frozen=True, slots=True, order=True)
class DatedHours:
    """What holds from one day to another, both in it, whatever the usual week says.

    Without hours it is of whole days.
    """

    first: date
    last: date
    kind: HoursKind
    start: time | None = None
    end: time | None = None


Week = tuple[UsualHours, ...]
Exceptions = tuple[DatedHours, ...]

IN_CLASS = "en classe"
MIDNIGHT = time.max  # the end of hours that last until the end of the day


class Hours(NamedTuple):
    """Hours of one day, by the clock of the team; an end of `MIDNIGHT` is the end of that day.

    `since` and `until` are the hours as they were said, when midnight cuts them in two.
    """

    start: time
    end: time
    kind: HoursKind
    note: str = ""
    since: time | None = None
    until: time | None = None

    def touches(self, start: time, end: time) -> bool:
        """Whether some of these hours are inside the others."""
        return self.start < end and self.end > start

    def covers(self, start: time, end: time) -> bool:
        """Whether the others are all inside these hours."""
        return self.start <= start and end <= self.end

    @property
    def written(self) -> str:
        """« de 17 h à 20 h », « de 21 h à 5 h », « toute la journée »."""
        return write_span(self.since or self.start, self.until or self.end)


def read_week(kept: Any) -> Week:
    """The hours of a card, in order."""
    return tuple(sorted(_readable(kept, _usual), key=lambda one: (one.day, one.start, one.end)))


def keep_week(week: Iterable[UsualHours]) -> list[dict[str, Any]]:
    """The value a card keeps, which `read_week` reads back."""
    return [
        {
            "day": one.day,
            "start": f"{one.start:%H:%M}",
            "end": f"{one.end:%H:%M}",
            "kind": one.kind.value,
            "note": one.note,
        }
        for one in week
    ]


def read_exceptions(kept: Any) -> Exceptions:
    """The dated exceptions of a card, the first to come first."""
    return tuple(sorted(_readable(kept, _dated), key=lambda one: (one.first, one.last)))


def keep_exceptions(exceptions: Iterable[DatedHours]) -> list[dict[str, Any]]:
    """The value a card keeps, which `read_exceptions` reads back."""
    return [
        {
            "first": one.first.isoformat(),
            "last": one.last.isoformat(),
            "kind": one.kind.value,
            "start": f"{one.start:%H:%M}" if one.start else "",
            "end": f"{one.end:%H:%M}" if one.end else "",
        }
        for one in exceptions
    ]


def hours_on(week: Week, exceptions: Exceptions, day: date) -> tuple[Hours, ...]:
    """What is known of one day, in order: hours of several kinds may stand over each other.

    A night that began the day before has its end here, unless an exception of whole days takes
    that evening away. Where an exception holds, the usual week says nothing; of two exceptions,
    the one of fewer days holds, then the one with hours.
    """
    before = day - timedelta(days=1)
    found = (
        [] if _is_whole_day_said(exceptions, before) else _after_midnight(_usual_on(week, before))
    )
    found += _before_midnight(_usual_on(week, day))
    said = _after_midnight(_said_of(exceptions, before))
    for exception in [*said, *_before_midnight(_said_of(exceptions, day))]:
        found = [kept for one in found for kept in _outside(one, exception)]
        found.append(exception)
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.kind, one.note)))


def _usual_on(week: Week, day: date) -> list[Hours]:
    """The hours that begin that day, a night whole: its end is then not after its start."""
    begun = (one for one in week if one.day == day.isoweekday())
    return [Hours(one.start, one.end, one.kind, one.note) for one in begun]


def _said_of(exceptions: Exceptions, day: date) -> list[Hours]:
    """What holds that day, the one that wins last; a night whole."""
    holding = [one for one in exceptions if one.first <= day <= one.last]
    holding.sort(
        key=lambda one: (one.first - one.last, one.start is not None or one.end is not None)
    )
    return [Hours(one.start or time.min, one.end or MIDNIGHT, one.kind) for one in holding]


def _is_whole_day_said(exceptions: Exceptions, day: date) -> bool:
    said = _said_of(exceptions, day)
    return any(one.start == time.min and one.end == MIDNIGHT for one in said)


def _lasts(one: Hours) -> bool:
    return one.end <= one.start


def _before_midnight(hours: Iterable[Hours]) -> list[Hours]:
    """What these hours take of the day on which they begin."""
    return [
        one._replace(end=MIDNIGHT, since=one.start, until=one.end) if _lasts(one) else one
        for one in hours
    ]


def _after_midnight(hours: Iterable[Hours]) -> list[Hours]:
    """What these hours take of the day after."""
    return [
        one._replace(start=time.min, since=one.start, until=one.end)
        for one in hours
        if _lasts(one) and one.end > time.min
    ]


def _outside(one: Hours, other: Hours) -> tuple[Hours, ...]:
    """What is left of `one` where `other` does not hold."""
    if not one.touches(other.start, other.end):
        return (one,)
    whole = one._replace(since=None, until=None)
    rest = whole._replace(end=other.start), whole._replace(start=other.end)
    return tuple(kept for kept in rest if kept.start < kept.end)


OF_A_PERSON: Mapping[HoursKind, str] = {
    HoursKind.PAID: "heures payées",
    HoursKind.TAKEN: "n’est pas libre",
    HoursKind.REMOTE: "à distance seulement",
    HoursKind.FREE: "libre",
}
OF_AN_INSTITUTION: Mapping[HoursKind, str] = {
    **OF_A_PERSON,
    HoursKind.TAKEN: "heures de classe",
    HoursKind.FREE: "heures d’ouverture",
}


def say_week(week: Week, labels: Mapping[HoursKind, str] = OF_A_PERSON) -> tuple[str, ...]:
    """« Heures payées : lundi, mardi et jeudi, de 8 h 30 à 11 h 30 », one line for each thing said.

    The lines stand in the order of the kinds, then of the first hours; no full stop.
    """
    told: dict[tuple[HoursKind, str], dict[tuple[time, time], list[int]]] = {}
    for one in sorted(week, key=lambda one: (list(HoursKind).index(one.kind), one)):
        spans = told.setdefault((one.kind, one.note), {})
        spans.setdefault((one.start, one.end), []).append(one.day)
    return tuple(
        typeset(f"{start_sentence(_label(kind, note, labels))}{NBSP}: {_say_spans(spans)}")
        for (kind, note), spans in told.items()
    )


def say_exceptions(exceptions: Exceptions) -> tuple[str, ...]:
    """« Le mardi 12 janvier 2027, de 9 h à 11 h : libre », the first to come first; no full stop."""
    return tuple(_say_exception(one) for one in sorted(exceptions, key=lambda one: one.first))


def say_exceptions_to_come(exceptions: Exceptions, today: date) -> tuple[str, ...]:
    """Those that are not over, as `say_exceptions` says them."""
    return say_exceptions(tuple(one for one in exceptions if one.last >= today))


def write_days(days: Iterable[int]) -> str:
    """« lundi, mardi et jeudi », « du lundi au vendredi », « tous les jours »."""
    each = sorted(set(days))
    names = [DAYS[day - 1] for day in each]
    if len(each) == len(DAYS):
        return "tous les jours"
    if len(each) >= 3 and each[-1] - each[0] == len(each) - 1:
        return f"du {names[0]} au {names[-1]}"
    return join_words(names)


def write_span(start: time, end: time) -> str:
    """« de 8 h 30 à 11 h 30 », « jusqu’à 9 h », « à partir de 14 h », « toute la journée »."""
    if start == time.min and end in {time.min, MIDNIGHT}:
        return "toute la journée"
    if start == time.min:
        return f"jusqu’à {write_hour(end)}"
    if end == MIDNIGHT:
        return f"à partir de {write_hour(start)}"
    return f"de {write_hour(start)} à {write_hour(end) if end != time.min else 'minuit'}"


def _label(kind: HoursKind, note: str, labels: Mapping[HoursKind, str]) -> str:
    """What is taken is said by its own word, when it has one: « travaille », « en classe »."""
    of_school = note == IN_CLASS and labels[kind] == OF_AN_INSTITUTION[HoursKind.TAKEN]
    if not note or of_school:
        return labels[kind]
    return note if kind is HoursKind.TAKEN else f"{labels[kind]} ({note})"


def _say_spans(spans: Mapping[tuple[time, time], list[int]]) -> str:
    by_days: dict[tuple[int, ...], list[str]] = {}
    for (start, end), days in spans.items():
        tomorrow = " le lendemain" if time.min < end < start else ""
        by_days.setdefault(tuple(sorted(set(days))), []).append(
            f"{write_span(start, end)}{tomorrow}"
        )
    return f"{NBSP}; ".join(
        f"{write_days(days)}, {join_words(said)}" for days, said in by_days.items()
    )


def _say_exception(one: DatedHours) -> str:
    days = f"le {write_day(one.first)}"
    if one.first != one.last:
        first = write_day(one.first, year=one.first.year != one.last.year)
        days = f"du {first} au {write_day(one.last)}"
    hours = write_span(one.start or time.min, one.end or MIDNIGHT)
    whole = one.start is None and one.end is None
    when = days if whole else f"{days}, {hours}"
    return f"{start_sentence(when)}{NBSP}: {OF_A_PERSON[one.kind]}"


def _readable(kept: Any, read: Any) -> Iterable[Any]:
    for one in kept if isinstance(kept, list) else ():
        try:
            found = read(one)
        except (KeyError, TypeError, ValueError):
            continue
        yield found


def _usual(one: Mapping[str, Any]) -> UsualHours:
    start, end = time.fromisoformat(one["start"]), time.fromisoformat(one["end"])
    day = int(one["day"])
    if not 1 <= day <= 7 or start == end:
        raise ValueError("no hours of a week")
    return UsualHours(day, start, end, HoursKind(one["kind"]), str(one.get("note", "")))


def _dated(one: Mapping[str, Any]) -> DatedHours:
    first, last = date.fromisoformat(one["first"]), date.fromisoformat(one["last"])
    if last < first:
        raise ValueError("an exception that ends before it begins")
    start = time.fromisoformat(one["start"]) if one.get("start") else None
    end = time.fromisoformat(one["end"]) if one.get("end") else None
    if start is not None and start == end:
        raise ValueError("no hours of a day")
    return DatedHours(first, last, HoursKind(one["kind"]), start, end)
