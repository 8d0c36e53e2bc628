"""What was erased since a backup is erased again when it comes back.

The register of what was erased is in the database that the backup replaces: it is written beside
it first, so that a restoration cut short forgets none.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, transaction

from meetings.erasing import Why, erase_pupil
from meetings.models import ErasedPupil
from partners.models import Pupil


@dataclass(frozen=True, slots=True)
class Erased:
    """One line of the register: the team, the number of the card, when and on what ground."""

    team: int
    number: int
    at: str
    why: str


def remember_erased() -> list[Erased]:
    """What the present database says was erased, and what an earlier restoration still owed."""
    try:
        with transaction.atomic():
            rows = list(ErasedPupil.objects.values_list("team", "number", "erased_at", "why"))
    except DatabaseError:
        rows = []
    found = [Erased(team, number, at.isoformat(), why) for team, number, at, why in rows]
    file = _file()
    if file.exists():
        found += [Erased(**line) for line in json.loads(file.read_text())]
    found = list(dict.fromkeys(found))
    file.touch(mode=0o600)
    file.write_text(json.dumps([asdict(one) for one in found]))
    return found


def erase_again(erased: list[Erased], now: datetime) -> int:
    """Erase what the database that came back still holds of these, a hold of then or not; how many
    files."""
    done = 0
    for one in erased:
        known = ErasedPupil.objects.filter(
            team=one.team, number=one.number, erased_at=datetime.fromisoformat(one.at)
        )
        pupil = Pupil.objects.filter(team=one.team, pk=one.number).first()
        if pupil is not None and not known.exists():
            erase_pupil(pupil, by=None, now=now, why=Why.RESTORED)
            done += 1
    _file().unlink(missing_ok=True)
    return done


def _file() -> Path:
    return Path(settings.VAR_DIR) / "erased-to-do-again.json"
