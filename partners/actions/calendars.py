"""Keeping when somebody is busy, and forgetting it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from intermetiers.web.journal import record
from partners.models import Account, BusyTime, Calendar, FamilyMember, Professional
from partners.models.calendars import field_of

Person = Professional | FamilyMember


@dataclass(frozen=True, slots=True)
class ReadCalendar:
    """What is kept of a calendar: the days looked at, both in it, and when one is busy."""

    first_day: date
    last_day: date
    busy: tuple[tuple[datetime, datetime], ...]
    left_out: tuple[str, ...]


def keep_calendar(
    person: Person, read: ReadCalendar, *, by: Account | None, now: datetime
) -> Calendar:
    """What was read takes the place of what was known of this person before.

    `by` is None for a person who drops a calendar by a private link.
    """
    with transaction.atomic():
        row = _locked(person)
        Calendar.objects.of(row).delete()
        calendar = Calendar.objects.create(
            **{field_of(row): row},
            read_at=now,
            first_day=read.first_day,
            last_day=read.last_day,
            busy_count=len(read.busy),
            left_out=list(read.left_out),
        )
        BusyTime.objects.bulk_create(
            BusyTime(calendar=calendar, starts_at=start, ends_at=end) for start, end in read.busy
        )
        counts = {"busy": len(read.busy), "left_out": len(read.left_out)}
        record("calendar_kept", row, by=by, now=now, scope=_team(row), **counts)
        return calendar


def forget_calendar(person: Person, *, by: Account | None, now: datetime) -> bool:
    """Nothing is known any more of when this person is busy; False when nothing was."""
    with transaction.atomic():
        row = _locked(person)
        found = Calendar.objects.of(row).first()
        if found is None:
            return False
        found.delete()
        record("calendar_forgotten", row, by=by, now=now, scope=_team(row), busy=found.busy_count)
        return True


def _team(person: Person) -> int:
    return person.team_id if isinstance(person, Professional) else person.pupil.team_id


def _locked(person: Person) -> Person:
    """The card read again and held until the end of the act, so that two files queue."""
    if isinstance(person, Professional):
        return Professional.objects.select_for_update(of=("self",)).get(pk=person.pk)
    relatives = FamilyMember.objects.select_related("pupil")
    return relatives.select_for_update(of=("self",)).get(pk=person.pk)
