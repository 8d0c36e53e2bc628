"""Telling that a date changed, in the act that changes it: the meeting is locked by that act."""

from dataclasses import dataclass, replace
from datetime import datetime, time

from django.db.models import Q
from django.utils import timezone

from intermetiers.web.journal import subject_of
from intermetiers.web.mail_queue import queue
from meetings.addresses import ADDRESSED, address_of, may_be_given
from meetings.booking import keep_in_step
from meetings.domain.date_changes import (
    ChangeOfDate,
    Hearer,
    Known,
    Times,
    Way,
    asked_again,
    has_brief,
    hearers,
    say_to_guest,
    why_by_voice,
)
from meetings.domain.dossier import Dossier
from meetings.domain.kinds import Answer, Presence, Purpose, VoiceWay
from meetings.domain.languages import Language
from meetings.domain.voices import PRESENCE_OF_WAY
from meetings.doors import expiry, new_link
from meetings.dossier import read_dossier
from meetings.invitations import invite, tell_change
from meetings.mail import ChangedDate, answer_address, brief_address, make_date_message
from meetings.models import (
    Asked,
    AskingRound,
    DateChange,
    Invitation,
    Meeting,
    Participant,
    PrivateLink,
    Slot,
    SlotAnswer,
    ToTell,
    VoiceKept,
)
from meetings.rounds import open_round_of
from meetings.writing import keep
from partners.models import Account

KNOWN_QUERIES = 5


@dataclass(frozen=True, slots=True)
class Told:
    """What an act that changed the date did: who hears of it and how, who is asked again."""

    hearers: tuple[Hearer, ...] = ()
    asked: tuple[int, ...] = ()

    def by(self, way: Way) -> tuple[Hearer, ...]:
        return tuple(one for one in self.hearers if one.way is way)


@dataclass(frozen=True, slots=True)
class _Act:
    """The meeting locked, as it stands after the change, and what was given before it."""

    meeting: Meeting
    dossier: Dossier
    known: Known
    change: DateChange
    by: Account
    now: datetime


def times_of(slot: Slot) -> Times:
    """As the row stands, before anything is written on it."""
    return Times(timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at))


def read_changes(meeting: Meeting) -> tuple[ChangeOfDate, ...]:
    """The changes of date of a meeting, the oldest first: one query."""
    return tuple(value_of(row) for row in meeting.date_changes.select_related("by"))


def value_of(row: DateChange) -> ChangeOfDate:
    becomes = None
    if row.starts_at and row.ends_at:
        becomes = Times(timezone.localtime(row.starts_at), timezone.localtime(row.ends_at))
    return ChangeOfDate(
        at=timezone.localtime(row.at),
        by=row.by.name,
        was=Times(timezone.localtime(row.was_start), timezone.localtime(row.was_end)),
        becomes=becomes,
        reason=row.reason,
    )


def read_known(meeting: Meeting, by: Account) -> Known:
    """What was given to each person of the meeting so far, for KNOWN_QUERIES queries.

    Whoever convenes hears of what a colleague changes. While the meeting has lost its date, an
    invitation taken back by that loss still counts: it is given again with the next date.
    """
    seats = list(Participant.objects.filter(meeting=meeting).select_related(*ADDRESSED))
    convener = {
        seat.pk for seat in seats if by.pk != meeting.convener_id and _convenes(seat, meeting)
    }
    links = PrivateLink.objects.filter(participant__meeting=meeting)
    given = set(links.values_list("participant", "purpose"))
    lost = lost_date(meeting)
    held = Q(withdrawn_at=None) | (Q(withdrawn_at=lost.at) if lost else Q(pk=None))
    standing = Invitation.objects.filter(held, meeting=meeting)
    owed = ToTell.objects.filter(meeting=meeting, told_at=None)
    return Known(
        invited=frozenset(pk for pk in standing.values_list("participant", flat=True) if pk),
        given_links=frozenset(pk for pk, _ in given) | convener,
        given_briefs=frozenset(pk for pk, purpose in given if purpose == Purpose.BRIEF.value),
        owed=frozenset(owed.values_list("participant", flat=True)),
        with_address=frozenset(seat.pk for seat in seats if address_of(seat)) | convener,
    )


def _convenes(seat: Participant, meeting: Meeting) -> bool:
    return seat.professional is not None and seat.professional.account_id == meeting.convener_id


