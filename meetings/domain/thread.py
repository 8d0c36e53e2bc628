"""The thread of a pupil, for the person who takes over: each meeting with what it decided and what
became of it, the dilemmas and what was tried, what was put off. The latest year first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from intermetiers.web.french import start_sentence, typeset, write_count, write_day
from meetings.domain.before import STILL_TRIED, TRIED_LABELS
from meetings.domain.held_notes import dilemmas_of
from meetings.domain.held_parts import Tension
from meetings.domain.kinds import Said
from meetings.domain.left_points import Point, left_for_later
from meetings.domain.live.state import Became, Live
from meetings.domain.promise_page import PromiseRow, promise_row
from meetings.domain.promises import Promise
from partners.domain.school_years import school_year_of, write_school_year

CALLED_OFF = "Annulée."
NOT_HELD = "Elle n’a pas été tenue sur cet outil : rien n’y est écrit."
TO_COME = "À venir."
NOTHING = "Aucune décision n’y a été écrite."
TO_TAKE_UP = "à reprendre"
TAKEN_UP = "repris ou reporté depuis"
DECISIONS_SHOWN = 2  # meetings told on the page of the pupil


@dataclass(frozen=True, slots=True)
class ThreadSource:
    """A meeting of the pupil, and what was written in it: `live` only once it was closed.

    `day` is the one it was held on, else the one it is planned for.
    """

    id: int
    title: str
    reference: str
    day: date
    context: str
    problem: str
    live: Live | None = None
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Trial:
    """A dilemma and what was invented; `state` is what is known of the trial, "" without one."""

    tension: Tension
    state: str


@dataclass(frozen=True, slots=True)
class PutOff:
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class ThreadMeeting:
    """A meeting as the thread tells it; `said` when there is nothing to tell of it."""

    title: str
    reference: str
    when: str
    context: str
    problem: str
    said: str
    decisions: tuple[PromiseRow, ...] = ()
    trials: tuple[Trial, ...] = ()
    put_off: tuple[PutOff, ...] = ()


@dataclass(frozen=True, slots=True)
class Thread:
    """By school year, the latest first; `summary` is what is still open, in a sentence."""

    years: tuple[tuple[str, tuple[ThreadMeeting, ...]], ...]
    summary: str


def compose_thread(
    sources: Iterable[ThreadSource],
    promises: Sequence[Promise],
    points: Sequence[Point],
    now: datetime,
) -> Thread:
    """`now` is an aware moment in the zone of the team."""
    ordered = sorted(sources, key=lambda one: (one.day, one.id))
    became = _became(ordered)
    waiting = {point.ident for point in left_for_later(points, now.date())}
    told = [
        (one.day, _told(one, promises, became, _put_off(one, points, waiting), now))
        for one in reversed(ordered)
    ]
    years = groupby(told, key=lambda pair: school_year_of(pair[0]))
    return Thread(
        years=tuple(
            (write_school_year(year), tuple(one for _, one in pairs)) for year, pairs in years
        ),
        summary=_summary(promises, now),
    )


def last_decisions(
    promises: Sequence[Promise], now: datetime
) -> tuple[tuple[Promise, tuple[PromiseRow, ...]], ...]:
    """What the last meetings that decided something decided, the latest first, each with its first
    decision, which says where and when."""
    ordered = sorted(promises, key=lambda p: (p.held_on, p.meeting), reverse=True)
    found = []
    for _, group in groupby(ordered, key=lambda p: p.meeting):
        decided = sorted(group, key=lambda p: (p.number, p.id))
        found.append((decided[0], tuple(promise_row(one, now) for one in decided)))
    return tuple(found[:DECISIONS_SHOWN])


def _told(
    source: ThreadSource,
    promises: Iterable[Promise],
    became: Mapping[str, Became],
    put_off: tuple[PutOff, ...],
    now: datetime,
) -> ThreadMeeting:
    is_held = source.live is not None and not source.cancelled
    decisions = (
        tuple(promise_row(one, now) for one in promises if one.meeting == source.id)
        if is_held
        else ()
    )
    trials = tuple(
        Trial(tension, _state(tension, became.get(f"t{tension.entry}")))
        for tension in (dilemmas_of(source.live) if is_held and source.live else ())
    )
    return ThreadMeeting(
        title=typeset(source.title),
        reference=source.reference,
        when=write_day(source.day),
        context=source.context,
        problem=typeset(source.problem),
        said=typeset(_said(source, bool(decisions), now.date())),
        decisions=decisions,
        trials=trials,
        put_off=put_off if not source.cancelled else (),
    )


def _said(source: ThreadSource, has_decisions: bool, today: date) -> str:
    if source.cancelled:
        return CALLED_OFF
    if source.live is not None:
        return "" if has_decisions else NOTHING
    return TO_COME if source.day >= today else NOT_HELD


def _became(ordered: Iterable[ThreadSource]) -> dict[str, Became]:
    """What later meetings said of each invention, the last one counts."""
    latest: dict[str, Became] = {}
    for source in ordered:
        if source.live is not None and not source.cancelled:
            latest |= source.live.became
    return latest


def _state(tension: Tension, became: Became | None) -> str:
    """« à l’essai »; « on garde : moins de fatigue »; nothing where nothing was invented."""
    if not tension.invention:
        return ""
    if became is None:
        return STILL_TRIED
    label = TRIED_LABELS.get(Said(became.said), STILL_TRIED)
    return typeset(f"{label} : {became.text.strip()}" if became.text.strip() else label)


def _put_off(
    source: ThreadSource, points: Iterable[Point], waiting: Iterable[str]
) -> tuple[PutOff, ...]:
    """What this meeting left for later, each with whether it still waits."""
    still = set(waiting)
    return tuple(
        PutOff(
            typeset(point.title),
            typeset(" · ".join(part for part in (point.note, _waits(point, still)) if part)),
        )
        for point in points
        if point.meeting == source.id and point.for_later
    )


def _waits(point: Point, waiting: set[str]) -> str:
    return TO_TAKE_UP if point.ident in waiting else TAKEN_UP


def _summary(promises: Iterable[Promise], now: datetime) -> str:
    """« Trois décisions restent à tenir ; une décision est en retard. »"""
    standings = [promise.at(now) for promise in promises]
    still = sum(one.is_open for one in standings)
    late = sum(one.is_late(now.date()) for one in standings)
    if not still:
        return "Aucune décision ne reste à tenir." if standings else ""
    open_ones = start_sentence(write_count(still, "décision", feminine=True))
    said = f"{open_ones} {'reste' if still == 1 else 'restent'} à tenir"
    if not late:
        return f"{said}."
    late_ones = write_count(late, "décision", feminine=True)
    return typeset(f"{said} ; {late_ones} {'est' if late == 1 else 'sont'} en retard.")
