"""The meeting without JavaScript, as a test goes through it: read a form, fill it, send it."""

import re
from html import unescape

from django.urls import reverse
from django.utils import timezone

from meetings.live import read_live
from tests.forms import forms_of
from tests.meetings.asking.cast import seat_of

# Named by the button one presses: of several, none is pressed yet.
BUTTONS = {"all", "keep", "up", "down", "reopen"}


def live_of(meeting):
    return read_live(meeting, timezone.now())


def who(meeting, relation):
    return f"p{seat_of(meeting, relation).pk}"


def items_of(meeting):
    keys = meeting.agenda.order_by("position", "pk").values_list("pk", flat=True)
    return [str(key) for key in keys]


def page_url(meeting, **query):
    return reverse("meetings:live", args=[meeting.reference], query=query)


def act_url(meeting):
    return reverse("meetings:live_act", args=[meeting.reference])


def see(client, meeting, **query):
    """What one reads on the plain page, with ordinary spaces."""
    return words_of(client.get(page_url(meeting, **query)))


def words_of(answer):
    plain = answer.content.decode().split('id="live-plain"')[1].split('id="live-boot"')[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", plain)).split()).replace(" ,", ",")


def form_of(answer, meeting, act, nth=0):
    """What a browser would send of a form, untouched."""
    forms = [fields for _, fields in forms_of(answer, page_url(meeting))]
    found = [fields for fields in forms if fields.get("act") == act][nth]
    return {name: value for name, value in found.items() if name not in BUTTONS}


def fill(client, meeting, act, *, query=None, nth=0, **filled):
    """Read the page and fill a form of it."""
    answer = client.get(page_url(meeting, **(query or {})))
    return form_of(answer, meeting, act, nth) | filled


def send(client, meeting, act, **filled):
    """The same, then send it."""
    return client.post(act_url(meeting), fill(client, meeting, act, **filled))
