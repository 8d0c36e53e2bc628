"""What L’année costs a coordinator, with 300 pupils and with ten times as many."""

import random
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.models import Meeting, Slot
from partners.models import Institution, Pupil
from tests import factories
from tests.performance.bench import Figure, median_ms

PUPILS = (300, 3000)
A_SCHOOL = 10  # pupils
FIRST_YEARS = 2  # years of which every pupil had an ESS


def year(bench: Any) -> Iterator[Figure]:
    """The page as it opens, fifty pupils shown, each with two ESS of earlier years; half have one
    this year, held or placed."""
    for number in PUPILS:
        look = partial(_coordinator_of(number).get, reverse("meetings:year"))
        page = look().content.decode()
        assert f"{number}\u00a0ESS" in page
        assert page.count('<th scope="row">') == 50
        with CaptureQueriesContext(connection) as queries:
            look()
        note = f"{number} pupils, 50 shown"
        yield Figure(f"year.{number}.queries", len(queries), "queries", note)
        yield Figure(f"year.{number}.ms", median_ms(look), "ms", note)


def _coordinator_of(pupils: int) -> Client:
    team = factories.make_team(f"Secteur de {pupils}")
    account = factories.make_account(team, "Claire Vasseur")
    names = (f"École {number:03}" for number in range(pupils // A_SCHOOL))
    schools = Institution.objects.bulk_create(
        Institution(team=team, name=name, folded=name, kind="ecole_elementaire") for name in names
    )
    children = Pupil.objects.bulk_create(
        Pupil(
            team=team, first_name="Élève", last_name=f"{number:05}", folded=f"{number:05} eleve",
            class_name="CE2" if number % 4 else "CM1", plan="PPS",
            school=schools[number % len(schools)],
        )
        for number in range(pupils)
    )  # fmt: skip
    _meet(children, account)
    client = Client()
    client.force_login(account, backend="partners.backends.PasswordBackend")
    return client


def _meet(children: list[Pupil], account: Any) -> None:
    """Days drawn the same way at every run."""
    chance, now = random.Random(7), timezone.now()
    days = []
    for child in children:
        days += [(child, -365 * year - chance.randrange(90)) for year in range(1, FIRST_YEARS + 1)]
        if chance.random() < 0.5:
            days.append((child, chance.randrange(-60, 120)))
    meetings = Meeting.objects.bulk_create(
        Meeting(
            team=child.team, reference=f"Y{child.team_id}-{number}", pupil=child, kind="ess",
            title="ESS", convener=account, created_at=now,
        )
        for number, (child, _) in enumerate(days)
    )  # fmt: skip
    slots = Slot.objects.bulk_create(
        Slot(meeting=meeting, starts_at=now + timedelta(days=day),
             ends_at=now + timedelta(days=day, hours=1), added_at=now)
        for meeting, (_, day) in zip(meetings, days, strict=True)
    )  # fmt: skip
    for meeting, slot in zip(meetings, slots, strict=True):
        meeting.chosen_slot = slot
    Meeting.objects.bulk_update(meetings, ["chosen_slot"], batch_size=500)
