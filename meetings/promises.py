"""Reads what was decided and what became of it, from rows to values of the domain."""

from datetime import date, datetime

from django.utils import timezone

from meetings.domain.before import Before, EarlierMeeting, before
from meetings.domain.kinds import Role, Said, Source
from meetings.domain.live.fold import fold
from meetings.domain.promises import Promise, Report
from meetings.live import act_of
from meetings.models import Decision, DecisionReport, Holding, LiveAct, Meeting, Participant
from meetings.models.following import DecisionQuerySet

# What is said of tensions and of what was tried: neither who spoke nor who sat where.
_KINDS = ("entry", "undo", "became")


def promises_of(decisions: DecisionQuerySet) -> list[Promise]:
    """Each of these decisions with what was said of it, in their order, in three queries."""
    rows = decisions.select_related("meeting__holding").prefetch_related(
        "holders",
        "reports__participant__professional",
        "reports__participant__family_member",
        "reports__participant__meeting__pupil",
    )
    return [_promise(row) for row in rows]


def read_before(meeting: Meeting, moment: datetime) -> tuple[Before, ...]:
    """What this meeting opens on at `moment`: what the pupil’s other meetings decided and still
    try. However many there are, reading costs the same."""
    others = Decision.objects.standing().filter(meeting__pupil_id=meeting.pupil_id)
    others = others.exclude(meeting_id=meeting.pk)
    return before(promises_of(others), _earlier(meeting), meeting.pk, moment)


def _earlier(meeting: Meeting) -> list[EarlierMeeting]:
    standing = Meeting.objects.standing().filter(pupil_id=meeting.pupil_id).exclude(pk=meeting.pk)
    holdings = list(Holding.objects.filter(meeting__in=standing).exclude(closed_at=None))
    acts: dict[int, list[LiveAct]] = {holding.meeting_id: [] for holding in holdings}
    for act in LiveAct.objects.filter(meeting__in=list(acts), kind__in=_KINDS) if acts else ():
        acts[act.meeting_id].append(act)
    return [
        EarlierMeeting(
            id=holding.meeting_id,
            held_at=timezone.localtime(holding.opened_at),
            closed_at=holding.closed_at,
            live=fold(map(act_of, acts[holding.meeting_id]), 0),
        )
        for holding in holdings
        if holding.opened_at and holding.closed_at
    ]


def _promise(row: Decision) -> Promise:
    return Promise(
        id=row.pk,
        entry=str(row.entry),
        number=row.number,
        text=row.text,
        who=row.who,
        by_on=row.by_on,
        seen=row.seen,
        holders=tuple(sorted(holder.pk for holder in row.holders.all())),
        meeting=row.meeting_id,
        meeting_title=row.meeting.title,
        reference=row.meeting.reference,
        held_on=_held_on(row),
        decided_at=row.written_at,
        reports=tuple(_report(report) for report in row.reports.all()),
    )


def _held_on(row: Decision) -> date:
    """The day its meeting was opened; the day it was written while that is not known."""
    holding: Holding | None = getattr(row.meeting, "holding", None)
    opened_at = holding.opened_at if holding else None
    return timezone.localtime(opened_at or row.written_at).date()


def _report(row: DecisionReport) -> Report:
    return Report(
        said=Said(row.said),
        said_at=timezone.localtime(row.said_at),
        note=row.note,
        new_text=row.new_text,
        new_by_on=row.new_by_on,
        who=_spoken_of(row.participant) if row.participant else "",
        source=Source(row.source),
        said_in=row.said_in_id,
    )


def _spoken_of(seat: Participant) -> str:
    """« la mère », « l’éducatrice spécialisée », as a sentence names this person."""
    card = seat.professional or seat.family_member
    if card is not None:
        return card.called
    return seat.meeting.pupil.first_name if seat.role == Role.PUPIL else seat.label
