"""Inviting by calendar: the acts of the page « Invitations »."""

from collections.abc import Iterable
from datetime import datetime

from meetings import invitations
from meetings.invitations import Invited
from meetings.models import Meeting
from meetings.writing import locked
from partners.models import Account


def send_invitations(
    meeting: Meeting, seats: Iterable[int], *, by: Account, now: datetime
) -> Invited:
    """Send an invitation to each of these people who may have one and holds none."""
    with locked(meeting) as row:
        return invitations.invite(row, seats, by=by, now=now)


def update_invitations(meeting: Meeting, *, by: Account, now: datetime) -> int:
    """Put right every invitation that is not true any more; returns how many messages."""
    with locked(meeting) as row:
        return invitations.tell_change(row, by=by, now=now)


def withdraw_invitation(meeting: Meeting, seat: int, *, by: Account, now: datetime) -> int:
    """Take back the invitation of one person; returns how many messages, none the second time."""
    with locked(meeting) as row:
        return invitations.withdraw(row, (seat,), by=by, now=now)
