"""What a guest writes from a private link: passing its gate, coming or not, « ce n’est pas moi »."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Coalesce

from meetings.answering import Said, keep_answers
from meetings.domain.gate import MOST_TRIES
from meetings.domain.kinds import Answer, Source
from meetings.doors import gate_of
from meetings.models import PrivateLink
from meetings.writing import RefusedError, keep, locked


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one answer at the gate, and how many wrong ones may still be given."""

    is_right: bool
    left: int


def try_gate(link: PrivateLink, said: str, *, now: datetime) -> Tried:
    """Look at one answer. The right one is the person’s own act of opening; after MOST_TRIES wrong
    ones the gate stays closed, whatever is said.

    A try is counted by the database before the answer is looked at, so that several at the same
    instant count as several.
    """
    with locked(link.participant.meeting) as row:
        rows = PrivateLink.objects.filter(pk=link.pk, revoked_at=None)
        if not rows.filter(tries__lt=MOST_TRIES).update(tries=F("tries") + 1, tried_at=now):
            return Tried(is_right=False, left=0)
        fresh = rows.select_related("participant__meeting__pupil").get()
        if not gate_of(fresh).opens_to(said):
            if fresh.tries == MOST_TRIES:
                keep("gate_closed", fresh, row, by=None, now=now)
            return Tried(is_right=False, left=MOST_TRIES - fresh.tries)
        is_first = fresh.opened_at is None
        rows.update(tries=0, opened_at=Coalesce("opened_at", now))
        keep("gate_opened", fresh, row, by=None, now=now, first=is_first)
    return Tried(is_right=True, left=MOST_TRIES)


def come(link: PrivateLink, answer: Answer, *, now: datetime) -> None:
    """Keep what this person says of the chosen date. Raises RefusedError once the meeting began,
    or when it has lost its date."""
    with locked(link.participant.meeting) as row:
        slot = row.chosen_slot
        if slot is None or slot.starts_at <= now:
            raise RefusedError
        said = {slot.pk: Said(answer, _note(link, slot.pk, answer))}
        keep_answers(row, link.participant, said, source=Source.LINK, by=None, now=now)


def is_not_mine(link: PrivateLink, *, now: datetime) -> None:
    """Whoever got the link says that it is for somebody else: it opens no more."""
    with locked(link.participant.meeting) as row:
        said = PrivateLink.objects.filter(pk=link.pk, revoked_at=None)
        if said.update(not_me_at=now, revoked_at=now):
            keep("link_not_mine", link, row, by=None, now=now)


def _note(link: PrivateLink, slot: int, answer: Answer) -> str:
    """« Ce qui me gêne », said with the same answer before, stays said."""
    known = link.participant.answers.filter(slot=slot, answer=answer.value).first()
    return known.note if known else ""
