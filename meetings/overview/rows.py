"""A meeting as one row of a list: when, what, how far, what it lacks."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from intermetiers.web.french import MONTHS, write_hour, write_short_day
from meetings.domain import principles
from meetings.domain.dossier import Dossier
from meetings.domain.kinds import Step, StepState
from meetings.domain.progress import lacks, next_step, steps
from meetings.frame import context_line, hold_label, step_url

HALF_A_YEAR = timedelta(days=183)
FINDINGS_SHOWN = 2


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """`day`, `month` and `hour` are empty without a date; `month` names the year when it is far.
    `states` are those of the six steps; `act` is the next thing to do; `held` once it was opened."""

    title: str
    url: str
    context: str
    day: str
    month: str
    hour: str
    states: tuple[StepState, ...]
    note: str
    act: str
    act_url: str
    findings: tuple[str, ...]
    cancelled: bool
    held: bool

    @property
    def first_findings(self) -> tuple[str, ...]:
        return self.findings[:FINDINGS_SHOWN]

    @property
    def findings_left(self) -> int:
        return len(self.findings[FINDINGS_SHOWN:])


def meeting_row(dossier: Dossier, today: date) -> MeetingRow:
    findings = principles.review(dossier, today).standing
    step = next_step(dossier, findings)
    slot = dossier.chosen_slot
    act, act_url = _act(dossier, step, today)
    return MeetingRow(
        title=dossier.title,
        url=reverse("meetings:path", args=[dossier.reference]),
        context=context_line(dossier),
        day=write_short_day(slot.starts_at) if slot else "",
        month=_month(slot.starts_at.date(), today) if slot else "",
        hour=write_hour(slot.starts_at) if slot else "",
        states=tuple(progress.state for progress in steps(dossier, findings)),
        note=lacks(dossier, findings),
        act=act,
        act_url=act_url,
        findings=tuple(finding.fact for finding in findings),
        cancelled=dossier.cancelled_on is not None,
        held=dossier.opened_on is not None,
    )


def _act(dossier: Dossier, step: Step | None, today: date) -> tuple[str, str]:
    """The next thing to do, and where: on its day, the meeting itself; once held, its fiche."""
    slot = dossier.chosen_slot
    if dossier.closed_on:
        return "Lire la fiche", reverse("meetings:sheet", args=[dossier.reference])
    if dossier.opened_on or (slot and slot.starts_at.date() == today):
        return hold_label(dossier), reverse("meetings:live", args=[dossier.reference])
    if step:
        return "Compléter", step_url(dossier, step)
    return "Prévenir la famille", reverse("meetings:briefs", args=[dossier.reference])


def _month(day: date, today: date) -> str:
    """« janvier », or « janvier 2028 » when it is more than six months away."""
    month = MONTHS[day.month - 1]
    return month if abs(day - today) < HALF_A_YEAR else f"{month} {day.year}"
