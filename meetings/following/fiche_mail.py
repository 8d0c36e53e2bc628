"""The messages that lead to a fiche: a private link, never a file; they name no child."""

from datetime import date, datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from intermetiers.web.french import write_day
from intermetiers.web.journal import subject_of
from intermetiers.web.mail_queue import Message, queue
from intermetiers.web.models import OutgoingMail
from meetings.addresses import address_of
from meetings.domain.kinds import Purpose
from meetings.doors import new_link, page_of
from meetings.models import Meeting, Participant
from partners.models import Account

FOLDER = "meetings/following/mail"
# What a message is about: the draft to re-read, or a version.
DRAFT, VERSION = "reread", "version"


def fiche_address(secret: str) -> str:
    """The address where one person reads a fiche, typed whole: « https://…/f/… »."""
    return settings.PUBLIC_ORIGIN + page_of(secret, Purpose.FICHE)


def make_text_message(meeting: Meeting, url: str, due_on: date | None) -> str:
    """What the coordinator may copy into an SMS sent by hand; `due_on` while there is time."""
    context = _context(meeting, url, due_on)
    return render_to_string(f"{FOLDER}/fiche_sms.txt", context).strip()


def write_fiche(
    seat: Participant, *, what: str, due_on: date | None, by: Account, now: datetime
) -> OutgoingMail | None:
    """Queue the message of one person with a new link; None for whoever has no address.

    `seat.meeting` must be the row locked by the act that calls. `what` is DRAFT or VERSION.
    """
    email = address_of(seat)
    if not email:
        return None
    meeting = seat.meeting
    made = new_link(seat, Purpose.FICHE, made_for="mail", by=by, now=now)
    message = _message(meeting, email, fiche_address(made.secret), what, due_on, seat)
    return queue(message, about=f"meeting:{meeting.pk}", scope=meeting.team_id, by=by, now=now)


def _message(
    meeting: Meeting, email: str, url: str, what: str, due_on: date | None, seat: Participant
) -> Message:
    context = _context(meeting, url, due_on)
    card = seat.family_member or seat.professional
    return Message(
        recipient=email,
        subject=render_to_string(f"{FOLDER}/{what}_subject.txt", context).strip(),
        text=render_to_string(f"{FOLDER}/{what}.txt", context)[:],
        html=render_to_string(f"{FOLDER}/{what}.html", context),
        addressee=subject_of(card) if card else "",
    )


def _context(meeting: Meeting, url: str, due_on: date | None) -> dict[str, object]:
    held = meeting.holding.opened_at
    return {
        "convener": meeting.convener,
        "day": write_day(timezone.localtime(held).date()) if held else "",
        "due": write_day(due_on) if due_on else "",
        "url": url,
    }
