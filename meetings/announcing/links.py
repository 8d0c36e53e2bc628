"""What a private link to a brief opens besides the brief."""

from meetings.models import Information, Meeting


def document_of(meeting: Meeting, information: int) -> Information | None:
    """A PDF to read before a point that is still on the agenda, once it is for everybody."""
    documents = Information.objects.filter(item__meeting=meeting, item__moved_to="")
    if meeting.brief_given_on:
        documents = documents.exclude(released_at=None)
    return documents.exclude(file="").filter(pk=information).first()
