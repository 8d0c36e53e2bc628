"""Acts on the family of a pupil, and the only door to the address of a home that is secret.

Wherever an address is written, it goes where the card says: on the card, or apart when the home
must stay secret. Nothing else of the product names `SecretAddress`. No act lets an address into
a line of the journal, nor into the words of an error.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import DatabaseError, transaction
from django.db.models import Q
from django.views.decorators.debug import sensitive_variables

from intermetiers.web.editing import merge
from intermetiers.web.journal import record, subject_of
from intermetiers.web.mail_queue import hold
from intermetiers.web.models import JournalEntry, JournalQuerySet, OutgoingMail
from partners.actions.cards import keep, locked
from partners.domain.families import usually_receives
from partners.models import Account, FamilyMember, Pupil, SecretAddress

ERASE, PUT_BACK = "erase", "put_back"
HELD = "Une décision de justice interdit d’écrire à cette personne."
SHOWN = "familymember_secret_address_shown"


class AddressKeptError(Exception):
    """The home is no longer said to be secret, and nobody said what becomes of its address."""


class NotWrittenError(Exception):
    """The database refused. Its own words are left out: they may hold the whole row."""


@contextmanager
def _writing() -> Iterator[None]:
    """One transaction, whose failure says nothing of what was being written."""
    try:
        with transaction.atomic():
            yield
    except DatabaseError as error:
        raise NotWrittenError(type(error).__name__) from None


@sensitive_variables()
def add_family_member(pupil: Pupil, *, by: Account, now: datetime, **fields: Any) -> FamilyMember:
    """A parent, a guardian or whoever brings the child up.

    Left out, what this person may receive follows from the relation and the authority.
    """
    with _writing():
        member = FamilyMember(pupil=pupil, **fields)
        if not fields.get("may_receive"):
            authority = member.parental_authority
            member.may_receive = usually_receives(member.relation, authority=authority).value
        address = _taken_from(member)
        member.save()
        if address:
            SecretAddress.objects.create(member=member, address=address)
        record("familymember_added", member, by=by, now=now, scope=pupil.team_id)
        return member


@sensitive_variables()
def change_relative(
    member: FamilyMember,
    *,
    seen: Mapping[str, Any],
    wanted: Mapping[str, Any],
    by: Account,
    now: datetime,
) -> FamilyMember:
    """Write the fields of `wanted` that the author changed.

    `wanted["kept_address"]` says what becomes of a secret address once the home is no longer
    said to be secret: ERASE or PUT_BACK on the card. Once a judge forbids that this person gets
    anything, messages that still wait for them do not leave. Raises AddressKeptError while it is not
    said, EditConflict when somebody else changed the same fields; then nothing is written.
    """
    chosen = wanted.get("kept_address", "")
    wanted = {name: value for name, value in wanted.items() if name != "kept_address"}
    with _writing():
        row = locked(member)
        fields = merge(row, seen=seen, wanted=wanted)
        if not fields:
            return row
        address = _taken_from(row)
        if address:
            SecretAddress.objects.update_or_create(member=row, defaults={"address": address})
            fields = [*{*fields, "postal_address"}]
        elif not row.address_is_secret and "address_is_secret" in fields:
            fields = [*{*fields, *_no_longer_secret(row, chosen)}]
        row.save(update_fields=fields)
        if "may_receive" in fields and row.receives_nothing:
            _hold_mail(row, {member.email, row.email} - {""}, by=by, now=now)
        keep("changed", row, by=by, now=now, fields=sorted(fields))
        return row


@sensitive_variables()
def keep_secret_address(member: FamilyMember, address: str, *, by: Account, now: datetime) -> None:
    """The home of this person is secret, and this is where it is; nothing stays on the card.

    Said twice, the journal tells it once.
    """
    with _writing():
        row = locked(member)
        kept = SecretAddress.objects.filter(member=row).first()
        known = kept is not None and kept.address == address
        if row.address_is_secret and not row.postal_address and known:
            return
        row.postal_address, row.address_is_secret = "", True
        row.save(update_fields=["postal_address", "address_is_secret"])
        SecretAddress.objects.update_or_create(member=row, defaults={"address": address})
        keep("secret_address_kept", row, by=by, now=now)


@sensitive_variables()
def reveal_address(member: FamilyMember, *, by: Account, now: datetime) -> str:
    """The secret address, for one page; the journal keeps who opened it. Empty if none is kept:
    then there is nothing to keep a line of."""
    with _writing():
        row = locked(member)
        kept = SecretAddress.objects.filter(member=row).first()
        if kept is None:
            return ""
        keep("secret_address_shown", row, by=by, now=now)
        return kept.address


def forget_secret_address(member: FamilyMember, *, by: Account, now: datetime) -> None:
    """Erase the address. The home stays said to be secret: none is asked for, none is printed."""
    with _writing():
        row = locked(member)
        erased, _ = SecretAddress.objects.filter(member=row).delete()
        if erased:
            keep("secret_address_erased", row, by=by, now=now)


def remove_family_member(member: FamilyMember, *, by: Account, now: datetime) -> None:
    """Only for a card no meeting uses; raises ProtectedError otherwise."""
    with transaction.atomic():
        keep("removed", member, by=by, now=now)
        member.delete()


def keeps_secret_address(member: FamilyMember) -> bool:
    """Whether an address is kept apart for this person; not which."""
    return SecretAddress.objects.filter(member=member).exists()


def openings_of(member: FamilyMember) -> JournalQuerySet:
    """Who opened the secret address and when, the newest first."""
    lines: JournalQuerySet = JournalEntry.objects.about(subject_of(member))
    return lines.filter(act=SHOWN).select_related("account")


def _hold_mail(row: FamilyMember, addresses: set[str], *, by: Account, now: datetime) -> None:
    """What waits for this person, at whatever address it was written to, and whatever waits for
    the addresses of the card."""
    theirs = Q(addressee=subject_of(row)) | Q(recipient__in=addresses)
    hold(OutgoingMail.objects.filter(theirs, scope=by.current_team_id), reason=HELD, now=now)


def _taken_from(row: FamilyMember) -> str:
    """The address written on the card of a home that is secret, taken away from that card."""
    if not row.address_is_secret:
        return ""
    address, row.postal_address = row.postal_address.strip(), ""
    return address


def _no_longer_secret(row: FamilyMember, chosen: str) -> list[str]:
    """Do what was chosen of the address kept apart; returns the fields of the card it wrote."""
    kept = SecretAddress.objects.filter(member=row).first()
    if kept is None:
        return []
    if chosen not in {ERASE, PUT_BACK}:
        raise AddressKeptError
    if chosen == PUT_BACK and not row.postal_address:
        row.postal_address = kept.address
    kept.delete()
    return ["postal_address"]
