"""Acts of a meeting being held, as short as a test can write them."""

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from meetings.domain.live.acts import read_act
from meetings.live import milliseconds
from meetings.models import Holding, LiveAct

MINUTE = 60_000


def act(kind, at, **payload):
    """An act read as one that a device sent; `at` in milliseconds since 1970."""
    return read_act({"id": str(uuid4()), "kind": kind, "at": at, "device": "d1", **payload})


def entry(note, text, at, *, item="1", **fields):
    """A new thing written, or another version of `fields["entry"]`."""
    return act("entry", at, **({"entry": str(uuid4())} | fields | {
        "note": note, "text": text, "item": item}))  # fmt: skip


def write(meeting, by, *acts):
    """Keep acts as they would be once received."""
    now = timezone.now()
    return [
        LiveAct.objects.create(
            meeting=meeting, ident=one.id, kind=one.kind, payload=dict(one.payload), at=one.at,
            device=one.device, received_at=now, by=by,
        )
        for one in acts
    ]  # fmt: skip


def open_meeting(meeting, by, *, item, minutes_ago=5):
    """A meeting opened a moment ago, on this point; returns the moment, in milliseconds."""
    opened = timezone.now() - timedelta(minutes=minutes_ago)
    at = milliseconds(opened)
    write(meeting, by, act("open", at), act("point", at, item=str(item)))
    Holding.objects.update_or_create(meeting=meeting, defaults={"opened_at": opened})
    return at


def type_line(meeting, text, *, note="tension", ago=0):
    """What a device says it is typing, so many seconds ago."""
    Holding.objects.filter(meeting=meeting).update(
        draft={"note": note, "text": text} if text else {},
        draft_at=timezone.now() - timedelta(seconds=ago),
    )
