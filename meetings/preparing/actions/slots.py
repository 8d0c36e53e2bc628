"""Looking for a date: the period, the candidates, the one chosen."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from intermetiers.web.editing import EditConflict, merge
from intermetiers.web.french import NBSP
from meetings.booking import keep_in_step, take_hours
from meetings.domain.slot_reasons import why_not
from meetings.domain.slots import rank_slots
from meetings.dossier import read_dossier
from meetings.models import Meeting, Slot
from meetings.rounds import close_round
from meetings.writing import RefusedError, keep, locked
from partners.models import Account

ALREADY_THERE = "Ce créneau est déjà dans la liste."
GONE = "Ce créneau n’est plus dans la liste, quelqu’un l’a retiré entre-temps."


def write_period(
    meeting: Meeting,
    *,
    seen: Mapping[str, Any],
    wanted: Mapping[str, Any],
    by: Account,
    now: datetime,
) -> None:
    """Keep the period and the duration. Raises EditConflict with nothing written."""
    with locked(meeting) as row:
        before = {"period_start": row.period_start, "period_end": row.period_end}
        fields = merge(row, seen=seen, wanted=wanted)
        if row.period_start and row.period_end and row.period_end < row.period_start:
            raise EditConflict({name: day for name, day in before.items() if day != seen[name]})
        if fields:
            row.save(update_fields=fields)
            keep("period_written", row, row, by=by, now=now, fields=fields)


def add_slot(
    meeting: Meeting, *, starts_at: datetime, ends_at: datetime, by: Account, now: datetime
) -> Slot:
    """Add a candidate. Raises RefusedError when the same one is already there."""
    with locked(meeting) as row:
        if row.slots.filter(starts_at=starts_at, ends_at=ends_at).exists():
            raise RefusedError(ALREADY_THERE)
        slot = Slot.objects.create(meeting=row, starts_at=starts_at, ends_at=ends_at, added_at=now)
        keep("slot_added", slot, row, by=by, now=now)
    return slot


def change_slot(
    meeting: Meeting,
    pk: int,
    *,
    seen: Mapping[str, Any],
    wanted: Mapping[str, Any],
    by: Account,
    now: datetime,
) -> None:
    """Give a slot the day and hours of `wanted`; the answers noted stay.

    A day and its hours are one fact: changed meanwhile by somebody else, even in part, they are
    a conflict.
    """
    with locked(meeting) as row:
        slot = _find(row, pk)
        stands = _day_and_hours(slot)
        if any(stands[name] != seen.get(name) for name in stands):
            differs = {name: value for name, value in stands.items() if value != wanted[name]}
            if differs:
                raise EditConflict(differs)
        times = {"starts_at": wanted["starts_at"], "ends_at": wanted["ends_at"]}
        if row.slots.exclude(pk=pk).filter(**times).exists():
            raise RefusedError(ALREADY_THERE)
        slot.starts_at, slot.ends_at = wanted["starts_at"], wanted["ends_at"]
        slot.save(update_fields=["starts_at", "ends_at"])
        if row.chosen_slot_id == slot.pk:
            take_hours(row)
        keep("slot_changed", slot, row, by=by, now=now, fields=["starts_at", "ends_at"])


def _day_and_hours(slot: Slot) -> dict[str, Any]:
    start, end = timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at)
    return {"day": start.date(), "start": start.time(), "end": end.time()}


def remove_slot(meeting: Meeting, pk: int, *, by: Account, now: datetime) -> None:
    """Remove a candidate with its answers. The meeting has no date any more if it was chosen."""
    with locked(meeting) as row:
        slot = _find(row, pk)
        keep("slot_removed", slot, row, by=by, now=now, answers=slot.answers.count())
        slot.delete()
        keep_in_step(row)


def choose_slot(meeting: Meeting, pk: int, *, by: Account, now: datetime) -> Slot:
    """Make this slot the date of the meeting; nobody is asked about dates any more.

    Whoever it leaves out never blocks it; refused only when the meeting cannot be held then: it
    is past, whoever convenes or the family of an ESS cannot be there, or another meeting of the
    team has taken somebody who would be there, or the room.
    """
    with locked(meeting) as row:
        slot = _find(row, pk)
        if slot.starts_at <= now:
            raise RefusedError(
                f"Ce créneau est déjà passé{NBSP}: proposez-en un autre, il reste dans la liste."
            )
        dossier = read_dossier(row)
        for untenable in rank_slots(dossier, timezone.localdate(now)).not_tenable:
            if untenable.slot.id == pk:
                raise RefusedError(why_not(untenable, dossier))
        row.chosen_slot = slot
        row.save(update_fields=["chosen_slot"])
        keep("slot_chosen", slot, row, by=by, now=now)
        take_hours(row)
        close_round(row, by=by, now=now)
    return slot


def give_up_slot(meeting: Meeting, *, by: Account, now: datetime) -> None:
    """The meeting has no date any more; the slot stays among the candidates."""
    with locked(meeting) as row:
        if row.chosen_slot is None:
            return
        keep("slot_given_up", row.chosen_slot, row, by=by, now=now)
        row.chosen_slot = None
        row.save(update_fields=["chosen_slot"])
        keep_in_step(row)


def _find(row: Meeting, pk: int) -> Slot:
    try:
        return row.slots.get(pk=pk)
    except Slot.DoesNotExist as error:
        raise RefusedError(GONE) from error
