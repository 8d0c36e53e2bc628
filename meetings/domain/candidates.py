"""Candidate slots over a period, from what is known of everybody: the order is that of slots.

Weeks, dated exceptions, calendars and other meetings give each person a level at each hour; the
levels are compared as answers are (`slots`), the weakest first. What is proposed is a place to
begin: nobody has answered, and an hour of which nothing is known stays « not known ».

An hour at which another meeting of the team holds somebody awaited, or the room, is left out,
since no such date could be chosen; so is one that whoever convenes could not travel to.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo

from meetings.domain.availability import PersonDay, is_known_of, person_day
from meetings.domain.bookings import QUARTER, quarters
from meetings.domain.dossier import Dossier, Participant, Slot
from meetings.domain.kinds import Level
from meetings.domain.slots import (
    LUNCH_ENDS,
    LUNCH_STARTS,
    Attendance,
    Weighed,
    group_of,
    is_awaited,
    left_out,
    means_of,
    obstacle_of,
    weigh,
)

LONGEST_DAYS = 190  # more than half a year is no period one looks for a date in
LEAST, MOST = 5, 10
MARGIN = timedelta(minutes=30)  # to come from work, or to go there
SHORTER = (60, 45, 30, 20)
EVENING = time(20)
SATURDAY, SUNDAY = 6, 7

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Look:
    """What to look at: days from `first` to `last`, both in it, hours of the day, minutes.

    `travel` is how many minutes whoever convenes needs between two places.
    """

    first: date
    last: date
    minutes: int
    day_starts: time = time(8)
    day_ends: time = time(18)
    over_lunch: bool = False
    in_holidays: bool = False
    on_saturday: bool = False
    travel: int = 30


@dataclass(frozen=True, slots=True)
class Visit:
    """Another meeting of whoever convenes; `place` says where, "" while nobody knows."""

    starts_at: datetime
    ends_at: datetime
    place: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """What else is known of the period. `taken` are the quarters of an hour other meetings hold
    of whom this one needs, in UTC; `here` is its place, as `Visit.place` says places."""

    zone: tzinfo
    taken: frozenset[datetime] = frozenset()
    visits: tuple[Visit, ...] = ()
    here: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A slot to propose. `same` are the other beginnings of that half-day that are as good;
    `tight` what somebody does less than MARGIN before or after; `beside` is the meeting whoever
    convenes holds in the same place that day."""

    slot: Slot
    attendances: tuple[Attendance, ...]
    tight: tuple[tuple[int, tuple[str, ...]], ...] = ()
    same: tuple[datetime, ...] = ()
    beside: Visit | None = None

    @property
    def leaves_out(self) -> tuple[int, ...]:
        """Those of the family and of the voices to support who could not come."""
        return left_out(self.attendances)


_Found = tuple[Weighed, Visit | None]


@dataclass(frozen=True, slots=True)
class Proposals:
    """The candidates, best first. `days` is how many days were looked at, `hours` how many
    beginnings, `untenable` how many of them the meeting could not be held at. `shorter` is the
    longest shorter meeting, in minutes, that would leave nobody out where `candidates` all do,
    and how many there would be of it; `evening` how many when no shorter one would, and the day
    ended at EVENING."""

    candidates: tuple[Candidate, ...]
    days: int
    hours: int
    untenable: int
    shorter: tuple[int, int] | None = None
    evening: int = 0


def propose(dossier: Dossier, look: Look, around: Around, today: date) -> Proposals:
    """Five to ten slots of the period that differ, in the order of scheduling.

    Of the dossier, `busy` holds the calendars over the whole period and `days_off` its holidays.
    A slot already in the list of the meeting, and what overlaps it, is not proposed again.
    """
    found = _look(dossier, look, around, today)
    if not found.hours or any(not one.leaves_out for one in found.candidates):
        return found
    for minutes in SHORTER:
        if minutes < look.minutes:
            kept = _welcoming(dossier, replace(look, minutes=minutes), around, today)
            if kept:
                return replace(found, shorter=(minutes, kept))
    if look.day_ends < EVENING:
        later = replace(look, day_ends=EVENING)
        return replace(found, evening=_welcoming(dossier, later, around, today))
    return found


