"""Mail that leaves exactly once or says why not.

`queue` writes a row in the caller's transaction; `deliver` claims rows one by one by a
conditional update and hands each to the server. Killed between claim and hand-over, a row is
claimed again after PATIENCE; killed between hand-over and note, it may leave twice, which is
the price of never losing one.
"""

import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection
from django.utils.crypto import salted_hmac

from intermetiers.web.calendar_mail import CalendarMessage
from intermetiers.web.calendars.writing import unfolded
from intermetiers.web.links import without_links
from intermetiers.web.models import MailQuerySet, OutgoingMail

PATIENCE = timedelta(minutes=10)
FOR_GOOD = 500  # answers of a mail server: 4xx is « later », 5xx is « never »
LONGEST_SUBJECT = 200
# No out-of-office answer comes back to a machine (RFC 3834; the second is Exchange’s own).
AUTOMATIC = {
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "OOF, AutoReply",
}

REFUSED_ADDRESS = "le serveur de courriel refuse cette adresse"
REFUSED_MESSAGE = "le serveur de courriel refuse ce message"
NO_ANSWER = "le serveur de courriel ne répond pas, un autre essai suivra"


class OutsideTransactionError(Exception):
    """Mail was queued outside the transaction of the act that sends it."""


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


def deliver(now: datetime) -> tuple[int, int]:
    """Send what waits; returns how many left and how many failed for good.

    A refusal for good is kept with its reason. A server out of reach, or that says « later »,
    leaves the row waiting, and the others with it: the next run tries again.
    """
    sent = failed = 0
    for mail in OutgoingMail.objects.free_to_claim(now - PATIENCE):
        if not _claim(mail, now):
            continue
        try:
            _hand_over(mail)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            refusal = _refusal(error)
            if not refusal:
                _leave_waiting(mail)
                break
            failed += 1
            mail.failed_at, mail.failure = now, refusal
        else:
            sent += 1
            mail.sent_at, mail.failure = now, ""
        _note(mail)
    return sent, failed


def _leave_waiting(mail: OutgoingMail) -> None:
    """For the next run; unless somebody held it while the server was being called."""
    rows = OutgoingMail.objects.waiting().filter(pk=mail.pk).order_by()
    rows.update(claimed_at=None, failure=NO_ANSWER)


def _note(mail: OutgoingMail) -> None:
    """Write what became of it. Once nothing more can leave, its private link is forgotten."""
    if mail.sent_at or mail.failed_at:
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
        codes = [code for code, _ in error.recipients.values()]
        return REFUSED_ADDRESS if codes and min(codes) >= FOR_GOOD else ""
    if isinstance(error, smtplib.SMTPDataError):
        return REFUSED_MESSAGE if error.smtp_code >= FOR_GOOD else ""
    # An address or a text that no mail can carry.
    return REFUSED_ADDRESS if isinstance(error, ValueError) else ""


def _claim(mail: OutgoingMail, now: datetime) -> bool:
    free = OutgoingMail.objects.free_to_claim(now - PATIENCE).filter(pk=mail.pk)
    mail.claimed_at = now
    return free.order_by().update(claimed_at=now) == 1


def _hand_over(mail: OutgoingMail) -> None:
    headers = AUTOMATIC | {"Message-ID": _message_id(mail)}
    message = CalendarMessage(
        mail.subject, mail.text, to=[mail.recipient], headers=headers, connection=get_connection()
    )
    if mail.calendar:
        message.extra_headers["Reply-To"] = settings.REPLIES_ADDRESS
        message.carry(mail.calendar, mail.calendar_method)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    message.send()


def _message_id(mail: OutgoingMail) -> str:
    """The same each time this row is handed over: a server that has it drops the second."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    return f"<{salted_hmac('intermetiers.message', str(mail.pk)).hexdigest()}@{domain}>"
