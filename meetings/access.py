"""The one door to a meeting: whoever is not of its team finds nothing there."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from meetings.models import Meeting


def get_meeting(request: HttpRequest, reference: str) -> Meeting:
    """The meeting of this reference, in the team of whoever asks; else 404."""
    if not reference.isalnum():  # no reference of ours; a NUL would stop PostgreSQL
        raise Http404
    meetings = Meeting.objects.visible_to(request.user).select_related("team", "pupil")
    return get_object_or_404(meetings, reference=reference)
