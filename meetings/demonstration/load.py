"""Four invented situations, as data beside this file, turned into rows of one team; and a meeting
that was held before the first.

They are written through the models and not through the acts of the screens: a demonstration has
no author. Loading again changes nothing: a case that is there is left as people changed it.
"""

import tomllib
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from meetings.booking import keep_in_step
from meetings.demonstration.earlier import REFERENCE, write_earlier
from meetings.demonstration.sector import write_sector
from meetings.domain.kinds import Answer, Presence, Role
from meetings.models import (
    AgendaItem,
    Information,
    Meeting,
    Participant,
    Place,
    PlaceDistance,
    Slot,
    SlotAnswer,
)
from partners.actions import NewAccount, open_account
from partners.domain.presence import read_weekdays
from partners.domain.school_years import school_year_of
from partners.domain.weeks import HoursKind, UsualHours, keep_week
from partners.models import (
    Account,
    FamilyMember,
    Following,
    Institution,
    Professional,
    Pupil,
    Room,
    Schooling,
    Team,
    TeamRole,
)

CASES = ("case-1", "case-2", "case-3", "case-4")
TEAM = "Secteur Lyon 3 (démonstration)"
YEAR = timedelta(weeks=52)


@dataclass(frozen=True, slots=True)
class Coordinator:
    """An account of the demonstration and the card that stands for it in meetings."""

    key: str
    email: str
    name: str
    metier: str
    gender: str
    role: TeamRole


COORDINATORS = (
    Coordinator(
        "claire",
        "claire.vasseur@demo.example",
        "Claire Vasseur",
        "enseignant_referent",
        "f",
        TeamRole.RESPONSABLE,
    ),
    Coordinator(
        "marc",
        "marc.lenoir@demo.example",
        "Marc Lenoir",
        "directeur_ecole",
        "m",
        TeamRole.COORDINATEUR,
    ),
)


@dataclass
class _Case:
    """One case being written: its data, its meeting, and seats by the names the data gives them."""

    data: dict[str, Any]
    team: Team
    now: datetime
    shift: timedelta
    schools: dict[str, Institution] = field(default_factory=dict)
    seats: dict[str, Participant] = field(default_factory=dict)

    def day(self, day: date) -> date:
        return day + self.shift

    def moment(self, moment: datetime) -> datetime:
        return timezone.make_aware(moment + self.shift)


def load_demonstration(password: str, now: datetime) -> list[str]:
    """Write what is missing of the demonstration; returns the addresses of its accounts.

    A case whose slots have begun to pass is moved on by years of 52 weeks, so that weekdays and
    seasons stay what the case says.
    """
    with transaction.atomic():
        team, _ = Team.objects.get_or_create(name=TEAM)
        accounts = {who.key: _account(who, team, password, now) for who in COORDINATORS}
        for name in CASES:
            data = tomllib.loads((Path(__file__).parent / f"{name}.toml").read_text("utf-8"))
            reference = f"DEMO{name[-1]}"
            if not Meeting.objects.filter(reference=reference).exists():
                _write_case(_Case(data, team, now, _shift(data, now)), accounts, reference)
        if not Meeting.objects.filter(reference=REFERENCE).exists():
            write_earlier(now)
        write_sector(team, accounts, now)
    return [account.email for account in accounts.values()]


def _shift(data: dict[str, Any], now: datetime) -> timedelta:
    """What brings the first slot of a case after today; nothing for a case without slots."""
    days = [facts["starts_at"].date() for facts in data.get("slots", [])]
    shift = timedelta(0)
    while days and min(days) + shift <= timezone.localdate(now):
        shift += YEAR
    return shift


def _account(who: Coordinator, team: Team, password: str, now: datetime) -> Account:
    account = Account.objects.filter(email=who.email).first()
    if account is None:
        new = NewAccount(who.email, who.name, password, "04 00 00 00 00", who.role)
        account = open_account(new, team, now=now)
        first_name, _, last_name = who.name.partition(" ")
        Professional.objects.create(
            team=team, account=account, metier=who.metier, gender=who.gender,
            first_name=first_name, last_name=last_name,
        )  # fmt: skip
    # Written only when it differs: a password written again closes every open session.
    if not account.check_password(password):
        account.set_password(password)
        account.save(update_fields=["password"])
    return account


def _write_case(case: _Case, accounts: dict[str, Account], reference: str) -> None:
    for key, facts in case.data.get("institutions", {}).items():
        case.schools[key], _ = Institution.objects.get_or_create(
            team=case.team, name=facts["name"], defaults=facts | _week(facts)
        )
    for facts in case.data.get("rooms", []):
        known = {name: value for name, value in facts.items() if name != "institution"}
        Room.objects.get_or_create(
            institution=case.schools[facts["institution"]], name=facts["name"], defaults=known
        )
    meeting = _meeting(case, accounts[case.data["convener"]], reference)
    _seats(case, meeting)
    places = [_place(case, meeting, facts) for facts in case.data.get("places", [])]
    slots = [_slot(case, meeting, facts) for facts in case.data.get("slots", [])]
    for position, facts in enumerate(case.data.get("agenda", [])):
        _item(case, meeting, position, facts)
    if "chosen_place" in case.data:
        meeting.chosen_place = places[case.data["chosen_place"]]
    if "chosen_slot" in case.data:
        meeting.chosen_slot = slots[case.data["chosen_slot"]]
    meeting.save(update_fields=["chosen_place", "chosen_slot"])
    keep_in_step(meeting)


