"""The messages of meetings. A message never names the child: it may be read over a shoulder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.french import write_day, write_slot
from intermetiers.web.mail_queue import Message
from meetings.domain.inviting import Words
from meetings.models import Holding, Meeting

FOLDER = "meetings/announcing/mail"
ASKING = "meetings/asking/mail"
CHANGE = "meetings/preparing/mail"
FOLLOWING = "meetings/following/mail"
# What asks about the date a meeting has already, after a change.
OF_A_DATE = "meetings/asking/mail/dated.html"


def brief_address(secret: str) -> str:
    """The address a family opens, typed whole: « https://…/b/… »."""
    return settings.PUBLIC_ORIGIN + reverse("meetings:guest_brief", args=[secret])


def in_groups(url: str) -> list[str]:
    """The address cut for a hand that types it: the site, then the secret by four signs."""
    site, slash, secret = url.rpartition("/")
    return [site + slash, *(secret[i : i + 4] for i in range(0, len(secret), 4))]


def make_text_message(meeting: Meeting, url: str) -> str:
    """What the coordinator may copy into an SMS sent by hand."""
    return render_to_string(f"{FOLDER}/sms.txt", _context(meeting) | {"url": url}).strip()


def answer_address(secret: str) -> str:
    """The address where one person answers on dates, typed whole: « https://…/r/… »."""
    return settings.PUBLIC_ORIGIN + reverse("meetings:guest_answer", args=[secret])


def make_asking_message(meeting: Meeting, email: str, url: str, answer_by: date | None) -> Message:
    """The message that asks one person about dates, at one address."""
    context = _asking(meeting, url, answer_by)
    name = "dated" if meeting.chosen_slot else "asking"
    return Message(
        recipient=email,
        subject=render_to_string(f"{ASKING}/{name}_subject.txt", context).strip(),
        text=_text(f"{ASKING}/{name}.txt", context),
        html=render_to_string(
            OF_A_DATE if meeting.chosen_slot else "meetings/asking/mail/asking.html", context
        ),
    )


def make_reminder_message(
    meeting: Meeting, email: str, url: str, answer_by: date | None
) -> Message:
    """The message to somebody who has not answered yet; `answer_by` only while it is to come."""
    context = _asking(meeting, url, answer_by)
    name = "dated" if meeting.chosen_slot else "reminder"
    return Message(
        recipient=email,
        subject=render_to_string(f"{ASKING}/reminder_subject.txt", context).strip(),
        text=_text(f"{ASKING}/{name}.txt", context),
        html=render_to_string(
            OF_A_DATE if meeting.chosen_slot else "meetings/asking/mail/reminder.html", context
        ),
    )


def make_asking_text_message(meeting: Meeting, url: str, answer_by: date | None) -> str:
    """What the coordinator may copy into an SMS sent by hand."""
    name = "sms_dated" if meeting.chosen_slot else "sms"
    return render_to_string(f"{ASKING}/{name}.txt", _asking(meeting, url, answer_by)).strip()


def make_complete_message(meeting: Meeting, *, others_wait: bool) -> Message:
    """Tells whoever convenes that nobody asked so far is silent any more."""
    url = settings.PUBLIC_ORIGIN + reverse(
        f"meetings:{'ask' if others_wait else 'slot'}", args=[meeting.reference]
    )
    context = _context(meeting) | {"url": url, "others_wait": others_wait}
    return Message(
        recipient=meeting.convener.email,
        subject=render_to_string(f"{ASKING}/complete_subject.txt", context).strip(),
        text=_text(f"{ASKING}/complete.txt", context),
    )


def _text(template: str, context: dict[str, object]) -> str:
    """The text of a message. It is no HTML: a page that shows it must not take it as safe."""
    return render_to_string(template, context)[:]


def _asking(meeting: Meeting, url: str, answer_by: date | None) -> dict[str, object]:
    day = write_day(answer_by, year=False) if answer_by else ""
    return _context(meeting) | {"url": url, "answer_by": day}


def _context(meeting: Meeting) -> dict[str, object]:
    slot = meeting.chosen_slot
    day = when = ""
    if slot:
        start, end = timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at)
        day, when = write_day(start.date(), year=False), write_slot(start, end)
    return {"convener": meeting.convener, "day": day, "when": when}


