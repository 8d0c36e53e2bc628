"""When the calendars of the people invited are taken, at the slots of their meetings only."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from meetings import models
from meetings.domain.dossier import Participant
from partners.models import BusyTime

BusyByCard = Mapping[str, Sequence[BusyTime]]


def busy_times(meetings: Sequence[models.Meeting]) -> BusyByCard:
    """The times that touch a slot of these meetings, by card, in order: one query for all."""
    seats = [seat for meeting in meetings for seat in meeting.participants.all()]
    here = Q(meeting__participants__professional=OuterRef("calendar__professional")) | Q(
        meeting__participants__family_member=OuterRef("calendar__family_member")
    )
    touched = models.Slot.objects.filter(
        here,
        meeting__in=[meeting.pk for meeting in meetings],
        starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    )
    of_theirs = Q(calendar__professional__in={seat.professional_id for seat in seats}) | Q(
        calendar__family_member__in={seat.family_member_id for seat in seats}
    )
    found: dict[str, list[BusyTime]] = {}
    for row in BusyTime.objects.filter(of_theirs, Exists(touched)).select_related("calendar"):
        card = _card(row.calendar.professional_id, row.calendar.family_member_id)
        found.setdefault(card, []).append(row)
    return found


def with_busy(
    people: Iterable[Participant], meeting: models.Meeting, found: BusyByCard
) -> tuple[Participant, ...]:
    """These people with the times of their calendars that touch a slot of this meeting."""
    if not found:
        return tuple(people)
    slots = list(meeting.slots.all())
    cards = {
        seat.pk: _card(seat.professional_id, seat.family_member_id)
        for seat in meeting.participants.all()
    }
    return tuple(_busy(person, slots, found.get(cards[person.id], ())) for person in people)


def _busy(
    person: Participant, slots: Sequence[models.Slot], times: Sequence[BusyTime]
) -> Participant:
    touching = [
        time
        for time in times
        if any(slot.starts_at < time.ends_at and slot.ends_at > time.starts_at for slot in slots)
    ]
    if not touching:
        return person
    return replace(
        person,
        busy=tuple((_local(time.starts_at), _local(time.ends_at)) for time in touching),
        calendar_read_on=_local(touching[0].calendar.read_at).date(),
    )


def _card(professional: int | None, family_member: int | None) -> str:
    return f"professional:{professional}" if professional else f"relative:{family_member}"


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment)
