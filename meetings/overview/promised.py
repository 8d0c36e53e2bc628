"""What was decided in all the meetings of a team, and has to be kept: for the week and the list."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case, F, OrderBy, Q, Value, When
from django.urls import reverse

from intermetiers.web.french import start_sentence, typeset, write_day
from meetings.domain.kinds import Said
from meetings.domain.promise_page import LATE, THIS_WEEK, Pill, pills_of
from meetings.domain.promises import OVER, Standing
from meetings.models import Decision
from meetings.models.following import DecisionQuerySet
from partners.models import Account

SHOWN_IN_THE_WEEK = 6
RECENT = timedelta(days=7)
HELP = Q(said=Said.HELP.value)
DONE = Q(said=Said.DONE.value)
OPEN = ~Q(said__in=[said.value for said in OVER])
FOLLOWED = Q(meeting__pupil__archived_at=None)  # the others are no longer followed here

EVERYTHING = "toutes"
# What the list may be asked for, by the words of its address.
STATES = (
    ("ouvertes", "à tenir"),
    ("retard", "en retard"),
    ("aide", "besoin d’aide"),
    ("personne", "que personne ne tient"),
    ("faites", "faites"),
    ("abandonnees", "abandonnées"),
    (EVERYTHING, "toutes, avec celles des élèves archivés"),
)
_KEEPS: dict[str, Callable[[date], Q]] = {
    "ouvertes": lambda today: OPEN,
    "retard": lambda today: OPEN & Q(due_on__lt=today),
    "aide": lambda today: HELP,
    "personne": lambda today: OPEN & Q(holders=None, who=""),
    "faites": lambda today: DONE,
    "abandonnees": lambda today: Q(said=Said.GIVEN_UP.value),
    EVERYTHING: lambda today: Q(),
}


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A decision as one line, with the page where it is followed."""

    text: str
    pupil: str
    pills: tuple[Pill, ...]
    who: str
    by: str
    meeting: str
    url: str


@dataclass(frozen=True, slots=True)
class WeekPromises:
    """What the week shows, the most pressing first, and how many decisions are open in all."""

    lines: tuple[PromiseLine, ...]
    open_count: int


def decisions_seen_by(account: Account, now: datetime) -> DecisionQuerySet:
    """Those of the meetings of the account’s team that stand, as they were last said."""
    seen: DecisionQuerySet = Decision.objects.visible_to(account)
    return seen.standing().as_said(now).select_related("meeting__pupil")


def week_promises(account: Account, now: datetime) -> WeekPromises:
    """Late, in need of help, for this week, just done; two queries. `now` is local."""
    today = now.date()
    sunday = today + timedelta(days=6 - today.weekday())
    late, soon = OPEN & Q(due_on__lt=today), OPEN & Q(due_on__lte=sunday)
    just_done = DONE & Q(said_at__gte=now - RECENT)
    rank = Case(
        When(late, then=Value(0)), When(HELP, then=Value(1)), When(soon, then=Value(2)),
        default=Value(3),
    )  # fmt: skip
    seen = decisions_seen_by(account, now).filter(FOLLOWED)
    shown = seen.filter(soon | HELP | just_done).order_by(rank, *_soonest())
    lines = tuple(_week_line(row, now) for row in shown[:SHOWN_IN_THE_WEEK])
    return WeekPromises(lines, seen.still_open().count())


def decisions_listed(account: Account, state: str, now: datetime) -> DecisionQuerySet:
    """Those of one of STATES, the soonest day first, those without a day last."""
    kept = decisions_seen_by(account, now).filter(_KEEPS[state](now.date()))
    if state != EVERYTHING:
        kept = kept.filter(FOLLOWED)
    return kept.order_by(*_soonest())


def promise_line(row: Decision, now: datetime) -> PromiseLine:
    """`row` comes from `decisions_seen_by`."""
    return _line(row, pills_of(_standing(row), now.date()))


def _week_line(row: Decision, now: datetime) -> PromiseLine:
    """One pill is enough there: the most pressing; « cette semaine » for what nobody spoke of."""
    standing = _standing(row)
    pill = pills_of(standing, now.date())[0]
    is_soon = standing.is_open and standing.said is not Said.HELP and pill != LATE
    return _line(row, (THIS_WEEK if is_soon else pill,))


def _soonest() -> list[OrderBy | str]:
    return [F("due_on").asc(nulls_last=True), "meeting_id", "number", "pk"]


def _standing(row: Decision) -> Standing:
    said: str = row.said  # type: ignore[attr-defined]
    by_on: date | None = row.due_on  # type: ignore[attr-defined]
    return Standing(Said(said), row.text, by_on)


def _line(row: Decision, pills: tuple[Pill, ...]) -> PromiseLine:
    by_on = _standing(row).by_on
    page = reverse("meetings:decisions", args=[row.meeting.reference])
    return PromiseLine(
        text=typeset(row.new_text or row.text),  # type: ignore[attr-defined]
        pupil=row.meeting.pupil.first_name,
        pills=pills,
        who=start_sentence(row.who),
        by=write_day(by_on, weekday=False) if by_on else "",
        meeting=row.meeting.title,
        url=f"{page}#decision-{row.pk}",
    )
