"""Comparing places, and choosing the one where each can take a position."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from intermetiers.web.editing import EditConflict, merge
from meetings.booking import keep_in_step, take_hours_of_place
from meetings.domain.grounds import ground_of
from meetings.domain.kinds import Ground, Layout
from meetings.models import Meeting, Place, PlaceDistance
from meetings.writing import keep, locked
from partners.domain.places import name_place
from partners.models import Account, Room

DISTANCE = "distance_"  # « distance_12 »: metres from where participant 12 comes

# What is true of a place whatever the meeting.
_KEPT_AS_IT_WAS = (
    "name", "address", "ground", "step_free", "quiet", "transport", "layout", "waiting", "seats",
    "key_holder", "room",
)  # fmt: skip


def add_place(meeting: Meeting, fields: Mapping[str, Any], *, by: Account, now: datetime) -> Place:
    """Compare one more place. Raises DoesNotExist when a person named is not of this meeting."""
    with locked(meeting) as row:
        plain, metres = _apart(fields)
        _check_people(row, plain, metres)
        place = Place(meeting=row, added_at=now, **plain)
        place.save()
        for participant, distance in metres.items():
            if distance is not None:
                place.distances.create(participant_id=participant, metres=distance)
        keep("place_added", place, row, by=by, now=now)
    return place


def add_school(meeting: Meeting, *, by: Account, now: datetime) -> Place | None:
    """Compare the pupil’s school, if one is known; twice, the first one stands."""
    with locked(meeting) as row:
        if row.school is None:
            return None
        school = {
            "name": row.school.name,
            "address": row.school.whole_address,
            "transport": row.school.transport,
            "ground": Ground.SCHOOL.value,
        }
        return _add_known(row, school, by=by, now=now)


def add_room(meeting: Meeting, room: Room, *, by: Account, now: datetime) -> Place:
    """Compare a room of the address book, as it is known there; twice, the first place stands."""
    with locked(meeting) as row:
        known = row.places.filter(room=room).first()
        return known or add_place(row, _of_room(row, room), by=by, now=now)


def _of_room(meeting: Meeting, room: Room) -> dict[str, Any]:
    """A place filled from a room and from the institution where it is."""
    house = room.institution
    kind = house.catalogue_entry
    ground = ground_of(kind.world if kind else None, own_school=house.pk == meeting.school_id)
    layouts = room.layouts.split()
    return {
        "room": room,
        "name": name_place(house.name, room.name),
        "address": house.whole_address,
        "ground": ground.value,
        "transport": house.transport,
        "step_free": room.step_free,
        "quiet": room.quiet,
        "layout": layouts[0] if layouts else Layout.ROUND.value,
        "waiting": room.waiting,
        "seats": room.seats,
        "key_holder": room.key_holder,
    }


def add_again(meeting: Meeting, place: Place, *, by: Account, now: datetime) -> Place:
    """Compare a place of another meeting, with what is true of it whatever the meeting."""
    known = {name: getattr(place, name) for name in _KEPT_AS_IT_WAS}
    with locked(meeting) as row:
        return _add_known(row, known, by=by, now=now)


def change_place(
    meeting: Meeting,
    place: int,
    *,
    seen: Mapping[str, Any],
    wanted: Mapping[str, Any],
    by: Account,
    now: datetime,
) -> None:
    """Write what the author changed. Raises EditConflict with nothing written, or DoesNotExist."""
    with locked(meeting) as row:
        found = row.places.get(pk=place)
        plain, metres = _apart(wanted)
        _check_people(row, plain, metres)
        conflicts: dict[str, Any] = {}
        changed: list[str] = []
        try:
            changed += merge(found, seen=seen, wanted=plain)
        except EditConflict as conflict:
            conflicts |= conflict.current
        for participant, distance in metres.items():
            name = f"{DISTANCE}{participant}"
            try:
                changed += _write_distance(found, participant, seen.get(name), distance)
            except EditConflict as conflict:
                conflicts[name] = conflict.current["metres"]
        if conflicts:
            raise EditConflict(conflicts)
        if changed:
            found.save()
            keep("place_changed", found, row, by=by, now=now, fields=changed)


def remove_place(meeting: Meeting, place: int, *, by: Account, now: datetime) -> None:
    """Compare it no more; if it was chosen, the meeting has no place."""
    with locked(meeting) as row:
        found = row.places.get(pk=place)
        keep("place_removed", found, row, by=by, now=now)
        found.delete()
        keep_in_step(row)


def choose_place(meeting: Meeting, place: int, *, by: Account, now: datetime) -> None:
    """Meet there; the other places stay compared."""
    with locked(meeting) as row:
        found = row.places.get(pk=place)
        if row.chosen_place_id != found.pk:
            row.chosen_place = found
            row.save(update_fields=["chosen_place"])
            keep("place_chosen", found, row, by=by, now=now)
            take_hours_of_place(row)


def give_up_place(meeting: Meeting, *, by: Account, now: datetime) -> None:
    """Look for a place again."""
    with locked(meeting) as row:
        if row.chosen_place_id is not None:
            row.chosen_place = None
            row.save(update_fields=["chosen_place"])
            keep("place_given_up", row, row, by=by, now=now)
            keep_in_step(row)


def _apart(fields: Mapping[str, Any]) -> tuple[dict[str, Any], dict[int, int | None]]:
    """The fields of the place, and the metres by participant."""
    plain = {name: value for name, value in fields.items() if not name.startswith(DISTANCE)}
    metres = {
        int(name.removeprefix(DISTANCE)): value
        for name, value in fields.items()
        if name.startswith(DISTANCE)
    }
    return plain, metres


def _check_people(
    meeting: Meeting, plain: Mapping[str, Any], metres: Mapping[int, int | None]
) -> None:
    """Everybody named sits at this table, else Participant.DoesNotExist."""
    people = set(metres)
    if plain.get("welcomed_by_id"):
        people.add(plain["welcomed_by_id"])
    seats = meeting.participants.filter(pk__in=people)
    if seats.count() < len(people):
        raise meeting.participants.model.DoesNotExist


def _write_distance(
    place: Place, participant: int, seen: int | None, wanted: int | None
) -> list[str]:
    """The three-way merge of one distance, which is a row of its own or no row."""
    stands = place.distances.filter(participant_id=participant).first()
    row = stands or PlaceDistance(place=place, participant_id=participant)
    if not merge(row, seen={"metres": seen}, wanted={"metres": wanted}):
        return []
    if wanted is None:
        row.delete()
    else:
        row.save()
    return [f"{DISTANCE}{participant}"]


def _add_known(meeting: Meeting, fields: Mapping[str, Any], *, by: Account, now: datetime) -> Place:
    known = meeting.places.filter(name__iexact=fields["name"]).first()
    return known or add_place(meeting, fields, by=by, now=now)
