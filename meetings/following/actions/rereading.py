"""The re-reading: opening it, giving its link, keeping what the family says, closing it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.shortcuts import get_object_or_404
from django.utils import timezone

from intermetiers.web.models import OutgoingMail
from meetings.addresses import ADDRESSED, address_of, may_be_given
from meetings.domain.kinds import Purpose, RereadSaid, Role, Source
from meetings.domain.rereading import State, Term
from meetings.doors import NewLink, new_link
from meetings.following.fiche_mail import DRAFT, write_fiche
from meetings.following.rereadings import term_of
from meetings.models import Holding, Meeting, Participant, PrivateLink, Rereading, RereadingNote
from meetings.models.meeting import OfMeetingQuerySet
from meetings.writing import RefusedError, keep, locked
from partners.models import Account

NOT_CLOSED = "La réunion n’est pas fermée\u00a0: il n’y a encore rien à relire."
CALLED_OFF = "Cette réunion est annulée\u00a0: il n’y a plus rien à relire."
NO_ADDRESS = "Cette personne n’a pas d’adresse électronique. Donnez-lui un lien, ou le papier."
NOTHING_GOES = (
    "Une décision de justice interdit que cette personne reçoive quoi que ce soit\u00a0: rien n’est "
    "préparé ni envoyé."
)
NOT_OPEN = "La relecture n’est pas ouverte."
TOO_LATE = "La relecture est finie."
ENOUGH = "Cette personne a déjà écrit beaucoup de mots sur cette fiche\u00a0: appelez-la."
MOST_OWN = 100  # what one link may write in all, taken back or not
FAMILY = (Role.GUARDIAN.value, Role.PUPIL.value)


@dataclass(frozen=True, slots=True)
class Saying:
    """What somebody says on re-reading; `about` is the label of a part, "" for the whole."""

    said: RereadSaid
    about: str = ""
    text: str = ""
    source: Source = Source.LINK


def open_rereading(
    meeting: Meeting, due_on: date, people: Sequence[int], *, by: Account, now: datetime
) -> Rereading:
    """Give the family until the evening of `due_on`, again if it was over, and write to these
    people. Whoever has no address, or may receive nothing, is left out."""
    with locked(meeting) as row:
        _must_stand(row)
        term, made = Rereading.objects.get_or_create(
            meeting=row, defaults={"opened_at": now, "opened_by": by, "due_on": due_on}
        )
        if not made:
            term.due_on, term.closed_at, term.closed_by = due_on, None, None
            term.save(update_fields=["due_on", "closed_at", "closed_by"])
        keep("rereading_opened", term, row, by=by, now=now, again=not made)
        for seat in _family(row).filter(pk__in=people):
            if address_of(seat) and may_be_given(seat):
                seat.meeting = row
                _send(seat, term.due_on, by, now)
        return term


def send_draft(meeting: Meeting, person: int, *, by: Account, now: datetime) -> OutgoingMail:
    """Write to one person of the family that there is something to re-read."""
    with locked(meeting) as row:
        term = _open_term(row, now)
        return _send(_reader(row, person), term.due_on, by, now)


def make_fiche_link(
    meeting: Meeting, person: int, *, made_for: str, by: Account, now: datetime
) -> NewLink:
    """A link for one person of the family, to give by hand or on paper."""
    with locked(meeting) as row:
        _open_term(row, now)
        return new_link(_reader(row, person), Purpose.FICHE, made_for=made_for, by=by, now=now)


def close_rereading(meeting: Meeting, *, by: Account, now: datetime) -> None:
    """The family has said its word; closing twice changes nothing."""
    with locked(meeting) as row:
        term = get_object_or_404(Rereading, meeting=row)
        if term.closed_at is None:
            term.closed_at, term.closed_by = now, by
            term.save(update_fields=["closed_at", "closed_by"])
            keep("rereading_closed", term, row, by=by, now=now)


def say(link: PrivateLink, saying: Saying, *, now: datetime) -> RereadingNote:
    """Keep what whoever holds this link says, in their own words. Raises RefusedError once the
    re-reading is over, or while the meeting is being corrected."""
    with locked(link.participant.meeting) as row:
        _open_term(row, now)
        seat = _reader(row, link.participant_id)
        if RereadingNote.objects.filter(participant=seat, typed_by=None).count() >= MOST_OWN:
            raise RefusedError(ENOUGH)
        return _note(row, seat, saying, by=None, now=now)


def note_said(
    meeting: Meeting, person: int, saying: Saying, *, by: Account, now: datetime
) -> RereadingNote:
    """Keep what somebody of the family said by telephone, on paper or in person: also when the
    time is over, as long as the re-reading was opened."""
    with locked(meeting) as row:
        _must_stand(row)
        if term_of(row) is None:
            raise RefusedError(NOT_OPEN)
        return _note(row, _reader(row, person), saying, by=by, now=now)


def withdraw_own(link: PrivateLink, note: int, *, now: datetime) -> None:
    """Whoever wrote it takes it back, while the re-reading is open."""
    with locked(link.participant.meeting) as row:
        _open_term(row, now)
        own = RereadingNote.objects.filter(participant=link.participant_id, typed_by=None)
        _withdraw(get_object_or_404(own, pk=note), row, by=None, now=now)


def withdraw_typed(meeting: Meeting, note: int, *, by: Account, now: datetime) -> None:
    """What was typed for somebody by mistake; what the family wrote itself is never touched."""
    with locked(meeting) as row:
        typed = RereadingNote.objects.filter(meeting=row).exclude(typed_by=None)
        _withdraw(get_object_or_404(typed, pk=note), row, by=by, now=now)


def _must_stand(meeting: Meeting) -> None:
    if meeting.cancelled_at:
        raise RefusedError(CALLED_OFF)
    if not Holding.objects.filter(meeting=meeting, closed_at__isnull=False).exists():
        raise RefusedError(NOT_CLOSED)


def _open_term(meeting: Meeting, now: datetime) -> Term:
    """The re-reading under way. Raises RefusedError when there is none."""
    _must_stand(meeting)
    term = term_of(meeting)
    if term is None:
        raise RefusedError(NOT_OPEN)
    if term.state(timezone.localdate(now)) is not State.OPEN:
        raise RefusedError(TOO_LATE)
    return term


def _family(meeting: Meeting) -> OfMeetingQuerySet:
    seats = Participant.objects.filter(meeting=meeting, role__in=FAMILY)
    return seats.select_related(*ADDRESSED).order_by("position", "pk")


def _reader(meeting: Meeting, person: int) -> Participant:
    found: Participant = get_object_or_404(_family(meeting), pk=person)
    if not may_be_given(found):
        raise RefusedError(NOTHING_GOES)
    found.meeting = meeting
    return found


def _send(seat: Participant, due_on: date, by: Account, now: datetime) -> OutgoingMail:
    mail = write_fiche(seat, what=DRAFT, due_on=due_on, by=by, now=now)
    if mail is None:
        raise RefusedError(NO_ADDRESS)
    keep("draft_sent", seat, seat.meeting, by=by, now=now)
    return mail


def _note(
    meeting: Meeting, seat: Participant, saying: Saying, *, by: Account | None, now: datetime
) -> RereadingNote:
    """The same words said twice, as by a button pressed twice, are kept once."""
    known = RereadingNote.objects.filter(
        meeting=meeting, participant=seat, said=saying.said.value, withdrawn_at=None
    )
    for one in known:
        if (one.about, one.text) == (saying.about, saying.text):
            return cast(RereadingNote, one)
    note: RereadingNote = RereadingNote.objects.create(
        meeting=meeting,
        participant=seat,
        said=saying.said.value,
        about=saying.about,
        text=saying.text,
        source=saying.source.value,
        said_at=now,
        typed_by=by,
    )
    keep("reread_said", note, meeting, by=by, now=now, said=saying.said.value)
    return note


def _withdraw(note: RereadingNote, meeting: Meeting, *, by: Account | None, now: datetime) -> None:
    if note.withdrawn_at is None:
        note.withdrawn_at = now
        note.save(update_fields=["withdrawn_at"])
        keep("reread_withdrawn", note, meeting, by=by, now=now)
