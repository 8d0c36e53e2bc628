"""A guest in a test: a link of one’s own, and the gate passed as a guest passes it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from intermetiers.web.links import code_of, fingerprint, make_secret, read_code
from meetings.domain.kinds import Purpose
from meetings.models import PrivateLink


def make_link(participant, by, *, purpose=Purpose.BRIEF, **changes):
    """The secret of a live link of this participant."""
    secret, now = make_secret(), timezone.now()
    fields = {
        "fingerprint": fingerprint(secret),
        "code_fingerprint": fingerprint(read_code(code_of(secret))),
        "purpose": purpose.value,
        "made_at": now,
        "made_by": by,
        "made_for": "link",
        "expires_at": now + timedelta(days=1),
    }
    PrivateLink.objects.create(participant=participant, **(fields | changes))
    return secret


def pass_gate(client, secret):
    """Say what the gate of this link asks; the client keeps the passage. Returns the client."""
    link = PrivateLink.objects.get(fingerprint=fingerprint(secret))
    pupil = link.participant.meeting.pupil
    said = f"{pupil.born_on:%d/%m/%Y}" if pupil.born_on else pupil.first_name
    response = client.post(reverse("meetings:guest_open", args=[secret]), {"said": said})
    assert response.status_code == 302, response.content.decode()
    return client
