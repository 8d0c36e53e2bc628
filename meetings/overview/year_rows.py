"""The year of a pupil as one row, that of a school as another."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from intermetiers.web.french import NBSP, start_sentence, write_day
from meetings.domain.kinds import MeetingKind
from meetings.domain.year import Due, PupilYear, State
from meetings.domain.year_schools import SchoolYear
from meetings.years import ess_of
from partners.domain.school_years import school_year_of
from partners.models import Institution, Pupil, Team

NOTHING_NOTED = "aucune notée"
NO_SCHOOL, NONE = "Sans école notée", "aucune"
_PILLS = {
    State.HELD: ("done", "tenue"),
    State.PLACED: ("soon", "placée"),
    State.WITHOUT_DATE: ("todo", "sans date"),
}


@dataclass(frozen=True, slots=True)
class PupilRow:
    """`kind` and `label` are those of the pill; `when` the date it has or had, or ""; `act` what
    one does next, "" for nothing."""

    name: str
    url: str
    context: str
    by: str
    reasons: tuple[str, ...]
    kind: str
    label: str
    when: str
    act: str
    act_url: str


@dataclass(frozen=True, slots=True)
class SchoolRow:
    """`url` shows the pupils of this school alone."""

    name: str
    year: SchoolYear
    url: str


def pupil_rows(years: Sequence[PupilYear], year: int, today: date) -> list[PupilRow]:
    """Costs two queries, whatever their number."""
    keys = [one.pupil for one in years]
    pupils = Pupil.objects.select_related("school").in_bulk(keys)
    meetings: dict[int, list[Any]] = {}
    for meeting in ess_of(keys, year).select_related("holding"):
        meetings.setdefault(meeting.pupil_id, []).append(meeting)
    is_over = year < school_year_of(today)
    return [
        _row(pupils[one.pupil], one.due, meetings.get(one.pupil, []), is_over=is_over)
        for one in years
    ]


def school_rows(
    schools: Iterable[SchoolYear], names: Mapping[int, str], url_of: Callable[[str], str]
) -> list[SchoolRow]:
    return [
        SchoolRow(
            name=names.get(one.school or 0, NO_SCHOOL),
            year=one,
            url=url_of(asked_as(one.school)),
        )
        for one in schools
    ]


def asked_as(school: int | None) -> str:
    """How the address of the page names a school."""
    return NONE if school is None else str(school)


def school_names(team: Team, years: Iterable[PupilYear]) -> dict[int, str]:
    """How each school of these pupils is called, in alphabetical order: one query."""
    keys = {one.school for one in years if one.school}
    rows = Institution.objects.filter(team=team, pk__in=keys).in_order().only("name", "town")
    return {card.pk: card.placed_name for card in rows}


def _row(pupil: Pupil, due: Due, meetings: Sequence[Any], *, is_over: bool) -> PupilRow:
    kind, label = ("late", "en retard") if due.is_late else _PILLS[due.state]
    if is_over and due.state is State.WITHOUT_DATE:
        kind, label = "late", NOTHING_NOTED
    act, act_url = _act(pupil, due, meetings)
    school = pupil.school.name if pupil.school else ""
    return PupilRow(
        name=pupil.listed,
        url=reverse("meetings:pupil", args=[pupil.pk]),
        context=" · ".join(part for part in (pupil.class_name, school) if part),
        by=start_sentence(due.said_by) if due.state is not State.HELD else "",
        reasons=tuple(reason.said for reason in due.reasons) if due.held is None else (),
        kind=kind,
        label=label,
        when="" if label == NOTHING_NOTED else _when(due),
        act=act,
        act_url=act_url,
    )


def _when(due: Due) -> str:
    """« Tenue le jeudi 21 janvier 2027 »; that a date comes too late is said with it."""
    if due.held is not None:
        return f"Tenue le {write_day(due.held)}"
    if due.planned is None:
        return "Sans date" if due.is_late else ""
    late = f"{NBSP}: après l’échéance" if due.is_placed_too_late else ""
    return f"Placée le {write_day(due.planned)}{late}"


def _act(pupil: Pupil, due: Due, meetings: Sequence[Any]) -> tuple[str, str]:
    """A meeting begun without a date is gone on with: a second one would be one too many."""
    shown = due.held or due.planned
    for meeting in meetings:
        if shown and meeting.happens_at and timezone.localtime(meeting.happens_at).date() == shown:
            return "Ouvrir", reverse("meetings:path", args=[meeting.reference])
    waiting = next((meeting for meeting in meetings if meeting.happens_at is None), None)
    if waiting is not None:
        return "Choisir une date", reverse("meetings:slot", args=[waiting.reference])
    if pupil.archived_at is not None:
        return "", ""
    query = f"eleve={pupil.pk}&sorte={MeetingKind.ESS.value}"
    return "Préparer", f"{reverse('meetings:new')}?{query}"
