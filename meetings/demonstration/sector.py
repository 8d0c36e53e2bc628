"""The other pupils of the demonstration’s sector, with the ESS they had or will have: enough for
« L’année » to be read as a coordinator reads it."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from meetings.domain.kinds import MeetingKind, Role
from meetings.domain.year import last_day
from meetings.models import Meeting, Participant, Slot
from partners.domain.school_years import school_year_of
from partners.models import Account, Institution, Professional, Pupil, Schooling, Team
from partners.models.pupils import Plan

DATA = Path(__file__).parent / "sector.toml"
REFERENCE = "ANNEE"
AT, LENGTH = time(10), timedelta(minutes=75)
FOUND_AGO = timedelta(weeks=4)  # how long before its day the date of an ESS was found


def write_sector(team: Team, accounts: Mapping[str, Account], now: datetime) -> None:
    """Written once: who takes these pupils away does not get them back."""
    if Meeting.objects.filter(team=team, reference__startswith=REFERENCE).exists():
        return
    data = tomllib.loads(DATA.read_text("utf-8"))
    convener = accounts[data["convener"]]
    schools = {
        key: Institution.objects.get_or_create(team=team, name=facts["name"], defaults=facts)[0]
        for key, facts in data["schools"].items()
    }
    for number, facts in enumerate(data["pupils"], start=1):
        pupil = _pupil(team, schools[facts["school"]], facts, timezone.localdate(now))
        for name in ("before", "at"):
            if name in facts:
                reference = f"{REFERENCE}{number:02}{'A' if name == 'before' else 'B'}"
                starts_at = _moment(now, facts[name], number)
                _meeting(pupil, convener, reference, (min(now, starts_at - FOUND_AGO), starts_at))


def _pupil(team: Team, school: Institution, facts: Mapping[str, Any], today: date) -> Pupil:
    first_name, last_name = facts["name"]
    year = school_year_of(today)
    pupil = Pupil.objects.create(
        team=team,
        first_name=first_name,
        last_name=last_name,
        school=school,
        class_name=facts["class_name"],
        plan=Plan.PPS.value,
        aesh_kind=facts.get("aesh_kind", ""),
        notified_until=last_day(year + facts["until"]) if "until" in facts else None,
    )
    Schooling.objects.create(pupil=pupil, year=year, school=school, class_name=pupil.class_name)
    return pupil


def _moment(now: datetime, weeks: int, number: int) -> datetime:
    """That many weeks away, on a Tuesday for some and a Thursday for the others."""
    day = timezone.localdate(now) + timedelta(weeks=weeks)
    day += timedelta(days=(1 if number % 2 else 3) - day.weekday())
    return timezone.make_aware(datetime.combine(day, AT))


def _meeting(
    pupil: Pupil, convener: Account, reference: str, times: tuple[datetime, datetime]
) -> None:
    """`times` are when its date was found, and that date."""
    found_at, starts_at = times
    meeting = Meeting.objects.create(
        team=pupil.team,
        reference=reference,
        pupil=pupil,
        school=pupil.school,
        class_name=pupil.class_name,
        convener=convener,
        kind=MeetingKind.ESS.value,
        title=f"{pupil.first_name}, l’ESS de l’année",
        created_at=found_at,
    )
    meeting.chosen_slot = Slot.objects.create(
        meeting=meeting, starts_at=starts_at, ends_at=starts_at + LENGTH, added_at=found_at
    )
    meeting.save(update_fields=["chosen_slot"])
    own = Professional.objects.get(team=pupil.team, account=convener)
    Participant.objects.create(meeting=meeting, role=Role.PUPIL.value, invited_at=found_at)
    Participant.objects.create(
        meeting=meeting, role=Role.PROFESSIONAL.value, professional=own, position=1,
        reason="réunit et anime", invited_at=found_at,
    )  # fmt: skip
