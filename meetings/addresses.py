"""How one person may be written to. Rows only: no dossier holds an address."""

from meetings.domain.kinds import Role
from meetings.models import Participant

# What `address_of` and `may_be_given` look at.
ADDRESSED = ("family_member", "professional")


def address_of(participant: Participant) -> str:
    """The address a message may go to; empty for the pupil, who is never written to."""
    if participant.role == Role.PUPIL.value:
        return ""
    card = participant.family_member or participant.professional
    return card.email if card else ""


def may_be_given(participant: Participant) -> bool:
    """False for somebody a judge forbids to give anything to."""
    relative = participant.family_member
    return relative is None or not relative.receives_nothing