def _welcoming(dossier: Dossier, look: Look, around: Around, today: date) -> int:
    """How many candidates there leave out nobody of the family nor of the voices to support."""
    return sum(not one.leaves_out for one in _look(dossier, look, around, today).candidates)


def unknown_to_all(dossier: Dossier) -> tuple[Participant, ...]:
    """Those awaited of whose hours nothing at all is known."""
    return tuple(
        person
        for person in dossier.participants
        if is_awaited(person, dossier) and not is_known_of(person)
    )


def _look(dossier: Dossier, look: Look, around: Around, today: date) -> Proposals:
    people = [(p, group_of(p, dossier)) for p in dossier.participants if is_awaited(p, dossier)]
    people.sort(key=lambda one: one[1])
    busy = {person.id: _by_day(person.busy) for person, _ in people}
    days = tuple(_days(dossier, look, today))
    weighed: list[_Found] = []
    hours = untenable = 0
    for day in days:
        visits = [one for one in around.visits if one.starts_at.date() == day]
        at_hand = [
            (person_day(person, day, dossier, busy[person.id].get(day, ())), group)
            for person, group in people
        ]
        for slot in _free_slots(day, dossier, look, around, visits):
            hours += 1
            attendances = _attendances(at_hand, slot)
            if obstacle_of(attendances, dossier):
                untenable += 1
                continue
            beside = _beside(visits, around.here)
            one = weigh(slot, attendances, today, spares_a_journey=beside is not None)
            weighed.append((one, beside))
    weighed.sort(key=lambda one: (one[0].standing, one[0].instant))
    return Proposals(tuple(_thin(weighed, dossier)), len(days), hours, untenable)


def _days(dossier: Dossier, look: Look, today: date) -> Iterator[date]:
    """The days of the period that are to come and on which one may meet."""
    day = max(look.first, today + timedelta(days=1))
    last = min(look.last, look.first + timedelta(days=LONGEST_DAYS))
    while day <= last:
        weekday = day.isoweekday()
        closed = dossier.days_off.public_holiday(day) or (
            not look.in_holidays and dossier.days_off.school_holiday(day)
        )
        if weekday != SUNDAY and (look.on_saturday or weekday != SATURDAY) and not closed:
            yield day
        day += timedelta(days=1)


def _free_slots(
    day: date, dossier: Dossier, look: Look, around: Around, visits: Sequence[Visit]
) -> Iterator[Slot]:
    """Every quarter of an hour of that day at which nothing holds whom the meeting needs."""
    length = timedelta(minutes=look.minutes)
    start = datetime.combine(day, look.day_starts, around.zone)
    last = datetime.combine(day, look.day_ends, around.zone) - length
    standing = [one for one in dossier.slots if one.starts_at.date() == day]
    while start <= last:
        slot = Slot(0, start, start + length, (), is_chosen=False)
        if (
            (look.over_lunch or not _is_over_lunch(slot))
            and not any(one.starts_at < slot.ends_at and one.ends_at > start for one in standing)
            and around.taken.isdisjoint(quarters(slot))
            and _can_be_reached(slot, look, around.here, visits)
        ):
            yield slot
        start += QUARTER


def _is_over_lunch(slot: Slot) -> bool:
    return slot.starts_at.time() < LUNCH_ENDS and slot.ends_at.time() > LUNCH_STARTS


def _can_be_reached(slot: Slot, look: Look, here: str, visits: Sequence[Visit]) -> bool:
    """Whoever convenes has the time to come from a meeting elsewhere, and to go to the next."""
    for visit in visits:
        near = bool(here) and visit.place == here
        gap = timedelta(0) if near else timedelta(minutes=look.travel)
        if slot.starts_at < visit.ends_at + gap and slot.ends_at + gap > visit.starts_at:
            return False
    return True


def _beside(visits: Sequence[Visit], here: str) -> Visit | None:
    """The meeting held in the same place that day, so that one journey serves both."""
    return next((one for one in visits if here and one.place == here), None)


def _by_day(busy: Iterable[Span]) -> dict[date, list[Span]]:
    """The times that touch each day."""
    found: dict[date, list[Span]] = {}
    for start, end in busy:
        day = start.date()
        while day <= end.date():
            found.setdefault(day, []).append((start, end))
            day += timedelta(days=1)
    return found


