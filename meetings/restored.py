"""What was erased since a backup is erased again when it comes back.

The register of what was erased is in the database that the backup replaces: it is written beside
it first, so that a restoration cut short forgets none.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, transaction

from intermetiers.web.backups import UNFINISHED
from intermetiers.web.models import JournalEntry
from meetings.erasing import Why, erase_meeting, erase_pupil
from meetings.models import ErasedPupil, Meeting, Transfer
from partners.models import Pupil

_MEETING = "meeting:"
_ERASED = "meeting_erased"

# A pupil’s file: of which team, under which number.
_File = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Erased:
    """A pupil’s file, or one meeting, that was erased: of which team, its number, and when."""

    kind: str  # « pupil » or « meeting »
    team: int
    number: int
    at: str


def remember_erased() -> list[Erased]:
    """What the present database says was erased, and what an earlier restoration still owed."""
    try:
        with transaction.atomic():
            found = list(_erased())
    except DatabaseError:  # an empty place: there is nothing to remember
        found = []
    file = _file()
    if file.exists():
        found += [Erased(**line) for line in json.loads(file.read_text())]
    found = list(dict.fromkeys(found))
    file.touch(mode=0o600)
    file.write_text(json.dumps([asdict(one) for one in found]))
    return found


def _erased() -> Iterator[Erased]:
    """Files from their register; meetings erased one by one from the journal.

    A file handed to another team goes on there: brought back where it was, it is erased again only
    if that team has erased it since.
    """
    files: dict[_File, ErasedPupil] = {
        (row.team_id, row.number): row for row in ErasedPupil.objects.all()
    }
    handed: dict[_File, _File] = {
        (row.team_id, row.number): (row.to_team_id, row.new_number)
        for row in Transfer.objects.exclude(new_number=None)
    }
    for file, row in files.items():
        last = files.get(_where_it_went(file, handed))
        if last is not None and last.why != Why.HANDED:
            yield Erased("pupil", row.team_id, row.number, row.erased_at.isoformat())
    lines = JournalEntry.objects.filter(act=_ERASED).exclude(scope=None)
    for scope, subject, at in lines.values_list("scope", "subject", "at"):
        if scope is not None:
            yield Erased("meeting", scope, int(subject.removeprefix(_MEETING)), at.isoformat())


def _where_it_went(file: _File, handed: Mapping[_File, _File]) -> _File:
    """From team to team, to the last that accepted it."""
    while file in handed:
        file = handed[file]
    return file


def erase_again(erased: list[Erased], now: datetime) -> int:
    """Erase what the database that came back still holds of these, a hold of then or not; how many
    files and meetings."""
    known = set(_erased())
    done = sum(_erase(one, now) for one in erased if one not in known)
    _file().unlink(missing_ok=True)
    return done


def _erase(one: Erased, now: datetime) -> bool:
    if _lived_later(one):
        return False
    if one.kind == "pupil":
        pupil = Pupil.objects.filter(team=one.team, pk=one.number).first()
        if pupil is not None:
            erase_pupil(pupil, by=None, now=now, why=Why.RESTORED)
        return pupil is not None
    meeting = Meeting.objects.filter(team=one.team, pk=one.number).first()
    if meeting is not None:
        erase_meeting(meeting, by=None, now=now, why=Why.RESTORED)
    return meeting is not None


def _lived_later(one: Erased) -> bool:
    """Whether something was done about a row of this number after it was erased: then it is
    another row, which took the number once an older backup had brought the counter back."""
    later = JournalEntry.objects.filter(subject=f"{one.kind}:{one.number}", at__gt=one.at)
    return later.exists()


def _file() -> Path:
    return Path(settings.VAR_DIR) / UNFINISHED
