"""Acts on accounts and teams: opening one, how one is introduced, what a team is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from intermetiers.web.editing import merge
from intermetiers.web.journal import record
from partners.actions.entrance import note_security
from partners.domain.security_events import SecurityEvent
from partners.models import Account, Team, TeamRole


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


def change_team(
    team: Team, *, seen: Mapping[str, Any], wanted: Mapping[str, Any], by: Account, now: datetime
) -> Team:
    """Write what its author changed of the team’s name and place.

    Raises EditConflict, with nothing written, when somebody else changed the same.
    """
    with transaction.atomic():
        row = Team.objects.select_for_update().get(pk=team.pk)
        fields = merge(row, seen=seen, wanted=wanted)
        if fields:
            row.save(update_fields=fields)
            record("team_changed", row, by=by, now=now, scope=row.pk, fields=fields)
        return row


def change_password(account: Account, password: str, *, by: Account, now: datetime) -> None:
    """Every other session of the account ends: a session holds a print of the password.

    The owner is told by mail.
    """
    with transaction.atomic():
        account.set_password(password)
        account.save(update_fields=["password"])
        note_security(account, SecurityEvent.PASSWORD_CHANGED, now=now)


@dataclass(frozen=True, slots=True)
class NewAccount:
    """Who will sign in, and what guests are told of them."""

    email: str
    name: str
    password: str
    phone: str = ""
    role: TeamRole = TeamRole.COORDINATEUR


def open_account(new: NewAccount, team: Team, *, now: datetime) -> Account:
    """An account of this team that can sign in. Raises IntegrityError if the address is taken."""
    with transaction.atomic():
        account = Account.objects.create_user(
            new.email, new.password, name=new.name, phone=new.phone, current_team=team
        )
        account.memberships.create(team=team, role=new.role)
        record("account_opened", account, by=None, now=now, scope=team.pk)
        return account
