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
from meetings.domain.lexicon import Texts, lexicon
from meetings.doors import new_link, page_of
from meetings.languages import usual_language
from meetings.models import Meeting, Participant
from partners.models import Account

FOLDER = "meetings/following/mail"
# What a message is about: the draft to re-read, or a version.
DRAFT, VERSION = "draft", "version"


def fiche_address(secret: str) -> str:
    """The address where one person reads a fiche, typed whole: « https://…/f/… »."""
    return settings.PUBLIC_ORIGIN + page_of(secret, Purpose.FICHE)


def make_text_message(meeting: Meeting, url: str, due_on: date | None) -> str:
    """What the coordinator may copy into an SMS sent by hand; `due_on` while there is time."""
    held = meeting.holding.opened_at
    context = {
        "convener": meeting.convener,
        "day": write_day(timezone.localtime(held).date()) if held else "",
        "due": write_day(due_on) if due_on else "",
        "url": url,
    }
    return render_to_string(f"{FOLDER}/fiche_sms.txt", context).strip()


def write_fiche(
    seat: Participant, *, what: str, due_on: date | None, by: Account, now: datetime
) -> OutgoingMail | None:
    """Queue the message of one person, in their language, with a new link; None for whoever has no
    address.

    `seat.meeting` must be the row locked by the act that calls. `what` is DRAFT or VERSION.
    """
    email = address_of(seat)
    if not email:
        return None
    meeting = seat.meeting
    made = new_link(seat, Purpose.FICHE, made_for="mail", by=by, now=now)
    message = _message(seat, email, fiche_address(made.secret), what, due_on)
    return queue(message, about=f"meeting:{meeting.pk}", scope=meeting.team_id, by=by, now=now)


def _message(seat: Participant, email: str, url: str, what: str, due_on: date | None) -> Message:
    language = usual_language(seat)
    words, card = lexicon(language), seat.family_member or seat.professional
    says = words.say(f"reread.mail_{what}", **({"day": words.day(due_on)} if due_on else {}))
    context = {
        "subject": words.say(f"reread.mail_{what}_subject"),
        "says": says,
        "t": Texts(words),
        "url": url,
        "convener": seat.meeting.convener,
        "language": language,
    }
    return Message(
        recipient=email,
        subject=str(context["subject"]),
        text=render_to_string(f"{FOLDER}/fiche.txt", context)[:],
        html=render_to_string(f"{FOLDER}/fiche.html", context),
        addressee=subject_of(card) if card else "",
    )
