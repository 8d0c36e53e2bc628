"""Answers brought from another poll: thirty people and sixty dates."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from intermetiers.web.spreadsheets import read_spreadsheet
from meetings.models import PollImport
from tests.meetings.asking.polls import brought, framadate
from tests.meetings.domain.polls.tables import read
from tests.performance.bench import Figure, median_ms

PEOPLE, DATES = 30, 60


def poll(bench: Any) -> Iterator[Figure]:
    days = [f"{1 + n % 28:02}/{1 + n // 28:02}/2035" for n in range(DATES)]
    lines = [(f"Nom{n}", *["Oui", "Non"] * (DATES // 2)) for n in range(PEOPLE)]
    content = framadate(*lines, days=days, hours=["09:00"] * DATES)
    yield Figure("poll.30x60.table.ms", median_ms(lambda: read_spreadsheet(content)), "ms")
    yield Figure("poll.30x60.read.ms", median_ms(lambda: read(content)), "ms")
    kept = brought(bench.client, bench.large, content)
    address = reverse("meetings:poll_preview", args=[bench.large.reference, kept.pk])
    page = bench.client.get(address)
    yield Figure("poll.30x60.preview.bytes", len(page.content), "bytes")
    yield Figure(
        "poll.30x60.preview.ms", median_ms(lambda: bench.client.get(address), runs=5), "ms"
    )
    PollImport.objects.filter(pk=kept.pk).delete()