def _attendances(people: Iterable[tuple[PersonDay, int]], slot: Slot) -> tuple[Attendance, ...]:
    """The levels alone: facts are said of the few that are kept."""
    start, end = slot.starts_at.time(), slot.ends_at.time()
    return tuple(
        Attendance(known.person.id, group, known.level(start, end), ()) for known, group in people
    )


def _thin(weighed: Sequence[_Found], dossier: Dossier) -> Iterator[Candidate]:
    """The best of each half-day first, in order; a second one of a half-day only to reach five.

    Those that leave out somebody of the family or a voice to support come in only where fewer
    than five others do not.
    """
    welcoming = [one for one in weighed if not one[0].leaves_out]
    others = [one for one in weighed if one[0].leaves_out]
    chosen = _add(_best_of_halves(welcoming), [], MOST)
    for more, most in ((welcoming, LEAST), (_best_of_halves(others), MOST), (others, LEAST)):
        if len(chosen) < LEAST:
            chosen = _add(more, chosen, most)
    chosen.sort(key=lambda one: (one[0].standing, one[0].instant))
    by_half: dict[tuple[date, bool], list[Weighed]] = {}
    for one, _ in weighed:
        by_half.setdefault(_half(one.slot), []).append(one)
    taken: list[Slot] = [one.slot for one, _ in chosen]
    for one, beside in chosen:
        yield _candidate(one, beside, by_half[_half(one.slot)], dossier, taken)


def _best_of_halves(weighed: Sequence[_Found]) -> list[_Found]:
    best: dict[tuple[date, bool], _Found] = {}
    for one in weighed:
        best.setdefault(_half(one[0].slot), one)
    return list(best.values())


def _add(more: Sequence[_Found], chosen: Sequence[_Found], most: int) -> list[_Found]:
    """Those of `more` that overlap none chosen, in order, until there are `most`."""
    taken = list(chosen)
    for one in more:
        slot = one[0].slot
        if len(taken) < most and not any(_overlap(slot, other.slot) for other, _ in taken):
            taken.append(one)
    return taken


def _overlap(one: Slot, other: Slot) -> bool:
    return one.starts_at < other.ends_at and one.ends_at > other.starts_at


def _half(slot: Slot) -> tuple[date, bool]:
    """The morning or the afternoon of that day."""
    return slot.starts_at.date(), slot.starts_at.time() >= LUNCH_STARTS


def _candidate(
    one: Weighed,
    beside: Visit | None,
    half: Sequence[Weighed],
    dossier: Dossier,
    taken: Sequence[Slot],
) -> Candidate:
    """That slot; or the first of its half-day that is as good and leaves everybody the time to
    come and go, when it does not."""
    as_good = [other for other in half if other.standing == one.standing]
    best = one
    if _tight(one, dossier):
        elsewhere = [slot for slot in taken if slot is not one.slot]
        free = (o for o in as_good if not any(_overlap(o.slot, slot) for slot in elsewhere))
        best = next((other for other in free if not _tight(other, dossier)), one)
    tight = _tight(best, dossier)
    same = tuple(
        sorted(
            other.slot.starts_at
            for other in as_good
            if other is not best and (tight or not _tight(other, dossier))
        )
    )
    return Candidate(best.slot, _with_facts(best, dossier), tight, same, beside)


def _tight(one: Weighed, dossier: Dossier) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Those who are taken just before or just after, and by what."""
    slot, found = one.slot, []
    for attendance in one.attendances:
        if attendance.level <= Level.NOT_KNOWN and attendance.level is not Level.REMOTE:
            known = person_day(dossier.by_id[attendance.person], slot.starts_at.date(), dossier)
            facts = known.next_to(slot.starts_at.time(), slot.ends_at.time(), MARGIN)
            if facts:
                found.append((attendance.person, facts))
    return tuple(found)


def _with_facts(one: Weighed, dossier: Dossier) -> tuple[Attendance, ...]:
    return tuple(
        replace(attendance, facts=_facts(attendance, one.slot, dossier))
        for attendance in one.attendances
    )


def _facts(attendance: Attendance, slot: Slot, dossier: Dossier) -> tuple[str, ...]:
    person = dossier.by_id[attendance.person]
    known = person_day(person, slot.starts_at.date(), dossier)
    facts = known.facts(slot.starts_at.time(), slot.ends_at.time())
    return (means_of(person), *facts) if attendance.level is Level.REMOTE else facts
