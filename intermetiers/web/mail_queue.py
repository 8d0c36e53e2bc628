"""Mail that leaves exactly once or says why not.

`queue` writes a row in the caller's transaction; `deliver` claims rows one by one by a
conditional update and hands each to the server. Killed between claim and hand-over, a row is
claimed again after PATIENCE; killed between hand-over and note, it may leave twice, which is
the price of never losing one.
"""

import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import connection

from intermetiers.web.models import OutgoingMail

PATIENCE = timedelta(minutes=10)


class OutsideTransactionError(Exception):
    """Mail was queued outside the transaction of the act that sends it."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message for one person."""

    recipient: str
    subject: str
    text: str
    html: str = ""


def queue(message: Message, *, about: str, scope: int, by: Any, now: datetime) -> OutgoingMail:
    """Write the message to send; refuses to run outside a transaction."""
    if not connection.in_atomic_block:
        raise OutsideTransactionError
    return OutgoingMail.objects.create(
        scope=scope,
        about=about,
        recipient=message.recipient,
        subject=message.subject,
        text=message.text,
        html=message.html,
        created_at=now,
        created_by=by,
    )


def deliver(now: datetime) -> tuple[int, int]:
    """Send what waits; returns how many left and how many failed for good.

    A refusal of the address is final and kept with its reason; a server out of reach leaves the
    row waiting.
    """
    sent = failed = 0
    for mail in OutgoingMail.objects.free_to_claim(now - PATIENCE):
        if not _claim(mail, now):
            continue
        try:
            _hand_over(mail)
        except smtplib.SMTPRecipientsRefused:
            failed += 1
            mail.failed_at, mail.failure = now, "Le serveur refuse cette adresse."
        except (smtplib.SMTPException, OSError) as error:
            mail.claimed_at, mail.failure = None, type(error).__name__
        else:
            sent += 1
            mail.sent_at, mail.failure = now, ""
        mail.save(update_fields=["sent_at", "failed_at", "failure", "claimed_at"])
    return sent, failed


def _claim(mail: OutgoingMail, now: datetime) -> bool:
    free = OutgoingMail.objects.free_to_claim(now - PATIENCE).filter(pk=mail.pk)
    mail.claimed_at = now
    return free.order_by().update(claimed_at=now) == 1


def _hand_over(mail: OutgoingMail) -> None:
    message = EmailMultiAlternatives(
        mail.subject, mail.text, to=[mail.recipient], connection=get_connection()
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    message.send()
