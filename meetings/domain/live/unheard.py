"""Whom one has not heard yet on a point, and when it is time to ask, once."""

from collections.abc import Iterable

from intermetiers.web.french import join_some, typeset
from meetings.domain.live.remaining import MINUTE
from meetings.domain.live.room import Person
from meetings.domain.live.speech import spoken
from meetings.domain.live.state import Live

# Never before that long, however short the point.
HEARD_FROM = 3 * MINUTE
NAMED = 4  # more names than that are no longer a question


def not_heard(live: Live, people: Iterable[Person]) -> list[Person]:
    """Of those around the table, who did not speak on the point under way.

    Whoever convened gives the floor to the others: not one to be asked for.
    """
    heard = spoken(live.turns, live.item)
    return [person for person in people if person.who not in heard and not person.convener]


def is_time_to_ask(live: Live, minutes: int) -> bool:
    """After a third of the point or three minutes, once somebody spoke; `minutes` are planned."""
    if live.item in live.asked or not spoken(live.turns, live.item):
        return False
    wait = min(minutes * MINUTE / 3 or HEARD_FROM, HEARD_FROM)
    return live.item_ms.get(live.item, 0) >= wait


def question_to(people: Iterable[Person]) -> str:
    """« On n’a pas encore entendu la mère et Yanis : y a-t-il quelque chose à ajouter ? »"""
    names = join_some([person.called for person in people], NAMED)
    return typeset(f"« On n’a pas encore entendu {names} : y a-t-il quelque chose à ajouter ? »")
