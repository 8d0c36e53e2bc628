"""When a reminder may leave, and for whom. Pure: the clock and the holidays are given.

Only to somebody asked by mail and silent since, at most twice, three days apart, at hours when
one may be written to. An answer, or one word of the coordinator, stops it.

In school holidays none leaves by itself: schools are closed, and a family is left in peace. Where
that would be too late, the coordinator may still send one by hand.
"""

from datetime import date, datetime, time, timedelta

from intermetiers.web.french import NBSP, write_day
from meetings.domain.asking import AskingState, PersonState, Question, Stage
from partners.domain.days_off import DaysOff

MOST_REMINDERS = 2
PATIENCE = timedelta(days=3)
EARLIEST, LATEST = time(8, 30), time(18, 30)
SUNDAY = 7


def is_decent(moment: datetime, days_off: DaysOff) -> bool:
    """Whether one may be written to at this hour, in the zone of whoever reads."""
    if moment.isoweekday() == SUNDAY or days_off.public_holiday(moment.date()):
        return False
    return EARLIEST <= moment.time() <= LATEST


def may_leave_alone(moment: datetime, days_off: DaysOff) -> bool:
    """Whether a reminder may leave that nobody sends by hand."""
    return is_decent(moment, days_off) and not days_off.school_holiday(moment.date())


def say_wait(day: date, days_off: DaysOff) -> str:
    """Until when no reminder leaves alone, said on a day of school holidays; "" on any other."""
    now = next((one for one in days_off.school if one.first <= day <= one.last), None)
    if now is None:
        return ""
    until = write_day(now.last, year=False, weekday=False)
    return (
        f"Vacances scolaires ({days_off.zone}){NBSP}: jusqu’au {until}, aucune relance ne part "
        "d’elle-même. Vous pouvez encore relancer quelqu’un d’ici."
    )


def due(state: AskingState, moment: datetime, days_off: DaysOff) -> tuple[PersonState, ...]:
    """Those to remind at this moment."""
    if not may_leave_alone(moment, days_off):
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
