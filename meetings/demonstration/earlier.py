"""A meeting of the demonstration that was held some weeks ago, written as the screens would have
left it: notes, decisions, and what became of them."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from meetings.domain.kinds import Role, Source
from meetings.domain.live.acts import read_act
from meetings.domain.live.fold import fold
from meetings.dossier import read_dossier
from meetings.holding.deciding import write_decisions
from meetings.live import milliseconds
from meetings.models import (
    AgendaItem,
    DecisionReport,
    Holding,
    LiveAct,
    Meeting,
    Participant,
    Slot,
)

Payload = dict[str, Any]

REFERENCE = "DEMO5"
DATA = Path(__file__).parent / "earlier.toml"
WEEKS_AGO = timedelta(days=33)
AT = time(17)
MINUTE = timedelta(minutes=1)


def write_earlier(now: datetime) -> None:
    """Write it beside the case it comes before; `now` is the day it is loaded."""
    data = tomllib.loads(DATA.read_text("utf-8"))
    after = Meeting.objects.get(reference=data["of"])
    starts_at = _starts_at(now)
    meeting = _meeting(data, after, starts_at)
    seats = _seats(meeting, after)
    point = AgendaItem.objects.create(
        meeting=meeting, position=0, title=data["point"], minutes=data["duration"],
        added_at=starts_at,
    )  # fmt: skip
    notes = list(_notes(data, seats, str(point.pk), starts_at))
    _hold(meeting, [("open", {}), *notes, ("close", {})], starts_at)
    _report(meeting, data, seats, starts_at)


def _starts_at(now: datetime) -> datetime:
    """Some weeks before, on a Tuesday at the end of the day."""
    day = timezone.localdate(now) - WEEKS_AGO
    day -= timedelta(days=(day.isoweekday() - 2) % 7)
    return timezone.make_aware(datetime.combine(day, AT))


def _meeting(data: Mapping[str, Any], after: Meeting, starts_at: datetime) -> Meeting:
    meeting = Meeting.objects.create(
        team=after.team,
        reference=REFERENCE,
        pupil=after.pupil,
        school=after.school,
        class_name=after.class_name,
        convener=after.convener,
        kind=data["kind"],
        kind_other=data["kind_other"],
        title=data["title"],
        problem=data["problem"],
        duration_minutes=data["duration"],
        created_at=starts_at - WEEKS_AGO,
    )
    meeting.chosen_slot = Slot.objects.create(
        meeting=meeting, starts_at=starts_at, added_at=meeting.created_at,
        ends_at=starts_at + timedelta(minutes=data["duration"]),
    )  # fmt: skip
    meeting.save(update_fields=["chosen_slot"])
    return meeting


def _seats(meeting: Meeting, after: Meeting) -> dict[str, Participant]:
    """The same people as at the next meeting, by what they are."""
    seats = {}
    for seat in after.participants.select_related("family_member", "professional"):
        card = seat.family_member or seat.professional
        if card is None and seat.role != Role.PUPIL:
            continue
        what = seat.family_member.relation if seat.family_member else ""
        what = what or (seat.professional.metier if seat.professional else "élève")
        seats[what] = Participant.objects.create(
            meeting=meeting,
            role=seat.role,
            family_member=seat.family_member,
            professional=seat.professional,
            reason=seat.reason,
            position=seat.position,
            invited_at=meeting.created_at,
        )
    return seats


def _notes(
    data: Mapping[str, Any], seats: Mapping[str, Participant], item: str, starts_at: datetime
) -> Iterator[tuple[str, Payload]]:
    """What was written in the room, in the words of acts."""

    def whos(people: list[str]) -> list[str]:
        return [f"p{seats[one].pk}" for one in people if one in seats]

    def day(after: int | None) -> str:
        return (starts_at.date() + timedelta(days=after)).isoformat() if after else ""

    for seat in seats.values():
        yield "presence", {"who": f"p{seat.pk}", "state": "here"}
    for facts in data["decisions"]:
        fields = {"people": whos(facts["people"]), "by": day(facts.get("by_after"))}
        seen = facts.get("seen", "")
        yield _entry("decision", item, facts["text"], {**fields, "seen": seen})
    facts = dict(data["tension"])
    fields = {"try_until": day(facts.pop("try_until_after"))}
    fields |= {name: whos(facts.pop(name)) for name in ("between", "looks")}
    yield _entry("tension", item, facts.pop("text"), facts | fields)
    yield _entry("later", item, data["later"]["text"], {})


def _entry(note: str, item: str, text: str, fields: Payload) -> tuple[str, Payload]:
    entry = str(uuid5(NAMESPACE_URL, f"{REFERENCE}:{text}"))
    return "entry", {"entry": entry, "note": note, "item": item, "text": text} | fields


def _hold(meeting: Meeting, told: list[tuple[str, Payload]], starts_at: datetime) -> None:
    """A minute between two acts; the session is closed with the last one."""
    acts = [
        read_act(
            {
                "id": str(uuid5(NAMESPACE_URL, f"{REFERENCE}:{number}")),
                "kind": kind,
                "at": milliseconds(starts_at + number * MINUTE),
                "device": "demonstration",
            }
            | payload
        )
        for number, (kind, payload) in enumerate(told)
    ]
    closed_at = starts_at + (len(acts) - 1) * MINUTE
    LiveAct.objects.bulk_create(
        LiveAct(
            meeting=meeting, ident=act.id, kind=act.kind, payload=dict(act.payload), at=act.at,
            device=act.device, received_at=closed_at, by=meeting.convener,
        )
        for act in acts
    )  # fmt: skip
    Holding.objects.create(meeting=meeting, opened_at=starts_at, closed_at=closed_at)
    dossier = read_dossier(Meeting.objects.get(pk=meeting.pk))
    write_decisions(meeting, dossier, fold(acts, milliseconds(closed_at)), closed_at)


def _report(
    meeting: Meeting,
    data: Mapping[str, Any],
    seats: Mapping[str, Participant],
    starts_at: datetime,
) -> None:
    """What holders said since, by their private links."""
    decisions = {row.text: row for row in meeting.decisions.all()}
    for facts in data["decisions"]:
        for said, who, after, note in facts.get("said", []):
            DecisionReport.objects.create(
                decision=decisions[facts["text"]],
                said=said,
                note=note,
                said_at=starts_at + timedelta(days=after),
                source=Source.LINK.value,
                participant=seats.get(who),
            )
