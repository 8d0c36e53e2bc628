"""From the rows of a meeting being held to what its papers are made of."""

from datetime import datetime

from django.utils import timezone

from meetings.domain.before import Before, as_said
from meetings.domain.dossier import Dossier
from meetings.domain.held import compose_held
from meetings.domain.held_parts import Held, Session
from meetings.live import holding_of, read_live
from meetings.models import Holding, Meeting
from meetings.promises import read_before


def held_of(dossier: Dossier, meeting: Meeting, now: datetime) -> Held | None:
    """What the meeting leaves as it stands, in two queries; None, without one, before it opens."""
    if dossier.opened_on is None:
        return None
    live = read_live(meeting, now)
    return compose_held(dossier, live, _session(holding_of(meeting), now))


def before_of(meeting: Meeting, now: datetime) -> tuple[Before, ...]:
    """What the pupil’s earlier meetings decided and still try, as it stood when this one opened,
    with what its room said of each."""
    opened_at = holding_of(meeting).opened_at
    found = read_before(meeting, opened_at or now)
    return as_said(found, read_live(meeting, now).became) if found and opened_at else found


def _session(holding: Holding, now: datetime) -> Session:
    closed_at = holding.closed_at
    return Session(
        opened_at=timezone.localtime(holding.opened_at or now),
        closed_at=timezone.localtime(closed_at) if closed_at else None,
        shares=holding.shares,
        by_name=holding.by_name,
        arrived=holding.arrived,
        left=holding.left,
    )
