"""Exports of date polls made by hand, each as its tool writes it, and how to bring them in."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from meetings.models import PollImport
from tests.factories import new_key

FRAMADATE_DAYS = ("04/01/2027", "05/01/2027")
FRAMADATE_HOURS = ("09:00", "13:30")


def framadate(*lines, days=FRAMADATE_DAYS, hours=FRAMADATE_HOURS):
    """As Framadate 1.1 writes it: a mark, two lines of dates, every cell quoted, a comma too many."""
    rows = [("", *days), ("", *hours), *lines]
    text = "".join(_quoted(row) + ",\r\n" for row in rows)
    return b"\xef\xbb\xbf" + text.replace('"",', ",", 1).encode()


def _quoted(row):
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in row)


def bring(client, meeting, content, name="export.csv", **fields):
    """The page a file leads to."""
    data = {"form_key": new_key()} | fields
    if content is not None:
        data["file"] = SimpleUploadedFile(name, content, "text/csv")
    return client.post(url("poll_import", meeting), data, follow=True)


def brought(client, meeting, content, **fields):
    """The draft a file makes."""
    bring(client, meeting, content, **fields)
    return PollImport.objects.filter(meeting=meeting).latest("pk")


def proposed(client, meeting, poll, **changes):
    """What the page of this draft would send back, with these changes."""
    form = client.get(url("poll_preview", meeting, poll)).context["form"]
    data = {name: form[name].value() for name in form.fields}
    data = {name: value for name, value in data.items() if value not in (False, None)}
    return {name: value for name, value in (data | changes).items() if value is not None}


def keep(client, meeting, poll, **changes):
    sent = proposed(client, meeting, poll, **changes)
    return client.post(url("poll_keep", meeting, poll), sent, follow=True)


def url(name, meeting, poll=None):
    args = [meeting.reference] if poll is None else [meeting.reference, poll.pk]
    return reverse(f"meetings:{name}", args=args)
