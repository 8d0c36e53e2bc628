"""The gate in front of what a private link shows of a child: answering it, saying « not me »."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils import timezone

from intermetiers.web.throttle import take_try
from meetings.domain.gate import MOST_TRIES
from meetings.doors import gate_of
from meetings.models import PrivateLink
from meetings.writing import keep, locked

LONGEST = 80
OPEN = 302  # the status of an answer that opens
# How many wrong ones an hour may come from one address, whatever the links.
MOST_AT_GATES = 20


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


def knock(request: HttpRequest, link: PrivateLink) -> tuple[str, int]:
    """What to say of the answer, as a key of the lexicon, and the status; no key for a gate that
    opens, nor for one that is closed, which the page says by itself."""
    said, gate = request.POST.get("said", "")[:LONGEST], gate_of(link)
    if link.tries >= MOST_TRIES:
        return "", 422
    if not gate.reads(said):
        return "gate.unreadable" if gate.asks_birth else "gate.unreadable_name", 422
    now = timezone.now()
    taken = take_try(request, "gate", most=MOST_AT_GATES, now=now)
    if taken is None:
        return "gate.slow", 429
    tried = try_gate(link, said, now=now)
    if tried.is_right:
        taken.delete()
        return "", OPEN
    link.tries = MOST_TRIES - tried.left
    return "gate.wrong" if tried.left else "", 422


def is_not_mine(link: PrivateLink, *, now: datetime) -> None:
    """Whoever got the link says that it is for somebody else: it opens no more."""
    with locked(link.participant.meeting) as row:
        said = PrivateLink.objects.filter(pk=link.pk, revoked_at=None)
        if said.update(not_me_at=now, revoked_at=now):
            keep("link_not_mine", link, row, by=None, now=now)
