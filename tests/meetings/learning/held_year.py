"""A coordinator’s meetings of a school year, held and closed, one week after the other."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.utils import timezone

from meetings import models
from meetings.domain.kinds import Answer
from meetings.domain.live.acts import read_act
from meetings.live import milliseconds
from partners.domain.school_years import school_year_of
from tests import factories

YEAR = school_year_of(timezone.localdate()) - 1  # one that is over, whatever the day
AUTUMN = datetime(YEAR, 9, 11, 8, tzinfo=UTC)
LATE = AUTUMN.date() + timedelta(days=80)  # the day of a decision, passed since


def hold_one(team, account, day, *, ground="school", **pupil):
    """One ESS held that day: a tension, a dilemma, a decision, two worlds that spoke."""
    child = factories.make_pupil(team, **pupil)
    factories.make_relative(child, "mère", first_name="Samia", last_name="Belkacem")
    meeting = factories.make_meeting(team, account, pupil=child)
    aesh = factories.make_participant(
        meeting, professional=factories.make_professional(team, "aesh")
    )
    meeting.chosen_place = factories.make_place(meeting, ground=ground)
    meeting.chosen_slot = factories.make_slot(meeting, day)
    meeting.brief_given_on = (day - timedelta(days=15)).date()
    meeting.save()
    factories.make_answer(meeting.chosen_slot, aesh, Answer.NO)
    item = factories.make_item(meeting)
    factories.make_information(item, text="L’emploi du temps")
    helper = f"p{aesh.pk}"
    _tell(
        meeting, account, day,
        ("open", {}),
        _entry("tension", item, "Il rate les maths", source="time", dilemma="continuity"),
        _entry("decision", item, "Un carnet", people=[helper], by=str(LATE)),
        ("close", {}),
    )  # fmt: skip
    models.Holding.objects.create(
        meeting=meeting, opened_at=day, closed_at=day + timedelta(hours=1),
        shares={"famille": 60_000, "ecole": 60_000},
    )  # fmt: skip
    models.Decision.objects.create(
        meeting=meeting, entry=uuid4(), number=1, text="Un carnet", by_on=LATE,
        written_at=day,
    )  # fmt: skip
    return meeting


def _entry(note, item, text, **fields):
    said = {"entry": str(uuid4()), "note": note, "item": str(item.pk), "text": text}
    return "entry", said | fields


def _tell(meeting, account, day, *acts):
    """The rows the acts of a device leave; going through its door fourteen times takes long."""
    at = milliseconds(day)
    read = [
        read_act({"id": str(uuid4()), "kind": kind, "at": at, "device": "tests"} | payload)
        for kind, payload in acts
    ]
    models.LiveAct.objects.bulk_create(
        models.LiveAct(
            meeting=meeting, ident=act.id, kind=act.kind, payload=act.payload, device=act.device,
            at=at + rank, by=account, received_at=day + timedelta(minutes=rank),
        )
        for rank, act in enumerate(read)
    )  # fmt: skip


def hold_many(team, account, count, *, starts=AUTUMN, **more):
    return [hold_one(team, account, starts + timedelta(days=n), **more) for n in range(count)]
