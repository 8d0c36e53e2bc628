"""The messages of meetings. A message never names the child: it may be read over a shoulder."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.french import write_day, write_slot
from intermetiers.web.mail_queue import Message
from meetings.models import Meeting

FOLDER = "meetings/announcing/mail"


def brief_address(secret: str) -> str:
    """The address a family opens, typed whole: « https://…/b/… »."""
    return settings.PUBLIC_ORIGIN + reverse("meetings:guest_brief", args=[secret])


def in_groups(url: str) -> list[str]:
    """The address cut for a hand that types it: the site, then the secret by four signs."""
    site, slash, secret = url.rpartition("/")
    return [site + slash, *(secret[i : i + 4] for i in range(0, len(secret), 4))]


def make_brief_message(meeting: Meeting, email: str, url: str) -> Message:
    """The message that carries a private link, to one address."""
    context = _context(meeting) | {"url": url}
    return Message(
        recipient=email,
        subject=render_to_string(f"{FOLDER}/brief_subject.txt", context).strip(),
        text=render_to_string(f"{FOLDER}/brief.txt", context),
        html=render_to_string(f"{FOLDER}/brief.html", context),
    )


def make_text_message(meeting: Meeting, url: str) -> str:
    """What the coordinator may copy into an SMS sent by hand."""
    return render_to_string(f"{FOLDER}/sms.txt", _context(meeting) | {"url": url}).strip()


def _context(meeting: Meeting) -> dict[str, object]:
    slot = meeting.chosen_slot
    day = when = ""
    if slot:
        start, end = timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at)
        day, when = write_day(start.date(), year=False), write_slot(start, end)
    return {"convener": meeting.convener, "day": day, "when": when}
