"""What a private link to a brief opens besides the brief."""

from meetings.models import Information, Meeting


def document_of(meeting: Meeting, information: int) -> Information | None:
    """A PDF to read before a point that is still on the agenda of this meeting."""
    documents = Information.objects.filter(item__meeting=meeting, item__moved_to="")
    return documents.exclude(file="").filter(pk=information).first()
