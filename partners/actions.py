"""What one can do to the address book: one act per function, one transaction, one journal line."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

from intermetiers.web.editing import merge
from intermetiers.web.journal import record
from partners.models import Account, FamilyMember, Institution, Professional, Pupil, Team

Card = TypeVar("Card", Institution, Professional, Pupil, FamilyMember)


def add_institution(
    team: Team, *, by: Account, now: datetime, **fields: Any
) -> Institution:
    """A school, service or cabinet in the team's book."""
    return _add(Institution(team=team, **fields), team, by=by, now=now)


def add_professional(
    team: Team, *, by: Account, now: datetime, **fields: Any
) -> Professional:
    """A card for someone of a métier; the name may come later."""
    return _add(Professional(team=team, **fields), team, by=by, now=now)


def add_pupil(team: Team, *, by: Account, now: datetime, **fields: Any) -> Pupil:
    """A pupil of the team."""
    return _add(Pupil(team=team, **fields), team, by=by, now=now)


def add_family_member(
    pupil: Pupil, *, by: Account, now: datetime, **fields: Any
) -> FamilyMember:
    """A parent, a guardian or whoever brings the child up."""
    return _add(FamilyMember(pupil=pupil, **fields), pupil.team, by=by, now=now)


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
        row = type(card)._default_manager.select_for_update(of=("self",)).get(pk=card.pk)
        fields = merge(row, seen=seen, wanted=wanted)
        if fields:
            row.save(update_fields=fields)
            _keep("changed", row, by=by, now=now, fields=fields)
        return row


def archive_card(
    card: Institution | Professional | Pupil, *, by: Account, now: datetime
) -> None:
    """Out of the lists, kept where it already serves."""
    with transaction.atomic():
        card.archived_at = now
        card.save(update_fields=["archived_at"])
        _keep("archived", card, by=by, now=now)


def bring_back_card(
    card: Institution | Professional | Pupil, *, by: Account, now: datetime
) -> None:
    """Back in the lists."""
    with transaction.atomic():
        card.archived_at = None
        card.save(update_fields=["archived_at"])
        _keep("brought_back", card, by=by, now=now)


def remove_family_member(member: FamilyMember, *, by: Account, now: datetime) -> None:
    """Only for a card no meeting uses; raises ProtectedError otherwise."""
    with transaction.atomic():
        _keep("removed", member, by=by, now=now)
        member.delete()


def introduce_oneself(
    account: Account, *, name: str, phone: str, by: Account, now: datetime
) -> None:
    """The name and telephone that guests are given."""
    with transaction.atomic():
        account.name, account.phone = name, phone
        account.save(update_fields=["name", "phone"])
        record("account_changed", account, by=by, now=now, scope=account.current_team_id)


def open_account(
    *, email: str, name: str, password: str, team: Team, phone: str = ""
) -> Account:
    """An account of this team that can sign in. Raises IntegrityError if the address is taken."""
    with transaction.atomic():
        account = Account.objects.create_user(
            email, password, name=name, phone=phone, current_team=team
        )
        account.memberships.create(team=team)
        return account


def _add(card: Card, team: Team, *, by: Account, now: datetime) -> Card:
    with transaction.atomic():
        card.save()
        record(f"{card._meta.model_name}_added", card, by=by, now=now, scope=team.pk)
    return card


def _keep(act: str, card: models.Model, *, by: Account, now: datetime, **detail: Any) -> None:
    name = f"{card._meta.model_name}_{act}"
    record(name, card, by=by, now=now, scope=by.current_team_id, **detail)
