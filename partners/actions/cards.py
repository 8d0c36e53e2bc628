"""Acts on any card of the address book: add, change, archive, bring back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

from intermetiers.web.editing import merge
from intermetiers.web.journal import record
from partners.models import Account, FamilyMember, Institution, Professional, Pupil, Room, Team
from partners.present_year import PRESENT, forget_departure, note_present_year

Archivable = TypeVar("Archivable", Institution, Professional, Pupil, Room)
Card = TypeVar("Card", Institution, Professional, Pupil, FamilyMember, Room)


def add_institution(team: Team, *, by: Account, now: datetime, **fields: Any) -> Institution:
    """A school, service or cabinet in the team's book."""
    return _add(Institution(team=team, **fields), team, by=by, now=now)


def add_room(institution: Institution, *, by: Account, now: datetime, **fields: Any) -> Room:
    """A room of this institution where one can meet."""
    return _add(Room(institution=institution, **fields), institution.team, by=by, now=now)


def add_professional(team: Team, *, by: Account, now: datetime, **fields: Any) -> Professional:
    """A card for someone of a métier; the name may come later."""
    return _add(Professional(team=team, **fields), team, by=by, now=now)


def add_pupil(team: Team, *, by: Account, now: datetime, **fields: Any) -> Pupil:
    """A pupil of the team, whose present school year is written too."""
    with transaction.atomic():
        pupil = _add(Pupil(team=team, **fields), team, by=by, now=now)
        note_present_year(pupil, now)
        return pupil


def change_card(
    card: Card,
    *,
    seen: Mapping[str, Any],
    wanted: Mapping[str, Any],
    by: Account,
    now: datetime,
) -> Card:
    """Write the fields of `wanted` that the author changed.

    Raises EditConflict, with nothing written, when somebody else changed the same fields.
    """
    with transaction.atomic():
        row = locked(card)
        fields = merge(row, seen=seen, wanted=wanted)
        if fields:
            row.save(update_fields=fields)
            _note_schooling(row, fields, now)
            keep("changed", row, by=by, now=now, fields=fields)
        return row


def archive_card(card: Archivable, *, by: Account, now: datetime) -> None:
    """Out of the lists, kept where it already serves. Done twice, the first date stands."""
    with transaction.atomic():
        row = locked(card)
        if row.archived_at is None:
            row.archived_at = now
            row.save(update_fields=["archived_at"])
            keep("archived", row, by=by, now=now)


def bring_back_card(card: Archivable, *, by: Account, now: datetime) -> None:
    """Back in the lists."""
    with transaction.atomic():
        row = locked(card)
        if row.archived_at is not None:
            row.archived_at = None
            row.save(update_fields=["archived_at"])
            if isinstance(row, Pupil):
                forget_departure(row, now)
            keep("brought_back", row, by=by, now=now)


def locked(card: Card) -> Card:
    """The card read again and held until the end of the act, so that acts queue."""
    return type(card)._default_manager.select_for_update(of=("self",)).get(pk=card.pk)


def _add(card: Card, team: Team, *, by: Account, now: datetime) -> Card:
    with transaction.atomic():
        card.save()
        record(f"{card._meta.model_name}_added", card, by=by, now=now, scope=team.pk)
    return card


def _note_schooling(card: models.Model, fields: list[str], now: datetime) -> None:
    """A pupil whose school or class is changed here: the present school year says so too."""
    if isinstance(card, Pupil) and not set(PRESENT).isdisjoint(fields):
        note_present_year(card, now)


def keep(act: str, card: models.Model, *, by: Account, now: datetime, **detail: Any) -> None:
    name = f"{card._meta.model_name}_{act}"
    record(name, card, by=by, now=now, scope=by.current_team_id, **detail)
