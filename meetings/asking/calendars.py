"""A calendar between the file and the yes: read, told, and carried by the page until then.

Nothing is written before the yes. The page carries the busy hours, signed for one participant and
for an hour; they are the very hours its reader just gave, and nothing else of the file.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.core import signing
from django.utils import timezone

from intermetiers.web.calendars.reading import read_busy
from intermetiers.web.french import THIN, start_sentence, write_count, write_day
from meetings.domain.kinds import Role
from meetings.models import Participant
from partners.actions.calendars import Person, ReadCalendar

WINDOW = timedelta(days=183)
CARRIED_FOR = timedelta(hours=1)
_MINUTE = timedelta(minutes=1)
_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Understood:
    """What a page says of a calendar just read; `carried` is what its yes sends back."""

    sentence: str
    left_out: tuple[str, ...]
    carried: str


def has_card(participant: Participant) -> bool:
    """Only somebody of the address book has a calendar; the pupil has none here."""
    is_pupil = participant.role == Role.PUPIL.value
    return not is_pupil and bool(participant.family_member_id or participant.professional_id)


def owner_of(participant: Participant) -> Person | None:
    """Whose calendar it is."""
    if not has_card(participant):
        return None
    return participant.family_member or participant.professional


def read_file(content: bytes, today: date) -> ReadCalendar:
    """The busy hours of the six months that begin today; UploadRefusedError with a sentence."""
    last = today + WINDOW
    busy = read_busy(content, (today, last), timezone.get_current_timezone_name())
    return ReadCalendar(today, last, busy.intervals, busy.left_out)


def understood(read: ReadCalendar, participant: Participant) -> Understood:
    return Understood(say_busy(read), read.left_out, _carry(read, participant))


def say_busy(read: ReadCalendar) -> str:
    """« 42 moments occupés entre le 5 janvier et le 27 mars ; rien d’autre n’est gardé. »"""
    if not read.busy:
        days = f"{_day(read.first_day)} et le {_day(read.last_day)}"
        return f"Aucun moment occupé entre le {days}."
    count = start_sentence(write_count(len(read.busy), "moment occupé", "moments occupés"))
    first = timezone.localtime(read.busy[0][0]).date()
    last = timezone.localtime(read.busy[-1][1] - _MINUTE).date()
    when = f"le {_day(first)}" if first == last else f"entre le {_day(first)} et le {_day(last)}"
    return f"{count} {when}{THIN}; rien d’autre n’est gardé."


def carried_calendar(carried: str, participant: Participant) -> ReadCalendar | None:
    """What `understood` gave for this participant; None for anything else, or too old."""
    try:
        found: dict[str, Any] = signing.loads(carried, salt=_salt(participant), max_age=CARRIED_FOR)
    except signing.BadSignature:
        return None
    return ReadCalendar(
        date.fromisoformat(found["first"]),
        date.fromisoformat(found["last"]),
        tuple((_instant(start), _instant(end)) for start, end in found["busy"]),
        tuple(found["left_out"]),
    )


def _carry(read: ReadCalendar, participant: Participant) -> str:
    held = {
        "first": read.first_day.isoformat(),
        "last": read.last_day.isoformat(),
        "busy": [[_minutes(start), _minutes(end)] for start, end in read.busy],
        "left_out": read.left_out,
    }
    return signing.dumps(held, salt=_salt(participant), compress=True)


def _salt(participant: Participant) -> str:
    return f"calendar:{participant.pk}"


def _minutes(moment: datetime) -> int:
    return (moment - _BEGINNING) // _MINUTE


def _instant(minutes: int) -> datetime:
    return _BEGINNING + minutes * _MINUTE


def _day(day: date) -> str:
    return write_day(day, year=False, weekday=False)
