"""The rights a private link carries: for whom, how long, what it opens."""

from django.contrib.auth.models import AnonymousUser

from intermetiers.web.french import typeset
from meetings.models import Information, Meeting, PrivateLink
from partners.models import Account


def envelope_of(link: PrivateLink, reader: Account | AnonymousUser) -> tuple[str, ...]:
    """The name and address to show through the window of an envelope, a line each.

    Only for the coordinator who prints the letter: whoever opens the link, or is lent it, gets
    the letter without. Empty too when the address is secret or unknown.
    """
    member, meeting = link.participant.family_member, link.participant.meeting
    if member is None or member.address_is_secret or not member.postal_address.strip():
        return ()
    if isinstance(reader, AnonymousUser):
        return ()
    if not Meeting.objects.visible_to(reader).filter(pk=meeting.pk).exists():
        return ()
    lines = (member.name, *member.postal_address.splitlines())
    return tuple(typeset(line.strip()) for line in lines if line.strip())


def document_of(meeting: Meeting, information: int) -> Information | None:
    """A PDF to read before a point that is still on the agenda of this meeting."""
    documents = Information.objects.filter(item__meeting=meeting, item__moved_to="")
    return documents.exclude(file="").filter(pk=information).first()
