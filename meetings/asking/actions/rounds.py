"""Asking for dates: opening a round, asking each person, letting the others in, closing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.shortcuts import get_object_or_404

from intermetiers.web.french import NBSP
from intermetiers.web.mail_queue import queue
from meetings import rounds
from meetings.addresses import ADDRESSED, address_of, may_be_given
from meetings.domain.asking import AskingState, PersonState, Stage, state_of
from meetings.domain.kinds import Purpose
from meetings.doors import CALLED_OFF, NewLink, new_link
from meetings.dossier import read_dossier
from meetings.mail import answer_address, make_asking_message
from meetings.models import Asked, AskingRound, Meeting, Participant
from meetings.writing import RefusedError, keep, locked
from partners.models import Account

NO_SLOT = f"Il n’y a aucun créneau à venir{NBSP}: ajoutez-en avant de demander."
HAS_A_DATE = f"La réunion a déjà une date{NBSP}: changez-la, ou ne la retenez plus pour en chercher une autre."
ALREADY_OPEN = "Une demande de dates est déjà ouverte."
NO_ROUND = f"La demande de dates est fermée{NBSP}: ouvrez-en une autre pour interroger quelqu’un."
NOT_YET = (
    f"Cette personne est interrogée ensuite{NBSP}: attendez les premières réponses, ou choisissez "
    f"«{NBSP}Interroger les autres maintenant{NBSP}»."
)
NOTHING_TO_SHOW = (
    f"Aucun créneau ne va à ceux qui sont interrogés d’abord{NBSP}: ajoutez-en avant de demander "
    "aux autres."
)
NOTHING_GOES = (
    f"Une décision de justice interdit que cette personne reçoive quoi que ce soit{NBSP}: rien "
    "n’est préparé ni envoyé."
)
NO_ADDRESS = "Aucun courriel ne part à cette personne. Donnez-lui un lien ou un coupon."


@dataclass(frozen=True, slots=True)
class Manner:
    """How a round is to go."""

    answer_by: date | None
    weakest_first: bool
    only_possible: bool


@dataclass(frozen=True, slots=True)
class OpenRound:
    """The open round of a locked meeting, with everybody in it."""

    meeting: Meeting
    row: AskingRound
    state: AskingState

    def person(self, pk: int) -> Participant:
        """One person of the meeting who may be given something. 404 for anybody else."""
        people = Participant.objects.filter(meeting=self.meeting).select_related(*ADDRESSED)
        found: Participant = get_object_or_404(people, pk=pk)
        found.meeting = self.meeting
        if not may_be_given(found):
            raise RefusedError(NOTHING_GOES)
        return found


def open_round(meeting: Meeting, manner: Manner, *, by: Account, now: datetime) -> AskingRound:
    """Open a round. Raises RefusedError when there is nothing to ask, or when one is open."""
    with locked(meeting) as row:
        if row.cancelled_at:
            raise RefusedError(CALLED_OFF)
        if row.chosen_slot_id:
            raise RefusedError(HAS_A_DATE)
        if not row.slots.filter(starts_at__gt=now).exists():
            raise RefusedError(NO_SLOT)
        if rounds.open_round_of(row):
            raise RefusedError(ALREADY_OPEN)
        made = AskingRound.objects.create(
            meeting=row,
            opened_at=now,
            opened_by=by,
            answer_by=manner.answer_by,
            weakest_first=manner.weakest_first,
            only_possible=manner.only_possible,
        )
        keep("round_opened", made, row, by=by, now=now)
    return made


def ask_by_mail(meeting: Meeting, person: int, *, by: Account, now: datetime) -> Asked:
    """Queue the message that asks one person."""
    with locked(meeting) as row:
        found = find_round(row, now)
        participant = found.person(person)
        if not address_of(participant):
            raise RefusedError(NO_ADDRESS)
        _check(found.state.of(person))
        return _ask_by_mail(found, participant, by, now)


def ask_all_by_mail(meeting: Meeting, *, by: Account, now: datetime) -> int:
    """Queue a message to everybody who is to be asked now and has an address; returns how many."""
    with locked(meeting) as row:
        found = find_round(row, now)
        waiting = [one.person for one in found.state.at(Stage.TO_ASK) if one.shown]
        people = Participant.objects.filter(pk__in=waiting).select_related(*ADDRESSED)
        reached = [one for one in people if may_be_given(one) and address_of(one)]
        _ask_each(found, reached, by, now)
    return len(reached)


def make_link(
    meeting: Meeting, person: int, *, made_for: str, by: Account, now: datetime
) -> NewLink:
    """A private link by which one person answers, to hand over: that person counts as asked."""
    with locked(meeting) as row:
        found = find_round(row, now)
        participant = found.person(person)
        _check(found.state.of(person))
        made = new_link(participant, Purpose.SLOTS, made_for=made_for, by=by, now=now)
        _note_asked(found, participant, by_mail=False, now=now)
    return made


def let_others_in(meeting: Meeting, *, by: Account, now: datetime) -> None:
    """Ask the others without waiting any longer for the first answers."""
    with locked(meeting) as row:
        found = find_round(row, now)
        if found.row.others_asked_at is None:
            found.row.others_asked_at = now
            found.row.save(update_fields=["others_asked_at"])
            keep("others_let_in", found.row, row, by=by, now=now)


def stop_asking(meeting: Meeting, *, by: Account, now: datetime) -> None:
    """Close the open round; closing it twice changes nothing."""
    with locked(meeting) as row:
        rounds.close_round(row, by=by, now=now)


def find_round(meeting: Meeting, moment: datetime) -> OpenRound:
    """The open round of a locked meeting, read from the database. Writes nothing.

    Raises RefusedError when nobody can be asked any more.
    """
    if meeting.cancelled_at:
        raise RefusedError(CALLED_OFF)
    row = rounds.open_round_of(meeting)
    if row is None:
        raise RefusedError(NO_ROUND)
    state = state_of(read_dossier(meeting), rounds.read_round(row), moment)
    return OpenRound(meeting, row, state)


def _check(person: PersonState | None) -> None:
    if person is None or not person.shown:
        raise RefusedError(NOTHING_TO_SHOW)
    if person.stage is Stage.KEPT_BACK:
        raise RefusedError(NOT_YET)


def _ask_each(found: OpenRound, people: Iterable[Participant], by: Account, now: datetime) -> None:
    for participant in people:
        participant.meeting = found.meeting
        _ask_by_mail(found, participant, by, now)


def _ask_by_mail(found: OpenRound, participant: Participant, by: Account, now: datetime) -> Asked:
    meeting = found.meeting
    made = new_link(participant, Purpose.SLOTS, made_for="mail", by=by, now=now)
    url = answer_address(made.secret)
    message = make_asking_message(meeting, address_of(participant), url, found.row.answer_by)
    queue(message, about=f"meeting:{meeting.pk}", scope=meeting.team_id, by=by, now=now)
    asked = _note_asked(found, participant, by_mail=True, now=now)
    keep("asked_by_mail", asked, meeting, by=by, now=now)
    return asked


def _note_asked(
    found: OpenRound, participant: Participant, *, by_mail: bool, now: datetime
) -> Asked:
    """Note that this person was asked today. The reminders already sent stay counted."""
    asked, _ = Asked.objects.get_or_create(
        round=found.row, participant=participant, defaults={"asked_at": now}
    )
    asked.asked_at, asked.by_mail = now, asked.by_mail or by_mail
    asked.save(update_fields=["asked_at", "by_mail"])
    if found.row.complete_at is not None:
        found.row.complete_at = None
        found.row.save(update_fields=["complete_at"])
    return asked
