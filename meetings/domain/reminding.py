"""When a reminder may leave, and for whom. Pure: the clock is given.

Only to somebody asked by mail and silent since, at most twice, three days apart, at hours when
one may be written to. An answer, or one word of the coordinator, stops it.
"""

from datetime import datetime, time, timedelta

from meetings.domain.asking import AskingState, PersonState, Question, Stage
from meetings.domain.public_holidays import is_public_holiday

MOST_REMINDERS = 2
PATIENCE = timedelta(days=3)
EARLIEST, LATEST = time(8, 30), time(18, 30)
SUNDAY = 7


def is_decent(moment: datetime) -> bool:
    """Whether one may be written to at this hour, in the zone of whoever reads."""
    if moment.isoweekday() == SUNDAY or is_public_holiday(moment.date()):
        return False
    return EARLIEST <= moment.time() <= LATEST


def due(state: AskingState, moment: datetime) -> tuple[PersonState, ...]:
    """Those to remind at this moment."""
    if not is_decent(moment):
        return ()
    return tuple(one for one in state.people if can_be_reminded(one) and _is_due(one, moment))


def can_be_reminded(person: PersonState) -> bool:
    """Silent, asked by mail, with a slot still to come, and not reminded twice already."""
    question = person.question
    if question is None or person.stage is not Stage.SILENT or not person.shown:
        return False
    return question.by_mail and question.reminders < MOST_REMINDERS


def _is_due(person: PersonState, moment: datetime) -> bool:
    question = person.question
    if question is None or question.is_quiet:
        return False
    return moment - _last_written(question) >= PATIENCE


def _last_written(question: Question) -> datetime:
    if question.reminded_at is None:
        return question.asked_at
    return max(question.asked_at, question.reminded_at)
