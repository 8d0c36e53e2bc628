"""Writing the common problem and what each person says of it."""

from collections.abc import Mapping
from datetime import datetime

from intermetiers.web.editing import EditConflict, merge
from meetings.models import Meeting, Participant
from meetings.writing import keep, locked
from partners.models import Account

VIEWPOINT = "viewpoint_"


def write_problem(
    meeting: Meeting,
    *,
    seen: Mapping[str, str],
    wanted: Mapping[str, str],
    by: Account,
    now: datetime,
) -> None:
    """Keep `problem` and the `viewpoint_<participant>` lines of `wanted`.

    `seen` is what the author had under the eyes. Raises EditConflict, with nothing written, when
    somebody else changed the same lines meanwhile.
    """
    with locked(meeting) as row:
        conflicts: dict[str, str] = {}
        changed = []
        try:
            if merge(row, seen=_only("problem", seen), wanted=_only("problem", wanted)):
                row.save(update_fields=["problem"])
                changed.append("problem")
        except EditConflict as conflict:
            conflicts |= conflict.current
        for person in row.participants.all():
            name = f"{VIEWPOINT}{person.pk}"
            if name in wanted:
                changed += _write_viewpoint(person, name, seen, wanted, conflicts)
        if conflicts:
            raise EditConflict(conflicts)
        if changed:
            keep("problem_written", row, row, by=by, now=now, fields=changed)


def _only(name: str, values: Mapping[str, str]) -> dict[str, str]:
    return {name: values[name]} if name in values else {}


def _write_viewpoint(
    person: Participant,
    name: str,
    seen: Mapping[str, str],
    wanted: Mapping[str, str],
    conflicts: dict[str, str],
) -> list[str]:
    try:
        fields = merge(
            person, seen={"viewpoint": seen.get(name, "")}, wanted={"viewpoint": wanted[name]}
        )
    except EditConflict as conflict:
        conflicts[name] = conflict.current["viewpoint"]
        return []
    if fields:
        person.save(update_fields=["viewpoint"])
    return [name] if fields else []
