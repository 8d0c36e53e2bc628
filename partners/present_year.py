"""The present school year is written twice, on the pupil for lists and in a row of the schooling.

Whoever writes one calls here, in the same transaction, so that the other follows.
"""

from datetime import date, datetime

from django.utils import timezone

from partners.domain.school_years import school_year_of
from partners.models import Pupil, Schooling

PRESENT = ("school", "class_name", "dispositif")


def day_of(now: datetime) -> date:
    """The day it is where the team is."""
    return timezone.localdate(now)


def standing(pupil: Pupil, day: date) -> Schooling | None:
    """The row that says where the pupil is on this day; None when this year is not written."""
    return Schooling.objects.begun(day).filter(pupil=pupil).last()


def note_present_year(pupil: Pupil, now: datetime) -> None:
    """The row of the present year says what the pupil's card says; nothing known is not a row."""
    day = day_of(now)
    row = standing(pupil, day)
    if row is None:
        if not any(getattr(pupil, name) for name in PRESENT):
            return
        row = Schooling(pupil=pupil, year=school_year_of(day))
    for name in PRESENT:
        setattr(row, name, getattr(pupil, name))
    row.leaves = False
    row.save()


def follow_present_year(pupil: Pupil, now: datetime) -> list[str]:
    """The pupil's card says what the row of the present year says; returns the fields changed.

    `pupil` is locked. A row that says the pupil has left archives the card.
    """
    row = standing(pupil, day_of(now))
    if row is None:
        return []
    if row.leaves:
        changed = [] if pupil.archived_at else ["archived_at"]
        pupil.archived_at = pupil.archived_at or now
    else:
        changed = [name for name in PRESENT if getattr(pupil, name) != getattr(row, name)]
        for name in changed:
            setattr(pupil, name, getattr(row, name))
    if changed:
        pupil.save(update_fields=changed)
    return changed


def forget_departure(pupil: Pupil, now: datetime) -> None:
    """A pupil who is back has not left this year."""
    Schooling.objects.filter(pupil=pupil, year=school_year_of(day_of(now)), leaves=True).delete()
