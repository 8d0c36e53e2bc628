"""What weeks, dated exceptions and calendars say of one person between two hours of a day.

Facts to look at, and never an answer: from these the product proposes slots, and asks. Silence
stays « not known ».

What cannot be wins over what can: hours that are taken, a calendar, a day on which somebody is
never there. Then who is paid by the hour comes without a cost in paid hours only, said to be free
or not: an hour nobody pays is a cost. In class, a teacher can be replaced, or not: it is a fact,
which says nothing of a slot.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from intermetiers.web.french import DAYS, NBSP, join_words, write_day, write_hour
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.kinds import Level, Presence, Role
from partners.domain.weeks import (
    IN_CLASS,
    MIDNIGHT,
    Hours,
    HoursKind,
    Week,
    hours_on,
    write_span,
)
from partners.domain.worlds import World

TEACHERS = frozenset({"professeur_ecoles", "professeur", "professeur_principal"})
WITH_THE_SCHOOL = frozenset({"atsem"})  # of another world, at work when there is class
NOT_PAID, PAID = "hors de ses heures payées", "dans ses heures payées"
# What one calls the morning and the afternoon.
EARLY, MIDDAY, NOON, EVENING = time(6), time(12), time(12, 30), time(18, 30)
RESTS = ("dort", "repos", "se repose")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one person for some hours; `facts` are short, lower case, no stop."""

    level: Level
    facts: tuple[str, ...]


class Span(NamedTuple):
    """Hours of one day by the clock of the team; `MIDNIGHT` is the end of the day."""

    start: time
    end: time

    def touches(self, start: time, end: time) -> bool:
        return self.start < end and self.end > start


