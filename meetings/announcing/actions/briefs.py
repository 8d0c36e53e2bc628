"""Handing the brief out: a private link, a message, a letter, by hand; to one or to all."""

from collections.abc import Sequence
from datetime import date, datetime

from django.shortcuts import get_object_or_404
from django.utils import timezone

from intermetiers.web.models import OutgoingMail
from meetings.addresses import ADDRESSED, address_of, may_be_given
from meetings.announcing.again import FIRST, write_again
from meetings.domain.kinds import HandedBy, Purpose
from meetings.doors import NewLink, new_link
from meetings.languages import usual_language
from meetings.models import Handing, Information, Meeting, Participant, PrivateLink
from meetings.writing import RefusedError, keep, locked
from partners.models import Account

NOTHING_GOES = (
    "Une décision de justice interdit que cette personne reçoive quoi que ce soit\u00a0: rien n’est "
    "préparé ni envoyé."
)
NO_ADDRESS = "Cette personne n’a pas d’adresse électronique. Donnez-lui la lettre, ou un lien."


def make_link(
    meeting: Meeting, person: int, *, made_for: str, by: Account, now: datetime
) -> NewLink:
    """A private link for one person. Raises RefusedError when it could not be opened."""
    with locked(meeting) as row:
        seat = _seat(row, person)
        return new_link(seat, Purpose.BRIEF, made_for=made_for, by=by, now=now)


def send_brief(
    meeting: Meeting, person: int, *, leaves: bool, by: Account, now: datetime
) -> OutgoingMail:
    """Queue the message that carries the link of one person.

    `leaves` says that a mail server is set: only then does the brief count as handed out today.
    """
    with locked(meeting) as row:
        return _send(_seat(row, person), leaves=leaves, by=by, now=now)


def send_all(
    meeting: Meeting,
    people: Sequence[int],
    *,
    seen: datetime,
    leaves: bool,
    by: Account,
    now: datetime,
) -> int:
    """Queue the messages of all these people at once, or of none; how many.

    Left out: whoever has no address any more, may receive nothing, or was sent one by somebody
    else after `seen`, when the list was drawn.
    """
    with locked(meeting) as row:
        seats = Participant.objects.filter(meeting=row, pk__in=people).select_related(*ADDRESSED)
        sent = 0
        for seat in seats.order_by("position", "pk"):
            seat.meeting = row
            again = seat.handings.filter(by_way=HandedBy.MAIL.value, noted_at__gt=seen)
            if address_of(seat) and may_be_given(seat) and not again.exists():
                _send(seat, leaves=leaves, by=by, now=now)
                sent += 1
        return sent


def note_handed(
    meeting: Meeting, person: int, *, way: HandedBy, day: date, by: Account, now: datetime
) -> Handing:
    """Note the day this person was given the brief in another way than by a message of ours."""
    with locked(meeting) as row:
        seat = _seat(row, person)
        return hand(seat, way, day, None, by=by, now=now)


def revoke_link(meeting: Meeting, link: int, *, by: Account, now: datetime) -> None:
    """Withdraw a link; withdrawing it twice changes nothing."""
    with locked(meeting) as row:
        found = get_object_or_404(PrivateLink, participant__meeting=row, pk=link)
        if found.revoked_at is None:
            found.revoked_at = now
            found.save(update_fields=["revoked_at"])
            keep("link_revoked", found, row, by=by, now=now)


def _seat(meeting: Meeting, person: int) -> Participant:
    seats = Participant.objects.filter(meeting=meeting).select_related(*ADDRESSED)
    found: Participant = get_object_or_404(seats, pk=person)
    if not may_be_given(found):
        raise RefusedError(NOTHING_GOES)
    found.meeting = meeting
    return found


def _send(seat: Participant, *, leaves: bool, by: Account, now: datetime) -> OutgoingMail:
    mail = write_again(seat, what=FIRST, by=by, now=now)
    if mail is None:
        raise RefusedError(NO_ADDRESS)
    hand(seat, HandedBy.MAIL, timezone.localdate(now), mail, by=by, now=now, counts=leaves)
    return mail


def hand(
    seat: Participant,
    way: HandedBy,
    day: date,
    mail: OutgoingMail | None,
    *,
    by: Account,
    now: datetime,
    counts: bool = True,
) -> Handing:
    """Write that this brief was handed out, in the act that calls: `seat.meeting` is locked.

    Only what `counts` gives the meeting the first day of its briefs.
    """
    made: Handing = Handing.objects.create(
        participant=seat,
        by_way=way.value,
        handed_on=day,
        language=usual_language(seat).value,
        mail=mail,
        noted_at=now,
        noted_by=by,
    )
    keep("brief_handed", made, seat.meeting, by=by, now=now, way=way.value)
    if counts:
        _note(seat.meeting, day, by, now)
    return made


def _note(meeting: Meeting, day: date, by: Account, now: datetime) -> None:
    """The first day counts: from then on, what comes late goes to all at the same moment."""
    if meeting.brief_given_on and meeting.brief_given_on <= day:
        return
    first = meeting.brief_given_on is None
    meeting.brief_given_on = day
    meeting.save(update_fields=["brief_given_on"])
    if first:
        keep("brief_given", meeting, meeting, by=by, now=now)
        given = Information.objects.filter(item__meeting=meeting, released_at=None)
        given.exclude(given_at=None).update(released_at=now)
