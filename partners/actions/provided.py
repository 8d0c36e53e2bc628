"""Acts at the entrance of who comes by the identity provider of an organisation."""

from datetime import datetime

from django.db import transaction

from intermetiers.web.journal import record
from partners.actions.entrance import note_security
from partners.domain.security_events import SecurityEvent
from partners.models import Account, ProviderIdentity, Team, TeamRole
from partners.provider import Identity


class EntryRefusedError(Exception):
    """Nobody came in and nothing was written: the account is shut or somebody else’s, or the address
    is not verified."""


def enter_by_provider(identity: Identity, *, now: datetime) -> Account:
    """The account of who the provider says came; opened, or tied to its owner, the first time.

    An address is believed only when the provider has verified it. A new account joins, to read,
    the one team its organisation is; later on only a responsable adds or removes anybody, so that
    who was removed does not come back by the provider. Raises EntryRefusedError.
    """
    with transaction.atomic():
        known = ProviderIdentity.objects.filter(issuer=identity.issuer, subject=identity.subject)
        tie = known.select_related("account").first()
        account = tie.account if tie else _of_address(identity, now)
        if not account.is_active:
            raise EntryRefusedError
        if tie is None:
            account.provider_identities.create(
                issuer=identity.issuer, subject=identity.subject, linked_at=now
            )
        return account


def name_organisation(team: Team, organisation: str, *, now: datetime) -> None:
    """What the provider calls this team. Raises ValueError when another team is called so."""
    with transaction.atomic():
        taken = Team.objects.filter(organisation=organisation).exclude(pk=team.pk)
        if organisation and taken.exists():
            raise ValueError(organisation)
        team.organisation = organisation
        team.save(update_fields=["organisation"])
        record("organisation_named", team, by=None, now=now, scope=team.pk)


def untie_provider(account: Account, *, now: datetime) -> int:
    """Forget who this account is for the provider, after it changed its numbers; how many ties.

    Whoever next comes from there with its verified address takes it: be sure of who that is.
    """
    with transaction.atomic():
        count, _ = account.provider_identities.all().delete()
        if count:
            note_security(account, SecurityEvent.PROVIDER_UNTIED, now=now, by_itself=False)
        return count


def _of_address(identity: Identity, now: datetime) -> Account:
    if not identity.email:
        raise EntryRefusedError
    account = Account.objects.filter(email=identity.email).first()
    if account is None:
        return _open(identity, now)
    if account.provider_identities.filter(issuer=identity.issuer).exists():
        raise EntryRefusedError  # another person there, who was given the address since
    if account.is_active:
        note_security(account, SecurityEvent.PROVIDER_LINKED, now=now)
    return account


def _open(identity: Identity, now: datetime) -> Account:
    """Without a password: the way in is the provider, and what one adds afterwards."""
    called = Team.objects.filter(organisation=identity.organisation or None)[:2]
    team = called[0] if len(called) == 1 else None
    account = Account.objects.create_user(
        identity.email,
        name=identity.name or identity.email,
        organisation=identity.organisation,
        current_team=team,
    )
    if team is not None:
        account.memberships.create(team=team, role=TeamRole.LECTEUR)
    scope = team.pk if team else None
    record("account_opened", account, by=account, now=now, scope=scope)
    return account