@dataclass(frozen=True, slots=True)
class PersonDay:
    """One person on one day, cut by what the hours are, from which any hours of it are read."""

    person: Participant
    day: date
    taken: tuple[Hours, ...]
    paid: tuple[Hours, ...]
    remote: tuple[Hours, ...]
    free: tuple[Hours, ...]
    in_class: tuple[Hours, ...]
    busy: tuple[Span, ...]
    is_away: bool
    is_paid_by_hour: bool

    def level(self, start: time, end: time) -> Level:
        """What is known of this person from `start` to `end`."""
        if self.person.presence is Presence.WRITTEN:
            return Level.ABSENT_IN_WRITING
        if self._is_out(start, end):
            written = self.person.written.strip()
            return Level.ABSENT_IN_WRITING if written else Level.LEFT_OUT
        level = self._level_of_who_can(start, end)
        if level is Level.NOT_KNOWN or level is Level.REMOTE:
            return level
        if self.person.is_remote or self.person.remote_only:
            return Level.REMOTE
        return Level.COMES_AT_A_COST if self.person.fee else level

    def facts(self, start: time, end: time) -> tuple[str, ...]:
        """Why, the hours that are taken first."""
        facts = [_say(one) for one in self.taken if one.touches(start, end)]
        if self.is_away:
            facts.append(f"n’est pas là le {DAYS[self.day.isoweekday() - 1]}")
        facts += self._busy_facts(start, end)
        facts += [f"{IN_CLASS} {one.written}" for one in self.in_class if one.touches(start, end)]
        if any(one.touches(start, end) for one in self.remote):
            facts.append("à distance seulement à cette heure")
        elif self.person.remote_only:
            facts.append("viendrait à distance")
        if not self._is_out(start, end):
            facts += self._facts_of_who_can(start, end)
        if self.person.fee and self.level(start, end) is Level.COMES_AT_A_COST:
            facts.append(f"{self.person.fee}{NBSP}€ pour la famille")
        return tuple(dict.fromkeys(facts))

    def _facts_of_who_can(self, start: time, end: time) -> list[str]:
        if self.is_unpaid(start, end):
            return [NOT_PAID]
        if self.is_paid_by_hour:
            return [PAID]
        return [self._say_free(one) for one in self.free if one.covers(start, end)]

    def _say_free(self, hours: Hours) -> str:
        """« libre le mercredi matin », « libre le mercredi de 8 h à 17 h »."""
        day = DAYS[self.day.isoweekday() - 1]
        if hours.start >= EARLY and hours.end <= NOON:
            return f"libre le {day} matin"
        if hours.start >= MIDDAY and hours.end <= EVENING:
            return f"libre le {day} après-midi"
        return f"libre le {day} {hours.written}"

    def _level_of_who_can(self, start: time, end: time) -> Level:
        if any(one.touches(start, end) for one in self.remote):
            return Level.REMOTE
        if self.is_unpaid(start, end):
            return Level.COMES_AT_A_COST
        said = self.paid if self.is_paid_by_hour else self.free
        if self.person.is_convener or _cover(said, start, end):
            return Level.COMES
        return Level.NOT_KNOWN

    def next_to(self, start: time, end: time, margin: timedelta) -> tuple[str, ...]:
        """What ends less than `margin` before, or begins less than that after: « travaille jusqu’à
        8 h 30 », « son agenda est pris à partir de 11 h 30 »."""
        before, after = _moved(start, -margin), _moved(end, margin)
        facts = []
        for first, last, said in self._taken_spans():
            if before < last <= start:
                facts.append(f"{said} jusqu’à {write_hour(last)}")
            elif end <= first < after:
                facts.append(f"{said} à partir de {write_hour(first)}")
        return tuple(dict.fromkeys(facts))

    def _taken_spans(self) -> Iterable[tuple[time, time, str]]:
        for one in self.taken:
            if not one.note.lower().startswith(RESTS):
                yield one.start, one.end, one.note or "n’est pas libre"
        for span in self.busy:
            yield span.start, span.end, "son agenda est pris"

    def is_unpaid(self, start: time, end: time) -> bool:
        """Part of this is outside the paid hours of who has some."""
        return self.is_paid_by_hour and not _cover(self.paid, start, end)

    def _is_out(self, start: time, end: time) -> bool:
        return (
            self.is_away
            or any(one.touches(start, end) for one in self.taken)
            or any(one.touches(start, end) for one in self.busy)
        )

    def _busy_facts(self, start: time, end: time) -> list[str]:
        """« son agenda, lu le 3 décembre, est pris de 9 h à 10 h 30 »: not what this person says."""
        hours = [write_span(*one) for one in self.busy if one.touches(start, end)]
        if not hours or self.person.calendar_read_on is None:
            return []
        read_on = write_day(self.person.calendar_read_on, year=False, weekday=False)
        return [f"son agenda, lu le {read_on}, est pris {join_words(hours)}"]


def known_at(person: Participant, start: datetime, end: datetime, dossier: Dossier) -> Known:
    """What is known of this person from `start` to `end`, aware, in the zone of the team."""
    parts = [
        (person_day(person, day, dossier), span.start, span.end)
        for day, span in _days_of(start, end)
    ]
    level = max(day.level(first, last) for day, first, last in parts)
    facts = dict.fromkeys(fact for day, first, last in parts for fact in day.facts(first, last))
    return Known(level, tuple(facts))


def works_unpaid(person: Participant, start: datetime, end: datetime, dossier: Dossier) -> bool:
    """Part of this is outside the paid hours of somebody whose paid hours are known by the week."""
    return has_paid_hours(person) and any(
        person_day(person, day, dossier).is_unpaid(span.start, span.end)
        for day, span in _days_of(start, end)
    )


def is_known_of(person: Participant) -> bool:
    """Something is known of this person’s hours, whatever the day."""
    return bool(
        person.week or person.exceptions or person.busy or person.weekdays or person.is_convener
    )


