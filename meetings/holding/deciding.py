"""Writes, once a meeting is closed, what it decided, and what it said of earlier decisions."""

from datetime import date, datetime

from meetings.domain.dossier import Dossier
from meetings.domain.held_notes import decisions_of
from meetings.domain.held_parts import Decision as Decided
from meetings.domain.kinds import Source
from meetings.domain.live.acts import Act
from meetings.domain.live.state import Live
from meetings.models import Decision, DecisionReport, Meeting
from partners.models import Account


def write_decisions(meeting: Meeting, dossier: Dossier, live: Live, closed_at: datetime) -> None:
    """The decisions as the notes now say them: new ones written, known ones brought up to date,
    those that left the notes withdrawn. Closing twice writes each once."""
    written = Decision.objects.filter(meeting=meeting)
    known = {str(row.entry): row for row in written}
    seats = {f"p{person.id}": person.id for person in dossier.participants}
    decided = decisions_of(dossier, live)
    for decision in decided:
        row = known.get(decision.entry) or Decision(
            meeting=meeting, entry=decision.entry, written_at=closed_at
        )
        _write(row, decision)
        row.holders.set(_holders(decision, live, seats))
    gone = written.exclude(entry__in=[decision.entry for decision in decided])
    gone.filter(withdrawn_at=None).update(withdrawn_at=closed_at)


def _write(row: Decision, decision: Decided) -> None:
    row.number, row.text, row.who = decision.number, decision.text, decision.who
    row.by_on = date.fromisoformat(decision.by_iso) if decision.by_iso else None
    row.seen, row.withdrawn_at = decision.seen, None
    row.save()


def _holders(decision: Decided, live: Live, seats: dict[str, int]) -> list[int]:
    """Those planned at the table; whoever came unforeseen is only named."""
    entry = next(entry for entry in live.entries if entry.id == decision.entry)
    return [seats[who] for who in entry.head.get("people", ()) if who in seats]


def write_reports(
    meeting: Meeting, acts: list[Act], live: Live, *, by: Account, closed_at: datetime
) -> None:
    """What the room said of earlier decisions of the same pupil; taken back, it goes too.

    A word said twice in one meeting is written once, as it was said last.
    """
    latest = {act.payload["what"]: act for act in sorted(acts, key=lambda act: act.order)
              if act.kind == "became" and act.payload["what"] in live.became}  # fmt: skip
    said = {what: act for what, act in latest.items() if what.startswith("d")}
    others = Decision.objects.filter(meeting__pupil_id=meeting.pupil_id).exclude(meeting=meeting)
    found = {f"d{row.pk}": row for row in others.filter(pk__in=[int(what[1:]) for what in said])}
    DecisionReport.objects.filter(said_in=meeting).delete()
    DecisionReport.objects.bulk_create(
        DecisionReport(
            decision=found[what],
            said=live.became[what].said,
            note=live.became[what].text,
            said_at=closed_at,
            source=Source.ROOM.value,
            typed_by=by,
            said_in=meeting,
            act=act.id,
        )
        for what, act in said.items()
        if what in found
    )
