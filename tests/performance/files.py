"""What a pupil’s file costs to make, to check and to receive: a schooling of 5,000 notes."""

from collections.abc import Iterator
from io import BytesIO
from time import perf_counter
from uuid import uuid4

from django.utils import timezone

from meetings.domain.live.acts import read_act
from meetings.erasing import Why, erase_pupil
from meetings.models import LiveAct, Meeting
from meetings.portable.actions import receive_file
from meetings.portable.archive import read_archive, write_archive
from meetings.portable.checking import check
from meetings.portable.packing import pack
from tests.live_acts import T0, entry
from tests.performance.bench import Figure

NOTES = 5000


def files(case: Meeting) -> Iterator[Figure]:
    """Packed, zipped, opened, checked and written again, once."""
    now, by, team = timezone.now(), case.convener, case.team
    _write_notes(case)
    start = perf_counter()
    packed = pack(case.pupil, now)
    content = write_archive(packed)
    yield Figure("files.make.s", perf_counter() - start, "s", f"{NOTES} notes")
    yield Figure("files.bytes", len(content), "bytes")
    erase_pupil(case.pupil, by=None, now=now, why=Why.RETENTION)
    start = perf_counter()
    opened = read_archive(BytesIO(content))
    check(opened.data, opened.documents.keys(), now)
    yield Figure("files.check.s", perf_counter() - start, "s", "opened and held to the schema")
    start = perf_counter()
    receive_file(opened, team, by=by, now=now)
    yield Figure("files.receive.s", perf_counter() - start, "s", "checked again, then written")


def _write_notes(case: Meeting) -> None:
    notes = (entry("Un accord, en une phrase assez longue. " * 8, at=T0 + n) for n in range(NOTES))
    LiveAct.objects.bulk_create(
        (
            LiveAct(
                meeting=case,
                ident=uuid4(),
                kind="entry",
                payload=dict(read_act(note).payload),
                at=note["at"],
                device="bench",
                received_at=timezone.now(),
                by=case.convener,
            )
            for note in notes
        ),
        500,
    )
