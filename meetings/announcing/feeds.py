"""Calendars to subscribe to: what stands in each, and in what words.

They are read on telephones, over shoulders and by whoever keeps the calendars of others: nothing
in them names the child, nor the school. The page behind the link does, once signed in.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.calendars.writing import Event, Method, write_calendar
from intermetiers.web.french import NBSP, start_sentence, typeset
from intermetiers.web.models import JournalEntry
from meetings.domain.dossier import Dossier
from meetings.domain.inviting import (
    BY_VOICE,
    IN_THE_MESSAGE,
    Why,
    Words,
    where_for,
    words_of,
    words_to_withdraw,
)
from meetings.domain.kinds import MeetingKind
from meetings.domain.legal import facts_of
from meetings.dossier import read_dossier, read_dossiers
from meetings.models import CalendarFeed, DateChange, Invitation, Meeting, Participant, PrivateLink

BEHIND = timedelta(days=30)
AHEAD = timedelta(days=366)
READ_AGAIN = timedelta(hours=1)
# Whoever follows a calendar sees for a time that a meeting is called off; then it is forgotten.
CALLED_OFF_FOR = timedelta(days=30)

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)  # of a meeting no act has written to

OF_ACCOUNT = "Mes réunions"
OF_GUEST = "Réunion"


def write_account_calendar(feed: CalendarFeed, now: datetime) -> str:
    """Every meeting of this account in this team that has a date, from a month ago to a year on.

    Costs three queries more than a dossier, however many there are.
    """
    dossiers = read_dossiers(_meetings_of(feed, now))
    told = _last_written(dossiers)
    seat = f"account:{feed.team_id}:{feed.account_id}"
    changes = _changes(dossiers)
    return _write(
        (_of_account(dossier, seat, told, changes.get(dossier.id, 0)) for dossier in dossiers),
        OF_ACCOUNT,
    )


def write_guest_calendar(link: PrivateLink) -> str:
    """One meeting as it stands for one guest, in the words of the invitation.

    Called off, or without a date any more, it is said to be cancelled at the last date this guest
    was told. Where none ever was, the calendar holds no event.
    """
    guest = link.participant
    dossier = read_dossier(guest.meeting)
    told = Invitation.objects.filter(participant=guest).order_by("-told_at", "-pk").first()
    event = _of_guest(dossier, guest, told, _last_written([dossier]))
    return _write([event] if event else [], OF_GUEST)


def _write(events: Iterable[Event], name: str) -> str:
    zone = timezone.get_default_timezone()
    return write_calendar(events, method=Method.PUBLISH, zone=zone, name=name, refresh=READ_AGAIN)


def _meetings_of(feed: CalendarFeed, now: datetime) -> QuerySet[Meeting]:
    seats = Participant.objects.filter(
        meeting=OuterRef("pk"), professional__account=feed.account_id
    )
    return (
        Meeting.objects.filter(Q(convener=feed.account_id) | Exists(seats), team=feed.team_id)
        .filter(Q(cancelled_at=None) | Q(cancelled_at__gt=now - CALLED_OFF_FOR))
        .with_date()
        .filter(chosen_slot__starts_at__range=(now - BEHIND, now + AHEAD))
    )


def _last_written(dossiers: Sequence[Dossier]) -> dict[int, datetime]:
    """When each was last written to: what tells a calendar that its copy is old."""
    subjects = {f"meeting:{dossier.id}": dossier.id for dossier in dossiers}
    entries = JournalEntry.objects.filter(subject__in=subjects).order_by().values("subject")
    last = entries.annotate(last=Max("at")).values_list("subject", "last")
    return {subjects[subject]: at for subject, at in last}


def _changes(dossiers: Sequence[Dossier]) -> dict[int, int]:
    rows = DateChange.objects.filter(meeting__in=[dossier.id for dossier in dossiers])
    counted = rows.order_by().values("meeting").annotate(times=Count("pk"))
    return dict(counted.values_list("meeting", "times"))


def _of_account(dossier: Dossier, seat: str, told: dict[int, datetime], changes: int) -> Event:
    slot = dossier.chosen_slot
    if slot is None:
        raise ValueError("Only meetings with a date are read.")
    page = settings.PUBLIC_ORIGIN + reverse("meetings:path", args=[dossier.reference])
    location = _location(dossier, seat)
    return Event(
        uid=_uid(dossier.reference),
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        told_at=told.get(dossier.id, LONG_AGO),
        summary=_summary(dossier, location),
        description=f"Référence{NBSP}: {dossier.reference}\nSa page, après connexion{NBSP}: {page}",
        location=location,
        sequence=changes,
        is_cancelled=dossier.cancelled_on is not None,
        url=page,
    )


def _location(dossier: Dossier, seat: str) -> str:
    """What an agenda may show of the place; nothing where only the page tells it."""
    person = next((one for one in dossier.participants if one.books == seat), None)
    shown = where_for(person, dossier).shown if person else ""
    return "" if shown in {BY_VOICE, IN_THE_MESSAGE} else shown


def _summary(dossier: Dossier, location: str) -> str:
    """« ESS · Centre social Bellevue »; what was written for another kind may name the child."""
    kind = "Réunion"
    if dossier.kind is not MeetingKind.OTHER:
        kind = start_sentence(facts_of(dossier.kind).short)
    name = typeset(dossier.chosen_place.name) if dossier.chosen_place else ""
    return f"{kind} · {name}" if name and location.startswith(name) else kind


def _of_guest(
    dossier: Dossier, guest: Participant, invitation: Invitation | None, told: dict[int, datetime]
) -> Event | None:
    date = dossier.chosen_slot or invitation
    if date is None:
        return None
    times = timezone.localtime(date.starts_at), timezone.localtime(date.ends_at)
    stands = dossier.chosen_slot is not None and dossier.cancelled_on is None
    words = _words(dossier, guest, times)
    return Event(
        uid=invitation.uid if invitation else _uid(f"{dossier.reference}-{guest.pk}"),
        starts_at=times[0],
        ends_at=times[1],
        told_at=told.get(dossier.id, LONG_AGO),
        summary=words.summary,
        description=words.description,
        location=words.location,
        sequence=invitation.sequence if invitation else 0,
        is_cancelled=not stands,
    )


def _words(dossier: Dossier, guest: Participant, times: tuple[datetime, datetime]) -> Words:
    if dossier.cancelled_on is not None:
        return words_to_withdraw(*times, dossier, Why.CALLED_OFF)
    if dossier.chosen_slot is None:
        return words_to_withdraw(*times, dossier, Why.NO_DATE)
    return words_of(dossier.by_id[guest.pk], dossier)


def _uid(name: str) -> str:
    return f"{name.lower()}@{urlsplit(settings.PUBLIC_ORIGIN).hostname}"
