"""Beginning a meeting, naming it, calling it off."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime

from django.db import transaction

from intermetiers.web.editing import merge
from intermetiers.web.journal import record
from meetings.booking import keep_in_step
from meetings.domain import legal
from meetings.domain.kinds import MeetingKind, Role
from meetings.invitations import withdraw
from meetings.models import Meeting, Participant
from meetings.rounds import close_round
from meetings.writing import keep, locked
from partners.actions import add_institution, add_professional, add_pupil, bring_back_card
from partners.domain.families import Receives
from partners.models import Account, Institution, Professional, Pupil, Team

# Letters and digits that cannot be taken for one another when read aloud.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Convener:
    """What is asked of whoever convenes and has no card in the team yet."""

    metier: str
    gender: str
    metier_other: str = ""


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """What is asked to begin; `convener` is None for somebody who has a card already."""

    kind: MeetingKind
    kind_other: str = ""
    title: str = ""
    convener: Convener | None = None


def begin_meeting(pupil: Pupil, new: NewMeeting, *, by: Account, now: datetime) -> Meeting:
    """A meeting with its first seats: the pupil, each member of the family, whoever convenes.

    Nobody a judge forbids to give anything to is seated.

    A concertation gathers the AESH and the teacher: nobody of the family is seated for it.
    Raises ValueError when whoever convenes has no card and `new` does not say what to write.
    """
    with transaction.atomic():
        meeting = Meeting.objects.create(
            team=pupil.team,
            reference=_new_reference(),
            pupil=pupil,
            school=pupil.school,
            class_name=pupil.class_name,
            kind=new.kind.value,
            kind_other=new.kind_other,
            title=new.title or pupil.first_name,
            convener=by,
            duration_minutes=legal.facts_of(new.kind).default_duration,
            created_at=now,
        )
        Participant.objects.bulk_create(_first_seats(meeting, new, by=by, now=now))
        keep("meeting_begun", meeting, meeting, by=by, now=now)
        return meeting


@dataclass(frozen=True, slots=True)
class NewSchool:
    """A school the address book does not hold yet."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class NewPupil:
    """What is written of a pupil who has no card yet."""

    first_name: str
    last_name: str = ""
    born_on: date | None = None
    school: Institution | NewSchool | None = None
    class_name: str = ""


def begin_with_new_pupil(
    team: Team,
    pupil: NewPupil,
    new: NewMeeting,
    *,
    by: Account,
    now: datetime,
) -> Meeting:
    """The same for a pupil who gets a card on the spot, and a school that gets one too."""
    with transaction.atomic():
        words = {field.name: getattr(pupil, field.name) for field in fields(pupil)}
        if isinstance(pupil.school, NewSchool):
            words["school"] = add_institution(team, by=by, now=now, **asdict(pupil.school))
        elif pupil.school is not None and pupil.school.archived_at is not None:
            bring_back_card(pupil.school, by=by, now=now)  # its name was written: it serves again
        card = add_pupil(team, by=by, now=now, **words)
        return begin_meeting(card, new, by=by, now=now)


def rename(
    meeting: Meeting,
    *,
    seen: Mapping[str, str],
    wanted: Mapping[str, str],
    by: Account,
    now: datetime,
) -> None:
    """Give the meeting another title. Raises EditConflict."""
    with locked(meeting) as row:
        changed = merge(row, seen=seen, wanted=wanted)
        if changed:
            row.save(update_fields=changed)
            keep("meeting_renamed", row, row, by=by, now=now, fields=changed)


def call_off(meeting: Meeting, *, reason: str, by: Account, now: datetime) -> None:
    """The meeting will not be held: it leaves the lists, its private links say so, and whoever
    holds an invitation gets it taken back."""
    with locked(meeting) as row:
        if row.cancelled_at is not None:
            return
        row.cancelled_at, row.cancel_reason = now, reason
        row.save(update_fields=["cancelled_at", "cancel_reason"])
        keep("meeting_called_off", row, row, by=by, now=now)
        withdraw(row, None, by=by, now=now)
        close_round(row, by=by, now=now)
        keep_in_step(row)


def _new_reference() -> str:
    """Eight letters drawn at random; the table is far from full, so a second draw is rare."""
    while True:
        reference = "".join(secrets.choice(ALPHABET) for _ in range(8))
        if not Meeting.objects.filter(reference=reference).exists():
            return reference


def _first_seats(
    meeting: Meeting, new: NewMeeting, *, by: Account, now: datetime
) -> list[Participant]:
    seats = []
    if new.kind is not MeetingKind.CONCERTATION_AESH:
        seats.append(Participant(meeting=meeting, role=Role.PUPIL.value, invited_at=now))
        seats += [
            Participant(
                meeting=meeting, role=Role.GUARDIAN.value, family_member=relative, invited_at=now
            )
            for relative in meeting.pupil.family.exclude(may_receive=Receives.NOTHING.value)
        ]
    card = _own_card(meeting.team, new.convener, by=by, now=now)
    seats.append(
        Participant(
            meeting=meeting, role=Role.PROFESSIONAL.value, professional=card, invited_at=now,
            reason="réunit et anime",
        )
    )  # fmt: skip
    for position, seat in enumerate(seats):
        seat.position = position
    return seats


def _own_card(team: Team, convener: Convener | None, *, by: Account, now: datetime) -> Professional:
    """The card of whoever convenes; made at the first meeting, to be completed in the book."""
    Account.objects.select_for_update().get(pk=by.pk)  # two first meetings at once make one card
    card = Professional.objects.filter(team=team, account=by).first()
    if card is not None:
        return card
    if convener is None:
        raise ValueError("Whoever convenes has no card in this team: what to write on it?")
    first_name, _, last_name = by.name.partition(" ")
    return add_professional(
        team,
        first_name=first_name[:LONGEST_NAME],
        last_name=last_name[:LONGEST_NAME],
        account=by,
        by=by,
        now=now,
        **asdict(convener),
    )


def export_journal(team: Team, *, rows: int, file_format: str, by: Account, now: datetime) -> None:
    """Keep who takes the journal away, and how long it is."""
    record("journal_exported", team, by=by, now=now, scope=team.pk, rows=rows, format=file_format)
