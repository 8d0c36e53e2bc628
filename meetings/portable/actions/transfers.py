"""Handing a pupil’s file to another team of this site: proposed, then accepted or refused."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse

from intermetiers.web.french import NBSP
from intermetiers.web.journal import record
from intermetiers.web.links import fingerprint, make_secret
from meetings.erasing import Why, erase_pupil
from meetings.models import Transfer
from meetings.portable.actions.files import write_file
from meetings.portable.mail import write_answer, write_to_proposed
from meetings.portable.packing import pack
from meetings.writing import RefusedError
from partners.models import Account, Pupil, Team

ALREADY = f"Ce dossier est déjà proposé à quelqu’un{NBSP}: reprenez d’abord cette proposition."
OPEN_FOR = timedelta(days=30)
GONE = f"Cette proposition n’attend plus{NBSP}: elle a été reprise, ou quelqu’un y a répondu."
OWN = "Ce dossier est déjà dans cette équipe. Affichez l’équipe qui le reçoit, puis acceptez."


def propose_transfer(
    pupil: Pupil, to_email: str, *, word: str, by: Account, now: datetime
) -> tuple[Transfer, str]:
    """Propose the file by mail; the proposal and its address, which is shown this once.

    Whether somebody signs in with this mail address is not looked up: who proposes learns nothing
    of the accounts of others. Raises RefusedError when the file is proposed to somebody already.
    """
    secret = make_secret()
    try:
        with transaction.atomic():
            left = Transfer.objects.filter(pupil=pupil, answered_at=None, withdrawn_at=None)
            waiting = Transfer.objects.waiting(now).filter(pupil=pupil)
            left.exclude(pk__in=waiting.values("pk")).update(withdrawn_at=now)
            proposed = Transfer.objects.create(
                pupil=pupil,
                number=pupil.pk,
                team=pupil.team,
                to_email=to_email.strip().lower(),
                fingerprint=fingerprint(secret),
                expires_at=now + OPEN_FOR,
                word=word,
                proposed_at=now,
                proposed_by=by,
            )
            record("transfer_proposed", pupil, by=by, now=now, scope=pupil.team_id)
            url = settings.PUBLIC_ORIGIN + reverse("meetings:transfer", args=[secret])
            write_to_proposed(proposed, url, by=by, now=now)
    except IntegrityError as error:
        raise RefusedError(ALREADY) from error
    return proposed, url


def withdraw_transfer(transfer: Transfer, *, by: Account, now: datetime) -> None:
    """Take the proposal back. Raises RefusedError when it no longer waits."""
    with transaction.atomic():
        row = _waiting(transfer, now)
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
        _record("transfer_withdrawn", row, by=by, now=now, scope=row.team_id)


def refuse_transfer(transfer: Transfer, *, by: Account, now: datetime) -> None:
    """Leave the file where it is. Raises RefusedError when the proposal no longer waits."""
    with transaction.atomic():
        row = _waiting(transfer, now)
        row.answered_at, row.answered_by = now, by
        row.save(update_fields=["answered_at", "answered_by"])
        _record("transfer_refused", row, by=by, now=now, scope=row.team_id)
        write_answer(row, accepted=False, by=by, now=now)


def accept_transfer(transfer: Transfer, team: Team, *, by: Account, now: datetime) -> Pupil:
    """The file moves into this team, whole, and is erased where it was: all or nothing.

    Both teams have a line in their journal. Links given before open no more. Raises RefusedError
    when the proposal no longer waits, the file is held, or a meeting is to come.
    """
    with transaction.atomic():
        row = _waiting(transfer, now)
        if row.team_id == team.pk:
            raise RefusedError(OWN)
        pupil = Pupil.objects.select_for_update(of=("self",)).get(pk=row.number)
        source = {"team_name": row.team.name, "made_at": now, "fingerprint": ""}
        packed = pack(pupil, now)
        row.answered_at, row.answered_by, row.to_team = now, by, team
        record("transfer_accepted", pupil, by=by, now=now, scope=row.team_id)
        erase_pupil(pupil, by=by, now=now, why=Why.HANDED)
        moved = write_file(packed.data["tables"], packed.documents, team, source, by=by, now=now)
        row.pupil, row.new_number = None, moved.pk
        row.save(update_fields=["pupil", "answered_at", "answered_by", "to_team", "new_number"])
        record("file_received", moved, by=by, now=now, scope=team.pk)
        write_answer(row, accepted=True, by=by, now=now)
    return moved


def _waiting(transfer: Transfer, now: datetime) -> Transfer:
    found = Transfer.objects.waiting(now).select_for_update(of=("self",)).filter(pk=transfer.pk)
    row = found.first()
    if row is None:
        raise RefusedError(GONE)
    return row


def _record(act: str, row: Transfer, *, by: Account, now: datetime, scope: int) -> None:
    """On the pupil, where the file is: that is what the team reads the journal by."""
    if row.pupil is not None:
        record(act, row.pupil, by=by, now=now, scope=scope)
