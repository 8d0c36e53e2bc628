"""Reads the acts of a meeting into what it has come to."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from meetings.domain.held_parts import Session
from meetings.domain.live.acts import Act
from meetings.domain.live.fold import fold
from meetings.domain.live.state import Live
from meetings.models import Holding, LiveAct, Meeting


def milliseconds(moment: datetime) -> int:
    """Since 1970: how acts tell the time."""
    return int(moment.timestamp() * 1000)


def act_of(row: LiveAct) -> Act:
    return Act(str(row.ident), row.kind, row.at, row.device, row.payload)


def acts_of(rows: Iterable[LiveAct]) -> list[Act]:
    return [act_of(row) for row in rows]


def read_live(meeting: Meeting, now: datetime) -> Live:
    """What the meeting has come to at `now`, in one query."""
    return fold(acts_of(LiveAct.objects.filter(meeting=meeting)), milliseconds(now))


def holding_of(meeting: Meeting) -> Holding:
    """The session of a meeting; one not yet opened is made of nothing and not saved."""
    return Holding.objects.filter(meeting=meeting).first() or Holding(meeting=meeting)


def session_of(holding: Holding, now: datetime) -> Session:
    """What is kept of a meeting beside its acts; one not yet opened opens at `now`."""
    closed_at = holding.closed_at
    return Session(
        opened_at=timezone.localtime(holding.opened_at or now),
        closed_at=timezone.localtime(closed_at) if closed_at else None,
        shares=holding.shares,
        by_name=holding.by_name,
        arrived=holding.arrived,
        left=holding.left,
    )
