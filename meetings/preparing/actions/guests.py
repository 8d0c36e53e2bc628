"""Bringing people to the table, and saying why and how each takes part."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Max

from intermetiers.web.editing import merge
from meetings.booking import keep_in_step, take_hours_of_new_seat, take_hours_of_seat
from meetings.domain.kinds import Presence, Role
from meetings.invitations import withdraw
from meetings.models import Meeting, Participant
from meetings.writing import RefusedError, keep, locked
from partners.actions import (
    add_family_member,
    add_institution,
    add_professional,
    bring_back_card,
)
from partners.models import Account, FamilyMember, Professional

NOTHING_GOES = (
    "Cette personne n’est pas invitée\u00a0: une décision de justice interdit qu’elle reçoive quoi "
    "que ce soit, et une invitation lui dirait où et quand on se réunit. Si la décision a changé, "
    "corrigez d’abord sa fiche."
)
# A card of the address book whose métier is a role of its own at the table.
_ROLES = {"interprete": Role.INTERPRETER, "personne_accompagnante": Role.COMPANION}


def invite_professional(
    meeting: Meeting, card: Professional, *, by: Account, now: datetime, **words: str
) -> Participant:
    """Seat this card; invited twice, the first seat stands. `words`: capacity, reason.

    Who takes part only from afar is awaited by telephone, until something else is chosen.
    """
    presence = Presence.PHONE if card.remote_only else Presence.IN_PERSON
    role = _ROLES.get(card.metier, Role.PROFESSIONAL)
    with locked(meeting) as row:
        seat = row.participants.filter(professional=card).first()
        return seat or _seat(
            row, role, by=by, now=now, professional=card, presence=presence.value, **words
        )


def invite_relative(
    meeting: Meeting, relative: FamilyMember, *, by: Account, now: datetime
) -> Participant:
    """Seat this relative of the pupil; invited twice, the first seat stands.

    Raises RefusedError for somebody a judge forbids to give anything to: an invitation would
    tell this person where and when the child is.
    """
    with locked(meeting) as row:
        if FamilyMember.objects.get(pk=relative.pk).receives_nothing:
            raise RefusedError(NOTHING_GOES)
        seat = row.participants.filter(family_member=relative).first()
        return seat or _seat(row, Role.GUARDIAN, by=by, now=now, family_member=relative)


def introduce_professional(
    meeting: Meeting,
    *,
    card: Mapping[str, Any],
    institution: Mapping[str, str] | None,
    words: Mapping[str, str],
    by: Account,
    now: datetime,
) -> Participant:
    """Write the card in the address book, with its new institution if any, and seat it."""
    with locked(meeting) as row:
        fields = dict(card)
        if institution is not None:
            fields["institution"] = add_institution(row.team, by=by, now=now, **institution)
        elif (house := fields.get("institution")) and house.archived_at is not None:
            bring_back_card(house, by=by, now=now)  # its name was written: it serves again
        made = add_professional(row.team, by=by, now=now, **fields)
        return invite_professional(row, made, by=by, now=now, **words)


def introduce_relative(
    meeting: Meeting, *, card: Mapping[str, Any], by: Account, now: datetime
) -> Participant:
    """Write the card of a relative of the pupil, and seat this person."""
    with locked(meeting) as row:
        made = add_family_member(row.pupil, by=by, now=now, **card)
        return invite_relative(row, made, by=by, now=now)


def invite_companion(
    meeting: Meeting,
    role: Role,
    *,
    label: str,
    accompanies: int | None,
    by: Account,
    now: datetime,
) -> Participant:
    """Seat someone the family comes with, known by a name or a bond.

    Raises Participant.DoesNotExist when `accompanies` is nobody of this meeting.
    """
    with locked(meeting) as row:
        whom = row.participants.get(pk=accompanies) if accompanies else None
        return _seat(row, role, by=by, now=now, label=label, accompanies=whom)


def change_guest(
    meeting: Meeting,
    participant: int,
    *,
    seen: Mapping[str, Any],
    wanted: Mapping[str, Any],
    by: Account,
    now: datetime,
) -> None:
    """Write what the author changed. Raises EditConflict, or DoesNotExist for another meeting."""
    with locked(meeting) as row:
        person = row.participants.get(pk=participant)
        fields = merge(person, seen=seen, wanted=wanted)
        if "accompanies_id" in fields and person.accompanies_id:
            row.participants.get(pk=person.accompanies_id)
        if fields:
            person.save(update_fields=fields)
            keep("guest_changed", person, row, by=by, now=now, fields=fields)
        if "presence" in fields:
            take_hours_of_seat(row, person.pk)


def remove_guest(meeting: Meeting, participant: int, *, by: Account, now: datetime) -> None:
    """Take the seat away, with the answers and links that hang on it; an invitation is taken back.

    The pupil keeps a seat.
    """
    with locked(meeting) as row:
        person = row.participants.get(pk=participant)
        if person.role == Role.PUPIL:
            raise RefusedError(
                "L’élève garde sa place à table. Dites plutôt plus bas comment il ou elle participe."
            )
        keep("guest_removed", person, row, by=by, now=now)
        withdraw(row, (person.pk,), by=by, now=now)
        person.delete()
        keep_in_step(row)


def move_guest(meeting: Meeting, participant: int, *, up: bool, by: Account, now: datetime) -> None:
    """One seat up or down among people of the same role; at the end of the row nothing moves."""
    with locked(meeting) as row:
        person = row.participants.get(pk=participant)
        people = list(row.participants.filter(role=person.role).order_by("position", "pk"))
        here = people.index(person)
        there = here - 1 if up else here + 1
        if not 0 <= there < len(people):
            return
        people[here], people[there] = people[there], people[here]
        for position, other in enumerate(people):
            other.position = position
        Participant.objects.bulk_update(people, ["position"])
        keep("guest_moved", person, row, by=by, now=now)


def settle(
    meeting: Meeting,
    act: str,
    *,
    seen: Mapping[str, Any],
    wanted: Mapping[str, Any],
    by: Account,
    now: datetime,
) -> None:
    """Write fields of the meeting itself: the pupil’s place, the wish of the family."""
    with locked(meeting) as row:
        fields = merge(row, seen=seen, wanted=wanted)
        if fields:
            row.save(update_fields=fields)
            keep(act, row, row, by=by, now=now, fields=fields)
        pupil = row.participants.filter(role=Role.PUPIL.value).first()
        if "pupil_place" in fields and pupil is not None:
            take_hours_of_seat(row, pupil.pk)


def _seat(
    meeting: Meeting, role: Role, *, by: Account, now: datetime, **fields: Any
) -> Participant:
    last = meeting.participants.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    seat = Participant(
        meeting=meeting, role=role.value, position=position, invited_at=now, **fields
    )
    seat.save()
    keep("guest_invited", seat, meeting, by=by, now=now)
    take_hours_of_new_seat(meeting, seat.pk)
    return seat
