"""Keeping the usual week of a card, and the dates on which it does not hold."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from intermetiers.web.editing import merge
from partners.actions.cards import keep, locked
from partners.models import Account, FamilyMember, Institution, Professional

Timed = TypeVar("Timed", Institution, Professional, FamilyMember)


def keep_week(
    card: Timed, *, seen: Mapping[str, Any], wanted: Mapping[str, Any], by: Account, now: datetime
) -> Timed:
    """Write what the author changed of `week` and of `exceptions`, each as a whole.

    The journal keeps that they changed, never the hours. Raises EditConflict, with nothing
    written, when somebody else changed the same one.
    """
    with transaction.atomic():
        row = locked(card)
        fields = merge(row, seen=seen, wanted=wanted)
        if fields:
            row.save(update_fields=fields)
            keep("week_kept", row, by=by, now=now, fields=fields)
        return row
