"""Reminding those who have not answered, and leaving somebody in peace."""

from datetime import date, datetime

from django.shortcuts import get_object_or_404
from django.utils import timezone

from intermetiers.web.french import NBSP
from intermetiers.web.mail_queue import queue
from meetings.addresses import address_of
from meetings.asking.actions.rounds import OpenRound, find_round
from meetings.domain.asking import PersonState
from meetings.domain.kinds import Purpose
from meetings.domain.reminding import can_be_reminded, due, is_decent, may_leave_alone
from meetings.doors import new_link
from meetings.mail import answer_address, make_reminder_message
from meetings.models import Asked, Meeting
from meetings.writing import RefusedError, keep, locked
from partners.domain.days_off import DaysOff
from partners.models import Account, Team
from partners.school_calendar import days_off

NO_REMINDER = (
    f"Aucune relance ne part{NBSP}: cette personne a répondu, a déjà été relancée deux fois, ou "
    "n’a pas été interrogée par courriel."
)
NOT_NOW = (
    f"Les relances partent entre 8{NBSP}h{NBSP}30 et 18{NBSP}h{NBSP}30, jamais un dimanche ni un "
    "jour férié. Vous pourrez relancer à ce moment-là."
)


def remind(meeting: Meeting, person: int, *, by: Account, now: datetime) -> Asked:
    """Queue a reminder to one person, three days after the last message or not."""
    with locked(meeting) as row:
        get_object_or_404(row.participants, pk=person)
        found = find_round(row, now)
        if not is_decent(timezone.localtime(now), _days_off(row.team, now)):
            raise RefusedError(NOT_NOW)
        state = found.state.of(person)
        if state is None or not can_be_reminded(state):
            raise RefusedError(NO_REMINDER)
        asked = _remind(found, state, by=by, now=now)
        if asked is None:
            raise RefusedError(NO_REMINDER)
    return asked


def remind_silent(meeting: Meeting, *, now: datetime) -> int:
    """Queue the reminders due in a meeting, from what is known at this moment; how many."""
    moment, off = timezone.localtime(now), _days_off(meeting.team, now)
    if not may_leave_alone(moment, off):
        return 0
    sent = 0
    with locked(meeting) as row:
        try:
            found = find_round(row, now)
        except RefusedError:  # closed or called off since it was looked for
            return 0
        for state in due(found.state, moment, off):
            sent += _remind(found, state, by=None, now=now) is not None
    return sent


def leave_in_peace(
    meeting: Meeting, person: int, *, quiet: bool, by: Account, now: datetime
) -> None:
    """Remind this person no more in the open round, or as the others again."""
    with locked(meeting) as row:
        seat = get_object_or_404(row.participants, pk=person)
        questions = Asked.objects.filter(round__meeting=row, round__closed_at=None)
        asked = get_object_or_404(questions, participant=seat)
        if (asked.quiet_since is not None) != quiet:
            asked.quiet_since = now if quiet else None
            asked.save(update_fields=["quiet_since"])
            keep("reminders_stopped" if quiet else "reminders_resumed", asked, row, by=by, now=now)


def _remind(
    found: OpenRound, state: PersonState, *, by: Account | None, now: datetime
) -> Asked | None:
    """Write and queue one reminder, with a link of its own; None when no message may go."""
    asked = found.row.asked.select_related(
        "participant__family_member", "participant__professional"
    )
    question: Asked = asked.get(participant=state.person)
    participant, meeting = question.participant, found.meeting
    participant.meeting = meeting
    email = address_of(participant)
    relative = participant.family_member
    if not email or (relative and relative.receives_nothing):
        return None
    sender = by or found.row.opened_by
    made = new_link(participant, Purpose.SLOTS, made_for="reminder", by=sender, now=now)
    answer_by = _still_to_come(found.row.answer_by, now)
    message = make_reminder_message(meeting, email, answer_address(made.secret), answer_by)
    queue(message, about=f"meeting:{meeting.pk}", scope=meeting.team_id, by=sender, now=now)
    question.reminded_at, question.reminders = now, question.reminders + 1
    question.save(update_fields=["reminded_at", "reminders"])
    keep("reminded", question, meeting, by=by, now=now)
    return question


def _days_off(team: Team, now: datetime) -> DaysOff:
    """Of the place of the team, on this day."""
    day = timezone.localdate(now)
    return days_off(team, day, day)


def _still_to_come(day: date | None, now: datetime) -> date | None:
    return day if day and day >= timezone.localdate(now) else None