def lost_date(meeting: Meeting) -> DateChange | None:
    """The last change of date, when it took the date away from those who were to come: one query.

    None when the meeting has a date, never had one, or lost one that was already over.
    """
    last = meeting.date_changes.last()
    return last if last and last.starts_at is None and last.was_start > last.at else None


def for_guest(link: PrivateLink, dossier: Dossier, language: Language = Language.FR) -> str:
    """What this reader is told of the changes of date: one query, one more when there are any."""
    changes = read_changes(link.participant.meeting)
    if not changes:
        return ""
    return say_to_guest(changes, _known_since(link.participant), dossier.chosen_slot, language)


def for_relative(
    meeting: Meeting, participant: int, dossier: Dossier, language: Language = Language.FR
) -> str:
    """The same for the coordinator who reads over the shoulder of this relative."""
    changes = read_changes(meeting)
    if not changes:
        return ""
    seat = Participant(pk=participant, meeting=meeting)
    return say_to_guest(changes, _known_since(seat), dossier.chosen_slot, language)


def _known_since(participant: Participant) -> datetime | None:
    """When this person was first given a link, or the families their brief."""
    links = PrivateLink.objects.filter(participant=participant)
    moments = list(links.order_by("made_at").values_list("made_at", flat=True)[:1])
    given_on = participant.meeting.brief_given_on
    if given_on:
        moments.append(timezone.make_aware(datetime.combine(given_on, time())))
    return min(moments, default=None)


def carry(meeting: Meeting, was: Times, *, reason: str = "", by: Account, now: datetime) -> Told:
    """Keep that the date was `was`, and tell whoever must hear that it is no more.

    `meeting` is the row locked by the act that calls, which has already written the new date, or
    none. Nobody hears of a meeting called off, nor that a date already over was taken away.
    """
    slot = meeting.chosen_slot
    change = DateChange.objects.create(
        meeting=meeting,
        at=now,
        by=by,
        was_start=was.starts_at,
        was_end=was.ends_at,
        starts_at=slot.starts_at if slot else None,
        ends_at=slot.ends_at if slot else None,
        reason=reason,
    )
    keep("date_changed", change, meeting, by=by, now=now)
    if meeting.cancelled_at or (slot is None and was.starts_at <= now):
        return Told()
    _renew_links(meeting, now)
    _bring_back_to_the_table(meeting, by=by, now=now)
    act = _Act(meeting, read_dossier(meeting), read_known(meeting, by), change, by, now)
    told = Told(hearers(act.dossier, act.known), _to_ask(act))
    tell_change(meeting, by=by, now=now)
    told = replace(told, hearers=tuple(_if_reached(one, act) for one in told.hearers))
    round = _open_round(act) if told.asked else None
    seats = _seats(told, meeting)
    for one in told.hearers:
        if one.way is not Way.NOTHING:
            _tell(act, seats[one.person], one.way, round if one.person in told.asked else None)
    return told


def take_up(meeting: Meeting, *, by: Account, now: datetime) -> Told:
    """A meeting that had lost its date has just been given one: whoever heard of the loss hears
    of this too. `meeting` as in `carry`; nothing for a first date."""
    lost = lost_date(meeting)
    if lost is None:
        return Told()
    taken_back = Invitation.objects.filter(meeting=meeting, withdrawn_at=lost.at)
    seats = [pk for pk in taken_back.values_list("participant", flat=True) if pk]
    if seats:
        invite(meeting, seats, by=by, now=now)
    was = Times(timezone.localtime(lost.was_start), timezone.localtime(lost.was_end))
    return carry(meeting, was, by=by, now=now)


def _if_reached(one: Hearer, act: _Act) -> Hearer:
    """An invitation that could only be taken back, as when the address is gone, tells no date."""
    if one.way is not Way.CALENDAR or act.meeting.chosen_slot is None:
        return one
    if one.person in act.known.with_address:
        return one
    return replace(one, way=Way.VOICE, why=why_by_voice(one.person, act.dossier))


def _to_ask(act: _Act) -> tuple[int, ...]:
    slot = act.dossier.chosen_slot
    return asked_again(act.dossier, slot) if slot else ()


