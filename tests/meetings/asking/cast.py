"""A round that is open, and the links of those it asked."""

from datetime import UTC, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from intermetiers.web.links import fingerprint, make_secret
from meetings.models import Asked, AskingRound, PrivateLink
from tests import factories

FIRST_DAY = datetime(2027, 1, 25, 9, 15, tzinfo=UTC)


def open_round(meeting, by, *people, slots=3, **fields):
    """A round about that many slots to come, in which these people are asked."""
    now = timezone.now()
    first = max(FIRST_DAY, now + timedelta(days=30)).replace(hour=9, minute=15, second=0)
    for number in range(slots):
        factories.make_slot(meeting, first.replace(microsecond=0) + timedelta(days=number))
    round = AskingRound.objects.create(meeting=meeting, opened_at=now, opened_by=by, **fields)
    for person in people:
        Asked.objects.create(round=round, participant=person, asked_at=now)
    return round


def make_answer_link(participant, by, **fields):
    """The secret of a link that opens the questions."""
    secret, now = make_secret(), timezone.now()
    usual = {"made_at": now, "made_by": by, "made_for": "link", "purpose": "slots"}
    PrivateLink.objects.create(
        participant=participant, fingerprint=fingerprint(secret),
        **(usual | {"expires_at": now + timedelta(days=90)} | fields),
    )  # fmt: skip
    return secret


def seat_of(meeting, relation):
    return meeting.participants.get(family_member__relation=relation)


def answer_url(secret):
    return reverse("meetings:guest_answer", args=[secret])
