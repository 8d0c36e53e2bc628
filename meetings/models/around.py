"""Who and what is already known around a pupil: offered first, so that nothing is typed twice."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from meetings.domain.kinds import Ground
from meetings.models.meeting import Meeting
from meetings.models.participants import Participant
from meetings.models.places import Place
from partners.models import FamilyMember, Professional

# A place chosen by a family is that family’s; a school is the school of some pupils only.
_SHARED_GROUNDS = (Ground.NEUTRAL.value, Ground.PARTNER.value)
_LAST_PLACES = 60


def cards_for(meeting: Meeting) -> Any:
    """The cards of the team that are in use; `invited` says who is at this table already."""
    seat = Participant.objects.filter(meeting=meeting, professional=OuterRef("pk"))
    cards = Professional.objects.filter(team_id=meeting.team_id).active().for_list()
    return cards.annotate(invited=Exists(seat))


def already_around(meeting: Meeting) -> Any:
    """Not invited yet: whoever sat in another meeting of this pupil, then the pupil’s school."""
    sat = Participant.objects.filter(
        meeting__pupil_id=meeting.pupil_id, professional=OuterRef("pk")
    ).exclude(meeting=meeting)
    of_school = Q(institution_id=meeting.school_id) if meeting.school_id else Q(pk=None)
    return (
        cards_for(meeting)
        .filter(invited=False)
        .annotate(sat=Exists(sat))
        .filter(Q(sat=True) | of_school)
        .order_by("-sat", "last_name", "first_name", "metier", "pk")
    )


def relatives_to_invite(meeting: Meeting) -> Any:
    """The pupil’s relatives who have no seat yet."""
    seat = Participant.objects.filter(meeting=meeting, family_member=OuterRef("pk"))
    return FamilyMember.objects.filter(~Exists(seat), pupil_id=meeting.pupil_id).order_by("pk")


def places_used_before(meeting: Meeting, *, at_most: int) -> list[Place]:
    """Places of the team’s other meetings, the latest first, one of each name."""
    found: dict[str, Place] = {}
    places = Place.objects.filter(
        meeting__team_id=meeting.team_id, ground__in=_SHARED_GROUNDS
    ).exclude(meeting=meeting)
    for place in places.order_by("-added_at", "-pk")[:_LAST_PLACES]:
        found.setdefault(place.name.strip().casefold(), place)
    return list(found.values())[:at_most]
