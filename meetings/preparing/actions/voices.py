"""Choosing a date, and keeping how those it leaves out are heard all the same."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from intermetiers.web.editing import EditConflict, merge
from meetings.booking import take_hours_of_seat
from meetings.date_changes import Told
from meetings.domain.kinds import VoiceWay
from meetings.domain.voices import PRESENCE_OF_WAY
from meetings.models import Meeting, SlotAnswer, VoiceKept
from meetings.preparing.actions.slots import choose_slot
from meetings.writing import keep, locked
from partners.models import Account


def choose_and_keep_voices(
    meeting: Meeting,
    pk: int,
    people: Collection[int],
    *,
    seen: Mapping[str, Any],
    wanted: Mapping[str, Any],
    by: Account,
    now: datetime,
) -> Told:
    """Choose the slot and keep the voices of these people in one act: all of it, or nothing."""
    with locked(meeting) as row:
        told = choose_slot(row, pk, by=by, now=now)
        keep_voices(row, pk, people, seen=seen, wanted=wanted, by=by, now=now)
    return told


def keep_voices(
    meeting: Meeting,
    pk: int,
    people: Collection[int],
    *,
    seen: Mapping[str, Any],
    wanted: Mapping[str, Any],
    by: Account,
    now: datetime,
) -> None:
    """Keep how each of these people is heard at the slot `pk`.

    `seen` and `wanted` hold `way_<participant>` and `note_<participant>`, and `wanted` may hold
    `presence_<participant>`: then the invitation says so too. A way left empty stays unsaid.
    Raises EditConflict with nothing written, RefusedError for somebody who is taken at that hour.
    """
    with locked(meeting) as row:
        answers = SlotAnswer.objects.filter(slot=pk, slot__meeting=row, participant__in=people)
        conflicts: dict[str, Any] = {}
        changed = []
        for answer in answers.select_related("voice", "participant"):
            names = {part: f"{part}_{answer.participant_id}" for part in ("way", "note")}
            voice = getattr(answer, "voice", None) or VoiceKept(answer=answer, way="")
            try:
                fields = merge(
                    voice,
                    seen={part: seen.get(name) for part, name in names.items()},
                    wanted={part: wanted.get(name, "") for part, name in names.items()},
                )
            except EditConflict as conflict:
                conflicts |= {names[part]: value for part, value in conflict.current.items()}
            else:
                changed += [voice] if fields and voice.way else []
        if conflicts:
            raise EditConflict(conflicts)
        for voice in changed:
            voice.at, voice.by = now, by
            voice.save()
        if changed:
            kept = {str(v.answer.participant_id): v.way for v in changed}
            slot = row.slots.get(pk=pk)
            keep("voices_kept", slot, row, by=by, now=now, ways=kept)
        asked = [answer for answer in answers if wanted.get(f"presence_{answer.participant_id}")]
        for answer in asked:
            _write_presence(row, answer, wanted, by=by, now=now)


def _write_presence(
    meeting: Meeting, answer: SlotAnswer, wanted: Mapping[str, Any], *, by: Account, now: datetime
) -> None:
    """The invitation of this person says « par téléphone » or « par écrit » too."""
    way = wanted.get(f"way_{answer.participant_id}")
    presence = PRESENCE_OF_WAY.get(VoiceWay(way)) if way else None
    person = answer.participant
    if presence is None or person.presence == presence.value:
        return
    person.presence = presence.value
    person.save(update_fields=["presence"])
    keep("guest_changed", person, meeting, by=by, now=now, fields=["presence"])
    take_hours_of_seat(meeting, person.pk)
