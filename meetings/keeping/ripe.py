"""What has been kept long enough, kind by kind: read by the page, by the command and by its trial."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat

from intermetiers.web.models import JournalEntry, OutgoingMail
from meetings.domain.retention import READING_ACTS, RULES, Kept, days_of
from meetings.models import (
    Contribution,
    Hold,
    Holding,
    Meeting,
    Observation,
    Participant,
    RetentionChoice,
    SituationReading,
)
from partners.models import BusyTime, Pupil, Team

Rows = Any  # a QuerySet, of which a caller only counts, slices or deletes

# Everything below is asked for as « what began its time before this moment ».
Ripe = Callable[[Team, datetime], Rows]


def chosen_days(team: Team) -> dict[Kept, int]:
    """How many days this team keeps each kind; one query.

    The journal stays as long as the meetings: it is what knows when they last served.
    """
    rows = RetentionChoice.objects.filter(team=team).values_list("kind", "days")
    chosen = dict(rows)
    days = {rule.kind: days_of(rule.kind, chosen.get(rule.kind.value)) for rule in RULES}
    return days | {Kept.JOURNAL: max(days[Kept.JOURNAL], days[Kept.MEETINGS])}


def meetings(team: Team, before: datetime) -> Rows:
    """Whose last act, reading left out, was before; the oldest first. A held file is not there."""
    rows = _not_held(Meeting.objects.filter(team=team), "pupil")
    return rows.annotate(last_act=_last_act()).filter(last_act__lt=before).order_by("last_act")


def pupils(team: Team, before: datetime) -> Rows:
    """Archived before, and of whom no meeting is left."""
    rows = _not_held(Pupil.objects.filter(team=team), "pk")
    return rows.filter(archived_at__lt=before, meetings=None).order_by("archived_at")


def viewpoints(team: Team, before: datetime) -> Rows:
    """Of a meeting over before, by its date or by when it was closed."""
    over = Q(participant__meeting__chosen_slot__ends_at__lt=before) | Q(
        participant__meeting__chosen_slot=None, participant__meeting__holding__closed_at__lt=before
    )
    said = Contribution.objects.filter(over, participant__meeting__team=team)
    return _not_held(said, "participant__meeting__pupil")


def prepared(team: Team, before: datetime) -> Rows:
    """What was noted of each, while preparing a meeting over before."""
    over = Q(meeting__chosen_slot__ends_at__lt=before) | Q(
        meeting__chosen_slot=None, meeting__holding__closed_at__lt=before
    )
    seats = Participant.objects.filter(over, meeting__team=team)
    return _not_held(seats.exclude(viewpoint="", written=""), "meeting__pupil")


def shares(team: Team, before: datetime) -> Rows:
    """Closed before, with times still there."""
    rows = Holding.objects.filter(meeting__team=team, closed_at__lt=before, forgotten_at=None)
    return _not_held(rows, "meeting__pupil")


def mails(team: Team, before: datetime) -> Rows:
    left = Q(sent_at__lt=before) | Q(failed_at__lt=before)
    return OutgoingMail.objects.filter(left, scope=team.pk)


def readings(team: Team, before: datetime) -> Rows:
    return _not_held(
        SituationReading.objects.filter(team=team, saved_at__lt=before), "meeting__pupil"
    )


def observations(team: Team, before: datetime) -> Rows:
    return Observation.objects.filter(team=team, saved_at__lt=before)


def busy_times(team: Team, before: datetime) -> Rows:
    of_team = Q(calendar__professional__team=team) | Q(calendar__family_member__pupil__team=team)
    return BusyTime.objects.filter(of_team, ends_at__lt=before)


def journal(team: Team, before: datetime) -> Rows:
    return JournalEntry.objects.filter(scope=team.pk, at__lt=before)


RIPE: Mapping[Kept, tuple[Ripe, ...]] = {
    Kept.VIEWPOINTS: (viewpoints, prepared),
    Kept.SHARES: (shares,),
    Kept.MEETINGS: (meetings,),
    Kept.PUPILS: (pupils,),
    Kept.MAILS: (mails,),
    Kept.OWN_NOTES: (readings, observations),
    Kept.BUSY_TIMES: (busy_times,),
    Kept.JOURNAL: (journal,),
}


def _not_held(rows: Rows, pupil: str) -> Rows:
    return rows.exclude(Exists(Hold.objects.standing().filter(pupil=OuterRef(pupil))))


def _last_act() -> Coalesce:
    """When the meeting was last worked on, or ended: one to come keeps itself.

    The journal may have forgotten its acts; the day it was begun stands.
    """
    subject = Concat(Value("meeting:"), Cast(OuterRef("pk"), CharField()))
    acts = JournalEntry.objects.filter(subject=subject).exclude(act__in=READING_ACTS)
    last = Coalesce(Subquery(acts.order_by("-at").values("at")[:1]), F("created_at"))
    ends = Coalesce(F("chosen_slot__ends_at"), F("created_at"))
    return Coalesce(Case(When(chosen_slot__ends_at__gt=last, then=ends)), last)
