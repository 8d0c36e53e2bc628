"""The order of slots: who must not be left out comes first. A comparison, not a count of votes.

The order is lexicographic over four groups of people, the weakest first, and leximin inside a
group (Rawls’ difference principle, Sen’s leximin): the worst-off of the weakest group first, then
the next, and only at the end convenience. `slot_reasons` says it in sentences.

Everything here is a plain value, and `levels_by_group` is all the order looks at, so that placing
many meetings at once can stand on the same levels and groups.

Convenience looks, in this order, at the notice left to the family, at the evening and the lunch
break, at the journeys made for this meeting alone, at the day, at the hour. Slots already kept
are not told apart by journeys: only those being proposed are.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from intermetiers.web.french import NBSP, typeset
from meetings.domain.availability import NOT_PAID, known_at, works_unpaid
from meetings.domain.dossier import Dossier, Participant, Slot
from meetings.domain.kinds import Answer, Level, Presence, PupilPlace, Role
from meetings.domain.legal import expected, facts_of

FAMILY, SUPPORTED, NEEDED, OTHERS = GROUPS = (1, 2, 3, 4)

NOTICE_DAYS = 10
DAY_STARTS, DAY_ENDS = time(8), time(18)
LUNCH_STARTS, LUNCH_ENDS = time(12), time(13, 30)

_LEVEL_IN_PERSON = {
    Answer.YES: Level.COMES,
    Answer.IF_NEEDED: Level.COMES_AT_A_COST,
    Answer.REMOTE: Level.REMOTE,
    Answer.WRITTEN: Level.ABSENT_IN_WRITING,
    Answer.NO: Level.LEFT_OUT,
}


class Obstacle(StrEnum):
    """Why a meeting cannot be held at a slot, whatever else speaks for it."""

    NO_CONVENER = "no_convener"
    NO_FAMILY = "no_family"


@dataclass(frozen=True, slots=True)
class Attendance:
    """What is known of one person for one slot; `facts` are short, lower case, without a stop."""

    person: int
    group: int
    level: Level
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RankedSlot:
    """A tenable slot and its place, from 1; `tied_with` are the slots only the date sets apart.

    `attendances` stand in group order, and in table order inside a group.
    """

    slot: Slot
    attendances: tuple[Attendance, ...]
    place: int
    has_notice: bool
    is_in_easy_hours: bool
    tied_with: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UntenableSlot:
    """A slot at which this meeting cannot be held, listed apart."""

    slot: Slot
    attendances: tuple[Attendance, ...]
    obstacle: Obstacle


@dataclass(frozen=True, slots=True)
class Ranking:
    """Tenable slots, best first, and the others in the order of time."""

    tenable: tuple[RankedSlot, ...]
    not_tenable: tuple[UntenableSlot, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A slot and all that the order may look at."""

    slot: Slot
    attendances: tuple[Attendance, ...]
    has_notice: bool
    is_in_easy_hours: bool
    spares_a_journey: bool = True

    @property
    def standing(self) -> tuple[tuple[tuple[Level, ...], ...], bool, bool, bool]:
        """Two slots with the same standing can be told apart by their dates only."""
        people = levels_by_group(self.attendances)
        comfort = not self.has_notice, not self.is_in_easy_hours, not self.spares_a_journey
        return people, *comfort

    @property
    def leaves_out(self) -> tuple[int, ...]:
        """Those of the family and of the voices to support who do not take part."""
        return left_out(self.attendances)

    @property
    def instant(self) -> tuple[datetime, datetime, int]:
        return self.slot.starts_at, self.slot.ends_at, self.slot.id


def group_of(participant: Participant, dossier: Dossier) -> int:
    """The group a person is counted in, from 1, the weakest, to 4.

    Group 1 holds the legal guardians, and the pupil who wishes to come; while that wish is not
    known the pupil is counted like every other voice to support. Whoever convenes is in group 3
    at least, since no meeting is held without that person.
    """
    if participant.is_legal_guardian or _wishes_to_come(participant, dossier):
        return FAMILY
    if participant.supported:
        return SUPPORTED
    if participant.essential or participant.is_convener:
        return NEEDED
    required = (who.present for who in expected(dossier) if who.is_required)
    return NEEDED if any(participant.id in present for present in required) else OTHERS


