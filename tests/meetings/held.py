"""A meeting that was held, in the database: acts as a device sends them, closed at the end."""

from datetime import timedelta
from uuid import UUID, uuid4

from meetings.holding.actions.acting import Sending, keep_acts
from meetings.live import milliseconds


class Room:
    """The room of a meeting from `starts` on, a minute between two acts."""

    def __init__(self, meeting, by, starts):
        self.meeting, self.by = meeting, by
        self.moment = starts

    def say(self, kind, **payload):
        """Keep one act; gives its identifier."""
        ident = str(uuid4())
        raw = {"id": ident, "kind": kind, "at": milliseconds(self.moment), "device": "tests"}
        sending = Sending([raw | payload])
        kept = keep_acts(self.meeting, sending, by=self.by, now=self.moment)
        assert kept.saved == [ident], kept.refused
        self.moment += timedelta(minutes=1)
        return ident

    def note(self, note, item, text, **fields):
        """Keep something written; gives the identifier of the entry."""
        entry = str(uuid4())
        self.say("entry", entry=entry, note=note, item=str(item), text=text, **fields)
        assert UUID(entry)
        return entry


def hold(meeting, by, starts, *notes, close=True):
    """Open the meeting, keep these notes (note, item, text, fields), close it."""
    room = Room(meeting, by, starts)
    room.say("open")
    for note, item, text, fields in notes:
        room.note(note, item, text, **fields)
    if close:
        room.say("close")
    return room
