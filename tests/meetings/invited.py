"""Hands for the tests of invitations: people with an address, what they were sent."""

from django.conf import settings

from intermetiers.web.calendars.writing import event_of
from intermetiers.web.models import OutgoingMail
from meetings.models import Invitation
from meetings.writing import locked


def with_addresses(meeting):
    """Everybody who has a card gets an address of their own: « siege12@example.org »."""
    for seat in meeting.participants.select_related("family_member", "professional"):
        card = seat.family_member or seat.professional
        if card is not None:
            card.email = f"siege{seat.pk}@example.org"
            card.save()
    return meeting


def guests_of(meeting):
    """The seats an invitation can reach: everybody but the pupil and whoever convenes."""
    seats = meeting.participants.exclude(role="pupil")
    return list(seats.exclude(professional__account=meeting.convener).order_by("pk"))


def acting(act, meeting, *args, **kwargs):
    """One act of meetings.invitations, in a transaction, with the meeting locked."""
    with locked(meeting) as row:
        return act(row, *args, **kwargs)


def sent(**fields):
    """The messages with an invitation, the oldest first: (recipient, method, event)."""
    mails = OutgoingMail.objects.exclude(calendar="").filter(**fields).order_by("pk")
    return [(mail.recipient, mail.calendar_method, event_of(mail.calendar)) for mail in mails]


def forget():
    """Empty the outbox, to look at what comes next."""
    OutgoingMail.objects.all().delete()


def held_by(seat):
    return Invitation.objects.get(participant=seat, withdrawn_at=None)


SERVICE = settings.REPLIES_ADDRESS
