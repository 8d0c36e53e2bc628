"""Putting a point d’attention aside, with a reason, and taking it up again."""

from datetime import datetime

from meetings.models import Meeting, SetAside
from meetings.writing import keep, locked
from partners.models import Account


def set_aside(
    meeting: Meeting, finding: str, *, reason: str, by: Account, now: datetime
) -> SetAside:
    """Put the finding of this key aside; done twice, the first reason stands."""
    with locked(meeting) as row:
        aside, made = SetAside.objects.get_or_create(
            meeting=row,
            finding=finding,
            lifted_at=None,
            defaults={"reason": reason, "by": by, "at": now},
        )
        if made:
            keep("finding_set_aside", aside, row, by=by, now=now, finding=finding)
    return aside


def take_up(meeting: Meeting, finding: str, *, by: Account, now: datetime) -> None:
    """Look at the finding again; the row that put it aside stays, dated."""
    with locked(meeting) as row:
        lifted = row.set_asides.filter(finding=finding, lifted_at=None).update(lifted_at=now)
        if lifted:
            keep("finding_taken_up", row, row, by=by, now=now, finding=finding)
