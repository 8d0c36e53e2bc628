"""From the rows of a meeting being held to what its papers are made of."""

from datetime import datetime

from meetings.domain.before import Before, as_said
from meetings.domain.dossier import Dossier
from meetings.domain.held import compose_held
from meetings.domain.held_parts import Held
from meetings.live import holding_of, read_live, session_of
from meetings.models import Meeting
from meetings.promises import read_before


def held_of(dossier: Dossier, meeting: Meeting, now: datetime) -> Held | None:
    """What the meeting leaves as it stands, in two queries; None, without one, before it opens."""
    if dossier.opened_on is None:
        return None
    live = read_live(meeting, now)
    return compose_held(dossier, live, session_of(holding_of(meeting), now))


def before_of(meeting: Meeting, now: datetime) -> tuple[Before, ...]:
    """What the pupil’s earlier meetings decided and still try, as it stood when this one opened,
    with what its room said of each."""
    opened_at = holding_of(meeting).opened_at
    found = read_before(meeting, opened_at or now)
    return as_said(found, read_live(meeting, now).became) if found and opened_at else found
