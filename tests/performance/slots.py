"""Sixty slots for twenty people in order; candidates over ten weeks for twelve full calendars."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from random import Random

from meetings.domain.candidates import Around, Look, propose
from meetings.domain.dossier import Dossier
from meetings.domain.kinds import Answer
from meetings.domain.slots import rank_slots
from partners.domain.weeks import HoursKind, UsualHours
from tests.meetings.domain.builders import (
    PARIS,
    TODAY,
    aesh,
    answers,
    convener,
    dossier,
    father,
    mother,
    participant,
    pupil,
    slot,
)
from tests.performance.bench import Figure, median_ms

SLOTS, PEOPLE = 60, 20
WEEKS, GUESTS, A_DAY = 10, 12, 4  # appointments of each guest a day
FIRST = date(2027, 1, 18)


def ordering(_: object) -> Iterator[Figure]:
    """Pure: no page, no query."""
    note = f"{SLOTS} slots, {PEOPLE} people"
    ranked = partial(rank_slots, _with_answers(), TODAY)
    yield Figure("slots.rank.20x60.ms", median_ms(ranked, runs=5), "ms", note)
    about, look = _with_calendars(), Look(FIRST, FIRST + timedelta(weeks=WEEKS), 75)
    found = propose(about, look, Around(PARIS), TODAY)
    note = f"{WEEKS} weeks, {GUESTS} full calendars, {found.hours} beginnings"
    proposed = partial(propose, about, look, Around(PARIS), TODAY)
    yield Figure("slots.propose.ms", median_ms(proposed, runs=5), "ms", note)


def _people(number: int) -> tuple:
    family = (pupil(), mother(), father(), aesh(), convener())
    return (*family, *(participant(id, called=f"l’invité {id}") for id in range(6, number + 1)))


def _with_answers() -> Dossier:
    chance = Random(1)
    first = datetime.combine(FIRST, time(10, 15), PARIS)
    slots = tuple(
        slot(
            number,
            f"{first + timedelta(days=number):%Y-%m-%d %H:%M}",
            answers=answers(
                {
                    person: chance.choice(tuple(Answer))
                    for person in range(1, PEOPLE + 1)
                    if chance.random() < 0.8
                }
            ),
        )
        for number in range(1, SLOTS + 1)
    )
    return dossier(participants=_people(PEOPLE), slots=slots)


def _with_calendars() -> Dossier:
    """Four appointments a day each, at the same hours in every run, and a week of work."""
    chance = Random(2)
    week = tuple(UsualHours(day, time(8), time(18), HoursKind.FREE) for day in range(1, 6))
    people = []
    for person in _people(GUESTS):
        busy = []
        for day in range(WEEKS * 7):
            midnight = datetime.combine(FIRST + timedelta(days=day), time(), PARIS)
            for start in sorted(chance.sample(range(16, 38), A_DAY)):
                begins = midnight + timedelta(minutes=30 * start)
                busy.append((begins, begins + timedelta(minutes=30)))
        people.append(replace(person, week=week, busy=tuple(busy), calendar_read_on=TODAY))
    return dossier(participants=tuple(people), slots=())
