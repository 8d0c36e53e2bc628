"""The page of a partner: what this person does, whom this person follows, which meetings."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from intermetiers.web.french import MONTHS, write_hour, write_short_day
from intermetiers.web.lists import page_of
from meetings.frame import today
from meetings.models import Meeting
from partners.http import SignedRequest
from partners.models import Following, Professional

PER_PAGE = 20
PUPILS_SHOWN = 12
_LATEST_FIRST = F("chosen_slot__starts_at").desc(nulls_last=True)


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting as one line: when, of whom, where it is written. `day` is empty without a date."""

    title: str
    url: str
    context: str
    day: str
    month: str
    hour: str
    cancelled: bool


@require_GET
def partner_page(request: SignedRequest, pk: int) -> HttpResponse:
    cards = Professional.objects.visible_to(request.user).select_related("institution", "team")
    card = get_object_or_404(cards, pk=pk)
    day = today()
    context = {
        "nav": "people",
        "card": card,
        "metier": card.catalogue_entry,
        "constraints": card.usual.sentences,
        **_pupils(card),
        **_meetings(request, card, day),
    }
    return render(request, "meetings/partner.html", context)


def _pupils(card: Professional) -> dict[str, Any]:
    """The followings with their pupils, in one query: the present by name, the past by day."""
    rows = card.followings.select_related("pupil__school").order_by("pupil__folded", "pk")
    present = [row for row in rows if row.until is None]
    past = sorted((row for row in rows if row.until), key=_until, reverse=True)
    return {
        "present": present[:PUPILS_SHOWN],
        "more_present": present[PUPILS_SHOWN:],
        "present_count": len(present),
        "past": past,
    }


def _until(following: Following) -> date:
    return following.until or date.min


def _meetings(request: SignedRequest, card: Professional, day: date) -> dict[str, Any]:
    """Those to come, soonest first, then those that still look for a date; the past in pages."""
    sat = Meeting.objects.filter(participants__professional=card)
    sat = sat.select_related("pupil", "school", "chosen_slot")
    standing = sat.standing()
    coming = [*standing.with_date().from_day(day), *standing.without_date()]
    past = sat.filter(Q(pk__in=sat.with_date().before_day(day)) | ~Q(cancelled_at=None))
    page = page_of(request, past.order_by(_LATEST_FIRST, "-pk"), per_page=PER_PAGE)
    return {
        "coming": [_line(meeting) for meeting in coming],
        "past_meetings": [_line(meeting) for meeting in page],
        "page_obj": page,
    }


def _line(meeting: Meeting) -> MeetingLine:
    slot = meeting.chosen_slot
    starts_at = timezone.localtime(slot.starts_at) if slot else None
    parts = (meeting.pupil.name, meeting.class_name, meeting.school.name if meeting.school else "")
    return MeetingLine(
        title=meeting.title,
        url=reverse("meetings:path", args=[meeting.reference]),
        context=" · ".join(part for part in (meeting.kind_label, *parts) if part),
        day=write_short_day(starts_at.date()) if starts_at else "",
        month=f"{MONTHS[starts_at.month - 1]} {starts_at.year}" if starts_at else "",
        hour=write_hour(starts_at) if starts_at else "",
        cancelled=meeting.cancelled_at is not None,
    )
