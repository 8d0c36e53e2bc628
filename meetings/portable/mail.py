"""The message that says a file is proposed. It names no child."""

from datetime import datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from intermetiers.web.journal import subject_of
from intermetiers.web.mail_queue import Message, queue
from meetings.models import Transfer
from partners.models import Account

FOLDER = "meetings/portable/mail"


def write_to_proposed(transfer: Transfer, *, by: Account, now: datetime) -> None:
    """Queue it for the address that was typed, whether somebody signs in with it or not."""
    context = {
        "transfer": transfer,
        "url": settings.PUBLIC_ORIGIN + reverse("meetings:file_receive"),
    }
    message = Message(
        recipient=transfer.to_email,
        subject=render_to_string(f"{FOLDER}/proposed_subject.txt", context).strip(),
        text=render_to_string(f"{FOLDER}/proposed.txt", context),
    )
    queue(message, about=subject_of(transfer.team), scope=transfer.team_id, by=by, now=now)
