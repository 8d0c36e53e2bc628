"""Mail that leaves exactly once or says why not.

`queue` writes a row in the caller's transaction; `deliver` claims rows one by one by a
conditional update and hands each to the server. A row whose claim was never noted (the worker was
killed), or that the server took without answering, may have left: it is handed over once more
after PATIENCE, and says so. A second time without an answer, it is given up, and says so.
"""

import smtplib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.utils.crypto import salted_hmac

from intermetiers.web.calendar_mail import CalendarMessage
from intermetiers.web.calendars.writing import unfolded
from intermetiers.web.links import without_links
from intermetiers.web.mail_server import UnansweredError
from intermetiers.web.models import MailQuerySet, OutgoingMail

PATIENCE = timedelta(minutes=10)
LONGEST_WAIT = timedelta(days=4)  # for a server that always says « later » of one message
# Answers of a mail server: below 400 it goes on, 4xx is « later », 5xx is « never ».
LATER_CODE, CLOSING, FOR_GOOD, TOO_LARGE = 400, 421, 500, 552
# What concerns one message; any other failure is that of the server.
ABOUT_ONE = (
    UnansweredError,
    smtplib.SMTPDataError,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPNotSupportedError,
)
LONGEST_SUBJECT = 200
# No out-of-office answer comes back to a machine (RFC 3834; the second is Exchange’s own).
AUTOMATIC = {
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "OOF, AutoReply",
}

REFUSED_ADDRESS = "le serveur de courriel refuse cette adresse"
REFUSED_MESSAGE = "le serveur de courriel refuse ce message"
NO_ANSWER = "le serveur de courriel ne répond pas, un autre essai suivra"
LATER = "le serveur de courriel demande d’attendre, un autre essai suivra"
PUT_OFF = "le serveur de courriel le remet à plus tard depuis quatre jours"
UNSURE = "l’envoi a été interrompu, ce courriel est peut-être parti, un autre essai suivra"
MAYBE_LEFT = "le serveur de courriel n’a pas confirmé l’envoi, ce courriel est peut-être parti"
MAYBE_TWICE = "un premier envoi avait été interrompu, ce courriel est peut-être arrivé deux fois"


class OutsideTransactionError(Exception):
    """Mail was queued outside the transaction of the act that sends it."""


class UnreachableError(Exception):
    """The server takes no message at all for now."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message for one person."""

    recipient: str
    subject: str
    text: str
    html: str = ""
    calendar: str = ""  # an iCalendar object, with its METHOD
    calendar_method: str = ""
    addressee: str = ""  # « familymember:12 »: whose message it is, should it have to be held


def queue(
    message: Message, *, about: str, scope: int | None, by: Any, now: datetime
) -> OutgoingMail:
    """Write the message to send; refuses to run outside a transaction.

    The subject is kept on one line: a line break in it would be another header.
    """
    if not connection.in_atomic_block:
        raise OutsideTransactionError
    return OutgoingMail.objects.create(
        scope=scope,
        about=about,
        addressee=message.addressee,
        recipient=message.recipient,
        subject=" ".join(message.subject.split())[:LONGEST_SUBJECT],
        text=message.text,
        html=message.html,
        calendar=message.calendar,
        calendar_method=message.calendar_method,
        created_at=now,
        created_by=by,
    )


def hold(mails: MailQuerySet, *, reason: str, now: datetime) -> None:
    """Of these, what waits never leaves; `reason` says why. Inside the caller's transaction."""
    for mail in mails.waiting().select_for_update():
        mail.failed_at, mail.failure = now, reason
        _note(mail)


def deliver(now: datetime, clock: Callable[[], datetime] | None = None) -> tuple[int, int]:
    """Send what waits; returns how many left and how many failed for good.

    A refusal for good is kept with its reason. A server that says « later » for one message keeps
    that one for PATIENCE; a server out of reach leaves them all waiting for the next run.
    `clock` tells the time as a long run goes on: a claim as old as the run would look abandoned.
    """
    sent = failed = 0
    for mail in OutgoingMail.objects.free_to_claim(now - PATIENCE):
        moment = clock() if clock else now
        if not _claim(mail, moment):
            continue
        stop = _try(mail, moment)
        sent += mail.sent_at is not None
        failed += mail.failed_at is not None
        if stop:
            break
    return sent, failed


