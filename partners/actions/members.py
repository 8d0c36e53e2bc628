"""Acts on who belongs to a team: inviting, changing a role, removing, leaving."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.french import write_day
from intermetiers.web.journal import record
from intermetiers.web.links import fingerprint, make_secret
from intermetiers.web.mail_queue import Message, queue
from partners.domain.membership import refusal
from partners.factors import factors_of
from partners.models import Account, MemberInvitation, Membership, Team, TeamRole

INVITED_FOR = timedelta(days=14)
ADD_YOURS = (
    "Ajoutez d’abord votre second facteur : vous ne pourriez plus rien ouvrir de cette équipe."
)
LETTER = "partners/mail/invitation"


class SecondFactorRefusedError(Exception):
    """Whoever asks for a second factor has none; the text says so in French."""


class MembershipRefusedError(Exception):
    """The team would be left without anybody responsable; the text says so in French."""


def invite_member(
    team: Team, email: str, role: TeamRole, *, by: Account, now: datetime
) -> tuple[MemberInvitation, str]:
    """Ask somebody to join, by mail; the invitation and its address, which is shown this once.

    An earlier invitation of the same address into the same team no longer opens.
    """
    with transaction.atomic():
        email = email.strip().lower()
        Team.objects.select_for_update().get(pk=team.pk)
        team.member_invitations.open_at(now).filter(email=email).update(withdrawn_at=now)
        secret = make_secret()
        invitation = team.member_invitations.create(
            email=email,
            role=role,
            fingerprint=fingerprint(secret),
            invited_by=by,
            invited_at=now,
            expires_at=now + INVITED_FOR,
        )
        url = settings.PUBLIC_ORIGIN + reverse("partners:join", args=[secret])
        message = _letter(invitation, url)
        # Of no team: the link gives a role, and the outbox of the team is read by every member.
        queue(message, scope=None, about=f"team:{team.pk}", by=by, now=now)
        record("member_invited", invitation, by=by, now=now, scope=team.pk, role=role.value)
        return invitation, url


def _letter(invitation: MemberInvitation, url: str) -> Message:
    context = {
        "invitation": invitation,
        "url": url,
        "until": write_day(timezone.localtime(invitation.expires_at).date()),
    }
    return Message(
        recipient=invitation.email,
        subject=render_to_string(f"{LETTER}_subject.txt", context).strip(),
        text=render_to_string(f"{LETTER}.txt", context),
    )


def _shut_invitations(row: Membership, *, by: Account, now: datetime) -> None:
    """Whoever no longer answers for the team has seen these links, and could come back by one."""
    asked = MemberInvitation.objects.open_at(now).filter(team=row.team_id)
    for invitation in asked.filter(invited_by=row.account_id):
        withdraw_member_invitation(invitation, by=by, now=now)


def withdraw_member_invitation(invitation: MemberInvitation, *, by: Account, now: datetime) -> None:
    """Its link no longer opens. Withdrawing again changes nothing."""
    with transaction.atomic():
        row = MemberInvitation.objects.select_for_update().get(pk=invitation.pk)
        if row.withdrawn_at is None and row.accepted_at is None:
            row.withdrawn_at = now
            row.save(update_fields=["withdrawn_at"])
            record("member_invitation_withdrawn", row, by=by, now=now, scope=row.team_id)


def change_role(membership: Membership, role: TeamRole, *, by: Account, now: datetime) -> None:
    """From the next page this member opens; the invitations they sent are taken back.

    Raises MembershipRefusedError for the last responsable.
    """
    with transaction.atomic():
        row = _locked(membership, stays=role is TeamRole.RESPONSABLE)
        if row.role != role:
            before, row.role = row.role, role
            row.save(update_fields=["role"])
            _shut_invitations(row, by=by, now=now)
            record(
                "role_changed", row.account, by=by, now=now, scope=row.team_id,
                before=before, after=role.value,
            )  # fmt: skip


def end_membership(membership: Membership, *, by: Account, now: datetime) -> None:
    """This account opens nothing of the team any more, in any window it has open.

    It shows another of its teams, if it has one; the invitations it sent are taken back. Raises MembershipRefusedError for the last
    responsable.
    """
    with transaction.atomic():
        row = _locked(membership, stays=False)
        account, team = row.account, row.team
        _shut_invitations(row, by=by, now=now)
        row.delete()
        if account.current_team_id == team.pk:
            account.current_team = account.teams.order_by("name", "pk").first()
            account.save(update_fields=["current_team"])
        act = "team_left" if by.pk == account.pk else "member_removed"
        record(act, account, by=by, now=now, scope=team.pk)


def require_second_factor(team: Team, required: bool, *, by: Account, now: datetime) -> None:
    """From the next page each opens, members without a second factor add one first; or no more.

    Raises SecondFactorRefusedError when whoever asks for it has none: nobody asks of others what
    would shut the door on themselves.
    """
    with transaction.atomic():
        row = Team.objects.select_for_update().get(pk=team.pk)
        if required and not factors_of(by.pk).exists():
            raise SecondFactorRefusedError(ADD_YOURS)
        if required != (row.second_factor_since is not None):
            row.second_factor_since = now if required else None
            row.save(update_fields=["second_factor_since"])
            act = "second_factor_required" if required else "second_factor_left_free"
            record(act, row, by=by, now=now, scope=row.pk)


def _locked(membership: Membership, *, stays: bool) -> Membership:
    """The row, in a team whose members cannot change until the end of the act."""
    Team.objects.select_for_update().get(pk=membership.team_id)
    rows = Membership.objects.filter(team=membership.team_id).select_related("account", "team")
    members = {row.account_id: row for row in rows}
    leads = {key: row.role == TeamRole.RESPONSABLE for key, row in members.items()}
    refused = refusal(leads, membership.account_id, stays=stays)
    if refused:
        raise MembershipRefusedError(refused)
    if membership.account_id not in members:
        raise Membership.DoesNotExist
    return members[membership.account_id]
