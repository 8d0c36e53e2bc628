"""Replies to invitations that came by mail: applied when surely somebody’s, else kept for a human.

Of a message nothing is kept but what it says in a line, and no more than its name when it is of
no meeting of ours: nobody here has a right to read it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from django.db import IntegrityError, transaction

from intermetiers.web.calendars.replying import Attendee, CalendarReply
from intermetiers.web.journal import record
from intermetiers.web.mail_queue import queue
from intermetiers.web.models import OutgoingMail
from intermetiers.web.received_mail import MailKind, ReceivedMail
from meetings.addresses import may_be_given
from meetings.answering import Said
from meetings.asking.actions.answers import answer
from meetings.domain import replies as domain
from meetings.domain.kinds import Answer, Reply, ReplyState, Source
from meetings.domain.replies import REPLIES, Heard, Told, Verdict, answer_of, clip, judge
from meetings.dossier import read_dossier
from meetings.mail import make_declined_message
from meetings.models import Handing, Invitation, Meeting, Participant, ReceivedReply, SlotAnswer
from meetings.writing import keep, locked
from partners.models import Account

WRITTEN_SINCE = timedelta(days=120)
MOST_TOLD = 5  # messages to whoever convenes about the refusals of one person
_ABOUT = "meeting:"
CAME_BACK = "il est revenu, personne ne l’a reçu"


class Fate(Enum):
    """What became of a message. One of no meeting of ours stays where it was, for whoever keeps
    the box; so does one that failed, for the next run."""

    APPLIED = "applied"
    ASIDE = "aside"
    KNOWN = "known"
    NOBODYS = "nobodys"
    FAILED = "failed"

    @property
    def is_done(self) -> bool:
        return self not in {Fate.NOBODYS, Fate.FAILED}


@dataclass(frozen=True, slots=True)
class Word:
    """What one person says of the date of an invitation, by whom and when it was understood."""

    reply: Reply
    comment: str
    said_at: datetime
    source: Source


_WHY = {
    MailKind.BOUNCE: domain.NOT_ARRIVED,
    MailKind.AUTOMATIC: domain.AUTOMATIC,
    MailKind.WRITTEN: domain.WRITTEN,
    MailKind.UNREADABLE: domain.UNREADABLE,
}


def fate_of(key: str) -> Fate | None:
    """What became of a message that came before; None for one that never did."""
    received = ReceivedReply.objects.filter(message_id=key).first()
    if received is None:
        return None
    return Fate.KNOWN if received.meeting_id else Fate.NOBODYS


def take_reply(mail: ReceivedMail, *, now: datetime) -> Fate:
    """Take one message, once: the same read again, even at the same instant, changes nothing."""
    known = fate_of(mail.key)
    if known is not None:
        return known
    invitation = _named(mail)
    meeting = invitation.meeting if invitation else _of_address(mail, now)
    try:
        if meeting is None:
            return _of_nobody(mail, now)
        with locked(meeting) as row:
            return _take(row, invitation, mail, now=now)
    except IntegrityError:
        return Fate.KNOWN


def note_reply(
    meeting: Meeting, pk: int, person: int, reply: Reply, *, by: Account, now: datetime
) -> bool:
    """Note a reply set aside as what this guest says; False when somebody looked at it before.

    Raises Participant.DoesNotExist for who has no seat any more.
    """
    with locked(meeting) as row:
        received = _waiting(row, pk)
        if received is None:
            return False
        seat = row.participants.get(pk=person)
        invitation = Invitation.objects.filter(participant=seat, withdrawn_at=None).first()
        word = Word(reply, received.comment, received.received_at, Source.TYPED)
        _apply(row, seat, invitation, word, by=by, now=now)
        received.state, received.reply = ReplyState.APPLIED.value, reply.value
        received.invitation = invitation or received.invitation
        received.save(update_fields=["state", "reply", "invitation"])
        keep("reply_noted", received, row, by=by, now=now, seat=seat.pk, reply=reply.value)
    return True


def set_reply_aside(meeting: Meeting, pk: int, *, by: Account, now: datetime) -> bool:
    """Nothing is to be done of it; False when somebody looked at it before."""
    with locked(meeting) as row:
        received = _waiting(row, pk)
        if received is None:
            return False
        received.state = ReplyState.HANDLED.value
        received.save(update_fields=["state"])
        keep("reply_set_aside", received, row, by=by, now=now)
    return True


def _waiting(meeting: Meeting, pk: int) -> ReceivedReply | None:
    rows = ReceivedReply.objects.filter(meeting=meeting, pk=pk, state=ReplyState.ASIDE.value)
    found: ReceivedReply | None = rows.first()
    return found


# --- Whose it is --------------------------------------------------------------------------------


def _named(mail: ReceivedMail) -> Invitation | None:
    """The invitation whose random name the message holds."""
    uids = [mail.reply.uid] if mail.reply else list(mail.uids)
    found: Invitation | None = (
        Invitation.objects.filter(uid__in=uids).select_related("meeting").first()
    )
    return found


def _of_address(mail: ReceivedMail, now: datetime) -> Meeting | None:
    """The meeting this address was last written to about, when one team alone wrote to it.

    Where two teams know somebody, neither may read what was perhaps written to the other.
    """
    address = mail.undelivered or mail.sender
    written = OutgoingMail.objects.filter(
        recipient__iexact=address, about__startswith=_ABOUT, created_at__gt=now - WRITTEN_SINCE
    ).order_by("-created_at", "-pk")
    found = list(written.values_list("scope", "about")) if address else []
    if len({scope for scope, _ in found}) != 1:
        return None
    last: Meeting | None = Meeting.objects.filter(pk=found[0][1].removeprefix(_ABOUT)).first()
    return last


def _of_nobody(mail: ReceivedMail, now: datetime) -> Fate:
    with transaction.atomic():
        received = ReceivedReply.objects.create(
            message_id=mail.key, received_at=now, why_aside=domain.UNKNOWN
        )
        record("reply_of_nobody", received, by=None, now=now, scope=None)
    return Fate.NOBODYS


# --- What it says -------------------------------------------------------------------------------


def _take(
    meeting: Meeting, invitation: Invitation | None, mail: ReceivedMail, *, now: datetime
) -> Fate:
    if invitation is not None:
        invitation.refresh_from_db()
    if mail.kind is MailKind.BOUNCE:
        _came_back(meeting, mail.undelivered, now)
    verdict = _judge(mail, invitation)
    said_at = min(mail.sent_at or now, now)
    received = ReceivedReply.objects.create(
        meeting=meeting,
        invitation=invitation,
        message_id=mail.key,
        received_at=said_at,
        sender=mail.undelivered or mail.sender,
        reply=verdict.reply.value if verdict.reply else "",
        comment=_comment(mail, invitation),
        state=_state(verdict).value,
        why_aside=verdict.why[:200],
    )
    keep("reply_received", received, meeting, by=None, now=now, state=received.state)
    seat = invitation.participant if invitation else None
    if seat is None or verdict.reply is None or not verdict.applies:
        return Fate.ASIDE
    stamped = mail.reply.stamped_at if mail.reply else None
    word = Word(verdict.reply, received.comment, min(stamped or said_at, now), Source.REPLY)
    _apply(meeting, seat, invitation, word, by=None, now=now)
    return Fate.APPLIED


def _came_back(meeting: Meeting, address: str, now: datetime) -> None:
    """The last brief sent to this address reached nobody: it counts as handed out no more."""
    sent = Handing.objects.filter(
        participant__meeting=meeting,
        mail__recipient__iexact=address,
        mail__sent_at__isnull=False,
        mail__failed_at=None,
    )
    last = sent.select_related("mail").order_by("-noted_at", "-pk").first()
    if last is not None and last.mail is not None:
        last.mail.failed_at, last.mail.failure = now, CAME_BACK
        last.mail.save(update_fields=["failed_at", "failure"])
        keep("brief_came_back", last, meeting, by=None, now=now)


def _judge(mail: ReceivedMail, invitation: Invitation | None) -> Verdict:
    reply = mail.reply
    if reply is None:
        return Verdict(None, _WHY[mail.kind])
    line = _line(reply, invitation)
    if invitation is None:
        return Verdict(REPLIES.get(line.partstat) if line else None, domain.UNKNOWN)
    if invitation.participant and not may_be_given(invitation.participant):
        return Verdict(REPLIES.get(line.partstat) if line else None, domain.FORBIDDEN)
    return judge(
        Heard(
            sender=mail.sender,
            partstat=line.partstat if line else None,
            proposes_other_time=reply.method == "COUNTER",
            delegated_to=line.delegated_to if line else "",
            sequence=reply.sequence,
            stamped_at=reply.stamped_at,
        ),
        Told(
            recipient=invitation.recipient.casefold(),
            sequence=invitation.sequence,
            told_at=invitation.told_at,
            is_standing=invitation.is_standing,
            has_seat=invitation.participant_id is not None,
            replied_at=invitation.replied_at,
        ),
    )


def _line(reply: CalendarReply, invitation: Invitation | None) -> Attendee | None:
    """What the invited address answers; of an invitation nobody knows, the first that answers."""
    if invitation is not None:
        return reply.of(invitation.recipient)
    return next(iter(reply.attendees), None)


def _state(verdict: Verdict) -> ReplyState:
    if verdict.applies:
        return ReplyState.APPLIED
    return ReplyState.ASIDE if verdict.waits else ReplyState.HANDLED


def _comment(mail: ReceivedMail, invitation: Invitation | None) -> str:
    if mail.reply is None:
        return clip(mail.text)
    line = _line(mail.reply, invitation)
    return clip(mail.reply.comment or (line.comment if line else ""))


# --- What it changes ----------------------------------------------------------------------------


def _apply(
    meeting: Meeting,
    seat: Participant,
    invitation: Invitation | None,
    word: Word,
    *,
    by: Account | None,
    now: datetime,
) -> None:
    """On the invitation, and on what this person is known to say of the same date."""
    was_declined = invitation is not None and invitation.reply == Reply.DECLINED
    if invitation is not None:
        invitation.reply, invitation.replied_at = word.reply.value, word.said_at
        invitation.comment = word.comment
        invitation.save(update_fields=["reply", "replied_at", "comment"])
    slot = meeting.chosen_slot
    if invitation is not None:
        times = {"starts_at": invitation.starts_at, "ends_at": invitation.ends_at}
        slot = meeting.slots.filter(**times).first()
    if slot is None:
        return
    stands = SlotAnswer.objects.filter(slot=slot, participant=seat).first()
    said = answer_of(word.reply, Answer(stands.answer) if stands else None)
    if said is not None:
        seat.meeting = meeting
        note = clip(word.comment, domain.LONGEST_NOTE) if said is Answer.NO else ""
        answer(seat, {slot.pk: Said(said, note)}, None, source=word.source, by=by, now=now)
    is_new = word.reply is Reply.DECLINED and by is None and not was_declined
    if is_new and _declined_before(invitation) <= MOST_TOLD:
        _tell_convener(meeting, seat, now)


def _declined_before(invitation: Invitation | None) -> int:
    """How many times this person declined, this one included: some say yes and no by turns."""
    declined = ReceivedReply.objects.filter(
        invitation=invitation, state=ReplyState.APPLIED.value, reply=Reply.DECLINED.value
    )
    return declined.count()


def _tell_convener(meeting: Meeting, seat: Participant, now: datetime) -> None:
    """Somebody whose voice needs support will not be there: whoever convenes learns it at once."""
    dossier = read_dossier(meeting)
    if dossier.chosen_slot is None or not dossier.by_id[seat.pk].supported:
        return
    message = make_declined_message(meeting)
    about = f"meeting:{meeting.pk}"
    queue(message, about=about, scope=meeting.team_id, by=meeting.convener, now=now)
