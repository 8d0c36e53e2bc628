"""Writing again to those who never opened their brief."""

from datetime import datetime

from django.utils import timezone

from intermetiers.web.french import NBSP
from meetings.addresses import ADDRESSED, may_be_given
from meetings.announcing.again import REMINDER, write_again
from meetings.domain.brief_reminding import can_be_reminded, due
from meetings.domain.reminding import is_decent, may_leave_alone
from meetings.dossier import read_dossier
from meetings.models import BriefReminder, Meeting
from meetings.reach import read_reach
from meetings.writing import RefusedError, keep, locked
from partners.domain.days_off import DaysOff
from partners.models import Account, Team
from partners.school_calendar import days_off

NO_REMINDER = (
    f"Aucun rappel ne part{NBSP}: cette personne a ouvert sa page ou répondu, a déjà eu deux "
    "rappels, ou n’a pas reçu son brief par courriel."
)
NOT_NOW = (
    f"Les rappels partent entre 8{NBSP}h{NBSP}30 et 18{NBSP}h{NBSP}30, jamais un dimanche ni un "
    "jour férié. Vous pourrez rappeler à ce moment-là."
)


def remind(meeting: Meeting, person: int, *, by: Account, now: datetime) -> BriefReminder:
    """Queue a reminder to one person, three days after the last message or not."""
    with locked(meeting) as row:
        moment = timezone.localtime(now)
        if not is_decent(moment, _days_off(row.team, now)):
            raise RefusedError(NOT_NOW)
        silent = can_be_reminded(read_dossier(row), read_reach(row), moment)
        made = None
        if person in {one.id for one in silent}:
            made = _remind(row, person, by=by, now=now)
        if made is None:
            raise RefusedError(NO_REMINDER)
    return made


def remind_readers(meeting: Meeting, *, now: datetime) -> int:
    """Queue the reminders due in a meeting, from what is known at this moment; how many."""
    moment, off = timezone.localtime(now), _days_off(meeting.team, now)
    if not may_leave_alone(moment, off):
        return 0
    with locked(meeting) as row:
        if row.brief_reminders_paused_at or row.cancelled_at:
            return 0
        people = due(read_dossier(row), read_reach(row), moment, off)
        made = [_remind(row, person.id, by=None, now=now) for person in people]
    return sum(one is not None for one in made)


def pause(meeting: Meeting, *, paused: bool, by: Account, now: datetime) -> None:
    """No reminder leaves by itself any more, or they do again."""
    with locked(meeting) as row:
        if (row.brief_reminders_paused_at is not None) != paused:
            row.brief_reminders_paused_at = now if paused else None
            row.save(update_fields=["brief_reminders_paused_at"])
            act = "brief_reminders_paused" if paused else "brief_reminders_resumed"
            keep(act, row, row, by=by, now=now)


def _remind(
    meeting: Meeting, person: int, *, by: Account | None, now: datetime
) -> BriefReminder | None:
    """None when no message may go, or no link may be made any more."""
    seat = meeting.participants.select_related(*ADDRESSED).get(pk=person)
    if not may_be_given(seat):
        return None
    seat.meeting = meeting
    try:
        mail = write_again(seat, what=REMINDER, by=by or meeting.convener, now=now)
    except RefusedError:
        return None
    if mail is None:
        return None
    made = BriefReminder.objects.create(participant=seat, mail=mail, sent_at=now)
    keep("brief_reminded", made, meeting, by=by, now=now)
    return made


def _days_off(team: Team, now: datetime) -> DaysOff:
    """Of the place of the team, on this day."""
    day = timezone.localdate(now)
    return days_off(team, day, day)
