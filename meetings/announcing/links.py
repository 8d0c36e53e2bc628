"""The rights a private link carries: for whom, how long, what it opens."""

from datetime import datetime, timedelta

from meetings.models import Information, Meeting, PrivateLink

AFTER_THE_MEETING = timedelta(days=30)
WITHOUT_A_DATE = timedelta(days=90)


def expiry(meeting: Meeting, now: datetime) -> datetime:
    """Thirty days after the chosen slot; while there is none, ninety days from now."""
    slot = meeting.chosen_slot
    return slot.ends_at + AFTER_THE_MEETING if slot else now + WITHOUT_A_DATE


def open_link(secret: str, now: datetime) -> PrivateLink | None:
    """The link this secret opens. One query, whether it is wrong, withdrawn, expired or right."""
    links = PrivateLink.objects.opened_by(secret, now)
    return links.select_related("participant__meeting").first()


def document_of(meeting: Meeting, information: int) -> Information | None:
    """A PDF to read before a point that is still on the agenda of this meeting."""
    documents = Information.objects.filter(item__meeting=meeting, item__moved_to="")
    return documents.exclude(file="").filter(pk=information).first()
