"""A meeting as one light line, for the page of a person: no dossier is read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Prefetch, Q, prefetch_related_objects
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.french import MONTHS, write_day, write_hour, write_short_day
from intermetiers.web.lists import page_of
from meetings.date_changes import value_of
from meetings.domain.date_changes import say_change
from meetings.models import DateChange, Holding, Meeting
from meetings.models.meeting import MeetingQuerySet
from partners.http import SignedRequest

PER_PAGE = 20
_LATEST_FIRST = F("chosen_slot__starts_at").desc(nulls_last=True)


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting as one line: when, of whom, where it is written. `day` is empty without a date;
    `changed` says what the date was before it changed last; `held` when it was really held."""

    title: str
    url: str
    context: str
    day: str
    month: str
    hour: str
    cancelled: bool
    changed: str
    held: str


About = Callable[[Meeting], Sequence[str]]


def of_pupil(meeting: Meeting) -> Sequence[str]:
    """What tells one meeting of a pupil from another: the school and class of that time."""
    return meeting.class_name, meeting.school.name if meeting.school else ""


def of_partner(meeting: Meeting) -> Sequence[str]:
    """The same among the meetings of a partner: the pupil comes first."""
    return meeting.pupil.name, *of_pupil(meeting)


def meetings_by_time(
    request: SignedRequest, meetings: MeetingQuerySet, day: date, *, about: About
) -> dict[str, Any]:
    """Those to come, soonest first, then those that still look for a date; the past in pages,
    with those called off. What was held and closed is past, whatever the day it was planned for."""
    read = meetings.select_related("pupil", "school", "chosen_slot", "holding")
    ahead = read.standing().filter(holding__closed_at=None)
    coming = [*ahead.with_date().from_day(day), *ahead.without_date()]
    before = Q(pk__in=meetings.with_date().before_day(day))
    past = read.filter(before | ~Q(cancelled_at=None) | ~Q(holding__closed_at=None))
    page = page_of(request, past.order_by(_LATEST_FIRST, "-pk"), per_page=PER_PAGE)
    past_ones = list(page)
    changes = Prefetch("date_changes", DateChange.objects.select_related("by"))
    prefetch_related_objects([*coming, *past_ones], changes)
    return {
        "coming": [_line(meeting, about) for meeting in coming],
        "past_meetings": [_line(meeting, about) for meeting in past_ones],
        "page_obj": page,
    }


def _line(meeting: Meeting, about: About) -> MeetingLine:
    slot = meeting.chosen_slot
    starts_at = timezone.localtime(slot.starts_at) if slot else None
    return MeetingLine(
        title=meeting.title,
        url=reverse("meetings:path", args=[meeting.reference]),
        context=" · ".join(part for part in (meeting.kind_label, *about(meeting)) if part),
        day=write_short_day(starts_at.date()) if starts_at else "",
        month=f"{MONTHS[starts_at.month - 1]} {starts_at.year}" if starts_at else "",
        hour=write_hour(starts_at) if starts_at else "",
        cancelled=meeting.cancelled_at is not None,
        changed=_changed(meeting),
        held=_held(meeting),
    )


def _changed(meeting: Meeting) -> str:
    changes = list(meeting.date_changes.all())
    return say_change(value_of(changes[-1])) if changes else ""


def _held(meeting: Meeting) -> str:
    """« tenue le jeudi 21 janvier 2027 »; nothing of a meeting nobody opened and closed here."""
    holding: Holding | None = getattr(meeting, "holding", None)
    if holding is None or holding.opened_at is None or holding.closed_at is None:
        return ""
    return f"tenue le {write_day(timezone.localtime(holding.opened_at).date())}"
