"""Asking for dates: who is asked first, who has answered, what each person is shown. Pure.

The family, the pupil who wishes to come and the voices to support are asked first, so that the
others choose among what these can do, and not the other way round.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from intermetiers.web.french import NBSP, join_words
from meetings.domain.dossier import Dossier, Participant, Slot
from meetings.domain.kinds import Answer, Presence
from meetings.domain.slot_reasons import call
from meetings.domain.slots import SUPPORTED, group_of, is_awaited

REFUSALS = frozenset({Answer.NO, Answer.WRITTEN})


class Stage(StrEnum):
    """Where one person stands in a round."""

    ANSWERED = "answered"
    SILENT = "silent"
    TO_ASK = "to_ask"
    KEPT_BACK = "kept_back"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Question:
    """One person asked in a round, as it stands; `other_times` is what that person wrote."""

    person: int
    asked_at: datetime
    by_mail: bool = False
    answered_at: datetime | None = None
    other_times: str = ""
    reminded_at: datetime | None = None
    reminders: int = 0
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class Round:
    """An open round. `others_asked_at` is when the coordinator let the others in by choice."""

    id: int
    opened_at: datetime
    answer_by: date | None
    weakest_first: bool
    only_possible: bool
    others_asked_at: datetime | None
    questions: tuple[Question, ...]

    def question_to(self, person: int) -> Question | None:
        return next((one for one in self.questions if one.person == person), None)


@dataclass(frozen=True, slots=True)
class PersonState:
    """One person of a round; `shown` are the slots to ask that person about, `missing` those of
    them nothing is known of."""

    person: int
    first: bool
    stage: Stage
    question: Question | None
    shown: tuple[Slot, ...]
    missing: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class AskingState:
    """A round and everybody in it, the ones with least room first."""

    round: Round
    people: tuple[PersonState, ...]

    def at(self, stage: Stage) -> tuple[PersonState, ...]:
        return tuple(person for person in self.people if person.stage is stage)

    def of(self, person: int) -> PersonState | None:
        return next((one for one in self.people if one.person == person), None)

    @property
    def counted(self) -> tuple[PersonState, ...]:
        """Those whose answer the date waits for."""
        return tuple(p for p in self.people if p.stage is not Stage.NOT_NEEDED)

    @property
    def waited_for(self) -> tuple[PersonState, ...]:
        """Asked, and silent so far."""
        return self.at(Stage.SILENT)

    @property
    def is_complete(self) -> bool:
        """Everybody the date waits for has answered."""
        return bool(self.counted) and len(self.at(Stage.ANSWERED)) == len(self.counted)

    @property
    def others_wait(self) -> bool:
        """Somebody is still to be asked, once those asked first have answered."""
        return bool(self.at(Stage.KEPT_BACK) or self.at(Stage.TO_ASK))


def is_first(person: Participant, dossier: Dossier) -> bool:
    """Asked before the others: the family, the pupil, a voice to support."""
    return group_of(person, dossier) <= SUPPORTED


def people_to_ask(dossier: Dossier) -> tuple[Participant, ...]:
    """Everybody whose answer may count, the ones with least room first.

    Whoever convenes proposed the slots, and is not asked about them.
    """
    awaited = (p for p in dossier.participants if is_awaited(p, dossier) and not p.is_convener)
    return tuple(sorted(awaited, key=lambda person: group_of(person, dossier)))


def slots_to_show(dossier: Dossier, person: int, round: Round, now: datetime) -> tuple[Slot, ...]:
    """The slots still to come that this person is asked about.

    All of them for those asked first. For the others, when the round says so, only those which
    nobody asked first has refused. Once the meeting has a date, which was changed while the
    round was open or opened it, that slot alone.
    """
    has_date = dossier.chosen_slot is not None
    to_come = tuple(
        slot for slot in dossier.slots if slot.starts_at > now and (slot.is_chosen or not has_date)
    )
    if not round.only_possible or is_first(dossier.by_id[person], dossier):
        return to_come
    firsts = [one.id for one in people_to_ask(dossier) if is_first(one, dossier)]
    return tuple(slot for slot in to_come if not any(_refuses(one, slot) for one in firsts))


def state_of(dossier: Dossier, round: Round, now: datetime) -> AskingState:
    """Everybody of the meeting in this round."""
    people = people_to_ask(dossier)
    states = [_state(person, dossier, round, now) for person in people]
    if _keeps_back(round, states):
        states = [_kept_back(state) for state in states]
    return AskingState(round, tuple(states))


def say_progress(dossier: Dossier, state: AskingState) -> str:
    """« 5 réponses sur 8, on attend le père et l’orthophoniste »."""
    answered = len(state.at(Stage.ANSWERED))
    words = f"{answered}{NBSP}réponse{'s' if answered > 1 else ''} sur {len(state.counted)}"
    names = [call(dossier.by_id[one.person], dossier) for one in state.waited_for]
    return f"{words}, on attend {join_words(names)}" if names else words


def _state(person: Participant, dossier: Dossier, round: Round, now: datetime) -> PersonState:
    question = round.question_to(person.id)
    shown = slots_to_show(dossier, person.id, round, now)
    missing = tuple(slot for slot in shown if slot.answer_of(person.id) is None)
    if (question and question.answered_at) or (shown and not missing):
        stage = Stage.ANSWERED
    elif question:
        stage = Stage.SILENT
    elif person.presence is Presence.WRITTEN:
        stage = Stage.NOT_NEEDED
    else:
        stage = Stage.TO_ASK
    return PersonState(person.id, is_first(person, dossier), stage, question, shown, missing)


def _keeps_back(round: Round, states: list[PersonState]) -> bool:
    """The others wait while somebody asked first, or to be asked first, has not answered."""
    if not round.weakest_first or round.others_asked_at:
        return False
    return any(s.first and s.stage in {Stage.SILENT, Stage.TO_ASK} for s in states)


def _kept_back(state: PersonState) -> PersonState:
    if state.first or state.stage is not Stage.TO_ASK:
        return state
    return PersonState(
        state.person, False, Stage.KEPT_BACK, state.question, state.shown, state.missing
    )


def _refuses(person: int, slot: Slot) -> bool:
    answer = slot.answer_of(person)
    return answer is not None and answer.answer in REFUSALS
