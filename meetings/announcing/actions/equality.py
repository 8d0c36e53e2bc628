"""Who has what: what is late goes to all at once, what is read is noted, a point stays all the same."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.shortcuts import get_object_or_404
from django.utils import timezone

from intermetiers.web.french import NBSP
from meetings.addresses import ADDRESSED, may_be_given
from meetings.announcing.actions.briefs import hand
from meetings.announcing.again import NEW, write_again
from meetings.domain.dossier import Dossier, Participant as ParticipantValue
from meetings.domain.kinds import HandedBy, ItemKind, ReadSaid, Source
from meetings.domain.reach import Reach, late_informations, readers
from meetings.dossier import read_dossier
from meetings.models import AgendaItem, Information, Meeting, Participant, ReadMark
from meetings.reach import read_reach
from meetings.writing import RefusedError, keep, locked
from partners.models import Account

NOTHING_LATE = f"C’est déjà fait{NBSP}: tout ce qui est arrivé est donné à tous."
NOT_A_DECISION = "Ce point n’est plus à décider dans cette réunion."
NOT_THERE_YET = f"Cette information n’est pas encore donnée à tous{NBSP}: personne n’a pu la lire."
NO_READER = "Cette personne ne reçoit pas les textes à lire de cette réunion."


@dataclass(frozen=True, slots=True)
class Release:
    """What went to all: how many informations, and how many messages say so."""

    informations: int
    messages: int


@dataclass(frozen=True, slots=True)
class Reading:
    """What one person said of one information, however it was said."""

    person: int
    information: int
    said: ReadSaid
    note: str
    source: Source


def release(meeting: Meeting, seen: Collection[int], *, by: Account, now: datetime) -> Release:
    """Give to all, at this moment, those of the late informations `seen` names.

    Whoever has the brief by mail gets a message, in the same transaction. Raises RefusedError when
    nothing of it is late any more, or when no link may be made.
    """
    with locked(meeting) as row:
        dossier = read_dossier(row)
        late = [info.id for info in late_informations(dossier) if info.id in set(seen)]
        if not late:
            raise RefusedError(NOTHING_LATE)
        told = _mailed(row, dossier, read_reach(row))
        Information.objects.filter(pk__in=late).update(released_at=now)
        messages = sum(_tell(seat, row, by, now) for seat in told)
        keep("information_released", row, row, by=by, now=now, informations=late)
    return Release(len(late), messages)


def by_mail(dossier: Dossier, reach: Reach) -> tuple[ParticipantValue, ...]:
    """The readers whose brief left by mail, or waits to; not whoever convenes, who gives it."""
    return tuple(
        person
        for person in readers(dossier)
        if not person.is_convener
        and any(one.way is HandedBy.MAIL and not one.failure for one in reach.of(person.id).handed)
    )


def _mailed(meeting: Meeting, dossier: Dossier, reach: Reach) -> list[Participant]:
    people = [person.id for person in by_mail(dossier, reach)]
    seats = meeting.participants.filter(pk__in=people).select_related(*ADDRESSED)
    return [seat for seat in seats if may_be_given(seat)]


def _tell(seat: Participant, meeting: Meeting, by: Account, now: datetime) -> bool:
    seat.meeting = meeting
    mail = write_again(seat, what=NEW, by=by, now=now)
    if mail is None:
        return False
    hand(seat, HandedBy.MAIL, timezone.localdate(now), mail, by=by, now=now, counts=False)
    return True


def keep_point(meeting: Meeting, item: int, *, reason: str, by: Account, now: datetime) -> None:
    """Keep a decision although it is « à instruire », for this reason."""
    with locked(meeting) as row:
        point = get_object_or_404(row.agenda, pk=item)
        if point.kind != ItemKind.DECIDE.value or point.moved_to:
            raise RefusedError(NOT_A_DECISION)
        if point.kept_reason != reason:
            _keep(point, reason, now)
            keep("point_kept", point, row, by=by, now=now)


def withdraw_kept(meeting: Meeting, item: int, *, by: Account, now: datetime) -> None:
    """Take the reason back; done twice, it changes nothing."""
    with locked(meeting) as row:
        point = get_object_or_404(row.agenda, pk=item)
        if point.kept_reason:
            _keep(point, "", None)
            keep("point_no_longer_kept", point, row, by=by, now=now)


def _keep(point: AgendaItem, reason: str, now: datetime | None) -> None:
    point.kept_reason, point.kept_at = reason, now
    point.save(update_fields=["kept_reason", "kept_at"])


def note_reading(meeting: Meeting, reading: Reading, *, by: Account | None, now: datetime) -> None:
    """Keep what somebody said of an information, in place of what they said before.

    `by` is None when that person says it. Raises RefusedError for whoever does not read, and for
    what nobody may read yet.
    """
    with locked(meeting) as row:
        dossier = read_dossier(row)
        if reading.person not in {person.id for person in readers(dossier)}:
            raise RefusedError(NO_READER)
        if reading.information not in _readable(dossier):
            raise RefusedError(NOT_THERE_YET)
        note = reading.note if reading.said is ReadSaid.UNCLEAR else ""
        said = {"said": reading.said.value, "note": note, "source": reading.source.value}
        rows = ReadMark.objects.filter(participant=reading.person, information=reading.information)
        # A sealed note is compared here: the database cannot read it.
        stands = rows.values(*said).first()
        if stands == said:
            return
        mark, _ = ReadMark.objects.update_or_create(
            participant_id=reading.person,
            information_id=reading.information,
            defaults=said | {"said_at": now},
        )
        keep("reading_said", mark, row, by=by, now=now)


def _readable(dossier: Dossier) -> frozenset[int]:
    return frozenset(
        info.id
        for item in dossier.kept_items
        for info in item.informations
        if info.given_at is not None and dossier.is_released(info)
    )
