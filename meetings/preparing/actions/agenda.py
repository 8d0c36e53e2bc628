"""What the meeting talks about, in what order, for how long; and what leaves it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from intermetiers.web.editing import merge
from intermetiers.web.french import NBSP
from meetings.left_points import left_to
from meetings.models import AgendaItem, Information, Meeting
from meetings.preparing.actions.information import forget_files
from meetings.writing import RefusedError, keep, locked
from partners.models import Account

TAKEN_UP = "Ce point est déjà repris, ou il n’est plus à reprendre."
GONE = "Ce point n’est plus dans la liste, quelqu’un l’a supprimé entre-temps."
NOT_INVITED = f"Cette personne n’est plus invitée{NBSP}: choisissez qui ouvre ce point."


def write_times(
    meeting: Meeting,
    *,
    seen: Mapping[str, Any],
    wanted: Mapping[str, Any],
    by: Account,
    now: datetime,
) -> None:
    """Keep the minutes of opening, words and re-reading. Raises EditConflict, nothing written."""
    with locked(meeting) as row:
        fields = merge(row, seen=seen, wanted=wanted)
        if fields:
            row.save(update_fields=fields)
            keep("times_written", row, row, by=by, now=now, fields=fields)


def add_item(
    meeting: Meeting, values: Mapping[str, Any], *, by: Account, now: datetime
) -> AgendaItem:
    """Add a point at the end; `values` are title, kind, minutes and opener_id."""
    with locked(meeting) as row:
        _check_opener(row, values["opener_id"])
        item = _add(row, values, now)
        keep("item_added", item, row, by=by, now=now)
    return item


def carry_item(
    meeting: Meeting, ident: str, *, today: date, by: Account, now: datetime
) -> AgendaItem:
    """Add at the end what an earlier meeting left, as it stands there, with the titles of what is
    to be read before it: the texts themselves were given for the guests of that day.

    Raises RefusedError when no meeting leaves it any more, this one having taken it up for one.
    """
    with locked(meeting) as row:
        point = next((one for one in left_to(row, today) if one.ident == ident), None)
        if point is None:
            raise RefusedError(TAKEN_UP)
        values = {"title": point.title, "kind": point.kind.value, "minutes": point.minutes}
        item = _add(row, values, now)
        Information.objects.bulk_create(
            Information(item=item, title=title, added_at=now) for title in point.readings
        )
        keep("item_carried", item, row, by=by, now=now, left_by=point.reference)
    return item


def _add(meeting: Meeting, values: Mapping[str, Any], now: datetime) -> AgendaItem:
    positions = meeting.agenda.values_list("position", flat=True)
    return AgendaItem.objects.create(
        meeting=meeting, position=max(positions, default=0) + 1, added_at=now, **values
    )


def change_item(
    meeting: Meeting,
    pk: int,
    *,
    seen: Mapping[str, Any],
    wanted: Mapping[str, Any],
    by: Account,
    now: datetime,
) -> None:
    """Keep what changed of a point. Raises EditConflict, with nothing written."""
    with locked(meeting) as row:
        item = _find(row, pk)
        fields = merge(item, seen=seen, wanted=wanted)
        _check_opener(row, item.opener_id)
        if fields:
            item.save(update_fields=fields)
            keep("item_changed", item, row, by=by, now=now, fields=fields)


def remove_item(meeting: Meeting, pk: int, *, by: Account, now: datetime) -> None:
    """Remove a point for good, with the informations that go before it."""
    with locked(meeting) as row:
        item = _find(row, pk)
        forget_files(Information.objects.filter(item=item))
        keep("item_removed", item, row, by=by, now=now, informations=item.informations.count())
        item.delete()


def move_item(meeting: Meeting, pk: int, by_places: int, *, by: Account, now: datetime) -> int:
    """Move a kept point up (-1) or down (1) among the kept ones; returns its place, from 1."""
    with locked(meeting) as row:
        item = _find(row, pk)
        order = _kept_order(row)
        if item.pk not in order:
            raise RefusedError("Ce point est sorti de l’ordre du jour.")
        there = min(max(order.index(pk) + by_places, 0), len(order) - 1)
        order.remove(pk)
        order.insert(there, pk)
        _write_order(row, order, by=by, now=now)
    return there + 1


def reorder_items(meeting: Meeting, order: Sequence[int], *, by: Account, now: datetime) -> None:
    """Put the kept points in this order; those it does not name (just added) stay last."""
    with locked(meeting) as row:
        stands = _kept_order(row)
        named = [pk for pk in dict.fromkeys(order) if pk in stands]
        rest = [pk for pk in stands if pk not in named]
        _write_order(row, [*named, *rest], by=by, now=now)


def move_out(
    meeting: Meeting, pk: int, *, to: str, note: str, by: Account, now: datetime
) -> AgendaItem:
    """Take a point out of the meeting; it stays listed with where it is treated."""
    with locked(meeting) as row:
        item = _find(row, pk)
        item.moved_to, item.moved_note, item.moved_at = to, note, now
        item.save(update_fields=["moved_to", "moved_note", "moved_at"])
        keep("item_moved_out", item, row, by=by, now=now, to=to)
    return item


def put_back(meeting: Meeting, pk: int, *, by: Account, now: datetime) -> AgendaItem:
    """Put a point back on the agenda, where it stood."""
    with locked(meeting) as row:
        item = _find(row, pk)
        if item.moved_to:
            item.moved_to, item.moved_note, item.moved_at = "", "", None
            item.save(update_fields=["moved_to", "moved_note", "moved_at"])
            keep("item_put_back", item, row, by=by, now=now)
    return item


def _find(row: Meeting, pk: int) -> AgendaItem:
    try:
        return row.agenda.get(pk=pk)
    except AgendaItem.DoesNotExist as error:
        raise RefusedError(GONE) from error


def _check_opener(row: Meeting, opener: int | None) -> None:
    if opener is not None and not row.participants.filter(pk=opener).exists():
        raise RefusedError(NOT_INVITED)


def _kept_order(row: Meeting) -> list[int]:
    return list(row.agenda.filter(moved_to="").values_list("pk", flat=True))


def _write_order(row: Meeting, order: list[int], *, by: Account, now: datetime) -> None:
    """Points taken out keep their place relative to nobody: they come after."""
    items = {item.pk: item for item in row.agenda.all()}
    out = [pk for pk in items if pk not in order]
    for position, pk in enumerate([*order, *out], start=1):
        items[pk].position = position
    AgendaItem.objects.bulk_update(items.values(), ["position"])
    keep("items_reordered", row, row, by=by, now=now)
