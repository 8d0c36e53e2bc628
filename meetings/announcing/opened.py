"""Which meetings’ points of view a session has opened: the journal keeps each time."""

from meetings.models import Meeting
from partners.http import SignedRequest

OPENED = "viewpoints_opened"  # in a session: the numbers of the meetings


def is_opened(request: SignedRequest, meeting: Meeting) -> bool:
    """Whether this session opened the points of view of this meeting."""
    return meeting.pk in request.session.get(OPENED, [])
