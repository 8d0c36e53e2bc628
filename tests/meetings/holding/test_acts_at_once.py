"""Devices that send at the very same moment: each act is kept once, and everybody hears all."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from intermetiers.web.models import JournalEntry
from meetings.holding.actions.acting import Sending, acts_since, keep_acts
from meetings.live import milliseconds
from meetings.models import Holding, LiveAct
from tests.live_acts import entry, make


def _send_at_once(meeting, account, *sendings):
    """What each was answered, and the cursor each heard up to."""
    ready = Barrier(len(sendings))

    def send(acts):
        try:
            ready.wait(20)
            kept = keep_acts(meeting, Sending(acts), by=account, now=timezone.now())
            return kept, acts_since(meeting, 0)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(sendings)) as threads:
        return list(threads.map(send, sendings))


@pytest.mark.django_db(transaction=True)
def test_the_same_acts_from_two_tabs_at_once_are_kept_once(case_1, alice):
    now = milliseconds(timezone.now())
    acts = [make("open", at=now), *(entry(f"Note {n}", at=now) for n in range(20))]
    answers = _send_at_once(case_1, alice, acts, acts[::-1], acts[5:], acts[:10])
    assert LiveAct.objects.count() == len(acts)
    assert Holding.objects.count() == 1
    assert all(not kept.refused for kept, _ in answers)
    assert {len(kept.saved) for kept, _ in answers} == {len(acts), len(acts) - 5, 10}
    # Whoever came after found everything there: one line of the journal for what was new.
    assert sum(line.detail["count"] for line in JournalEntry.objects.filter(act="live_acts")) == 21


@pytest.mark.django_db(transaction=True)
def test_nobody_misses_what_was_written_while_they_were_answered(case_1, alice):
    """No act ever slips under a cursor that was already given."""
    now = milliseconds(timezone.now())
    sendings = [[entry(f"{device} {n}", at=now) for n in range(15)] for device in "abcd"]
    answers = _send_at_once(case_1, alice, *sendings)
    sent = {act["id"] for acts in sendings for act in acts}
    for _, (heard, cursor) in answers:
        after, _ = acts_since(case_1, cursor)
        assert {act.id for act in heard} | {act.id for act in after} == sent


@pytest.mark.django_db(transaction=True)
def test_a_turn_sent_while_another_closes_is_erased_or_dropped(case_1, alice):
    who = f"p{case_1.participants.first().pk}"
    now = milliseconds(timezone.now())
    keep_acts(case_1, Sending([make("open", at=now - 9000)]), by=alice, now=timezone.now())
    turns = [make("floor", at=now - 8000 + n, who=who) for n in range(20)]
    _send_at_once(case_1, alice, turns, [make("close", at=now - 1000)], turns)
    assert set(LiveAct.objects.values_list("kind", flat=True)) == {"open", "close"}
