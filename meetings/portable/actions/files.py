"""Giving a pupil’s file as a file, and writing one that was brought."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from intermetiers.web.french import NBSP
from intermetiers.web.journal import record, record_each
from meetings.booking import keep_in_step
from meetings.models import FicheVersion, Meeting, ReceivedFile
from meetings.portable.archive import Opened
from meetings.portable.checking import Tables, check
from meetings.portable.packing import Packed, pack
from meetings.portable.refusals import FileRefusedError
from meetings.portable.unpacking import unpack
from partners.models import Account, Pupil, Team

ALREADY_HERE = (
    f"Ce dossier est déjà sur ce site{NBSP}: une de ses réunions, ou une de ses fiches, y est. "
    "Rien n’a été écrit."
)
CONTRADICTORY = (
    f"Ce dossier se contredit{NBSP}: deux de ses lignes ne peuvent pas être vraies ensemble. Rien "
    "n’a été écrit."
)


def give_file(pupil: Pupil, *, by: Account, now: datetime) -> Packed:
    """The file of this pupil to be carried elsewhere; the journal keeps that it was given."""
    packed = pack(pupil, now)
    record("file_given", pupil, by=by, now=now, scope=pupil.team_id)
    return packed


def receive_file(opened: Opened, team: Team, *, by: Account, now: datetime) -> Pupil:
    """Write the file somebody brought into this team, whole.

    Raises FileRefusedError, with nothing written, when it is not one, is not of one piece, or is
    of a file that this site has already.
    """
    tables = check(opened.data, opened.documents.keys(), now)
    source = {
        "team_name": opened.data["team"],
        "made_at": opened.data["made_at"],
        "fingerprint": opened.fingerprint,
    }
    try:
        with transaction.atomic():
            pupil = write_file(tables, opened.documents, team, source, by=by, now=now)
            record("file_received", pupil, by=by, now=now, scope=team.pk)
            return pupil
    except IntegrityError as error:
        raise FileRefusedError(CONTRADICTORY) from error


def write_file(
    tables: Tables,
    documents: Mapping[str, bytes],
    team: Team,
    source: Mapping[str, Any],
    *,
    by: Account,
    now: datetime,
) -> Pupil:
    """The pupil of these tables, in this team, with where it came from.

    Raises FileRefusedError when a meeting or a version of it is on this site. Inside a
    transaction.
    """
    _refuse_known(tables)
    pupil = unpack(tables, documents, team, by=by, now=now)
    ReceivedFile.objects.create(pupil=pupil, received_at=now, received_by=by, **source)
    came = Meeting.objects.filter(pupil=pupil)
    # Its last act: what the team received today is not erased tonight as if nobody had it.
    record_each("meeting_received", ((one, {}) for one in came), by=by, now=now, scope=team.pk)
    for meeting in came.standing().filter(chosen_slot__starts_at__gt=now):
        keep_in_step(meeting)
    return pupil


def _refuse_known(tables: Tables) -> None:
    references = [row["reference"] for row in tables["meeting"]]
    codes = [row["code"] for row in tables["fiche_version"]]
    if (
        Meeting.objects.filter(reference__in=references).exists()
        or FicheVersion.objects.filter(code__in=codes).exists()
    ):
        raise FileRefusedError(ALREADY_HERE)
