"""Handing the brief out: a private link, a message, a day."""

from dataclasses import replace
from datetime import date, datetime

from django.shortcuts import get_object_or_404

from intermetiers.web.journal import subject_of
from intermetiers.web.mail_queue import queue
from intermetiers.web.models import OutgoingMail
from meetings.domain.kinds import Purpose, Role
from meetings.doors import NewLink, new_link
from meetings.mail import brief_address, make_brief_message
from meetings.models import Information, Meeting, Participant, PrivateLink
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
    """A private link for one relative. Raises RefusedError when it could not be opened."""
    with locked(meeting) as row:
        return _make(row, _relative(row, person), made_for, by, now)


def send_brief(
    meeting: Meeting, person: int, *, leaves: bool, by: Account, now: datetime
) -> OutgoingMail:
    """Queue the message that carries the link of one relative.

    `leaves` says that a mail server is set: only then does the brief count as handed out today.
    """
    with locked(meeting) as row:
        relative = _relative(row, person)
        member = relative.family_member
        if member is None or not member.email:
            raise RefusedError(NO_ADDRESS)
        made = _make(row, relative, "mail", by, now)
        message = make_brief_message(row, member.email, brief_address(made.secret))
        message = replace(message, addressee=subject_of(member))
        if leaves:
            _note(row, now.date(), by, now)
        return queue(message, about=f"meeting:{row.pk}", scope=row.team_id, by=by, now=now)


def revoke_link(meeting: Meeting, link: int, *, by: Account, now: datetime) -> None:
    """Withdraw a link; withdrawing it twice changes nothing."""
    with locked(meeting) as row:
        found = get_object_or_404(PrivateLink, participant__meeting=row, pk=link)
        if found.revoked_at is None:
            found.revoked_at = now
            found.save(update_fields=["revoked_at"])
            keep("link_revoked", found, row, by=by, now=now)


def note_given(meeting: Meeting, day: date, *, by: Account, now: datetime) -> bool:
    """Note the first day a brief was handed out; False when one is noted already."""
    with locked(meeting) as row:
        return _note(row, day, by, now)


def _relative(meeting: Meeting, person: int) -> Participant:
    relatives = Participant.objects.filter(meeting=meeting, role=Role.GUARDIAN.value)
    found: Participant = get_object_or_404(relatives.select_related("family_member"), pk=person)
    if found.family_member and found.family_member.receives_nothing:
        raise RefusedError(NOTHING_GOES)
    return found


def _make(
    meeting: Meeting, relative: Participant, made_for: str, by: Account, now: datetime
) -> NewLink:
    relative.meeting = meeting
    return new_link(relative, Purpose.BRIEF, made_for=made_for, by=by, now=now)


def _note(meeting: Meeting, day: date, by: Account, now: datetime) -> bool:
    if meeting.brief_given_on:
        return False
    meeting.brief_given_on = day
    meeting.save(update_fields=["brief_given_on"])
    given = Information.objects.filter(item__meeting=meeting, released_at=None)
    given.exclude(given_at=None).update(released_at=now)
    keep("brief_given", meeting, meeting, by=by, now=now)
    return True
