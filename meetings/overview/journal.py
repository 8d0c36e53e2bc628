"""Reads the journal of a team: which lines an address asks for, and what each is about.

However many lines, a page costs the same queries: one for each kind of thing a line is about.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import JournalEntry
from meetings.domain.acts import name_of
from meetings.models import Meeting
from partners.models import Account, Professional, Pupil, Team

NOBODY = "sans-compte"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the lines are chosen by; None or "" leaves the choice open. `until` is included."""

    who: str = ""
    since: Any = None
    until: Any = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One act, as somebody reads it. `url` leads to what it is about, while it is there."""

    at: datetime
    who: str
    act: str
    about: str
    url: str
    origin: str
    subject: str


def entries_of(team: Team, asked: Asked) -> Any:
    """The lines of the team that are asked for, newest first."""
    rows = JournalEntry.objects.filter(scope=team.pk).select_related("account")
    if asked.who == NOBODY:
        rows = rows.filter(account=None)
    elif asked.who:
        rows = rows.filter(account_id=int(asked.who))
    if asked.subject:
        rows = rows.filter(subject=asked.subject)
    if asked.since:
        rows = rows.filter(at__gte=_midnight(asked.since))
    if asked.until:
        rows = rows.filter(at__lt=_midnight(asked.until + timedelta(days=1)))
    return rows.order_by("-at", "-pk")


def lines_of(entries: Sequence[JournalEntry], team: Team) -> list[Line]:
    """The same, named. What was erased since is told by its number."""
    found = _named([entry.subject for entry in entries], team)
    return [
        Line(
            at=entry.at,
            who=entry.account.name if entry.account else "sans compte",
            act=name_of(entry.act),
            about=found.get(entry.subject, (entry.subject, ""))[0],
            url=found.get(entry.subject, ("", ""))[1],
            origin=entry.origin,
            subject=entry.subject,
        )
        for entry in entries
    ]


def _named(subjects: Iterable[str], team: Team) -> dict[str, tuple[str, str]]:
    """What each « meeting:12 » is called in this team and where it is shown."""
    numbers: dict[str, list[int]] = {}
    for subject in set(subjects):
        model, _, number = subject.partition(":")
        if number.isdecimal():
            numbers.setdefault(model, []).append(int(number))
    named = {f"team:{team.pk}": (team.name, reverse("partners:team"))}
    for meeting in Meeting.objects.filter(team=team, pk__in=numbers.get("meeting", [])):
        url = reverse("meetings:path", args=[meeting.reference])
        named[f"meeting:{meeting.pk}"] = (meeting.title or meeting.reference, url)
    for pupil in Pupil.objects.filter(team=team, pk__in=numbers.get("pupil", [])):
        named[f"pupil:{pupil.pk}"] = (str(pupil), reverse("meetings:pupil", args=[pupil.pk]))
    for card in Professional.objects.filter(team=team, pk__in=numbers.get("professional", [])):
        url = reverse("meetings:partner", args=[card.pk])
        named[f"professional:{card.pk}"] = (str(card), url)
    for account in Account.objects.filter(pk__in=numbers.get("account", [])):
        named[f"account:{account.pk}"] = (account.name, "")
    return named


def _midnight(day: Any) -> datetime:
    """The beginning of a day of the site, as an instant."""
    return timezone.make_aware(datetime.combine(day, time.min)).astimezone(UTC)
