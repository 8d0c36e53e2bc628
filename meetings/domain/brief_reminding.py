"""Whom to write to again about a brief that was never opened. Pure: clock and holidays are given.

Only to somebody whose brief left by mail and who has neither opened it, nor answered on the date,
nor said anything since; at most twice, three days apart, at the hours of `reminding`.
"""

from datetime import date, datetime

from meetings.domain.dossier import Dossier, Participant
from meetings.domain.kinds import HandedBy
from meetings.domain.reach import PersonReach, Reach
from meetings.domain.readers import receives_nothing
from meetings.domain.reminding import MOST_REMINDERS, PATIENCE, may_leave_alone
from partners.domain.days_off import DaysOff


def can_be_reminded(dossier: Dossier, reach: Reach, moment: datetime) -> tuple[Participant, ...]:
    """Those who may be written to again by hand, in the order of the table."""
    slot = dossier.chosen_slot
    if dossier.cancelled_on or (slot is not None and slot.starts_at <= moment):
        return ()
    return tuple(
        person
        for person in dossier.participants
        if not (receives_nothing(person) or person.is_convener)
        and _is_silent(person, dossier, reach.of(person.id))
    )


def due(
    dossier: Dossier, reach: Reach, moment: datetime, days_off: DaysOff
) -> tuple[Participant, ...]:
    """Those whose reminder leaves by itself at this moment."""
    if not may_leave_alone(moment, days_off):
        return ()
    return tuple(
        person
        for person in can_be_reminded(dossier, reach, moment)
        if moment.date() - _last_written(reach.of(person.id)) >= PATIENCE
    )


def _is_silent(person: Participant, dossier: Dossier, known: PersonReach) -> bool:
    mails = _mails(known)
    if not mails or len(known.reminded) >= MOST_REMINDERS:
        return False
    if known.opened or known.marks:
        return False
    return not _answered(person, dossier, min(mails)) and not _spoke(person, dossier)


def _mails(known: PersonReach) -> list[date]:
    """The days on which a message with the brief arrived."""
    return [one.on for one in known.handed if one.way is HandedBy.MAIL and one.arrived]


def _answered(person: Participant, dossier: Dossier, since: date) -> bool:
    """Whether this person said something of the date from the day the brief left."""
    slot = dossier.chosen_slot
    said = slot.answer_of(person.id) if slot else None
    at = said.answered_at if said else None
    return at is not None and at.date() >= since


def _spoke(person: Participant, dossier: Dossier) -> bool:
    return any(one.participant == person.id for one in dossier.contributions)


def _last_written(known: PersonReach) -> date:
    return max((*_mails(known), *known.reminded))
