"""What is known of a period in which a date is looked for: calendars, other meetings, holidays."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from meetings.domain.bookings import resources_at
from meetings.domain.candidates import Around, Look, Visit
from meetings.domain.dossier import Dossier, Participant as Person, Slot
from meetings.dossier import QUERIES, read_dossier
from meetings.models import Booking, Meeting, Participant, Place
from partners.models import BusyTime
from partners.models.finding import fold_words
from partners.school_calendar import days_off

LOOKING_QUERIES = QUERIES + 5


def read_period(meeting: Meeting, look: Look) -> tuple[Dossier, Around]:
    """The meeting with calendars and holidays over the whole period, and what is around it.

    Costs LOOKING_QUERIES queries, however long the period and however many people.
    """
    dossier = read_dossier(meeting)
    window = _midnight(look.first), _midnight(look.last + timedelta(days=1))
    busy = _busy(meeting, window)
    people = tuple(_with_busy(person, busy) for person in dossier.participants)
    off = days_off(meeting.team, look.first, look.last)
    around = Around(
        zone=timezone.get_current_timezone(),
        taken=_taken(dossier, window),
        visits=_visits(meeting, window),
        here=_place_key(_place_of(meeting)),
    )
    return replace(dossier, participants=people, days_off=off), around


def _busy(
    meeting: Meeting, window: tuple[datetime, datetime]
) -> dict[int, list[tuple[datetime, datetime, date]]]:
    """The times in which the calendar of each participant is taken: two queries."""
    seats = Participant.objects.filter(meeting=meeting)
    cards = {
        (professional, relative): pk
        for pk, professional, relative in seats.values_list("pk", "professional", "family_member")
        if professional or relative
    }
    here = Q(calendar__professional__seats__meeting=meeting) | Q(
        calendar__family_member__seats__meeting=meeting
    )
    rows = (
        BusyTime.objects.filter(here, starts_at__lt=window[1], ends_at__gt=window[0])
        .order_by("starts_at", "pk")
        .distinct()
        .values_list(
            "calendar__professional", "calendar__family_member",
            "starts_at", "ends_at", "calendar__read_at",
        )
    )  # fmt: skip
    found: dict[int, list[tuple[datetime, datetime, date]]] = {}
    for professional, relative, start, end, read_at in rows:
        local = timezone.localtime(start), timezone.localtime(end)
        read_on = timezone.localtime(read_at).date()
        found.setdefault(cards[professional, relative], []).append((*local, read_on))
    return found


def _with_busy(person: Person, busy: Mapping[int, list[tuple[datetime, datetime, date]]]) -> Person:
    times = busy.get(person.id)
    if not times:
        return person
    spans = tuple((start, end) for start, end, _ in times)
    return replace(person, busy=spans, calendar_read_on=times[0][2])


def _taken(dossier: Dossier, window: tuple[datetime, datetime]) -> frozenset[datetime]:
    """What other meetings hold of whom this one needs, and of its room."""
    anybody = resources_at(Slot(0, window[0], window[0], (), is_chosen=False), dossier)
    rows = Booking.objects.exclude(meeting=dossier.id).filter(
        resource__in=anybody, quarter__gte=window[0], quarter__lt=window[1]
    )
    return frozenset(rows.order_by().values_list("quarter", flat=True))


def _visits(meeting: Meeting, window: tuple[datetime, datetime]) -> tuple[Visit, ...]:
    """The other meetings of whoever convenes, with where they are held."""
    seats = Participant.objects.filter(
        meeting=OuterRef("pk"), professional__account=meeting.convener_id
    )
    rows = (
        Meeting.objects.standing()
        .with_date()
        .filter(Q(convener=meeting.convener_id) | Exists(seats), team=meeting.team_id)
        .filter(chosen_slot__starts_at__lt=window[1], chosen_slot__ends_at__gt=window[0])
        .exclude(pk=meeting.pk)
        .select_related("chosen_slot", "chosen_place__room")
    )
    return tuple(
        Visit(
            timezone.localtime(row.chosen_slot.starts_at),
            timezone.localtime(row.chosen_slot.ends_at),
            _place_key(row.chosen_place),
        )
        for row in rows
        if row.chosen_slot
    )


def _place_of(meeting: Meeting) -> Place | None:
    chosen = Place.objects.filter(meeting=meeting, pk=meeting.chosen_place_id or 0)
    return chosen.select_related("room").first()


def _place_key(place: Place | None) -> str:
    """Two rooms of one school are one place; else two places are one by their address."""
    if place is None:
        return ""
    if place.room_id and place.room:
        return f"institution:{place.room.institution_id}"
    return fold_words(place.address or place.name)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
