"""Looking for a date: the period, the candidates, the one chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from intermetiers.web.editing import EditConflict, merge
from intermetiers.web.french import NBSP
from meetings.booking import keep_in_step, take_hours
from meetings.date_changes import Told, carry, take_up, times_of
from meetings.domain.date_changes import Times
from meetings.domain.slot_reasons import why_not
from meetings.domain.slots import rank_slots
from meetings.dossier import read_dossier
from meetings.models import Meeting, Slot, ToTell
from meetings.rounds import close_round
from meetings.writing import RefusedError, keep, locked
from partners.models import Account

ALREADY_THERE = "Ce créneau est déjà dans la liste."
GONE = "Ce créneau n’est plus dans la liste, quelqu’un l’a retiré entre-temps."
CALLED_OFF = f"Cette réunion est annulée{NBSP}: sa date ne change plus."
NO_DATE = (
    f"La réunion n’a plus de date, quelqu’un l’a retirée entre-temps{NBSP}: choisissez un créneau "
    "dans la liste."
)
NOTHING_LEFT = "Rien n’est parti de votre part. Relisez, puis recommencez si c’est toujours utile."


@dataclass(frozen=True, slots=True)
class NewDate:
    """The date wanted: a candidate by its number, or times to add to the list; and why."""

    slot: int | None = None
    times: Times | None = None
    reason: str = ""


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
) -> Told:
    """Give a slot the day and hours of `wanted`; the answers noted stay.

    A day and its hours are one fact: changed meanwhile by somebody else, even in part, they are
    a conflict. When it is the date of the meeting, whoever was given the old hours hears of it:
    `seen["date"]` is the date that was on the page, as `stamp` writes it.
    """
    with locked(meeting) as row:
        slot = _find(row, pk)
        if row.chosen_slot_id == pk:
            _check_seen(row, seen.get("date"))
        stands = _day_and_hours(slot)
        if any(stands[name] != seen.get(name) for name in stands):
            differs = {name: value for name, value in stands.items() if value != wanted[name]}
            if differs:
                raise EditConflict(differs)
        times = {"starts_at": wanted["starts_at"], "ends_at": wanted["ends_at"]}
        if row.slots.exclude(pk=pk).filter(**times).exists():
            raise RefusedError(ALREADY_THERE)
        was = times_of(slot)
        slot.starts_at, slot.ends_at = wanted["starts_at"], wanted["ends_at"]
        slot.save(update_fields=["starts_at", "ends_at"])
        keep("slot_changed", slot, row, by=by, now=now, fields=["starts_at", "ends_at"])
        if row.chosen_slot_id != slot.pk or was == times_of(slot):
            return Told()
        row.chosen_slot = slot
        take_hours(row)
        return carry(row, was, by=by, now=now)


def _day_and_hours(slot: Slot) -> dict[str, Any]:
    start, end = timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at)
    return {"day": start.date(), "start": start.time(), "end": end.time()}


def remove_slot(
    meeting: Meeting, pk: int, *, by: Account, now: datetime, seen: str | None = None
) -> Told:
    """Remove a candidate with its answers. If it was chosen, the meeting has no date any more,
    and whoever was given it hears of it; `seen` as in `change_date`."""
    with locked(meeting) as row:
        slot = _find(row, pk)
        is_date = row.chosen_slot_id == pk
        if is_date:
            _check_seen(row, seen)
        was = times_of(slot)
        keep("slot_removed", slot, row, by=by, now=now, answers=slot.answers.count())
        if is_date:
            row.chosen_slot = None
            row.save(update_fields=["chosen_slot"])
            close_round(row, by=by, now=now)
        slot.delete()
        keep_in_step(row)
        return carry(row, was, by=by, now=now) if is_date else Told()


def choose_slot(meeting: Meeting, pk: int, *, by: Account, now: datetime) -> Told:
    """Make this slot the date of the meeting; nobody is asked about the others any more.

    Whoever it leaves out never blocks it; refused only when the meeting cannot be held then: it
    is past, whoever convenes or the family of an ESS cannot be there, or another meeting of the
    team has taken somebody who would be there, or the room. A meeting that had another date
    changes it, as `change_date` does; one that had lost its date tells those who heard of that.
    """
    with locked(meeting) as row:
        slot = _find(row, pk)
        was = row.chosen_slot
        _make_date(row, slot, by=by, now=now)
        if was is None:
            return take_up(row, by=by, now=now)
        return Told() if was.pk == pk else carry(row, times_of(was), by=by, now=now)


def change_date(
    meeting: Meeting, wanted: NewDate, *, seen: str | None, by: Account, now: datetime
) -> Told | None:
    """Give a meeting that has a date another one, tell everybody, ask again those it concerns.

    All of it in one transaction, or nothing. `seen` is the date that was on the page (`stamp`):
    RefusedError when it is another one by now, with what happened; so that two coordinators, or
    a page left open, never tell two things. None when the date is already the one wanted, as
    after a second press: nothing leaves twice.
    """
    with locked(meeting) as row:
        if row.cancelled_at:
            raise RefusedError(CALLED_OFF)
        was = row.chosen_slot
        if was is None:
            raise RefusedError(NO_DATE)
        slot = _wanted(row, wanted, by=by, now=now)
        if slot.pk == was.pk:
            return None
        _check_seen(row, seen)
        _make_date(row, slot, by=by, now=now)
        return carry(row, times_of(was), reason=wanted.reason, by=by, now=now)


def give_up_slot(
    meeting: Meeting, *, by: Account, now: datetime, seen: str | None = None
) -> Told | None:
    """The meeting has no date any more; the slot stays among the candidates. Whoever was given
    the date hears of it. None when there was none already."""
    with locked(meeting) as row:
        slot = row.chosen_slot
        if slot is None:
            return None
        _check_seen(row, seen)
        keep("slot_given_up", slot, row, by=by, now=now)
        row.chosen_slot = None
        row.save(update_fields=["chosen_slot"])
        close_round(row, by=by, now=now)
        keep_in_step(row)
        return carry(row, times_of(slot), by=by, now=now)


def note_told(meeting: Meeting, person: int, *, by: Account, now: datetime) -> bool:
    """Somebody was told by voice that the date changed; False when that was noted already."""
    with locked(meeting) as row:
        owed = ToTell.objects.filter(meeting=row, participant=person, told_at=None).first()
        if owed is None:
            return False
        owed.told_at, owed.told_by = now, by
        owed.save(update_fields=["told_at", "told_by"])
        keep("date_told", owed, row, by=by, now=now)
    return True


def stamp(slot: Slot | None) -> str:
    """The date a page shows, to be sent back with its form: « 12:1801300500:1801305000 »."""
    if slot is None:
        return ""
    return f"{slot.pk}:{slot.starts_at.timestamp():.0f}:{slot.ends_at.timestamp():.0f}"


def _check_seen(row: Meeting, seen: str | None) -> None:
    """Refuse what was decided in front of another date. None: no page was shown."""
    if seen is None or seen == stamp(row.chosen_slot):
        return
    last = row.date_changes.select_related("by").last()
    who = last.by.name if last else "quelqu’un"
    when = times_of(row.chosen_slot).short if row.chosen_slot else "plus aucune"
    raise RefusedError(
        f"La date a changé entre-temps{NBSP}: {who} l’a changée, c’est maintenant {when}. "
        f"{NOTHING_LEFT}"
    )


def _wanted(row: Meeting, wanted: NewDate, *, by: Account, now: datetime) -> Slot:
    """The slot of the list, or a new one; the same times already in the list are that slot."""
    if wanted.slot is not None:
        return _find(row, wanted.slot)
    if wanted.times is None:
        raise ValueError("A new date is a slot of the list, or times.")
    times = {"starts_at": wanted.times.starts_at, "ends_at": wanted.times.ends_at}
    known: Slot | None = row.slots.filter(**times).first()
    return known or add_slot(row, **times, by=by, now=now)


def _make_date(row: Meeting, slot: Slot, *, by: Account, now: datetime) -> None:
    """Write the date of a locked meeting. Raises RefusedError when it cannot be held then."""
    if slot.starts_at <= now:
        raise RefusedError(
            f"Ce créneau est déjà passé{NBSP}: proposez-en un autre, il reste dans la liste."
        )
    dossier = read_dossier(row)
    for untenable in rank_slots(dossier, timezone.localdate(now)).not_tenable:
        if untenable.slot.id == slot.pk:
            raise RefusedError(why_not(untenable, dossier))
    is_new = row.chosen_slot_id != slot.pk
    row.chosen_slot = slot
    row.save(update_fields=["chosen_slot"])
    keep("slot_chosen", slot, row, by=by, now=now)
    take_hours(row)
    if is_new:
        close_round(row, by=by, now=now)


def _find(row: Meeting, pk: int) -> Slot:
    try:
        return row.slots.get(pk=pk)
    except Slot.DoesNotExist as error:
        raise RefusedError(GONE) from error
