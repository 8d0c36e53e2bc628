"""Which meetings a figure may rest on, so that nothing can be learnt from it about one of them.

Meetings count by whole groups of five, in the order in which they were first closed, which nothing
changes afterwards. A term has the groups that hold in it; what is left of a term joins, once it is
over, what is left of the others, and those groups are of the year alone. So whatever two figures
one subtracts, of two periods or of two days, what remains rests on five meetings or on none.

A group one meeting of which is called off or opened again is left out whole until it stands again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from meetings.domain.learning.periods import TERMS, Period, term_of
from partners.domain.school_years import school_year_of

FEWEST = 5


@dataclass(frozen=True, slots=True)
class Observed:
    """What is looked at of one meeting: its measures by name, those that do not apply left out.

    `rank` is its place in the order of first closings, `day` the day of that closing. `stands` is
    false while it is called off, or opened again.
    """

    rank: int
    day: date
    stands: bool = True
    measures: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Group:
    """Five meetings; `term` is None for those of the year alone."""

    term: int | None
    members: tuple[Observed, ...]


def groups(observed: Iterable[Observed], measure: str, year: int, today: date) -> tuple[Group, ...]:
    """The groups of a school year in which this measure applies to each meeting."""
    there = sorted(
        (one for one in observed if measure in one.measures and school_year_of(one.day) == year),
        key=lambda one: one.rank,
    )
    found, left = [], []
    for term in TERMS:
        whole, rest = _by_five([one for one in there if term_of(one.day) == term])
        found += [Group(term, members) for members in whole]
        if Period(year, term).last < today:
            left += rest
    found += [Group(None, members) for members in _by_five(left)[0]]
    return tuple(found)


def _by_five(
    meetings: Sequence[Observed],
) -> tuple[list[tuple[Observed, ...]], list[Observed]]:
    """Whole groups, in order, and what is left."""
    whole = len(meetings) // FEWEST * FEWEST
    members = [tuple(meetings[i : i + FEWEST]) for i in range(0, whole, FEWEST)]
    return members, list(meetings[whole:])


def counted(
    observed: Iterable[Observed], measure: str, period: Period, today: date
) -> tuple[Observed, ...]:
    """The meetings a figure of this period rests on: none, or five or more."""
    return tuple(
        one
        for group in groups(observed, measure, period.year, today)
        if period.term in {None, group.term} and all(member.stands for member in group.members)
        for one in group.members
    )
