"""What one can do to the address book: one act per function, one transaction, one journal line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

from intermetiers.web.editing import merge
from intermetiers.web.journal import record
from partners.models import Account, FamilyMember, Institution, Professional, Pupil, Team

Archivable = TypeVar("Archivable", Institution, Professional, Pupil)
Card = TypeVar("Card", Institution, Professional, Pupil, FamilyMember)


def add_institution(team: Team, *, by: Account, now: datetime, **fields: Any) -> Institution:
    """A school, service or cabinet in the team's book."""
    return _add(Institution(team=team, **fields), team, by=by, now=now)


def add_professional(team: Team, *, by: Account, now: datetime, **fields: Any) -> Professional:
    """A card for someone of a métier; the name may come later."""
    return _add(Professional(team=team, **fields), team, by=by, now=now)


def add_pupil(team: Team, *, by: Account, now: datetime, **fields: Any) -> Pupil:
    """A pupil of the team."""
    return _add(Pupil(team=team, **fields), team, by=by, now=now)


def add_family_member(pupil: Pupil, *, by: Account, now: datetime, **fields: Any) -> FamilyMember:
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
        row = _locked(card)
        fields = merge(row, seen=seen, wanted=wanted)
        if fields:
            row.save(update_fields=fields)
            _keep("changed", row, by=by, now=now, fields=fields)
        return row


def archive_card(card: Archivable, *, by: Account, now: datetime) -> None:
    """Out of the lists, kept where it already serves. Done twice, the first date stands."""
    with transaction.atomic():
        row = _locked(card)
        if row.archived_at is None:
            row.archived_at = now
            row.save(update_fields=["archived_at"])
            _keep("archived", row, by=by, now=now)


def bring_back_card(card: Archivable, *, by: Account, now: datetime) -> None:
    """Back in the lists."""
    with transaction.atomic():
        row = _locked(card)
        if row.archived_at is not None:
            row.archived_at = None
            row.save(update_fields=["archived_at"])
            _keep("brought_back", row, by=by, now=now)


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


def show_team(account: Account, team: Team, *, by: Account, now: datetime) -> None:
    """Show this team from now on; raises Team.DoesNotExist if the account is not of it."""
    with transaction.atomic():
        account.current_team = account.teams.get(pk=team.pk)
        account.save(update_fields=["current_team"])
        record("team_shown", account, by=by, now=now, scope=team.pk)


def change_password(account: Account, password: str, *, by: Account, now: datetime) -> None:
    """Every other session of the account ends: a session holds a print of the password."""
    with transaction.atomic():
        account.set_password(password)
        account.save(update_fields=["password"])
        record("password_changed", account, by=by, now=now, scope=account.current_team_id)


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Who will sign in, and what guests are told of them."""

    email: str
    name: str
    password: str
    phone: str = ""


def open_account(new: NewAccount, team: Team, *, now: datetime) -> Account:
    """An account of this team that can sign in. Raises IntegrityError if the address is taken."""
    with transaction.atomic():
        account = Account.objects.create_user(
            new.email, new.password, name=new.name, phone=new.phone, current_team=team
        )
        account.memberships.create(team=team)
        record("account_opened", account, by=None, now=now, scope=team.pk)
        return account


def _locked(card: Card) -> Card:
    """The card read again and held until the end of the act, so that acts queue."""
    return type(card)._default_manager.select_for_update(of=("self",)).get(pk=card.pk)


def _add(card: Card, team: Team, *, by: Account, now: datetime) -> Card:
    with transaction.atomic():
        card.save()
        record(f"{card._meta.model_name}_added", card, by=by, now=now, scope=team.pk)
    return card


def _keep(act: str, card: models.Model, *, by: Account, now: datetime, **detail: Any) -> None:
    name = f"{card._meta.model_name}_{act}"
    record(name, card, by=by, now=now, scope=by.current_team_id, **detail)
