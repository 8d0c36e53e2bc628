"""Giving somebody everything that is written about a pupil."""

from datetime import datetime

from intermetiers.web.journal import record
from partners.models import Account, FamilyMember, Pupil


def give_copy(
    pupil: Pupil, reader: FamilyMember | None, *, file_format: str, by: Account, now: datetime
) -> None:
    """Keep that everything written about a pupil was given, to whom, and as what."""
    to = reader.pk if reader else None
    record("copy_given", pupil, by=by, now=now, scope=pupil.team_id, reader=to, format=file_format)
