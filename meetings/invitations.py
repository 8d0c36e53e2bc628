"""Invitations to the agendas of those who come: told, told again, taken back.

Every function that writes is called by an act, inside its transaction, with the meeting locked;
messages leave through the queue, one for each person, who is the only guest it names. Nothing is
ever told of an event that is over.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import parseaddr
from enum import StrEnum
from secrets import token_hex
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from intermetiers.web.calendars.writing import Contact, Event, Method, write_calendar
from intermetiers.web.french import start_sentence
from intermetiers.web.journal import subject_of
from intermetiers.web.mail_queue import queue
from intermetiers.web.models import OutgoingMail
from meetings.addresses import ADDRESSED, address_of
from meetings.domain.dossier import Dossier, Participant as Person
from meetings.domain.inviting import Why, Words, where_for, why_none, words_of, words_to_withdraw
from meetings.domain.kinds import Purpose
from meetings.domain.readers import receives_nothing
from meetings.domain.slot_reasons import call
from meetings.doors import new_link
from meetings.dossier import read_dossier
from meetings.mail import calendar_address, make_invitation_message
from meetings.models import Invitation, Meeting, Participant, PrivateLink
from meetings.writing import RefusedError, keep
from partners.domain.families import Receives
from partners.models import Account

STANDING_QUERIES = 3
CALLED_OFF = "Cette réunion est annulée\u00a0: il n’y a plus personne à inviter."
NO_DATE = "La réunion n’a pas encore de date\u00a0: choisissez d’abord un créneau."
IS_OVER = "La date de la réunion est passée\u00a0: une invitation n’aurait plus de sens."


@dataclass(frozen=True, slots=True)
class Invited:
    """Whom an act has just invited, and those who hold an invitation already."""

    sent: tuple[int, ...] = ()
    already: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """One seat: the invitation this person holds, if any, and whether it still tells the truth.

    `person` is None for somebody who has left the table. `changed` says what differs from what
    was told (« la date », « le lieu », « son adresse électronique »); `why_none` why nothing can
    be sent by mail; `failure` why the last message never arrived, in the words of the queue;
    `phone` is for the coordinator who calls.
    """

    person: int | None
    invitation: Invitation | None
    address: str
    why_none: str
    changed: tuple[str, ...] = ()
    failure: str = ""
    phone: str = ""

    @property
    def is_out_of_date(self) -> bool:
        return bool(self.changed)

    @property
    def may_be_invited(self) -> bool:
        return self.invitation is None and not self.why_none


class Told(StrEnum):
    """An invitation told, as the journal names it."""

    FIRST = "invitation_sent"
    AGAIN = "invitation_told_again"


@dataclass(frozen=True, slots=True)
class _Act:
    meeting: Meeting
    dossier: Dossier
    by: Account
    now: datetime


def invite(meeting: Meeting, seats: Iterable[int], *, by: Account, now: datetime) -> Invited:
    """Send an invitation to each of these seats that may have one and holds none.

    `meeting` is the row locked by the act that calls. Raises RefusedError when there is nothing
    to invite to.
    """
    check_date(meeting, now)
    act = _Act(meeting, read_dossier(meeting), by, now)
    wanted, sent, already = frozenset(seats), [], []
    for one in standing(act.dossier, meeting):
        if one.person not in wanted:
            continue
        if one.invitation:
            already.append(one.person)
        elif one.may_be_invited:
            _request(_new(one.person, one.address, act), act, Told.FIRST)
            sent.append(one.person)
    return Invited(tuple(sent), tuple(already))


def tell_change(meeting: Meeting, *, by: Account, now: datetime) -> int:
    """Tell the present date and place to each who was told otherwise; returns how many messages.

    Whoever has no seat or no reason to come any more has the invitation taken back; so has the
    old address of somebody whose address changed. Nobody else gets anything.
    """
    if not _held(meeting).exists():
        return 0
    slot = meeting.chosen_slot
    if meeting.cancelled_at or slot is None:
        return withdraw(meeting, None, by=by, now=now)
    if slot.ends_at <= now:
        return 0
    act = _Act(meeting, read_dossier(meeting), by, now)
    told = [one for one in standing(act.dossier, meeting) if one.is_out_of_date]
    return sum(_tell(one, act) for one in told)


def withdraw(meeting: Meeting, seats: Iterable[int] | None, *, by: Account, now: datetime) -> int:
    """Take back the invitation of these seats, or of all; returns how many messages.

    Called before a seat goes. The reason told is what the meeting has become.
    """
    rows = _held(meeting)
    if seats is not None:
        rows = rows.filter(participant__in=tuple(seats))
    held = list(rows)
    if not held:
        return 0
    act = _Act(meeting, read_dossier(meeting), by, now)
    return sum(_withdraw(row, _why(act), act) for row in held)


def standing(dossier: Dossier, meeting: Meeting) -> tuple[Standing, ...]:
    """Everybody of the table in its order, then those who left it and still hold an invitation.

    Costs STANDING_QUERIES queries.
    """
    people = Participant.objects.filter(meeting=meeting).select_related(*ADDRESSED)
    seats = {seat.pk: seat for seat in people}
    rows = list(_held(meeting))
    held = {row.participant_id: row for row in rows}
    refused = _refused(meeting)
    at_table = [
        _standing(person, dossier, seats[person.id], held.get(person.id), refused)
        for person in dossier.participants
        if person.id in seats
    ]
    gone = [row for row in rows if row.participant_id is None]
    return (*at_table, *(Standing(None, row, "", "", ("sa place à table",)) for row in gone))


def to_call(dossier: Dossier, meeting: Meeting) -> tuple[tuple[str, str], ...]:
    """Whom no message tells that the meeting is called off: a name and a phone each.

    The same people before and after the act: those who hold an invitation, or held one until
    then, hear of it by mail. Costs two queries.
    """
    until = Q(withdrawn_at=None)
    if meeting.cancelled_at:
        until |= Q(withdrawn_at=meeting.cancelled_at)
    rows = Invitation.objects.filter(until, meeting=meeting)
    mailed = set(rows.values_list("participant_id", flat=True))
    seats = Participant.objects.filter(meeting=meeting).exclude(pk__in=mailed - {None})
    cards = {
        seat.pk: seat.family_member or seat.professional
        for seat in seats.select_related("family_member", "professional")
    }
    return tuple(
        (start_sentence(call(person, dossier)), card.phone if card else "")
        for person in dossier.participants
        if person.id in cards and not person.is_convener and not receives_nothing(person)
        for card in [cards[person.id]]
    )


def would_be_told(meeting: Meeting, now: datetime) -> QuerySet[Invitation]:
    """The invitations whose owners would get a message, were they taken back now."""
    forbidden = Q(participant__family_member__may_receive=Receives.NOTHING.value)
    return _held(meeting).filter(ends_at__gt=now).exclude(forbidden)


def check_date(meeting: Meeting, now: datetime) -> None:
    """Raises RefusedError when there is no date to come to invite to."""
    if meeting.cancelled_at:
        raise RefusedError(CALLED_OFF)
    if meeting.chosen_slot is None:
        raise RefusedError(NO_DATE)
    if meeting.chosen_slot.starts_at <= now:
        raise RefusedError(IS_OVER)


def organizer_of(dossier: Dossier) -> Contact:
    """The mailbox replies come to, under the name of whoever convenes."""
    return Contact(parseaddr(settings.REPLIES_ADDRESS)[1], dossier.convener.name)


def _held(meeting: Meeting) -> QuerySet[Invitation]:
    rows: QuerySet[Invitation] = Invitation.objects.filter(meeting=meeting, withdrawn_at=None)
    return rows.order_by("pk")


def _refused(meeting: Meeting) -> dict[tuple[str, datetime], str]:
    """Why messages never arrived, by address and moment they were written."""
    mails = OutgoingMail.objects.filter(
        about=f"meeting:{meeting.pk}", calendar_method=Method.REQUEST.value, sent_at=None
    ).exclude(failed_at=None)
    return {
        (address, at): why
        for address, at, why in mails.values_list("recipient", "created_at", "failure")
    }


def _standing(
    person: Person,
    dossier: Dossier,
    seat: Participant,
    row: Invitation | None,
    refused: dict[tuple[str, datetime], str],
) -> Standing:
    address, card = address_of(seat), seat.family_member or seat.professional
    phone = card.phone if card else ""
    why = why_none(person, dossier, has_address=bool(address))
    if row is None:
        return Standing(person.id, None, address, why, phone=phone)
    changed = _changed(person, dossier, address, row)
    failure = refused.get((row.recipient, row.told_at), "")
    return Standing(person.id, row, address, why, changed, failure, phone)


def _changed(person: Person, dossier: Dossier, address: str, row: Invitation) -> tuple[str, ...]:
    """What differs from what this person was told, in the words of the coordinator’s page."""
    slot = dossier.chosen_slot
    moved = slot is None or (slot.starts_at, slot.ends_at) != (row.starts_at, row.ends_at)
    differs = {
        "la date": moved,
        "le lieu": where_for(person, dossier).told != row.place,
        "son adresse électronique": address.lower() != row.recipient.lower(),
        "ce que cette personne peut recevoir": receives_nothing(person),
    }
    return tuple(what for what, is_so in differs.items() if is_so)


def _new(person: int, address: str, act: _Act) -> Invitation:
    """An invitation not told yet. Its UID is drawn at random: nobody can guess another’s."""
    host = urlsplit(settings.PUBLIC_ORIGIN).hostname or "localhost"
    return Invitation(
        meeting=act.meeting,
        participant_id=person,
        uid=f"{token_hex(20)}@{host}",
        recipient=address,
    )


def _tell(one: Standing, act: _Act) -> int:
    """One invitation that is not true any more, put right; returns how many messages."""
    row = one.invitation
    if row is None:
        return 0
    if one.person is None:
        return _withdraw(row, Why.NOT_AWAITED, act)
    if one.address.lower() == row.recipient.lower() and not one.why_none:
        row.sequence += 1
        row.reply, row.replied_at, row.comment = "", None, ""
        _request(row, act, Told.AGAIN)
        return 1
    sent = _withdraw(row, Why.OTHER_ADDRESS, act)
    # The address told of there went to a mailbox that may be somebody else’s.
    links = PrivateLink.objects.filter(participant=one.person, purpose=Purpose.CALENDAR.value)
    links.filter(revoked_at=None).update(revoked_at=act.now)
    if one.why_none:
        return sent
    _request(_new(one.person, one.address, act), act, Told.FIRST)
    return sent + 1


def _request(row: Invitation, act: _Act, told: Told) -> None:
    """Tell what stands now, and remember what was told."""
    slot, seat = act.dossier.chosen_slot, row.participant
    if slot is None or seat is None:
        raise ValueError("No date or nobody to invite.")
    person = act.dossier.by_id[seat.pk]
    card = seat.family_member or seat.professional
    row.addressee = subject_of(card) if card else ""
    row.told_at, row.starts_at, row.ends_at = act.now, slot.starts_at, slot.ends_at
    row.place = where_for(person, act.dossier).told
    row.save()
    keep(told.value, row, act.meeting, by=act.by, now=act.now)
    feed = ""
    if told is Told.FIRST:
        seat.meeting = act.meeting
        made = new_link(seat, Purpose.CALENDAR, made_for="calendar", by=act.by, now=act.now)
        feed = calendar_address(made.secret)
    words = words_of(person, act.dossier, is_update=told is Told.AGAIN)
    _send(row, words, Method.REQUEST, act, feed)


def _withdraw(row: Invitation, why: Why, act: _Act) -> int:
    """Take one back. Silent when the event is over, or when a judge forbids to write."""
    row.withdrawn_at = act.now
    row.sequence += 1
    row.save(update_fields=["withdrawn_at", "sequence"])
    keep("invitation_withdrawn", row, act.meeting, by=act.by, now=act.now)
    person = act.dossier.by_id.get(row.participant_id or 0)
    if row.ends_at <= act.now or (person and receives_nothing(person)):
        return 0
    start, end = timezone.localtime(row.starts_at), timezone.localtime(row.ends_at)
    _send(row, words_to_withdraw(start, end, act.dossier, why), Method.CANCEL, act)
    return 1


def _why(act: _Act) -> Why:
    if act.meeting.cancelled_at:
        return Why.CALLED_OFF
    return Why.NOT_AWAITED if act.dossier.chosen_slot else Why.NO_DATE


def _send(row: Invitation, words: Words, method: Method, act: _Act, feed: str = "") -> None:
    event = Event(
        uid=row.uid,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        told_at=act.now,
        summary=words.summary,
        description=words.description,
        location=words.location,
        sequence=row.sequence,
        is_cancelled=method is Method.CANCEL,
        organizer=organizer_of(act.dossier),
        attendee=Contact(row.recipient),
    )
    zone = ZoneInfo(timezone.get_current_timezone_name())
    message = replace(
        make_invitation_message(words, row.recipient, feed),
        calendar=write_calendar([event], method=method, zone=zone),
        calendar_method=method.value,
        addressee=row.addressee,
    )
    about = f"meeting:{act.meeting.pk}"
    queue(message, about=about, scope=act.meeting.team_id, by=act.by, now=act.now)