def _meeting(case: _Case, convener: Account, reference: str) -> Meeting:
    data = case.data
    facts = {k: v for k, v in data["pupil"].items() if k not in {"viewpoint", "school"}}
    school = case.schools[data["pupil"]["school"]]
    pupil = Pupil.objects.create(team=case.team, school=school, **facts)
    Schooling.objects.create(
        pupil=pupil,
        year=school_year_of(timezone.localdate(case.now)),
        school=school,
        class_name=pupil.class_name,
        dispositif=pupil.dispositif,
    )
    kept = (
        "kind", "title", "problem", "words_minutes", "rereading_minutes", "pupil_place",
        "pupil_words", "companion_wish", "opening_minutes",
    )  # fmt: skip
    period: list[date | None] = [case.day(day) for day in data.get("period", [])] or [None, None]
    return Meeting.objects.create(
        team=case.team,
        reference=reference,
        pupil=pupil,
        school=school,
        class_name=pupil.class_name,
        convener=convener,
        duration_minutes=data["duration"],
        period_start=period[0],
        period_end=period[1],
        created_at=case.now,
        **{key: data[key] for key in kept if key in data},
    )


def _seats(case: _Case, meeting: Meeting) -> None:
    if "viewpoint" in case.data["pupil"] or case.data.get("family"):
        _sit(case, meeting, "eleve", Role.PUPIL, case.data["pupil"])
    for facts in case.data.get("family", []):
        known = _card_fields(facts) | _week(facts)
        card = FamilyMember.objects.create(pupil=meeting.pupil, **known)
        _sit(case, meeting, facts["key"], Role.GUARDIAN, facts, family_member=card)
    if case.data.get("family"):
        own = Professional.objects.get(team=case.team, account=meeting.convener)
        facts = {"reason": "réunit et anime"}
        _sit(case, meeting, "coordinateur", Role.PROFESSIONAL, facts, professional=own)
    for facts in case.data.get("professionals", []):
        card_fields = _card_fields(facts)
        if "institution" in card_fields:
            card_fields["institution"] = case.schools[card_fields["institution"]]
        professional, _ = Professional.objects.get_or_create(
            team=case.team, **card_fields, defaults=_week(facts)
        )
        _sit(case, meeting, facts["key"], Role.PROFESSIONAL, facts, professional=professional)
        if facts.get("follows"):
            Following.objects.create(pupil=meeting.pupil, professional=professional)


def _card_fields(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value
        for key, value in facts.items()
        if key not in {"key", "viewpoint", "reason", "presence", "follows", "week"}
    }


def _week(facts: dict[str, Any]) -> dict[str, Any]:
    """The lines « days, from, to, kind, note » of the data, as a card keeps them."""
    hours = (
        UsualHours(day, time.fromisoformat(start), time.fromisoformat(end), HoursKind(kind), note)
        for days, start, end, kind, note in facts.get("week", [])
        for day in read_weekdays(days)
    )
    return {"week": keep_week(sorted(hours))}


def _sit(
    case: _Case, meeting: Meeting, key: str, role: Role, facts: dict[str, Any], **card: Any
) -> None:
    case.seats[key] = Participant.objects.create(
        meeting=meeting,
        role=role.value,
        reason=facts.get("reason", ""),
        viewpoint=facts.get("viewpoint", ""),
        presence=facts.get("presence", Presence.IN_PERSON.value),
        position=len(case.seats),
        invited_at=case.now,
        **card,
    )


def _place(case: _Case, meeting: Meeting, facts: dict[str, Any]) -> Place:
    fields = {k: v for k, v in facts.items() if k not in {"distances", "welcomed_by"}}
    welcomed_by = case.seats.get(facts.get("welcomed_by", ""))
    place = Place.objects.create(
        meeting=meeting, welcomed_by=welcomed_by, added_at=case.now, **fields
    )
    for key, metres in facts.get("distances", {}).items():
        PlaceDistance.objects.create(place=place, participant=case.seats[key], metres=metres)
    return place


def _slot(case: _Case, meeting: Meeting, facts: dict[str, Any]) -> Slot:
    starts_at = case.moment(facts["starts_at"])
    slot = Slot.objects.create(
        meeting=meeting,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=meeting.duration_minutes),
        added_at=case.now,
    )
    notes = facts.get("notes", {})
    for key, answer in facts["answers"].items():
        SlotAnswer.objects.create(
            slot=slot,
            participant=case.seats[key],
            answer=Answer(answer).value,
            note=notes.get(key, ""),
            answered_at=case.now,
        )
    return slot


def _item(case: _Case, meeting: Meeting, position: int, facts: dict[str, Any]) -> None:
    item = AgendaItem.objects.create(
        meeting=meeting,
        position=position,
        title=facts["title"],
        kind=facts["kind"],
        minutes=facts["minutes"],
        opener=case.seats.get(facts.get("opener", "")),
        added_at=case.now,
    )
    for info in facts.get("informations", []):
        Information.objects.create(
            item=item,
            title=info["title"],
            giver=case.seats[info["giver"]],
            due_on=case.day(info["due_on"]) if "due_on" in info else None,
            text=info.get("text", ""),
            given_at=case.now if info.get("text") else None,
            added_at=case.now,
        )
