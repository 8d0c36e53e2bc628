"""What an agenda costs that reads a coordinator’s meetings every hour."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.announcing.actions.feeds import make_feed
from tests import factories
from tests.performance.bench import Figure, median_ms

MEETINGS = 60


def feed(bench: Any) -> Iterator[Figure]:
    """Sixty meetings to come, ten people each, read whole and read again unchanged."""
    now = timezone.now()
    team = factories.make_team("Secteur de l’agenda")
    account = factories.make_account(team, "Claire Vasseur")
    for number in range(MEETINGS):
        meeting = factories.make_meeting(team, account, pupil=factories.make_pupil(team))
        factories.fill(meeting, participants=8, items=3, slots=3, places=2)
        meeting.chosen_slot = factories.make_slot(meeting, now + timedelta(days=1 + number))
        meeting.chosen_place = meeting.places.first()
        meeting.save()
    address = reverse("meetings:feed_coordinator", args=[make_feed(account, team, now=now).secret])
    agenda = Client()
    whole = agenda.get(address)
    assert whole.content.count(b"BEGIN:VEVENT") == MEETINGS
    with CaptureQueriesContext(connection) as queries:
        agenda.get(address)
    note = f"{MEETINGS} meetings of ten people"
    yield Figure("feed.queries", len(queries), "queries", note)
    yield Figure("feed.ms", median_ms(lambda: agenda.get(address)), "ms", note)
    yield Figure("feed.bytes", len(whole.content), "bytes", "before gzip")
    again = Client(headers={"if-none-match": whole["ETag"]})
    yield Figure("feed.unchanged.ms", median_ms(lambda: again.get(address)), "ms", "answers 304")
