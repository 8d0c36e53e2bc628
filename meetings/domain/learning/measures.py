"""What is looked at of one meeting for « Ma pratique »: one number by measure, of the meeting as a
whole. What does not apply to a meeting, or is not known of it, is left out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from meetings.domain.circle import AESH
from meetings.domain.dossier import Dossier, Slot
from meetings.domain.kinds import Ground, Level
from meetings.domain.learning.practice import dilemma_measure, world_measure
from meetings.domain.live.state import Live
from meetings.domain.live.wording import DILEMMAS
from meetings.domain.reach import Reach, decisions
from meetings.domain.slots import Attendance, attendances_at, speaks_for_family
from partners.domain.worlds import World

Measures = Iterator[tuple[str, Fraction]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is known of a meeting that was held.

    `shares` are milliseconds of speech by world; `decided` says of each decision whether it is
    done, and whether it is late.
    """

    dossier: Dossier
    live: Live
    reach: Reach
    shares: Mapping[str, int]
    decided: Sequence[tuple[bool, bool]]


def measures_of(evidence: Evidence) -> dict[str, Fraction]:
    dossier = evidence.dossier
    return dict(
        (
            *_place(dossier),
            *_slot(dossier),
            *_information(dossier, evidence.reach),
            *_speech(evidence.shares),
            *_dilemmas(evidence.live),
            *_decided(evidence.decided),
        )
    )


def _place(dossier: Dossier) -> Measures:
    if dossier.chosen_place:
        yield "elsewhere", Fraction(dossier.chosen_place.ground is not Ground.SCHOOL)


def _slot(dossier: Dossier) -> Measures:
    """What a date makes known: the notice given, the time each point has, who was left out."""
    slot = dossier.chosen_slot
    if slot is None:
        return
    if dossier.notice_given_on and dossier.guardians:
        days = (slot.starts_at.date() - dossier.notice_given_on).days
        yield "notice", Fraction(max(0, days))
    if dossier.kept_items and dossier.available_minutes:
        yield "points", Fraction(60 * len(dossier.kept_items), dossier.available_minutes)
    yield from _left_out(dossier, slot)


def _left_out(dossier: Dossier, slot: Slot) -> Measures:
    attendances = attendances_at(slot, dossier)
    people = dossier.by_id
    family = [one for one in attendances if speaks_for_family(people[one.person])]
    aesh = [one for one in attendances if people[one.person].metier == AESH]
    for name, group in (("family_out", family), ("aesh_out", aesh)):
        if group:
            yield name, Fraction(_some_left_out(group))


def _some_left_out(group: Iterable[Attendance]) -> bool:
    return any(one.level >= Level.ABSENT_IN_WRITING for one in group)


def _information(dossier: Dossier, reach: Reach) -> Measures:
    """Of the points to decide, the share everybody had read for in time."""
    found = decisions(dossier, reach)
    if found:
        yield "in_time", _share(one.is_ready for one in found)


def _speech(shares: Mapping[str, int]) -> Measures:
    """Of the worlds that spoke, where two at least did: « école 100 % » says nothing."""
    spoken = {world: shares[world] for world in World if shares.get(world, 0) > 0}
    if len(spoken) > 1:
        for world, length in spoken.items():
            yield world_measure(world), Fraction(length, sum(spoken.values()))


def _dilemmas(live: Live) -> Measures:
    """Whether each was named; a tension nobody made a dilemma is none."""
    heads = [entry.head for entry in live.of("tension")]
    for dilemma in DILEMMAS:
        named = any(head.get("dilemma") == dilemma.code for head in heads)
        yield dilemma_measure(dilemma.code), Fraction(named)
    yield dilemma_measure("own"), Fraction(any(head.get("own_dilemma") for head in heads))


def _decided(decided: Sequence[tuple[bool, bool]]) -> Measures:
    if decided:
        yield "done", _share(done for done, _ in decided)
        yield "late", _share(late for _, late in decided)


def _share(said: Iterable[bool]) -> Fraction:
    """Of a sequence that is not empty, the share of True."""
    answers = list(said)
    return Fraction(sum(answers), len(answers))
