"""What « Ma semaine » says of the year: its picture, who has no date, which meetings lack the AESH."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from intermetiers.web.french import NBSP, start_sentence, write_count
from meetings.domain.circle import AESH
from meetings.domain.kinds import Answer
from meetings.domain.year import count
from meetings.domain.year_weeks import YearPicture
from meetings.models import Meeting, Participant, SlotAnswer
from meetings.years import read_picture, read_year
from partners.domain.school_years import school_year_of
from partners.models import Account

SHOWN = 10


@dataclass(frozen=True, slots=True)
class WithoutAesh:
    """The meetings to come whose pupil has an AESH who is not awaited: all counted, some named."""

    said: str
    meetings: list[tuple[str, str]]  # the title, and where it leads
    left: int


@dataclass(frozen=True, slots=True)
class WeekYear:
    """`without_date` and `without_aesh` are empty when there is nothing to look at."""

    title: str
    picture: YearPicture
    without_date: str
    without_aesh: WithoutAesh | None


def week_year(account: Account, today: date) -> WeekYear | None:
    """None where no pupil is due an ESS and nothing lacks; five queries, whatever their number."""
    team = account.current_team
    if team is None:
        return None
    year = school_year_of(today)
    totals = count(read_year(team, year, today))
    lacking = _without_aesh(account, today)
    if not totals.due and lacking is None:
        return None
    return WeekYear(
        title=f"L’année{NBSP}: {totals.said}" if totals.due else "",
        picture=read_picture(team, year, today),
        without_date=_say_without_date(totals.without_date),
        without_aesh=lacking,
    )


def _say_without_date(number: int) -> str:
    """« 77 élèves n’ont pas encore de date d’ESS cette année. »"""
    if not number:
        return ""
    verb = "n’a" if number == 1 else "n’ont"
    pupils = start_sentence(write_count(number, "élève"))
    return f"{pupils} {verb} pas encore de date d’ESS cette année."


def _without_aesh(account: Account, today: date) -> WithoutAesh | None:
    rows = list(_lacking(account, today).values_list("title", "reference"))
    if not rows:
        return None
    verb = "se tient" if len(rows) == 1 else "se tiennent"
    meetings = start_sentence(write_count(len(rows), "réunion", feminine=True))
    return WithoutAesh(
        said=f"{meetings} {verb} sans AESH.",
        meetings=[
            (title, reverse("meetings:guests", args=[reference]))
            for title, reference in rows[:SHOWN]
        ],
        left=len(rows[SHOWN:]),
    )


def _lacking(account: Account, today: date) -> QuerySet[Meeting]:
    """With a date to come and not held yet; the pupil has an AESH, and none is invited who has not
    said no to that date."""
    refused = SlotAnswer.objects.filter(
        participant=OuterRef("pk"),
        slot=OuterRef("meeting__chosen_slot"),
        answer=Answer.NO.value,
    )
    awaited = Participant.objects.filter(
        ~Exists(refused), meeting=OuterRef("pk"), professional__metier=AESH
    )
    helped = ~Q(pupil__aesh_kind="") | Q(pupil__aesh_hours__gt=0)
    coming = Meeting.objects.visible_to(account).standing().with_date().from_day(today)
    return coming.filter(helped, ~Exists(awaited), holding__closed_at=None)
