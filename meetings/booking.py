"""Keeping the hours a meeting takes in step with its date, its place and who sits at the table.

Every act that changes one of these calls one of the functions below, in its own transaction,
with the meeting locked. The team is locked next, so that two acts look and take one after the
other; the constraint of `Booking` holds whatever else might write.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from django.utils import timezone

from meetings.domain.bookings import Taken, clashes, quarters, remedy, resources_at, say_clashes
from meetings.domain.dossier import Dossier, Slot
from meetings.dossier import read_dossier
from meetings.models import Booking, Meeting
from meetings.writing import RefusedError
from partners.models import Team

NOT_INVITED = (
    "Cette personne n’est donc pas invitée\u00a0: choisissez d’abord un autre créneau, ou réunissez-vous "
    "sans elle."
)


class ClashError(RefusedError):
    """Another meeting holds what this one would take; `said` is who and when."""

    def __init__(self, said: str, remedy: str) -> None:
        super().__init__(f"{said} {remedy}")
        self.said = said


def read_taken(dossier: Dossier, slots: Iterable[Slot]) -> tuple[Taken, ...]:
    """What other meetings hold of what this one would take at these slots: one query."""
    slots = tuple(slots)
    resources = {name for slot in slots for name in resources_at(slot, dossier)}
    hours = {quarter for slot in slots for quarter in quarters(slot)}
    if not hours:
        return ()
    rows = (
        Booking.objects.exclude(meeting=dossier.id)
        .filter(resource__in=resources, quarter__range=(min(hours), max(hours)))
        .exclude(meeting__chosen_slot=None)
        .order_by("quarter", "resource")
        .values_list(
            "resource",
            "quarter",
            "meeting__chosen_slot__starts_at",
            "meeting__chosen_slot__ends_at",
        )
    )
    return tuple(
        Taken(resource, quarter, timezone.localtime(start), timezone.localtime(end))
        for resource, quarter, start, end in rows
    )


def take_hours(meeting: Meeting) -> None:
    """Take all that the meeting needs at its date. Raises RefusedError when some of it is taken."""
    _keep(meeting, lambda dossier: None)


def take_hours_of_seat(meeting: Meeting, seat: int) -> None:
    """The same for one person who takes part otherwise: only this one is refused."""
    _keep(meeting, lambda dossier: {dossier.by_id[seat].books})


def take_hours_of_new_seat(meeting: Meeting, seat: int) -> None:
    """The same for somebody just invited."""
    try:
        take_hours_of_seat(meeting, seat)
    except ClashError as clash:
        raise RefusedError(f"{clash.said} {NOT_INVITED}") from clash


def take_hours_of_place(meeting: Meeting) -> None:
    """The same for another place."""
    _keep(meeting, lambda dossier: {dossier.chosen_place.books} if dossier.chosen_place else ())


def keep_in_step(meeting: Meeting) -> None:
    """Give back what is needed no more, and take what is free of the rest: refuses nothing.

    For acts that must be kept whatever the hours say: an answer, somebody who leaves the table.
    """
    _keep(meeting, lambda dossier: ())


def _keep(meeting: Meeting, watched: Callable[[Dossier], Collection[str] | None]) -> None:
    """`watched` are the resources whose clash is refused; None is all of them."""
    has_date = Meeting.objects.standing().filter(pk=meeting.pk).exclude(chosen_slot=None)
    if not has_date.exists():
        Booking.objects.filter(meeting=meeting).delete()
        return
    Team.objects.select_for_update(no_key=True).get(pk=meeting.team_id)
    dossier = read_dossier(meeting)
    slot = dossier.chosen_slot
    if slot is None:
        return
    found = clashes(slot, dossier, read_taken(dossier, (slot,)))
    names = watched(dossier)
    refused = [one for one in found if names is None or one.resource in names]
    if refused:
        raise ClashError(say_clashes(refused, dossier), remedy(refused, dossier))
    wanted = {(name, quarter) for name in resources_at(slot, dossier) for quarter in quarters(slot)}
    _write(meeting, wanted - {(one.resource, one.quarter) for one in found})


def _write(meeting: Meeting, wanted: set[tuple[str, datetime]]) -> None:
    rows = {(row.resource, row.quarter): row.pk for row in Booking.objects.filter(meeting=meeting)}
    gone = [pk for key, pk in rows.items() if key not in wanted]
    Booking.objects.filter(pk__in=gone).delete()
    Booking.objects.bulk_create(
        Booking(meeting=meeting, resource=resource, quarter=quarter)
        for resource, quarter in sorted(wanted - rows.keys())
    )
