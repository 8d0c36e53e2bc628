"""The links by which a screen in the room shows what is being written."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from intermetiers.web.links import fingerprint, make_secret
from meetings.holding.actions.acting import CALLED_OFF, SCREEN_AFTER
from meetings.live import holding_of
from meetings.models import Meeting, ScreenLink
from meetings.writing import RefusedError, keep, locked
from partners.models import Account

SCREEN_LASTS = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class NewScreen:
    """A link just made, with its secret, which is kept nowhere."""

    link: ScreenLink
    secret: str


def make_screen(meeting: Meeting, *, by: Account, now: datetime) -> NewScreen:
    """A link for a screen, good for twelve hours; for half an hour once the meeting is closed.

    Raises RefusedError for a meeting that is called off.
    """
    with locked(meeting) as row:
        if row.cancelled_at is not None:
            raise RefusedError(CALLED_OFF)
        lasts = SCREEN_AFTER if holding_of(row).closed_at else SCREEN_LASTS
        secret = make_secret()
        link = ScreenLink.objects.create(
            meeting=row,
            fingerprint=fingerprint(secret),
            made_at=now,
            made_by=by,
            expires_at=now + lasts,
        )
        keep("screen_made", link, row, by=by, now=now)
    return NewScreen(link, secret)


def revoke_screen(link: ScreenLink, *, by: Account, now: datetime) -> bool:
    """The screen shows nothing any more, within a second; False when it already did not."""
    with locked(link.meeting) as row:
        taken = ScreenLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=now)
        if taken:
            keep("screen_revoked", link, row, by=by, now=now)
    return bool(taken)
