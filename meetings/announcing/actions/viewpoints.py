"""What each person says before the meeting: kept, read back, shared with all, erased.

Sending the same thing twice changes nothing the second time, so that no act here needs a key.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.shortcuts import get_object_or_404

from intermetiers.web.editing import merge
from meetings.domain.kinds import Audience, Source
from meetings.domain.viewpoints import QUESTIONS
from meetings.models import Contribution, Meeting, Participant
from meetings.writing import RefusedError, keep, locked
from partners.models import Account

FIELDS = (*QUESTIONS, "face", "audience")
OVER = "La réunion a commencé\u00a0: ce qui a été dit avant ne se change plus."
# What somebody says: a text for each of QUESTIONS, `face`, `audience` and `agreed` (a bool).
Said = Mapping[str, Any]


def say(participant: Participant, *, seen: Said, wanted: Said, now: datetime) -> bool:
    """Keep what somebody writes through their own link; False when it stands already.

    What a coordinator typed for them becomes theirs. Raises EditConflict, with nothing written,
    when it was changed meanwhile; RefusedError once the meeting has begun.
    """
    with locked(participant.meeting) as meeting:
        _check_open(meeting, now)
        row = _row_of(participant)
        changed = _merge(row, seen, wanted, now)
        if not changed and row.source == Source.LINK:
            return False
        row.source, row.typed_by, row.read_back_at = Source.LINK.value, None, None
        _keep(row, meeting, changed, by=None, now=now)
    return True


def type_for(
    meeting: Meeting, person: int, *, seen: Said, wanted: Said, by: Account, now: datetime
) -> bool:
    """Keep what a coordinator types for somebody, as heard or as read on paper.

    `wanted` also holds `source` (telephone or paper) and `read_back`. False when nothing changes.
    Raises EditConflict when the person, or somebody else, wrote meanwhile; RefusedError once the
    meeting has begun.
    """
    with locked(meeting) as locked_meeting:
        _check_open(locked_meeting, now)
        row = _row_of(get_object_or_404(Participant, meeting=locked_meeting, pk=person))
        changed = _merge(row, seen, wanted, now)
        was_read = row.read_back_at is not None
        if not changed and (row.source == Source.LINK or was_read == wanted["read_back"]):
            return False
        if changed:
            row.source, row.typed_by = wanted["source"], by
        if changed or was_read != wanted["read_back"]:
            row.read_back_at = now if wanted["read_back"] else None
        _keep(row, locked_meeting, changed, by=by, now=now)
    return True


def share_from(
    meeting: Meeting, *, seen: date | None, wanted: date | None, by: Account, now: datetime
) -> bool:
    """Set the day from which everybody reads what was said for all; None for no day.

    False when it stands already. Raises EditConflict when somebody else set another meanwhile.
    """
    name = "viewpoints_shared_on"
    with locked(meeting) as row:
        if not merge(row, seen={name: seen}, wanted={name: wanted}):
            return False
        row.save(update_fields=[name])
        day = row.viewpoints_shared_on
        keep("viewpoints_shared", row, row, by=by, now=now, day=day.isoformat() if day else "")
    return True


def erase(participant: Participant, *, by: Account | None, now: datetime) -> bool:
    """Forget what somebody said; False when there was nothing. A guest is nobody (`by` None)."""
    with locked(participant.meeting) as meeting:
        _check_open(meeting, now)
        row = Contribution.objects.filter(participant=participant).first()
        if row is None:
            return False
        row.delete()
        keep("viewpoint_erased", participant, meeting, by=by, now=now)
    return True


def open_all(meeting: Meeting, *, by: Account, now: datetime) -> None:
    """Keep that somebody opens what each said of the child; the texts themselves do not change."""
    with locked(meeting) as row:
        keep("viewpoints_opened", row, row, by=by, now=now)


def _check_open(meeting: Meeting, now: datetime) -> None:
    slot = meeting.chosen_slot
    if slot is not None and slot.starts_at <= now:
        raise RefusedError(OVER)


def _row_of(participant: Participant) -> Contribution:
    found = Contribution.objects.filter(participant=participant).first()
    # Nothing is seen in a row that is not there yet: not even the audience it would have.
    return found or Contribution(participant=participant, audience="")


def _merge(row: Contribution, seen: Said, wanted: Said, now: datetime) -> list[str]:
    """The fields that change; those of `wanted` that its author left alone stay as they are."""
    changed = merge(row, seen=_only(seen), wanted=_only(wanted))
    agrees = bool(wanted.get("agreed"))
    if agrees != bool(seen.get("agreed")) and agrees != (row.family_agreed_at is not None):
        row.family_agreed_at = now if agrees else None
        changed.append("family_agreed_at")
    return changed


def _only(values: Said) -> dict[str, Any]:
    return {name: values[name] for name in FIELDS if name in values}


def _keep(
    row: Contribution,
    meeting: Meeting,
    changed: list[str],
    *,
    by: Account | None,
    now: datetime,
) -> None:
    if changed or row.pk is None:
        row.said_at = now
    row.audience = row.audience or Audience.COORDINATOR.value
    row.save()
    detail = {"source": row.source, "fields": changed, "audience": row.audience}
    keep("viewpoint_said", row.participant, meeting, by=by, now=now, **detail)
