"""Whom one has not heard yet, and when to ask."""

from meetings.domain.live.remaining import MINUTE
from meetings.domain.live.room import Person
from meetings.domain.live.unheard import is_time_to_ask, not_heard, question_to
from partners.domain.worlds import World
from tests.meetings.domain.lives import Acts


def _person(who, called, **fields):
    return Person(who, called, called, called[:6], World.SCHOOL, "professional", **fields)


MOTHER, FATHER = _person("p1", "la mère"), _person("p2", "le père")
CONVENER = _person("p3", "l’enseignante référente", convener=True)
EVERYBODY = (MOTHER, FATHER, CONVENER)


def _point(*speakers):
    """A point on which each spoke a minute, then nobody."""
    acts = Acts()
    acts.say("open")
    acts.say("point", item="1")
    for who in speakers:
        acts.say("floor", who=who)
    acts.say("floor", who="")
    return acts


def _lasting(minutes, *speakers):
    live = _point(*speakers).live()
    live.item_ms["1"] = int(minutes * MINUTE)
    return live


def test_whoever_convened_is_not_one_to_be_asked_for():
    live = _point("p1").live()
    assert not_heard(live, EVERYBODY) == [FATHER]


def test_another_point_counts_for_itself():
    acts = _point("p1", "p2")
    assert not_heard(acts.live(), EVERYBODY) == []
    acts.say("point", item="2")
    assert not_heard(acts.live(), EVERYBODY) == [MOTHER, FATHER]


def test_one_asks_after_three_minutes_or_a_third_of_a_short_point():
    assert not is_time_to_ask(_lasting(2.9, "p1"), 20)
    assert is_time_to_ask(_lasting(3, "p1"), 20)
    assert is_time_to_ask(_lasting(2, "p1"), 6)
    assert not is_time_to_ask(_lasting(2.9, "p1"), 0)


def test_never_before_somebody_spoke_and_once_only():
    assert not is_time_to_ask(_lasting(9), 20)
    live = _lasting(9, "p1")
    live.asked = frozenset({"1"})
    assert not is_time_to_ask(live, 20)


def test_it_is_a_question_and_names_four_at_most():
    asked = question_to([MOTHER, FATHER]).replace("\u00a0", " ").replace("\u202f", " ")
    assert asked == (
        "« On n’a pas encore entendu la mère et le père : y a-t-il quelque chose à ajouter ? »"
    )
    many = question_to([MOTHER, FATHER, MOTHER, FATHER, MOTHER, FATHER])
    assert "et trois autres personnes" in many
