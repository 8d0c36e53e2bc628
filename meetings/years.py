"""Reads a school year of a team: whose ESS is due, was held, has a date. No dossier is read.

Everything is three queries whatever the number of pupils: few columns, and one line for each
pupil. The rules stay in the domain; nothing of them is written twice in SQL.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import Max, Min, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from meetings.domain.kinds import MeetingKind
from meetings.domain.year import Known, PupilYear, due_of, last_day
from meetings.domain.year_weeks import YearPicture, picture_of
from meetings.models import Meeting
from meetings.models.meeting import MeetingQuerySet
from partners.domain.school_years import first_day, school_year_of
from partners.models import Pupil, Schooling, Team
from partners.models.pupils import Plan
from partners.school_calendar import days_off

ZONE = timezone.get_default_timezone()
_DAY = timedelta(days=1)


# The last ESS of one pupil before a school year, the last one held in it, the next one: see `Known`.
Ess = tuple[date | None, date | None, date | None]
NOTHING: Ess = (None, None, None)


def read_year(team: Team, year: int, today: date) -> list[PupilYear]:
    """Every pupil of the team with a PPS, once, by name. Others are not due an ESS: no word.

    Of another year, the class of that year where it is noted. Of a past one, those still followed
    when it ended, of whom something of that time is noted.
    """
    known, present = _ess(team, year, today), school_year_of(today)
    classes = {} if year == present else _classes(team, year)
    years = []
    for pk, school, class_name, until in _followed(team, year):
        if year < present and pk not in known and pk not in classes:
            continue
        named = class_name if year == present else classes.get(pk, "")
        facts = Known(*known.get(pk, NOTHING), until, named)
        years.append(PupilYear(pk, school, due_of(facts, year, today)))
    return years


def read_picture(team: Team, year: int, today: date) -> YearPicture:
    """Each ESS of the year in its week, several of one pupil too: one query."""
    first, last = first_day(year), last_day(year)
    rows = _of_team(team).filter(happens_at__gte=_midnight(first), happens_at__lt=_after(last))
    held, placed = _days(rows, today)
    return picture_of(held, placed, days_off(team, first, last), year, today)


def ess_days(pupil: Pupil, today: date) -> tuple[list[date], list[date]]:
    """The days on which this pupil’s ESS were held, and those of the ones to come: one query."""
    ess = _with_day(Meeting.objects.filter(pupil=pupil, kind=MeetingKind.ESS.value))
    return _days(ess.exclude(happens_at=None), today)


def ess_of(pupils: list[int], year: int) -> QuerySet[Any]:
    """The ESS of these pupils in this school year, and those that still look for a date."""
    within = Q(happens_at__gte=_midnight(first_day(year)), happens_at__lt=_after(last_day(year)))
    ess = _with_day(Meeting.objects.filter(kind=MeetingKind.ESS.value, pupil__in=pupils))
    return ess.filter(within | Q(happens_at=None)).order_by("happens_at", "pk")


def _followed(team: Team, year: int) -> QuerySet[Pupil, tuple[int, int | None, str, date | None]]:
    still = Q(archived_at=None) | Q(archived_at__gte=_after(last_day(year)))
    pupils = Pupil.objects.filter(still, team=team, plan__contains=Plan.PPS.value).in_order()
    return pupils.values_list("pk", "school_id", "class_name", "notified_until")


def _classes(team: Team, year: int) -> Mapping[int, str]:
    """The class of each pupil in this year, the last one noted."""
    rows = Schooling.objects.filter(pupil__team=team, year=year).order_by("pk")
    return dict(rows.values_list("pupil_id", "class_name"))


def _of_team(team: Team) -> QuerySet[Any]:
    return _with_day(Meeting.objects.filter(team=team, kind=MeetingKind.ESS.value)).order_by()


def _with_day(ess: MeetingQuerySet) -> QuerySet[Any]:
    return ess.standing().with_day()


def _ess(team: Team, year: int, today: date) -> Mapping[int, Ess]:
    """What was held is what was closed, and what had a date that is past."""
    start, end, now = _midnight(first_day(year)), _after(last_day(year)), _midnight(today)
    held = Q(happens_at__lt=now) | Q(holding__closed_at__isnull=False)
    to_come = Q(happens_at__gte=now, holding__closed_at=None)
    rows = _of_team(team).filter(happens_at__lt=end).values_list("pupil_id")
    rows = rows.annotate(
        before=_told(Max("happens_at", filter=Q(happens_at__lt=start))),
        held=_told(Max("happens_at", filter=Q(happens_at__gte=start) & held)),
        planned=_told(Min("happens_at", filter=Q(happens_at__gte=start) & to_come)),
    )
    return {
        pk: (
            _day(before) if before else None,
            _day(held) if held else None,
            _day(planned) if planned else None,
        )
        for pk, before, held, planned in rows
    }


def _told(moment: Any) -> Cast:
    """A moment as the text the database writes: read by ourselves, thousands cost half as much."""
    return Cast(moment, TextField())


@lru_cache(maxsize=50_000)
def _day(told: str) -> date:
    """The day where the team is of a moment so told: in UTC, where nothing else is said."""
    moment = datetime.fromisoformat(told)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(ZONE).date()


def _days(rows: QuerySet[Any], today: date) -> tuple[list[date], list[date]]:
    """The days of those that were held, and of those to come."""
    held: list[date] = []
    to_come: list[date] = []
    told = rows.values_list(_told("happens_at"), _told("holding__closed_at"))
    for happens_at, closed_at in told:
        day = _day(happens_at)
        (held if closed_at or day < today else to_come).append(day)
    return held, to_come


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _after(day: date) -> datetime:
    """The first moment that is no longer this day."""
    return _midnight(day + _DAY)