def calendar_address(secret: str) -> str:
    """The calendar of one meeting, for one guest: « https://…/a/…/reunion.ics »."""
    return settings.PUBLIC_ORIGIN + reverse("meetings:feed_guest", args=[secret])


def account_calendar_address(secret: str) -> str:
    """The calendar of all the meetings of an account: « https://…/a/…/mes-reunions.ics »."""
    return settings.PUBLIC_ORIGIN + reverse("meetings:feed_coordinator", args=[secret])


def year_calendar_address(secret: str) -> str:
    """The same with what is due month by month: « https://…/a/…/mon-annee.ics »."""
    return settings.PUBLIC_ORIGIN + reverse("meetings:feed_year", args=[secret])


def to_subscribe(address: str) -> str:
    """The same address as a calendar application opens it: « webcal://… »."""
    return "webcal://" + address.partition("://")[2]


@dataclass(frozen=True, slots=True)
class ChangedDate:
    """What one person is told of a date that changed: what it was, what it is now ("" for none),
    the links made for that."""

    was: str
    becomes: str
    brief_url: str = ""
    answer_url: str = ""


def make_date_message(meeting: Meeting, email: str, changed: ChangedDate) -> Message:
    """The message to somebody who was given a date that is no more, at one address."""
    context = _context(meeting) | {"changed": changed}
    return Message(
        recipient=email,
        subject=render_to_string(f"{CHANGE}/date_subject.txt", context).strip(),
        text=_text(f"{CHANGE}/date.txt", context),
        html=render_to_string("meetings/preparing/mail/date.html", context),
    )


def make_invitation_message(words: Words, email: str, feed_url: str) -> Message:
    """What goes round an invitation to an agenda, at one address; `feed_url` may be empty."""
    context = {
        "words": words,
        "feed_url": feed_url,
        # A phone may break the address between these, and copies it whole.
        "feed_parts": [feed_url[i : i + 16] for i in range(0, len(feed_url), 16)],
        "subscribe_url": to_subscribe(feed_url) if feed_url else "",
    }
    return Message(
        recipient=email,
        subject=words.subject,
        text=_text(f"{FOLDER}/invitation.txt", context),
        html=render_to_string(f"{FOLDER}/invitation.html", context),
    )


def make_declined_message(meeting: Meeting) -> Message:
    """Tells whoever convenes that somebody whose voice needs support will not be there."""
    url = settings.PUBLIC_ORIGIN + reverse("meetings:slot", args=[meeting.reference])
    context = _context(meeting) | {"url": url}
    return Message(
        recipient=meeting.convener.email,
        subject=render_to_string(f"{ASKING}/declined_subject.txt", context).strip(),
        text=_text(f"{ASKING}/declined.txt", context),
    )


def decisions_address(secret: str) -> str:
    """Where one holder says what became of their decisions: « https://…/d/… »."""
    return settings.PUBLIC_ORIGIN + reverse("meetings:guest_decisions", args=[secret])


def make_decisions_message(
    meeting: Meeting, email: str, url: str, days: Sequence[date | None], until: date
) -> Message:
    """The message to somebody who holds decisions, one for each of `days`, which may be unknown.

    It quotes none of them: what was decided names the child. `until` is the last day of the link.
    """
    soonest = min((day for day in days if day), default=None)
    context = _context(meeting) | {
        "day": _held_day(meeting),
        "url": url,
        "count": len(days),
        "soonest": write_day(soonest, year=False) if soonest else "",
        "until": write_day(until, weekday=False),
    }
    return Message(
        recipient=email,
        subject=render_to_string(f"{FOLLOWING}/decisions_subject.txt", context).strip(),
        text=_text(f"{FOLLOWING}/decisions.txt", context),
        html=render_to_string("meetings/following/mail/decisions.html", context),
    )


def make_decisions_text_message(meeting: Meeting, url: str) -> str:
    """What the coordinator may copy into an SMS sent by hand."""
    context = _context(meeting) | {"day": _held_day(meeting), "url": url}
    return render_to_string(f"{FOLLOWING}/decisions_sms.txt", context).strip()


def _held_day(meeting: Meeting) -> str:
    """The day it was really held; "" of one nobody opened here."""
    holding: Holding | None = getattr(meeting, "holding", None)
    if holding is None or holding.opened_at is None:
        return ""
    return write_day(timezone.localtime(holding.opened_at).date(), year=False)
