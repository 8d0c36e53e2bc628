"""Keeping several of the slots proposed, in one act."""

from collections.abc import Iterable
from datetime import datetime

from meetings.models import Meeting, Slot
from meetings.writing import keep, locked
from partners.models import Account


def keep_candidates(
    meeting: Meeting,
    spans: Iterable[tuple[datetime, datetime]],
    *,
    by: Account,
    now: datetime,
) -> tuple[Slot, ...]:
    """Add these slots to the list, those that are there already left as they are.

    Returns those added, soonest first.
    """
    with locked(meeting) as row:
        there = set(row.slots.values_list("starts_at", "ends_at"))
        wanted = sorted({span for span in spans if span not in there})
        made = []
        for starts_at, ends_at in wanted:
            slot = Slot.objects.create(
                meeting=row, starts_at=starts_at, ends_at=ends_at, added_at=now
            )
            keep("slot_added", slot, row, by=by, now=now)
            made.append(slot)
    return tuple(made)
