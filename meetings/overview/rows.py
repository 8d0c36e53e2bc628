"""A meeting as one row of a list: when, what, how far, what it lacks."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from meetings.domain import principles
from meetings.domain.dossier import Dossier, Slot
from meetings.domain.kinds import StepState
from meetings.domain.progress import lacks, next_step, steps
from meetings.frame import context_line, step_url


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """`states` are those of the six steps; `act` is the next thing to do."""

    title: str
    url: str
    context: str
    slot: Slot | None
    states: tuple[StepState, ...]
    note: str
    act: str
    act_url: str
    findings: tuple[str, ...]
    cancelled: bool


def meeting_row(dossier: Dossier, day: date) -> MeetingRow:
    step = next_step(dossier, day)
    return MeetingRow(
        title=dossier.title,
        url=reverse("meetings:path", args=[dossier.reference]),
        context=context_line(dossier),
        slot=dossier.chosen_slot,
        states=tuple(progress.state for progress in steps(dossier, day)),
        note=lacks(dossier, day),
        act="Compléter" if step else "Prévenir la famille",
        act_url=step_url(dossier, step)
        if step
        else reverse("meetings:briefs", args=[dossier.reference]),
        findings=tuple(finding.fact for finding in principles.standing(dossier, day)),
        cancelled=dossier.cancelled_on is not None,
    )


def week_of(day: date) -> date:
    """The Monday of the week of `day`."""
    return day - timedelta(days=day.weekday())
