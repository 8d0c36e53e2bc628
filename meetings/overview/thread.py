"""Reads the thread of a pupil, in a number of queries that depends on nothing."""

from datetime import datetime

from django.utils import timezone

from intermetiers.web.french import start_sentence
from meetings.domain.live.state import Live
from meetings.domain.promises import Promise
from meetings.domain.thread import Thread, ThreadSource, compose_thread
from meetings.left_points import Left, read_left
from meetings.models import Decision, Holding, Meeting
from meetings.promises import promises_of
from partners.models import Pupil


def thread_of(pupil: Pupil, now: datetime) -> Thread:
    left = read_left(pupil.pk)
    return compose_thread(_sources(pupil, left), promises_about(pupil), left.points, now)


def promises_about(pupil: Pupil) -> list[Promise]:
    """What the meetings of this pupil that stand decided; after two cards became one, of both."""
    return promises_of(Decision.objects.filter(meeting__pupil=pupil).standing())


def _sources(pupil: Pupil, left: Left) -> list[ThreadSource]:
    """The meetings that have a day, those called off with them."""
    lives = {row.pk: live for row, live in left.held}
    off = Meeting.objects.filter(pupil=pupil).exclude(cancelled_at=None)
    rows = [*left.meetings, *off.select_related("chosen_slot", "holding", "school")]
    sources = (_source(row, lives.get(row.pk)) for row in rows)
    return [source for source in sources if source is not None]


def _source(row: Meeting, live: Live | None) -> ThreadSource | None:
    holding: Holding | None = getattr(row, "holding", None)
    opened_at = holding.opened_at if holding else None
    moment = opened_at or (row.chosen_slot.starts_at if row.chosen_slot else None)
    if moment is None:
        return None
    parts = (start_sentence(row.kind_label), row.class_name, row.school.name if row.school else "")
    return ThreadSource(
        id=row.pk,
        title=row.title,
        reference=row.reference,
        day=timezone.localtime(moment).date(),
        context=" · ".join(part for part in parts if part),
        problem=row.problem,
        live=live,
        cancelled=row.cancelled_at is not None,
    )
