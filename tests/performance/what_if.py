"""« Et si… » for thirty people and twenty slots: the order, the suggestions, both orders."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from random import Random

from meetings.domain.dossier import Dossier
from meetings.domain.kinds import Answer
from meetings.domain.slots import rank_slots
from meetings.domain.suggesting import suggest
from meetings.domain.what_changes import compare_orders
from meetings.domain.what_if import OtherAnswer
from tests.meetings.domain.builders import (
    FATHER,
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

PEOPLE, SLOTS = 30, 20


def trying(_: object) -> Iterator[Figure]:
    """Pure: no page, no query."""
    about = _crowded()
    after = OtherAnswer(FATHER, Answer.YES).apply(about)
    note = f"{PEOPLE} people, {SLOTS} slots"
    for name, act in (
        ("order", partial(rank_slots, about, TODAY)),
        ("suggest", partial(suggest, about, TODAY)),
        ("compare", partial(compare_orders, about, after, TODAY)),
    ):
        yield Figure(f"what_if.{name}.ms", median_ms(act, runs=5), "ms", note)


def _crowded() -> Dossier:
    """Everybody answers something to four slots in five, the same in every run."""
    chance = Random(1)
    family = (pupil(), mother(), father(), aesh(), convener())
    others = (participant(id, called=f"l’invité {id}") for id in range(6, PEOPLE + 1))
    first = datetime(2027, 1, 11, 10, 15, tzinfo=PARIS)
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
    return dossier(participants=(*family, *others), slots=slots)