def is_awaited(participant: Participant, dossier: Dossier) -> bool:
    """False for a pupil who gives words to be read, or who does not come: no slot matters then."""
    stays_out = dossier.pupil_place in {PupilPlace.WORDS, PupilPlace.NOT_THERE}
    return not (participant.role is Role.PUPIL and stays_out)


def speaks_for_family(participant: Participant) -> bool:
    """The pupil or a legal guardian: one of them at least takes part in an ESS."""
    return participant.role is Role.PUPIL or participant.is_legal_guardian


def level_of(participant: Participant, slot: Slot, dossier: Dossier) -> Level:
    """What is known of this person for this slot.

    Silence is not consent: no answer is « not known », with two exceptions that are not silence.
    Whoever convenes proposed the slot, which says yes until something else is entered. And a
    person who takes part in writing whatever the slot is awaited at none of them. Saying « yes »
    to one slot is the later and closer word, so it wins over the writing; and someone who takes
    part by telephone or video anyway, and says yes, takes part from afar. Of whoever has paid
    hours in the week of the address book, a « yes » outside them is a cost, whoever ticks it.
    """
    answer = slot.answer_of(participant.id)
    if answer is None:
        return _level_without_answer(participant)
    level = _LEVEL_IN_PERSON[answer.answer]
    if level is Level.LEFT_OUT and _has_written(participant):
        return Level.ABSENT_IN_WRITING
    if level >= Level.REMOTE:
        return level
    if participant.is_remote:
        return Level.REMOTE
    bears_a_cost = participant.fee > 0 or _is_unpaid(participant, slot, dossier)
    return Level.COMES_AT_A_COST if bears_a_cost else level


def attendances_at(slot: Slot, dossier: Dossier) -> tuple[Attendance, ...]:
    """Everyone awaited in the meeting, in group order, then in table order."""
    awaited = (p for p in dossier.participants if is_awaited(p, dossier))
    attendances = (_attendance(participant, slot, dossier) for participant in awaited)
    return tuple(sorted(attendances, key=lambda attendance: attendance.group))


def levels_by_group(attendances: tuple[Attendance, ...]) -> tuple[tuple[Level, ...], ...]:
    """For each group, weakest first, the levels of its people from worst to best.

    Two slots of one dossier compare as these tuples do: the lower is the better.
    """
    return tuple(
        tuple(sorted((a.level for a in attendances if a.group == group), reverse=True))
        for group in GROUPS
    )


def left_out(attendances: tuple[Attendance, ...]) -> tuple[int, ...]:
    """Those of the family and of the voices to support who do not take part."""
    return tuple(
        one.person
        for one in attendances
        if one.group <= SUPPORTED and one.level >= Level.ABSENT_IN_WRITING
    )


def rank_slots(dossier: Dossier, today: date) -> Ranking:
    """The slots of this meeting, in the order of scheduling; `today` counts the notice left."""
    weighed, not_tenable = [], []
    for slot in sorted(dossier.slots, key=lambda slot: (slot.starts_at, slot.ends_at, slot.id)):
        attendances = attendances_at(slot, dossier)
        obstacle = obstacle_of(attendances, dossier)
        if obstacle is None:
            weighed.append(weigh(slot, attendances, today))
        else:
            not_tenable.append(UntenableSlot(slot, attendances, obstacle))
    weighed.sort(key=lambda one: (one.standing, one.instant))
    tenable = tuple(_rank(one, place, weighed) for place, one in enumerate(weighed, start=1))
    return Ranking(tenable, tuple(not_tenable))


def weigh(
    slot: Slot,
    attendances: tuple[Attendance, ...],
    today: date,
    *,
    spares_a_journey: bool = True,
) -> Weighed:
    """What the order may look at: who comes, then convenience."""
    has_notice = (slot.starts_at.date() - today).days >= NOTICE_DAYS
    return Weighed(slot, attendances, has_notice, _is_in_easy_hours(slot), spares_a_journey)


def _rank(one: Weighed, place: int, weighed: list[Weighed]) -> RankedSlot:
    others = (other for other in weighed if other is not one)
    tied_with = tuple(other.slot.id for other in others if other.standing == one.standing)
    return RankedSlot(
        one.slot, one.attendances, place, one.has_notice, one.is_in_easy_hours, tied_with
    )


