"""Acts at the entrance: coming in, joining a team by an invitation, changing how one comes in."""

from collections.abc import Sequence
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from intermetiers.web.french import write_day, write_hour
from intermetiers.web.journal import record
from intermetiers.web.mail_queue import Message, queue
from partners.domain.security_events import OPENED, TOLD, SecurityEvent
from partners.models import Account, MemberInvitation, Team, TeamRole

LETTERS = "partners/mail"


class InvitationClosedError(Exception):
    """The invitation was used, taken back or is too old: nothing was done."""


def note_sign_in(account: Account, ways: Sequence[str], *, now: datetime) -> None:
    """Keep that somebody came in, and how (« password », « totp », « webauthn »…)."""
    with transaction.atomic():
        scope = account.current_team_id
        record("signed_in", account, by=account, now=now, scope=scope, ways=sorted(set(ways)))


def close_sessions(account: Account, opened: Sequence[UserSession], *, now: datetime) -> None:
    """Whoever is there has to sign in again, from the next page."""
    with transaction.atomic():
        keys = [row.session_key for row in opened]
        Session.objects.filter(session_key__in=keys).delete()
        UserSession.objects.filter(user=account, session_key__in=keys).delete()
        scope = account.current_team_id
        record("sessions_closed", account, by=account, now=now, scope=scope, count=len(keys))


def note_security(
    account: Account, event: SecurityEvent, *, now: datetime, by_itself: bool = True
) -> None:
    """Keep that the way in changed, and tell it to the account’s own address.

    `by_itself` is false when the machine did it, and not the account.

    The message belongs to no team: nobody else of it finds it in the outbox.
    """
    with transaction.atomic():
        by = account if by_itself else None
        record(event.value, account, by=by, now=now, scope=account.current_team_id)
        _tell(account, "security", _told(account, TOLD[event], now), now)


def send_reset(account: Account, url: str, *, now: datetime) -> None:
    """Give, at its own address, the link by which an account chooses another password."""
    with transaction.atomic():
        record("password_reset_asked", account, by=None, now=now, scope=account.current_team_id)
        _tell(account, "reset", {"account": account, "url": url}, now)


def set_forgotten_password(account: Account, password: str, *, now: datetime) -> None:
    """Every session of the account ends; the owner is told by mail."""
    with transaction.atomic():
        account.set_password(password)
        account.save(update_fields=["password"])
        note_security(account, SecurityEvent.PASSWORD_RESET, now=now)


def accept_invitation(invitation: MemberInvitation, account: Account, *, now: datetime) -> None:
    """The account is of the team from now on, in the role it was invited for, and shows it.

    Somebody already of the team keeps the role they have. Raises InvitationClosedError.
    """
    with transaction.atomic():
        row = _used(invitation, now)
        joined, _ = account.memberships.get_or_create(team=row.team, defaults={"role": row.role})
        account.current_team = row.team
        account.save(update_fields=["current_team"])
        record("team_joined", account, by=account, now=now, scope=row.team_id, role=joined.role)


def open_invited_account(
    invitation: MemberInvitation, *, name: str, password: str, now: datetime
) -> Account:
    """A new account at the address that was invited, in the team and the role of the invitation.

    Raises InvitationClosedError; IntegrityError when the address has an account meanwhile.
    """
    with transaction.atomic():
        row = _used(invitation, now)
        account = Account.objects.create_user(row.email, password, name=name, current_team=row.team)
        account.memberships.create(team=row.team, role=TeamRole(row.role))
        record("account_opened", account, by=account, now=now, scope=row.team_id, role=row.role)
        # Whoever sent the invitation has seen its link too: the owner of the address is told.
        _tell(account, "security", _told(account, OPENED, now), now)
        return account


def _used(invitation: MemberInvitation, now: datetime) -> MemberInvitation:
    """The invitation, locked and marked as used: it opens once."""
    # The team first, as whoever puts a member out does: it cannot lose its last responsable
    # meanwhile, nor this invitation its author.
    Team.objects.select_for_update().get(pk=invitation.team_id)
    rows = MemberInvitation.objects.open_at(now).select_for_update(of=("self",))
    row = rows.select_related("team").filter(pk=invitation.pk).first()
    if row is None:
        raise InvitationClosedError
    row.accepted_at = now
    row.save(update_fields=["accepted_at"])
    return row


def _told(account: Account, told: str, now: datetime) -> dict[str, object]:
    local = timezone.localtime(now)
    when = f"{write_day(local.date())}, {write_hour(local)}"
    return {"account": account, "told": told, "when": when}


def _tell(account: Account, name: str, context: dict[str, object], now: datetime) -> None:
    message = Message(
        recipient=account.email,
        subject=render_to_string(f"{LETTERS}/{name}_subject.txt", context).strip(),
        text=render_to_string(f"{LETTERS}/{name}.txt", context),
    )
    queue(message, scope=None, about=f"account:{account.pk}", by=account, now=now)
