"""Saying what became of a decision, and giving its holder a link to say it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from intermetiers.web.journal import subject_of
from intermetiers.web.mail_queue import queue
from intermetiers.web.models import OutgoingMail
from meetings.addresses import ADDRESSED, address_of, may_be_given
from meetings.domain.kinds import Purpose, Said, Source
from meetings.doors import NewLink, new_link
from meetings.mail import decisions_address, make_decisions_message
from meetings.models import Decision, DecisionReport, Meeting, Participant
from meetings.writing import RefusedError, keep, locked
from partners.models import Account

CALLED_OFF = "Cette réunion est annulée : rien ne s’y écrit plus."
GONE = "Cette décision n’est plus sur la fiche de la réunion."
IS_OVER = "Cette décision a été abandonnée depuis. Appelez la personne qui a préparé la réunion."
NOTHING_HELD = "Cette personne ne tient plus aucune décision de cette réunion."
ALL_OVER = "Tout ce que cette personne tient est déjà fait ou abandonné."
MAY_NOT = "Une décision de justice interdit que cette personne reçoive quoi que ce soit."
NO_MAIL = "Aucune adresse électronique n’est notée sur la fiche de cette personne."
# Two presses on a button, or the same page sent again: one thing said.
SAME_TAP = timedelta(minutes=10)
# What one holder may say of one decision by link in a day: more is no holder’s hand.
MOST_A_DAY, A_DAY = 30, timedelta(days=1)
ENOUGH = "Beaucoup de réponses sont déjà venues aujourd’hui. Revenez demain, ou appelez."


@dataclass(frozen=True, slots=True)
class Word:
    """What is said of a decision; `new_text` and `new_by_on` only when it is `changed`."""

    said: Said
    note: str = ""
    new_text: str = ""
    new_by_on: date | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it, and how it came: a coordinator who types, or the holder by their own link."""

    source: Source
    account: Account | None = None
    seat: Participant | None = None


def say(meeting: Meeting, decision: int, word: Word, who: Speaker, *, now: datetime) -> None:
    """Write what became of a decision; the same thing said twice in a row is written once.

    RefusedError when nothing more can be said of it.
    """
    with locked(meeting) as row:
        held = _find(row, decision, who.seat)
        latest = held.reports.filter(said_at__lte=now).last()
        if who.seat is not None and latest is not None and latest.said == Said.GIVEN_UP.value:
            raise RefusedError(IS_OVER)
        if latest is not None and _is_the_same(latest, word, who, now):
            return
        _must_be_few(held, who, now)
        report = DecisionReport.objects.create(
            decision=held,
            said=word.said.value,
            note=word.note,
            new_text=word.new_text,
            new_by_on=word.new_by_on,
            said_at=now,
            source=who.source.value,
            participant=who.seat,
            typed_by=who.account,
        )
        keep("decision_said", report, row, by=who.account, now=now, said=word.said.value)


def add_word(
    meeting: Meeting, decision: int, note: str, seat: Participant, *, now: datetime
) -> None:
    """The holder’s word beside what the same holder said last by a link; nothing without that."""
    with locked(meeting) as row:
        held = _find(row, decision, seat)
        last = held.reports.filter(participant=seat, source=Source.LINK.value).last()
        if last is None or last.note == note:
            return
        last.note = note
        last.save(update_fields=["note"])
        keep("decision_word", last, row, by=None, now=now)


def make_link(
    meeting: Meeting, person: int, *, made_for: str, by: Account, now: datetime
) -> NewLink:
    """A private link to the decisions this person holds, to hand over."""
    with locked(meeting) as row:
        return new_link(_holder(row, person), Purpose.DECISIONS, made_for=made_for, by=by, now=now)


def send_link(meeting: Meeting, person: int, *, by: Account, now: datetime) -> OutgoingMail:
    """The same by mail, whatever the day."""
    with locked(meeting) as row:
        seat = _holder(row, person)
        days = _days_of(row, seat, now)
        if not days:
            raise RefusedError(ALL_OVER)
        mail = write_to(seat, days, by=by, now=now)
        if mail is None:
            raise RefusedError(NO_MAIL)
        keep("decisions_sent", seat, row, by=by, now=now)
    return mail


def write_to(
    seat: Participant, days: Sequence[date | None], *, by: Account, now: datetime
) -> OutgoingMail | None:
    """Queue one message on decisions for these days, with a new link; None without an address.

    `seat.meeting` must be the row locked by the act that calls.
    """
    email = address_of(seat)
    if not email:
        return None
    meeting = seat.meeting
    made = new_link(seat, Purpose.DECISIONS, made_for="mail", by=by, now=now)
    card = seat.family_member or seat.professional
    message = make_decisions_message(
        meeting,
        email,
        decisions_address(made.secret),
        days=days,
        until=timezone.localdate(made.link.expires_at),
    )
    if card is not None:
        message = replace(message, addressee=subject_of(card))
    return queue(message, about=f"meeting:{meeting.pk}", scope=meeting.team_id, by=by, now=now)


def _find(meeting: Meeting, decision: int, seat: Participant | None) -> Decision:
    """404 for a decision of another meeting, or of somebody else."""
    mine = Q(holders=seat) if seat is not None else Q()
    held: Decision = get_object_or_404(Decision.objects.filter(mine, meeting=meeting), pk=decision)
    if meeting.cancelled_at is not None:
        raise RefusedError(CALLED_OFF)
    if held.withdrawn_at is not None:
        raise RefusedError(GONE)
    return held


def _must_be_few(held: Decision, who: Speaker, now: datetime) -> None:
    if who.seat is None:
        return
    own = held.reports.filter(participant=who.seat, source=who.source.value)
    if own.filter(said_at__gt=now - A_DAY).count() >= MOST_A_DAY:
        raise RefusedError(ENOUGH)


def _is_the_same(latest: DecisionReport, word: Word, who: Speaker, now: datetime) -> bool:
    if (latest.said, latest.source) != (word.said.value, who.source.value):
        return False
    if latest.participant_id != (who.seat.pk if who.seat else None):
        return False
    if who.seat is None and now - latest.said_at > SAME_TAP:
        return False
    told = (word.note, word.new_text, word.new_by_on)
    return told in (("", "", None), (latest.note, latest.new_text, latest.new_by_on))


def _holder(meeting: Meeting, person: int) -> Participant:
    """Somebody who holds a decision of this locked meeting and may be given something."""
    seats = meeting.participants.select_related(*ADDRESSED)
    seat: Participant = get_object_or_404(seats, pk=person)
    if not meeting.decisions.filter(holders=seat, withdrawn_at=None).exists():
        raise RefusedError(NOTHING_HELD)
    if not may_be_given(seat):
        raise RefusedError(MAY_NOT)
    seat.meeting = meeting
    return seat


def _days_of(meeting: Meeting, seat: Participant, now: datetime) -> list[date | None]:
    """The days of what this person still has to do."""
    held = Decision.objects.filter(meeting=meeting, holders=seat).standing()
    return list(held.as_said(now).still_open().values_list("due_on", flat=True))