def _renew_links(meeting: Meeting, now: datetime) -> None:
    """What was given opens until thirty days after the new date, as it would if given today."""
    if meeting.chosen_slot is not None:
        until = expiry(meeting, now, Purpose.BRIEF)
        live = PrivateLink.objects.live(now).filter(participant__meeting=meeting)
        live.filter(expires_at__lt=until).update(expires_at=until)


def _bring_back_to_the_table(meeting: Meeting, *, by: Account, now: datetime) -> None:
    """Who was to be heard from afar because the former date left them out, and said yes to this
    one, is awaited at the table again, and no invitation says otherwise."""
    if meeting.chosen_slot is None:
        return
    can_come = SlotAnswer.objects.filter(
        slot=meeting.chosen_slot, answer__in=[Answer.YES.value, Answer.IF_NEEDED.value]
    )
    kept = VoiceKept.objects.filter(
        answer__slot__meeting=meeting, answer__participant__in=can_come.values("participant")
    ).exclude(answer__slot=meeting.chosen_slot)
    moved = False
    for voice in kept.select_related("answer__participant"):
        person, presence = voice.answer.participant, PRESENCE_OF_WAY.get(VoiceWay(voice.way))
        if presence is not None and person.presence == presence.value:
            person.presence = Presence.IN_PERSON.value
            person.save(update_fields=["presence"])
            keep("guest_changed", person, meeting, by=by, now=now, fields=["presence"])
            moved = True
    if moved:
        keep_in_step(meeting)


def _seats(told: Told, meeting: Meeting) -> dict[int, Participant]:
    seats = Participant.objects.filter(pk__in=[one.person for one in told.hearers])
    found = {seat.pk: seat for seat in seats.select_related(*ADDRESSED)}
    for seat in found.values():
        seat.meeting = meeting
    return found


def _open_round(act: _Act) -> AskingRound:
    """The round about the new date: everybody at once, since it is chosen already."""
    round = open_round_of(act.meeting)
    if round is None:
        round = AskingRound.objects.create(
            meeting=act.meeting, opened_at=act.now, opened_by=act.by, weakest_first=False
        )
        keep("round_opened", round, act.meeting, by=act.by, now=act.now)
    return round


def _tell(act: _Act, seat: Participant, way: Way, round: AskingRound | None) -> None:
    """`round` is the one in which this person is asked too; None for whoever is not."""
    if way is Way.VOICE:
        owed, is_new = ToTell.objects.get_or_create(
            meeting=act.meeting, participant=seat, told_at=None, defaults={"change": act.change}
        )
        if is_new:
            keep("date_to_tell", owed, act.meeting, by=act.by, now=act.now)
        return
    if way is Way.MAIL and may_be_given(seat):
        _write(act, seat, asks=round is not None)
    ToTell.objects.filter(participant=seat, told_at=None).update(told_at=act.now, told_by=act.by)
    if round is not None:
        _note_asked(act, seat, round)


def _write(act: _Act, seat: Participant, *, asks: bool) -> None:
    """One message, with a link of its own for what this person had one for."""
    brief_url = answer_url = ""
    if has_brief(seat.pk, act.dossier, act.known):
        made = new_link(seat, Purpose.BRIEF, made_for="mail", by=act.by, now=act.now)
        brief_url = brief_address(made.secret)
    if asks:
        made = new_link(seat, Purpose.SLOTS, made_for="mail", by=act.by, now=act.now)
        answer_url = answer_address(made.secret)
    change = value_of(act.change)
    becomes = change.becomes.said if change.becomes else ""
    email = address_of(seat)
    if not email and _convenes(seat, act.meeting):
        email = act.meeting.convener.email
    message = make_date_message(
        act.meeting, email, ChangedDate(change.was.said, becomes, brief_url, answer_url)
    )
    card = seat.family_member or seat.professional
    if card is not None:
        message = replace(message, addressee=subject_of(card))
    about = f"meeting:{act.meeting.pk}"
    queue(message, about=about, scope=act.meeting.team_id, by=act.by, now=act.now)


def _note_asked(act: _Act, seat: Participant, round: AskingRound) -> None:
    asked, _ = Asked.objects.update_or_create(
        round=round, participant=seat, defaults={"asked_at": act.now, "by_mail": True}
    )
    keep("asked_by_mail", asked, act.meeting, by=act.by, now=act.now)
