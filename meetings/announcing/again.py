"""The messages that lead to the brief, in the language of their reader.

They say that a page is there to read, that something more came, or that the page still waits, and
carry a link of their own; never the name of the child.
"""

from dataclasses import replace
from datetime import datetime

from django.template.loader import render_to_string
from django.utils import timezone

from intermetiers.web.journal import subject_of
from intermetiers.web.mail_queue import Message, queue
from intermetiers.web.models import OutgoingMail
from meetings.addresses import address_of
from meetings.domain.kinds import Purpose
from meetings.domain.lexicon import Lexicon, Texts, lexicon
from meetings.doors import new_link
from meetings.languages import usual_language
from meetings.mail import FOLDER, brief_address
from meetings.models import Meeting, Participant
from partners.models import Account

FIRST, NEW, REMINDER = "first", "new", "reminder"
_SAYS = {
    FIRST: ("again.first", "again.first_door"),
    NEW: ("again.new",),
    REMINDER: ("again.reminder", "again.reminder_already"),
}


def make_again_message(
    meeting: Meeting, email: str, url: str, *, what: str, words: Lexicon
) -> Message:
    """`what` is FIRST, NEW or REMINDER."""
    subject = words.say(f"again.{what}_subject")
    context = {
        "subject": subject,
        "says": [words.say(key) for key in _SAYS[what]],
        "t": Texts(words),
        "when": _when(meeting, words),
        "url": url,
        "convener": meeting.convener,
        "language": words.language,
    }
    return Message(
        recipient=email,
        subject=subject,
        text=render_to_string(f"{FOLDER}/again.txt", context)[:],
        html=render_to_string(f"{FOLDER}/again.html", context),
    )


def write_again(
    participant: Participant, *, what: str, by: Account, now: datetime
) -> OutgoingMail | None:
    """Queue the message of one person with a new link; None for whoever has no address.

    `participant.meeting` must be the row locked by the act that calls.
    """
    email = address_of(participant)
    if not email:
        return None
    meeting = participant.meeting
    made = new_link(participant, Purpose.BRIEF, made_for="mail", by=by, now=now)
    words = lexicon(usual_language(participant))
    message = make_again_message(meeting, email, brief_address(made.secret), what=what, words=words)
    card = participant.family_member or participant.professional
    if card is not None:
        message = replace(message, addressee=subject_of(card))
    return queue(message, about=f"meeting:{meeting.pk}", scope=meeting.team_id, by=by, now=now)


def _when(meeting: Meeting, words: Lexicon) -> str:
    slot = meeting.chosen_slot
    if slot is None:
        return ""
    start, end = timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at)
    return words.say("again.when", day=words.day(start.date()), hours=words.hours(start, end))
