"""Calendars to subscribe to: what stands in each, and in what words.

They are read on telephones, over shoulders and by whoever keeps the calendars of others: nothing
in them names the child, nor the school. The page behind the link does, once signed in.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.calendars.writing import Event, Method, write_calendar
from intermetiers.web.french import NBSP, start_sentence, typeset
from intermetiers.web.models import JournalEntry
from meetings.domain.dossier import Dossier
from meetings.domain.inviting import Why, Words, show_place, words_of, words_to_withdraw
from meetings.domain.kinds import Ground, MeetingKind
from meetings.domain.legal import facts_of
from meetings.domain.year_months import Month, months_of
from meetings.dossier import CARE_HOMES, read_dossier
from meetings.models import CalendarFeed, Invitation, Meeting, Participant, PrivateLink
from meetings.years import read_year
from partners.domain.school_years import school_year_of

BEHIND = timedelta(days=30)
AHEAD = timedelta(days=366)
READ_AGAIN = timedelta(hours=1)
# Whoever follows a calendar sees for a time that a meeting is called off; then it is forgotten.
CALLED_OFF_FOR = timedelta(days=30)

LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)  # of a meeting no act has written to

OF_ACCOUNT = "Mes réunions"
OF_YEAR = "Mon année"
OF_GUEST = "Réunion"
TAKEN_BACK = "L’invitation à cette date a été retirée."


def write_account_calendar(feed: CalendarFeed, now: datetime) -> str:
    """Every meeting of this account in this team that has a date, from a month ago to a year on.

    Costs two queries, however many there are.
    """
    return _write(_account_events(feed, now), OF_ACCOUNT)


def write_year_calendar(feed: CalendarFeed, now: datetime) -> str:
    """The same meetings, and on the first of each month how many ESS the team has to hold in it.

    Costs five queries. Of the pupils nothing but how many they are.
    """
    today = timezone.localdate(now)
    year = school_year_of(today)
    months = months_of(read_year(feed.team, year, today), year, today)
    written = JournalEntry.objects.filter(scope=feed.team_id).order_by("-pk")
    told = written.values_list("at", flat=True).first()
    due = [
        _of_month(month, feed, told or LONG_AGO)
        for month in months
        if month.due and month.first >= today.replace(day=1)
    ]
    return _write([*_account_events(feed, now), *due], OF_YEAR)


def write_guest_calendar(link: PrivateLink) -> str:
    """One meeting as it stands for one guest, in the words of the invitation.

    Called off, or without a date any more, it is said to be cancelled at the last date this guest
    was told. Where none ever was, the calendar holds no event.
    """
    guest = link.participant
    dossier = read_dossier(guest.meeting)
    told = Invitation.objects.filter(participant=guest).order_by("-told_at", "-pk").first()
    event = _of_guest(dossier, guest, told, _last_written([dossier.id]))
    return _write([event] if event else [], OF_GUEST)


def _account_events(feed: CalendarFeed, now: datetime) -> list[Event]:
    meetings = list(_meetings_of(feed, now))
    told = _last_written(meeting.pk for meeting in meetings)
    return [_of_account(meeting, told) for meeting in meetings]


def _of_month(month: Month, feed: CalendarFeed, told_at: datetime) -> Event:
    first = timezone.make_aware(datetime.combine(month.first, time()))
    page = settings.PUBLIC_ORIGIN + reverse("meetings:year")
    return Event(
        uid=_uid(f"ess-{feed.team_id}-{month.first:%Y-%m}"),
        starts_at=first,
        ends_at=first + timedelta(days=1),
        told_at=told_at,
        summary=month.said_due,
        description=f"L’année, après connexion{NBSP}: {page}",
        url=page,
        all_day=True,
    )


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
        .select_related("pupil", "school", "chosen_slot", "chosen_place__room__institution")
        .annotate(changes=Count("date_changes"))
    )


def _last_written(meetings: Iterable[int]) -> dict[int, datetime]:
    """When each was last written to: what tells a calendar that its copy is old."""
    subjects = {f"meeting:{pk}": pk for pk in meetings}
    entries = JournalEntry.objects.filter(subject__in=subjects).order_by().values("subject")
    last = entries.annotate(last=Max("at")).values_list("subject", "last")
    return {subjects[subject]: at for subject, at in last}


def _of_account(meeting: Meeting, told: dict[int, datetime]) -> Event:
    slot = meeting.chosen_slot
    if slot is None:
        raise ValueError("Only meetings with a date are read.")
    page = settings.PUBLIC_ORIGIN + reverse("meetings:path", args=[meeting.reference])
    location = _location(meeting)
    return Event(
        uid=_uid(meeting.reference),
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        told_at=told.get(meeting.pk, LONG_AGO),
        summary=_summary(meeting, location),
        description=f"Référence{NBSP}: {meeting.reference}\nSa page, après connexion{NBSP}: {page}",
        location=location,
        sequence=meeting.changes,  # type: ignore[attr-defined] # annotated
        is_cancelled=meeting.cancelled_at is not None,
        url=page,
    )


def _location(meeting: Meeting) -> str:
    """As in the invitations; nothing of a home, of the family or where a child is looked after."""
    place, pupil, school = meeting.chosen_place, meeting.pupil, meeting.school
    if place is None or place.ground == Ground.FAMILY:
        return ""
    if place.room is not None and place.room.institution.kind in CARE_HOMES:
        return ""
    name = school.name if school else ""
    around = (pupil.first_name, pupil.last_name, name, meeting.class_name)
    return show_place(place.name, place.address, Ground(place.ground), around=around)


def _summary(meeting: Meeting, location: str) -> str:
    """« ESS · Centre social Bellevue »; what was written for another kind may name the child."""
    kind = "Réunion"
    if meeting.kind != MeetingKind.OTHER:
        kind = start_sentence(facts_of(MeetingKind(meeting.kind)).short)
    name = typeset(meeting.chosen_place.name) if meeting.chosen_place else ""
    return f"{kind} · {name}" if name and location.startswith(name) else kind


def _of_guest(
    dossier: Dossier, guest: Participant, invitation: Invitation | None, told: dict[int, datetime]
) -> Event | None:
    date = dossier.chosen_slot or invitation
    if date is None:
        return None
    times = timezone.localtime(date.starts_at), timezone.localtime(date.ends_at)
    taken_back = _is_taken_back(invitation, dossier)
    stands = dossier.chosen_slot and not dossier.cancelled_on and not taken_back
    words = _words(dossier, guest, times, taken_back=taken_back)
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


def _is_taken_back(invitation: Invitation | None, dossier: Dossier) -> bool:
    """The last thing this guest was told of this very date is not to come."""
    slot = dossier.chosen_slot
    if slot is None or invitation is None or invitation.is_standing:
        return False
    return (invitation.starts_at, invitation.ends_at) == (slot.starts_at, slot.ends_at)


def _words(
    dossier: Dossier, guest: Participant, times: tuple[datetime, datetime], *, taken_back: bool
) -> Words:
    if dossier.cancelled_on is not None:
        return words_to_withdraw(*times, dossier, Why.CALLED_OFF)
    if dossier.chosen_slot is None:
        return words_to_withdraw(*times, dossier, Why.NO_DATE)
    if taken_back:
        return replace(words_to_withdraw(*times, dossier, Why.NOT_AWAITED), opening=TAKEN_BACK)
    return words_of(dossier.by_id[guest.pk], dossier)


def _uid(name: str) -> str:
    return f"{name.lower()}@{urlsplit(settings.PUBLIC_ORIGIN).hostname}"
