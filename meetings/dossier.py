"""Reads meetings into domain values: the only door from rows to rules.

However many participants, points or meetings there are, reading costs QUERIES queries.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from intermetiers.web.french import join_words, write_length
from meetings import models
from meetings.busy_times import BusyByCard, busy_times, with_busy
from meetings.domain import dossier as values
from meetings.domain.kinds import (
    Answer,
    Audience,
    Face,
    Ground,
    ItemKind,
    Layout,
    MeetingKind,
    MovedTo,
    PupilPlace,
    Source,
    VoiceWay,
    YesNo,
)
from meetings.seats import books_of_account, read_seats
from partners.domain.days_off import DaysOff
from partners.domain.weeks import read_week
from partners.models import Pupil, catalogue_of
from partners.school_calendar import days_off

QUERIES = 11
# Where children live whom a judge or the Department looks after: the catalogue’s « maison
# d’enfants ».
CARE_HOMES = frozenset({"mecs"})


def for_dossier(meetings: QuerySet[models.Meeting]) -> QuerySet[models.Meeting]:
    """The meetings with every relation a dossier touches."""
    participants = models.Participant.objects.select_related(
        "family_member",
        "professional__team",
        "professional__institution",
        "professional__account",
        "contribution__typed_by",
    )
    answers = models.SlotAnswer.objects.select_related("voice")
    aside = models.SetAside.objects.filter(lifted_at=None).select_related("by").order_by("at")
    return meetings.select_related(
        "pupil", "school", "team", "convener", "holding"
    ).prefetch_related(
        Prefetch("participants", participants),
        "pupil__family",
        Prefetch("places", models.Place.objects.select_related("room__institution")),
        "places__distances",
        Prefetch("slots__answers", answers),
        "agenda__informations",
        Prefetch("set_asides", aside),
    )


def read_dossier(meeting: models.Meeting) -> values.Dossier:
    """The dossier of one meeting as it stands in the database now."""
    return read_dossiers(models.Meeting.objects.filter(pk=meeting.pk))[0]


def read_dossiers(meetings: QuerySet[models.Meeting]) -> list[values.Dossier]:
    """The dossiers of many meetings, in their order, for the price of one."""
    found = list(for_dossier(meetings))
    busy = busy_times(found)
    return [_dossier(meeting, busy) for meeting in found]


def _dossier(meeting: models.Meeting, busy: BusyByCard) -> values.Dossier:
    pupil, holding = meeting.pupil, getattr(meeting, "holding", None)
    participants = with_busy(read_seats(meeting), meeting, busy)
    period = None
    if meeting.period_start and meeting.period_end:
        period = (meeting.period_start, meeting.period_end)
    return values.Dossier(
        id=meeting.pk,
        reference=meeting.reference,
        kind=MeetingKind(meeting.kind),
        kind_label=meeting.kind_label,
        title=meeting.title,
        team=meeting.team.name,
        pupil=_pupil(pupil, meeting),
        convener=_convener(meeting, participants),
        problem=meeting.problem,
        period=period,
        duration_minutes=meeting.duration_minutes,
        pupil_place=PupilPlace(meeting.pupil_place),
        pupil_words=meeting.pupil_words,
        companion_wish=meeting.companion_wish,
        opening_minutes=meeting.opening_minutes,
        words_minutes=meeting.words_minutes,
        rereading_minutes=meeting.rereading_minutes,
        participants=participants,
        places=tuple(_place(place, meeting) for place in meeting.places.all()),
        slots=tuple(_slot(slot, meeting) for slot in meeting.slots.all()),
        agenda=tuple(_item(item) for item in meeting.agenda.all()),
        set_asides=tuple(
            values.SetAside(finding=a.finding, reason=a.reason, by=a.by.name, at=a.at)
            for a in meeting.set_asides.all()
        ),
        notice_given_on=meeting.brief_given_on,
        cancelled_on=_day(meeting.cancelled_at),
        uninvited_guardians=_uninvited(meeting, participants),
        convener_books=books_of_account(meeting, meeting.convener_id),
        catalogue=catalogue_of(meeting.team),
        days_off=_days_off(meeting),
        school_week=read_week(meeting.school.week) if meeting.school else (),
        contributions=tuple(_contributions(meeting)),
        viewpoints_shared_on=meeting.viewpoints_shared_on,
        opened_on=_day(holding.opened_at) if holding else None,
        closed_on=_day(holding.closed_at) if holding else None,
    )


def _contributions(meeting: models.Meeting) -> Iterator[values.Contribution]:
    for seat in meeting.participants.all():
        row = getattr(seat, "contribution", None)
        if row is not None:
            yield values.Contribution(
                participant=seat.pk,
                understands=row.understands,
                matters=row.matters,
                proposes=row.proposes,
                questions=row.questions,
                face=Face(row.face) if row.face else None,
                audience=Audience(row.audience),
                agreed=row.family_agreed_at is not None,
                source=Source(row.source),
                read_back=row.read_back_at is not None,
                said_at=_local(row.said_at),
                typed_by=row.typed_by.name if row.typed_by else "",
            )


def _days_off(meeting: models.Meeting) -> DaysOff:
    """Over the days a date is looked for on: those of the slots and of the period."""
    days = [_local(slot.starts_at).date() for slot in meeting.slots.all()]
    days += [day for day in (meeting.period_start, meeting.period_end) if day]
    return days_off(meeting.team, min(days), max(days)) if days else DaysOff()


def _uninvited(
    meeting: models.Meeting, participants: Sequence[values.Participant]
) -> tuple[str, ...]:
    seated = {person.family_member for person in participants}
    return tuple(
        relative.called
        for relative in meeting.pupil.family.all()
        if relative.parental_authority
        and not relative.receives_nothing
        and relative.pk not in seated
    )


def _pupil(pupil: Pupil, meeting: models.Meeting) -> values.PupilFacts:
    return values.PupilFacts(
        id=pupil.pk,
        first_name=pupil.first_name,
        last_name=pupil.last_name,
        born_on=pupil.born_on,
        school=meeting.school.name if meeting.school else "",
        class_name=meeting.class_name,
        plan=join_words(pupil.plan.split()),
        aesh_hours="" if pupil.aesh_hours is None else write_length(pupil.aesh_hours),
        aesh_kind=pupil.aesh_kind,
        dispositif=pupil.dispositif,
    )


def _convener(
    meeting: models.Meeting, participants: Sequence[values.Participant]
) -> values.ConvenerContact:
    seat = next((p for p in participants if p.is_convener), None)
    return values.ConvenerContact(
        name=meeting.convener.name,
        title=seat.title if seat else "",
        phone=meeting.convener.phone,
        email=meeting.convener.email,
    )


def _place(place: models.Place, meeting: models.Meeting) -> values.Place:
    return values.Place(
        id=place.pk,
        name=place.name,
        address=place.address,
        ground=Ground(place.ground),
        step_free=YesNo(place.step_free),
        quiet=YesNo(place.quiet),
        transport=place.transport,
        layout=Layout(place.layout),
        welcomed_by=place.welcomed_by_id,
        waiting=place.waiting,
        distances=tuple((d.participant_id, d.metres) for d in place.distances.all()),
        is_chosen=place.pk == meeting.chosen_place_id,
        seats=place.seats,
        books=f"room:{place.room_id}" if place.room_id else "",
        is_care_home=place.room is not None and place.room.institution.kind in CARE_HOMES,
    )


def _slot(slot: models.Slot, meeting: models.Meeting) -> values.Slot:
    return values.Slot(
        id=slot.pk,
        starts_at=_local(slot.starts_at),
        ends_at=_local(slot.ends_at),
        answers=tuple(_answer(answer) for answer in slot.answers.all()),
        is_chosen=slot.pk == meeting.chosen_slot_id,
    )


def _answer(row: models.SlotAnswer) -> values.SlotAnswer:
    earlier = None
    if row.earlier_at:
        earlier = values.EarlierAnswer(
            Answer(row.earlier_answer), Source(row.earlier_source), _local(row.earlier_at)
        )
    return values.SlotAnswer(
        participant=row.participant_id,
        answer=Answer(row.answer),
        unpaid=row.unpaid,
        note=row.note,
        source=Source(row.source),
        answered_at=_local(row.answered_at),
        earlier=earlier,
        voice=_voice(row),
    )


def _voice(answer: models.SlotAnswer) -> values.Voice | None:
    kept = getattr(answer, "voice", None)
    return values.Voice(VoiceWay(kept.way), kept.note) if kept else None


def _item(item: models.AgendaItem) -> values.AgendaItem:
    return values.AgendaItem(
        id=item.pk,
        position=item.position,
        title=item.title,
        kind=ItemKind(item.kind),
        minutes=item.minutes,
        opener=item.opener_id,
        moved_to=MovedTo(item.moved_to) if item.moved_to else None,
        moved_note=item.moved_note,
        kept_reason=item.kept_reason,
        informations=tuple(
            values.Information(
                id=info.pk,
                item=item.pk,
                title=info.title,
                giver=info.giver_id,
                due_on=info.due_on,
                text=info.text,
                file_name=info.file_name,
                file_pages=info.file_pages,
                given_at=_local(info.given_at) if info.given_at else None,
                released_at=_local(info.released_at) if info.released_at else None,
            )
            for info in item.informations.all()
        ),
    )


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment)


def _day(moment: datetime | None) -> date | None:
    return _local(moment).date() if moment else None
