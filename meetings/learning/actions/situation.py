from collections.abc import Mapping
from datetime import datetime

from intermetiers.web.journal import record
from meetings.models import Meeting, SituationReading
from meetings.writing import locked
from partners.models import Account


def keep_reading(
    meeting: Meeting, changes: Mapping[tuple[str, str], str], *, by: Account, now: datetime
) -> SituationReading | None:
    """Write what changed of one’s own reading; a reading left wholly empty is erased, and None."""
    with locked(meeting) as row:
        reading = SituationReading.objects.of_account(by).filter(meeting=row).first()
        if reading is None:
            reading = SituationReading(team_id=row.team_id, meeting=row, by=by)
        reading.marks = _with(reading.marks, changes)
        reading.saved_at = now
        if not reading.marks and reading.pk is None:
            return None
        reading.save()
        # About the reading and not about the meeting, whose agendas it does not change.
        record("keep_reading", reading, by=by, now=now, scope=row.team_id)
        if not reading.marks:
            reading.delete()
        return reading if reading.marks else None


def _with(
    marks: Mapping[str, Mapping[str, str]], changes: Mapping[tuple[str, str], str]
) -> dict[str, dict[str, str]]:
    """The marks with these changes; a part left empty is not kept."""
    found = {key: dict(parts) for key, parts in marks.items()}
    for (key, part), value in changes.items():
        found.setdefault(key, {})[part] = value
    kept = {
        key: {part: said for part, said in parts.items() if said} for key, parts in found.items()
    }
    return {key: parts for key, parts in kept.items() if parts}
