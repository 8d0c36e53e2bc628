"""Erasing what was kept long enough. Run each day; a second run the same day finds nothing."""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction

from intermetiers.web.journal import record
from intermetiers.web.models import JournalEntry
from meetings.domain.retention import Kept, over_before
from meetings.erasing import Why, erase_meeting, erase_pupil
from meetings.keeping.actions.holds import without_new_holds
from meetings.keeping.ripe import RIPE, Rows, chosen_days
from meetings.models import Holding, Participant, Transfer
from meetings.writing import RefusedError
from partners.models import Team

BATCH = 200
BY_FILE = frozenset({Kept.MEETINGS, Kept.PUPILS})

Counts = dict[Kept, int]


def sweep_team(team: Team, *, now: datetime) -> Counts:
    """Erase what this team kept long enough; how many of each kind.

    Each batch stands by itself: stopped in the middle, the next run goes on.
    """
    days = chosen_days(team)
    counts: Counts = {}
    for kind, ripe in RIPE.items():
        before = over_before(now, days[kind])
        if kind is Kept.JOURNAL:
            erased = JournalEntry.objects.filter(scope=team.pk).forget_before(before)
            Transfer.objects.filter(team=team, expires_at__lt=before).delete()
        else:
            erased = sum(_erase_all(kind, team, partial(rows, team, before), now) for rows in ripe)
        if erased:
            counts[kind] = erased
    if counts:
        told = {kind.value: count for kind, count in counts.items()}
        record("lengths_applied", team, by=None, now=now, scope=team.pk, counts=told)
    return counts


Erase = Callable[[list[Any], datetime], int]


def _erase_all(kind: Kept, team: Team, rows: Callable[[], Rows], now: datetime) -> int:
    """Batch after batch, until nothing ripe is left or what is left cannot be erased."""
    erased = 0
    while True:
        # A file is locked by itself as it is erased. For the rest no hold is placed meanwhile.
        with nullcontext() if kind in BY_FILE else without_new_holds(team):
            batch = list(rows()[:BATCH])
            done = ERASING.get(kind, _delete)(batch, now) if batch else 0
        erased += done
        if not batch or done < len(batch):
            return erased


def _erase_meetings(batch: list[Any], now: datetime) -> int:
    return sum(
        _unless_refused(partial(erase_meeting, one, by=None, now=now, why=Why.RETENTION))
        for one in batch
    )


def _erase_pupils(batch: list[Any], now: datetime) -> int:
    return sum(
        _unless_refused(partial(erase_pupil, one, by=None, now=now, why=Why.RETENTION))
        for one in batch
    )


def _forget_shares(batch: list[Any], now: datetime) -> int:
    with transaction.atomic():
        for one in Holding.objects.select_for_update().filter(pk__in=[row.pk for row in batch]):
            one.shares, one.by_name, one.forgotten_at = {}, {}, now
            one.save(update_fields=["shares", "by_name", "forgotten_at"])
    return len(batch)


def _forget_words(batch: list[Any], now: datetime) -> int:
    """A row is what somebody said, and goes; or a seat at the table, which stays without its words."""
    seats = [row.pk for row in batch if isinstance(row, Participant)]
    if not seats:
        return _delete(batch, now)
    with transaction.atomic():
        Participant.objects.filter(pk__in=seats).update(viewpoint="", written="")
    return len(batch)


def _delete(batch: list[Any], now: datetime) -> int:
    with transaction.atomic():
        type(batch[0])._default_manager.filter(pk__in=[row.pk for row in batch]).delete()
    return len(batch)


def _unless_refused(erase: Callable[[], Any]) -> bool:
    """A file held between the reading and the erasing stays; the next run looks again."""
    try:
        erase()
    except RefusedError:
        return False
    return True


ERASING: Mapping[Kept, Erase] = {
    Kept.MEETINGS: _erase_meetings,
    Kept.PUPILS: _erase_pupils,
    Kept.SHARES: _forget_shares,
    Kept.VIEWPOINTS: _forget_words,
}
