"""Who and what is already known around a pupil: offered first, so that nothing is typed twice."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from meetings.domain.kinds import Ground
from meetings.models.meeting import Meeting
from meetings.models.participants import Participant
from meetings.models.places import Place
from partners.models import FamilyMember, Following, Professional, Room

# A place chosen by a family is that family’s; a school is the school of some pupils only.
_SHARED_GROUNDS = (Ground.NEUTRAL.value, Ground.PARTNER.value)
_LAST_PLACES = 60


def cards_for(meeting: Meeting) -> Any:
    """The cards of the team that are in use; `invited` says who is at this table already, and
    `follows` who follows this pupil."""
    seat = Participant.objects.filter(meeting=meeting, professional=OuterRef("pk"))
    following = Following.objects.present().filter(
        pupil_id=meeting.pupil_id, professional=OuterRef("pk")
    )
    cards = Professional.objects.filter(team_id=meeting.team_id).active().for_list()
    return cards.annotate(invited=Exists(seat), follows=Exists(following))


def already_around(meeting: Meeting) -> Any:
    """Not invited yet: whoever follows this pupil, then whoever sat in another meeting of theirs,
    then the pupil’s school."""
    sat = Participant.objects.filter(
        meeting__pupil_id=meeting.pupil_id, professional=OuterRef("pk")
    ).exclude(meeting=meeting)
    of_school = Q(institution_id=meeting.school_id) if meeting.school_id else Q(pk=None)
    return (
        cards_for(meeting)
        .filter(invited=False)
        .annotate(sat=Exists(sat))
        .filter(Q(follows=True) | Q(sat=True) | of_school)
        .order_by("-follows", "-sat", "folded", "pk")
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


def rooms_around(meeting: Meeting) -> Any:
    """Rooms of the pupil’s school and of the institutions of those invited, not compared yet."""
    hosts = Professional.objects.filter(pk__in=meeting.participants.values("professional_id"))
    where = Q(institution_id__in=hosts.values("institution_id"))
    if meeting.school_id:
        where |= Q(institution_id=meeting.school_id)
    return rooms_to_compare(meeting).filter(where)


def rooms_to_compare(meeting: Meeting) -> Any:
    """The rooms of the team’s address book that are not compared yet."""
    compared = meeting.places.exclude(room=None).values("room_id")
    return Room.objects.to_meet_in(meeting.team_id).exclude(pk__in=compared)


def keys_of(meeting: Meeting) -> dict[int, str]:
    """Who has the key of each place: for coordinators, apart from the dossier guests’ pages read."""
    return dict(meeting.places.exclude(key_holder="").values_list("pk", "key_holder"))
