"""The messages about a file that is proposed. They name no child."""

from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone

from intermetiers.web.french import write_day
from intermetiers.web.journal import subject_of
from intermetiers.web.mail_queue import Message, queue
from meetings.models import Transfer
from partners.models import Account

FOLDER = "meetings/portable/mail"


def write_to_proposed(transfer: Transfer, url: str, *, by: Account, now: datetime) -> None:
    """Queue it for the address that was typed, whether somebody signs in with it or not."""
    context = {
        "transfer": transfer,
        "url": url,
        "until": write_day(timezone.localtime(transfer.expires_at).date()),
    }
    message = Message(
        recipient=transfer.to_email,
        subject=render_to_string(f"{FOLDER}/proposed_subject.txt", context).strip(),
        text=render_to_string(f"{FOLDER}/proposed.txt", context),
    )
    # Of no team: the link gives a whole file, and the outbox of the team is read by every member.
    queue(message, about=subject_of(transfer.team), scope=None, by=by, now=now)


def write_answer(transfer: Transfer, *, accepted: bool, by: Account, now: datetime) -> None:
    """Tell whoever proposed it, in their team’s outbox too: there is no link in it."""
    context = {"transfer": transfer, "accepted": accepted, "by": by}
    message = Message(
        recipient=transfer.proposed_by.email,
        subject=render_to_string(f"{FOLDER}/answered_subject.txt", context).strip(),
        text=render_to_string(f"{FOLDER}/answered.txt", context),
    )
    queue(message, about=subject_of(transfer.team), scope=transfer.team_id, by=by, now=now)
