"""The address by which an agenda follows one’s meetings: making it, another, none."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from intermetiers.web.journal import record
from intermetiers.web.links import fingerprint, make_secret
from meetings.models import CalendarFeed
from partners.models import Account, Team


@dataclass(frozen=True, slots=True)
class NewFeed:
    """A feed just made, with its secret, which is kept nowhere."""

    feed: CalendarFeed
    secret: str


def make_feed(account: Account, team: Team, *, now: datetime) -> NewFeed:
    """Another address for the meetings of this account in this team; the one before closes."""
    with transaction.atomic():
        _revoke(account, team, now)
        secret = make_secret()
        feed = CalendarFeed.objects.create(
            account=account, team=team, fingerprint=fingerprint(secret), made_at=now
        )
        record("feed_made", feed, by=account, now=now, scope=team.pk)
    return NewFeed(feed, secret)


def revoke_feed(account: Account, team: Team, *, now: datetime) -> bool:
    """No agenda follows this account’s meetings any more; False when none did."""
    with transaction.atomic():
        return _revoke(account, team, now)


def _revoke(account: Account, team: Team, now: datetime) -> bool:
    Account.objects.select_for_update(no_key=True).get(pk=account.pk)  # two at once make one
    feed = CalendarFeed.objects.filter(account=account, team=team, revoked_at=None).first()
    if feed is None:
        return False
    feed.revoke(now)
    record("feed_revoked", feed, by=account, now=now, scope=team.pk)
    return True