def _attendance(participant: Participant, slot: Slot, dossier: Dossier) -> Attendance:
    level = level_of(participant, slot, dossier)
    group = group_of(participant, dossier)
    return Attendance(participant.id, group, level, _facts(participant, slot, dossier))


def usual_facts(participant: Participant, slot: Slot, dossier: Dossier) -> tuple[str, ...]:
    """What a week, its exceptions and a calendar say of a slot: to look at, and never an answer."""
    return known_at(participant, slot.starts_at, slot.ends_at, dossier).facts


def _facts(participant: Participant, slot: Slot, dossier: Dossier) -> tuple[str, ...]:
    """The means for who takes part from afar, then what was said, then what it costs and whom."""
    level = level_of(participant, slot, dossier)
    answer = slot.answer_of(participant.id)
    if answer is None:
        return usual_facts(participant, slot, dossier) if level is Level.NOT_KNOWN else ()
    note = typeset(" ".join(answer.note.split()).rstrip(" ."))
    facts = [note] if note else []
    if level is Level.REMOTE and not _names_the_means(note):
        facts.insert(0, means_of(participant))
    comes = level in {Level.COMES_AT_A_COST, Level.REMOTE}
    unpaid = _is_unpaid(participant, slot, dossier) if comes else answer.unpaid
    if unpaid and "payé" not in note.lower():
        facts.append(NOT_PAID)
    if level is Level.COMES_AT_A_COST and participant.fee:
        facts.append(f"{participant.fee}{NBSP}€ pour la famille")
    if answer.answer is Answer.IF_NEEDED and level is Level.COMES_AT_A_COST:
        facts.insert(0, "seulement si besoin")
    return tuple(facts)


def _is_unpaid(participant: Participant, slot: Slot, dossier: Dossier) -> bool:
    """Said by whoever noted the answer, or by the week."""
    answer = slot.answer_of(participant.id)
    said = answer is not None and answer.unpaid
    return said or works_unpaid(participant, slot.starts_at, slot.ends_at, dossier)


def means_of(participant: Participant) -> str:
    """How this person takes part from afar, as far as is known."""
    means = {Presence.PHONE: "par téléphone", Presence.VIDEO: "par vidéo"}
    return means.get(participant.presence, "à distance")


def _names_the_means(note: str) -> bool:
    """The note of an answer often says the means itself: « par téléphone », « en visio »."""
    return note.lower().startswith(("par ", "en visio", "en vidéo", "à distance"))


def _level_without_answer(participant: Participant) -> Level:
    if participant.is_convener:
        return Level.COMES
    if participant.presence is Presence.WRITTEN:
        return Level.ABSENT_IN_WRITING
    return Level.NOT_KNOWN


def _has_written(participant: Participant) -> bool:
    """A written contribution is agreed, or already there."""
    return participant.presence is Presence.WRITTEN or bool(participant.written.strip())


def _wishes_to_come(participant: Participant, dossier: Dossier) -> bool:
    comes = dossier.pupil_place in {PupilPlace.WHOLE, PupilPlace.PART}
    return participant.role is Role.PUPIL and comes


def obstacle_of(attendances: tuple[Attendance, ...], dossier: Dossier) -> Obstacle | None:
    """Stronger than every group. « Not known » is no obstacle, since it is not a « no »."""
    people = dossier.by_id
    if any(_is_absent(a) and people[a.person].is_convener for a in attendances):
        return Obstacle.NO_CONVENER
    if facts_of(dossier.kind).needs_family is None:
        return None
    family = [a for a in attendances if speaks_for_family(people[a.person])]
    if family and all(_is_absent(a) for a in family):
        return Obstacle.NO_FAMILY
    return None


def _is_absent(attendance: Attendance) -> bool:
    return attendance.level >= Level.ABSENT_IN_WRITING


def _is_in_easy_hours(slot: Slot) -> bool:
    """From 8 h to 18 h, and never over 12 h – 13 h 30."""
    start, end = slot.starts_at.time(), slot.ends_at.time()
    if slot.starts_at.date() != slot.ends_at.date():
        return False
    over_lunch = start < LUNCH_ENDS and end > LUNCH_STARTS
    return start >= DAY_STARTS and end <= DAY_ENDS and not over_lunch
