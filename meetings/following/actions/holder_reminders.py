"""Writing to those who hold a decision: fifteen days after the meeting, and before the date."""

from datetime import datetime
from itertools import groupby
from operator import attrgetter

from django.utils import timezone

from meetings.addresses import ADDRESSED, address_of, may_be_given
from meetings.domain.kinds import RemindedOf
from meetings.domain.promise_reminding import FURTHEST, Reminder, due_reminders
from meetings.domain.promises import Promise
from meetings.domain.reminding import may_leave_alone
from meetings.following.actions.promising import write_to
from meetings.models import Decision, DecisionReminder, Meeting
from meetings.promises import promises_of
from meetings.writing import RefusedError, keep, locked
from partners.domain.days_off import DaysOff
from partners.models import Account, Team
from partners.school_calendar import days_off


def remind_holders(meeting: Meeting, *, now: datetime) -> int:
    """Queue the messages due in a meeting, one for each holder, from what is known at this moment;
    how many."""
    moment, off = timezone.localtime(now), _days_off(meeting.team, now)
    if not may_leave_alone(moment, off):
        return 0
    with locked(meeting) as row:
        if row.decision_reminders_paused_at or row.cancelled_at:
            return 0
        promises = promises_of(Decision.objects.filter(meeting=row).standing())
        due = due_reminders(promises, _sent(row), moment, off)
        return sum(
            _remind(row, holder, list(reminders), promises, now=now)
            for holder, reminders in groupby(due, key=attrgetter("holder"))
        )


def pause(meeting: Meeting, *, paused: bool, by: Account, now: datetime) -> None:
    """No message leaves by itself any more, or they do again."""
    with locked(meeting) as row:
        if (row.decision_reminders_paused_at is not None) != paused:
            row.decision_reminders_paused_at = now if paused else None
            row.save(update_fields=["decision_reminders_paused_at"])
            act = "decision_reminders_paused" if paused else "decision_reminders_resumed"
            keep(act, row, row, by=by, now=now)


def _sent(meeting: Meeting) -> dict[Reminder, datetime]:
    rows = DecisionReminder.objects.filter(decision__meeting=meeting)
    return {
        Reminder(row.participant_id, row.decision_id, RemindedOf(row.about)): row.sent_at
        for row in rows
    }


def _remind(
    meeting: Meeting,
    holder: int,
    reminders: list[Reminder],
    promises: list[Promise],
    *,
    now: datetime,
) -> bool:
    """One message on all of them; False when none may go to this person."""
    seat = meeting.participants.select_related(*ADDRESSED).get(pk=holder)
    if not (may_be_given(seat) and address_of(seat)):
        return False
    seat.meeting = meeting
    about = {one.decision for one in reminders}
    days = [promise.at(now).by_on for promise in promises if promise.id in about]
    try:
        mail = write_to(seat, days, by=meeting.convener, now=now)
    except RefusedError:
        return False
    for one in reminders:
        made = DecisionReminder.objects.create(
            decision_id=one.decision,
            participant=seat,
            about=one.about.value,
            mail=mail,
            sent_at=now,
        )
        keep("holder_reminded", made, meeting, by=None, now=now)
    return True


def _days_off(team: Team, now: datetime) -> DaysOff:
    """Of the place of the team, from this day to as far as a date may count."""
    day = timezone.localdate(now)
    return days_off(team, day, day + FURTHEST)
