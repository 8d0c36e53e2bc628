"""Decisions of a closed meeting, and what was said of them, as short as a test can write them."""

from datetime import UTC, date, datetime, timedelta

from meetings.domain.kinds import Said
from meetings.domain.promises import Promise, Report

HELD = datetime(2027, 1, 21, 10, 30, tzinfo=UTC)  # a Thursday


def promise(pk=1, **fields):
    """Held on 21 January 2027 by the participant 7, for 19 March."""
    return Promise(
        **{
            "id": pk, "entry": str(pk), "number": pk, "text": "Prêter la salle 2",
            "who": "la directrice", "by_on": date(2027, 3, 19), "seen": "", "holders": (7,),
            "meeting": 1, "meeting_title": "Yanis", "reference": "T00001",
            "held_on": HELD.date(), "decided_at": HELD,
        }
        | fields
    )  # fmt: skip


def report(said=Said.DONE, days=1, **fields):
    """Said this many days after the meeting."""
    return Report(said, HELD + timedelta(days=days), **fields)