def person_day(
    person: Participant,
    day: date,
    dossier: Dossier,
    busy: Iterable[tuple[datetime, datetime]] | None = None,
) -> PersonDay:
    """One day of somebody; `busy` are the times of that day when they are at hand already."""
    hours = hours_on(_week_of(person, day, dossier), person.exceptions, day)
    lessons = [one for one in hours if one.kind is HoursKind.TAKEN and one.note == IN_CLASS]
    if _teaches_here(person, dossier) and not _school_is_closed(day, dossier):
        lessons += _of(HoursKind.TAKEN, hours_on(dossier.school_week, (), day))
    said = any(one.kind is not HoursKind.TAKEN for one in hours)
    return PersonDay(
        person=person,
        day=day,
        taken=tuple(one for one in _of(HoursKind.TAKEN, hours) if one not in lessons),
        paid=_of(HoursKind.PAID, hours),
        remote=_of(HoursKind.REMOTE, hours),
        free=_of(HoursKind.FREE, hours),
        in_class=tuple(lessons),
        busy=_spans(person.busy if busy is None else busy, day),
        is_away=bool(person.weekdays) and day.isoweekday() not in person.weekdays and not said,
        is_paid_by_hour=has_paid_hours(person),
    )


def _week_of(person: Participant, day: date, dossier: Dossier) -> Week:
    """The usual week as it holds that day: work that follows the school stops when it closes."""
    follows_school = person.world is World.SCHOOL or person.metier in WITH_THE_SCHOOL
    stops = dossier.days_off.public_holiday(day) or (
        follows_school and dossier.days_off.school_holiday(day)
    )
    if not stops:
        return person.week
    return tuple(
        one for one in person.week if one.kind is not HoursKind.PAID and one.note != IN_CLASS
    )


def has_paid_hours(person: Participant) -> bool:
    """The week or its exceptions say when this person is paid."""
    kinds = {one.kind for one in person.week} | {one.kind for one in person.exceptions}
    return HoursKind.PAID in kinds


def _moved(hour: time, by: timedelta) -> time:
    """The hour that much earlier or later, inside the day."""
    minutes = hour.hour * 60 + hour.minute + round(by.total_seconds() / 60)
    return MIDNIGHT if minutes >= 24 * 60 else time(*divmod(max(0, minutes), 60))


def _of(kind: HoursKind, hours: Iterable[Hours]) -> tuple[Hours, ...]:
    return tuple(one for one in hours if one.kind is kind)


def _teaches_here(person: Participant, dossier: Dossier) -> bool:
    """Somebody whose hours of class are those of the pupil’s school; the pupil’s too."""
    if person.role is Role.PUPIL:
        return True
    is_of_school = bool(person.institution) and person.institution == dossier.pupil.school
    return is_of_school and person.metier in TEACHERS


def _school_is_closed(day: date, dossier: Dossier) -> bool:
    return bool(dossier.days_off.public_holiday(day) or dossier.days_off.school_holiday(day))


def _say(hours: Hours) -> str:
    """« travaille de 17 h à 20 h », « dort après une nuit de travail »."""
    if hours.note.lower().startswith(RESTS):
        return hours.note
    return f"{hours.note or 'n’est pas libre'} {hours.written}"


def _cover(hours: Sequence[Hours], start: time, end: time) -> bool:
    """Whether these hours, in order, hold all of the others between them."""
    for one in hours:
        if one.start <= start < one.end:
            start = one.end
        if end <= start:
            return True
    return False


def _spans(busy: Iterable[tuple[datetime, datetime]], day: date) -> tuple[Span, ...]:
    """What these times take of one day."""
    spans = []
    for start, end in busy:
        first, last = start.date(), end.date()
        if first <= day <= last and not (last == day and end.time() == time.min):
            spans.append(
                Span(
                    start.time() if first == day else time.min,
                    end.time() if last == day else MIDNIGHT,
                )
            )
    return tuple(spans)


def _days_of(start: datetime, end: datetime) -> Iterable[tuple[date, Span]]:
    """The hours of each day that the whole touches."""
    day = start.date()
    while day <= end.date():
        first = start.time() if day == start.date() else time.min
        last = end.time() if day == end.date() else MIDNIGHT
        if first < last:
            yield day, Span(first, last)
        day += timedelta(days=1)
