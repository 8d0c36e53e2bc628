"""Reads a coordinator’s own meetings of a school year into what « Ma pratique » looks at.

However many meetings there are, reading costs QUERIES queries.
"""

from collections import defaultdict
from datetime import date, datetime
from typing import Any

from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from meetings.domain.kinds import Said
from meetings.domain.learning.groups import Observed
from meetings.domain.learning.measures import Evidence, measures_of
from meetings.domain.learning.periods import Period
from meetings.domain.live.fold import fold
from meetings.domain.live.state import Live
from meetings.domain.promises import OVER
from meetings.dossier import QUERIES as OF_DOSSIERS, read_dossiers
from meetings.live import act_of
from meetings.models import Decision, Holding, LiveAct, Meeting
from meetings.reach import QUERIES as OF_REACH, read_reach
from partners.models import Account

QUERIES = OF_DOSSIERS + OF_REACH + 4
# What tells of tensions: neither who spoke nor who sat where.
_KINDS = ("entry", "undo")


def read_observed(account: Account, year: int, now: datetime) -> list[Observed]:
    """Those of a school year, in the order they were first closed. Only meetings this account
    convenes, in the team it shows."""
    closed = list(_closed(account, year))
    lives, holdings = _lives(closed), _holdings(closed)
    decisions, reach = _decisions(closed, now), read_reach(*closed)
    dossiers = {
        d.id: d for d in read_dossiers(Meeting.objects.filter(pk__in=[m.pk for m in closed]))
    }
    return [
        Observed(
            rank,
            timezone.localtime(meeting.first_closed).date(),
            stands=meeting.cancelled_at is None and holdings[meeting.pk].closed_at is not None,
            measures=measures_of(
                Evidence(
                    dossiers[meeting.pk],
                    lives[meeting.pk],
                    reach,
                    holdings[meeting.pk].shares,
                    decisions[meeting.pk],
                )
            ),
        )
        for rank, meeting in enumerate(closed)
    ]


def earliest(account: Account) -> date | None:
    """The day of the first meeting this account ever closed in its team; None before."""
    first = _ever_closed(account).aggregate(first=Min("first_closed"))["first"]
    return timezone.localtime(first).date() if first else None


def _ever_closed(account: Account) -> QuerySet[Any]:
    """Each with `first_closed`: when its first closing reached us, which nothing changes."""
    own = Meeting.objects.visible_to(account).filter(convener=account)
    closing = Min("live_acts__received_at", filter=Q(live_acts__kind="close"))
    return own.annotate(first_closed=closing).exclude(first_closed=None)


def _closed(account: Account, year: int) -> QuerySet[Any]:
    period = Period(year)
    found = _ever_closed(account).filter(
        first_closed__date__gte=period.first, first_closed__date__lte=period.last
    )
    return found.order_by("first_closed", "pk")


def _lives(meetings: list[Meeting]) -> dict[int, Live]:
    acts = defaultdict(list)
    for row in LiveAct.objects.filter(meeting__in=meetings, kind__in=_KINDS):
        acts[row.meeting_id].append(act_of(row))
    return {meeting.pk: fold(acts[meeting.pk], 0) for meeting in meetings}


def _holdings(meetings: list[Meeting]) -> dict[int, Holding]:
    return {row.meeting_id: row for row in Holding.objects.filter(meeting__in=meetings)}


def _decisions(meetings: list[Meeting], now: datetime) -> defaultdict[int, list[tuple[bool, bool]]]:
    """Of each decision still on the fiche: whether it is done, whether it is late."""
    today = timezone.localtime(now).date()
    found: defaultdict[int, list[tuple[bool, bool]]] = defaultdict(list)
    rows = Decision.objects.filter(meeting__in=meetings, withdrawn_at=None).as_said(now)
    for meeting, said, due in rows.values_list("meeting", "said", "due_on"):
        is_late = Said(said) not in OVER and due is not None and due < today
        found[meeting].append((said == Said.DONE.value, is_late))
    return found
