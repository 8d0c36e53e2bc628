"""Keeping one file beyond its time, for a reason somebody writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from intermetiers.web.journal import record
from meetings.models import Hold
from partners.models import Account, Pupil, Team


@contextmanager
def without_new_holds(team: Team) -> Iterator[None]:
    """In a transaction during which nobody places a hold in this team."""
    with transaction.atomic():
        # Of no concern to rows that only name the team.
        Team.objects.select_for_update(no_key=True).get(pk=team.pk)
        yield


def place_hold(pupil: Pupil, reason: str, *, by: Account, now: datetime) -> Hold:
    """Nothing of this file is erased from now on. Where one stands already, it stays as it is."""
    with without_new_holds(pupil.team):
        row = Pupil.objects.select_for_update(of=("self",)).get(pk=pupil.pk)
        standing = Hold.objects.standing().filter(pupil=row).first()
        if standing is not None:
            return standing
        made = Hold.objects.create(pupil=row, reason=reason, placed_at=now, placed_by=by)
        record("hold_placed", row, by=by, now=now, scope=row.team_id)
        return made


def lift_hold(hold: Hold, *, by: Account, now: datetime) -> None:
    """The file follows the rules again. Lifting twice changes nothing."""
    with transaction.atomic():
        row = Hold.objects.select_for_update(of=("self",)).select_related("pupil").get(pk=hold.pk)
        if row.lifted_at is None:
            row.lifted_at, row.lifted_by = now, by
            row.save(update_fields=["lifted_at", "lifted_by"])
            record("hold_lifted", row.pupil, by=by, now=now, scope=row.pupil.team_id)