def _try(mail: OutgoingMail, now: datetime) -> bool:
    """Hand it over and write what became of it; whether the server is no use for the others."""
    unsure = mail.failure == UNSURE
    try:
        _hand_over(mail)
    except UnreachableError:
        _leave_waiting(mail)
        return True
    except (smtplib.SMTPException, UnansweredError, ValueError) as error:
        refusal = _refusal(error)
        unknown = not refusal and _is_unsure(error)
        if refusal:
            mail.failed_at, mail.failure = now, refusal
        elif unknown and unsure:
            mail.failed_at, mail.failure = now, MAYBE_LEFT
        elif now - mail.created_at > LONGEST_WAIT:
            mail.failed_at, mail.failure = now, MAYBE_LEFT if unsure or unknown else PUT_OFF
        else:
            mail.failure = UNSURE if unsure or unknown else LATER
        _note(mail)
        return unknown
    mail.sent_at, mail.failure = now, MAYBE_TWICE if unsure else ""
    _note(mail)
    return False


def _leave_waiting(mail: OutgoingMail) -> None:
    """For the next run; unless somebody held it while the server was being called."""
    rows = OutgoingMail.objects.waiting().filter(pk=mail.pk).order_by()
    rows.update(claimed_at=None, failure=mail.failure or NO_ANSWER)


def _note(mail: OutgoingMail) -> None:
    """Write what became of it. Once nothing more can leave, its private link is forgotten.

    What still waits keeps its claim until PATIENCE is over, and is left alone if somebody held it.
    """
    if not (mail.sent_at or mail.failed_at):
        rows = OutgoingMail.objects.waiting().filter(pk=mail.pk).order_by()
        rows.update(failure=mail.failure)
        return
    mail.text, mail.html = without_links(mail.text), ""
    mail.calendar = without_links(unfolded(mail.calendar))
    mail.save(
        update_fields=[
            "sent_at", "failed_at", "failure", "claimed_at", "text", "html", "calendar"
        ]
    )  # fmt: skip


def _refusal(error: Exception) -> str:
    """Why this message will never leave, in a sentence; empty when trying again may do."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return REFUSED_ADDRESS if (_code(error) or 0) >= FOR_GOOD else ""
    if isinstance(error, smtplib.SMTPDataError):
        return REFUSED_MESSAGE if error.smtp_code >= FOR_GOOD else ""
    if isinstance(error, smtplib.SMTPSenderRefused):
        return REFUSED_MESSAGE if error.smtp_code == TOO_LARGE else ""
    # An address or a text that no mail can carry, or that this server cannot.
    carried = not isinstance(error, ValueError | smtplib.SMTPNotSupportedError)
    return "" if carried else REFUSED_ADDRESS


def _is_about_one(error: Exception) -> bool:
    """Any other message may do better."""
    if _code(error) == CLOSING:
        return False
    if isinstance(error, smtplib.SMTPSenderRefused):  # the same for all, unless one is too large
        return error.smtp_code == TOO_LARGE
    return isinstance(error, ABOUT_ONE)


def _is_unsure(error: Exception) -> bool:
    """The whole message was sent, and no clear answer came: it may have left."""
    if isinstance(error, smtplib.SMTPDataError):
        return error.smtp_code < LATER_CODE
    return isinstance(error, UnansweredError)


def _code(error: Exception) -> int | None:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return min((code for code, _ in error.recipients.values()), default=None)
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else None


def _claim(mail: OutgoingMail, now: datetime) -> bool:
    """Whether it is ours to send. One claimed before and never noted since may have left."""
    free = OutgoingMail.objects.free_to_claim(now - PATIENCE).filter(pk=mail.pk).order_by()
    found = free.values_list("claimed_at", "failure").first()
    if found is None:
        return False
    before, failure = found
    interrupted = before is not None and not failure
    mail.claimed_at, mail.failure = now, UNSURE if interrupted or failure == UNSURE else ""
    mine = free.filter(claimed_at=before)
    return mine.update(claimed_at=now, failure=mail.failure) == 1


def _hand_over(mail: OutgoingMail) -> None:
    """Raises UnreachableError when no message could be handed over, whatever it is."""
    server = get_connection()
    try:
        server.open()
    except (smtplib.SMTPException, OSError) as error:
        raise UnreachableError from error
    try:
        _message(mail, server).send()
    except (smtplib.SMTPException, OSError) as error:
        if _is_about_one(error):
            raise
        raise UnreachableError from error
    finally:
        with suppress(smtplib.SMTPException, OSError):
            server.close()


def _message(mail: OutgoingMail, server: BaseEmailBackend) -> CalendarMessage:
    headers = AUTOMATIC | {"Message-ID": _message_id(mail)}
    message = CalendarMessage(
        mail.subject, mail.text, to=[mail.recipient], headers=headers, connection=server
    )
    if mail.calendar:
        message.extra_headers["Reply-To"] = settings.REPLIES_ADDRESS
        message.carry(mail.calendar, mail.calendar_method)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    return message


def _message_id(mail: OutgoingMail) -> str:
    """The same each time this row is handed over: a server that has it drops the second."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{salted_hmac('intermetiers.message', str(mail.pk)).hexdigest()}@{domain}>"
