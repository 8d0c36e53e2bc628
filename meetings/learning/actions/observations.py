from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from intermetiers.web.journal import record
from meetings.models import Observation
from partners.models import Account, Team

Written = Mapping[str, str | date | None]
_OF_ROW = ("title", "observed_on")


def keep_new_observation(
    team: Team, sheet: str, written: Written, *, by: Account, now: datetime
) -> Observation:
    with transaction.atomic():
        observation = Observation(team=team, by=by, sheet=sheet)
        _write(observation, written)
        observation.saved_at = now
        observation.save()
        record("keep_observation", observation, by=by, now=now, scope=team.pk)
        return observation


def change_observation(
    observation: Observation, changes: Written, *, by: Account, now: datetime
) -> None:
    """Write what changed: another line, written meanwhile in another window, stays."""
    with transaction.atomic():
        row = Observation.objects.select_for_update().get(pk=observation.pk)
        _write(row, changes)
        row.saved_at = now
        row.save()
        record("change_observation", row, by=by, now=now, scope=row.team_id)


def remove_observation(observation: Observation, *, by: Account, now: datetime) -> None:
    with transaction.atomic():
        record("remove_observation", observation, by=by, now=now, scope=observation.team_id)
        observation.delete()


def _write(row: Observation, written: Written) -> None:
    """Title and day on the row, each line by its key; a line left empty is not kept."""
    for name in _OF_ROW:
        if name in written:
            setattr(row, name, written[name])
    lines = {key: said for key, said in written.items() if key not in _OF_ROW}
    row.answers = {key: said for key, said in (row.answers | lines).items() if said}
