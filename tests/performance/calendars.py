"""Reading a calendar of 5,000 events: how long, and how much memory the process that reads takes."""

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from intermetiers.web.calendars import reading
from intermetiers.web.calendars.reading import read_busy
from tests.intermetiers.web.calendars.files import calendar, event
from tests.performance.bench import Figure

EVENTS = 5000
RUNS = 3
WINDOW = date(2026, 12, 3), date(2027, 6, 3)
# Runs what it is given and writes the most kilobytes that process held.
_MEASURE = (
    "import resource, subprocess, sys;"
    "subprocess.run(sys.argv[1:], stdin=sys.stdin, stdout=subprocess.DEVNULL, check=True);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


def reading_calendars(_bench: Any) -> Iterator[Figure]:
    """The median of three runs, the start of the process in it; the memory of a run apart."""
    content = calendar(*(_event(number) for number in range(EVENTS)))
    note = f"{len(content) / 1_000_000:.1f} MB"
    seconds = statistics.median(_seconds(content) for _ in range(RUNS))
    yield Figure(f"calendar.{EVENTS}", seconds, "s", note)
    yield Figure(f"calendar.{EVENTS}.peak", _peak(content), "MB", "the whole process")


def _event(number: int) -> str:
    """One in five repeats every week for a year; the others happen once in two years."""
    start = datetime(2026, 1, 5, 8) + timedelta(hours=number * 7 % 17_000)  # noqa: DTZ001
    lines = [
        f"UID:{number}@example.org",
        f"SUMMARY:Rendez-vous {number}",
        f"DESCRIPTION:{'Une longue description, comme en ont les invitations. ' * 5}",
        f"DTSTART;TZID=Romance Standard Time:{start:%Y%m%dT%H%M%S}",
        "DURATION:PT45M",
    ]
    if number % 5 == 0:
        lines += [
            "RRULE:FREQ=WEEKLY;COUNT=52",
            f"EXDATE;TZID=Romance Standard Time:{start + timedelta(weeks=3):%Y%m%dT%H%M%S}",
        ]
    return event(*lines)


def _seconds(content: bytes) -> float:
    start = time.perf_counter()
    read_busy(content, WINDOW)
    return time.perf_counter() - start


def _peak(content: bytes) -> float:
    """Megabytes."""
    run = [sys.executable, "-I", "-c", reading._RUN, reading._ROOT, *map(str, WINDOW)]
    done = subprocess.run(
        [sys.executable, "-c", _MEASURE, *run, "Europe/Paris"],
        input=content,
        capture_output=True,
        check=True,
    )
    return int(done.stdout) / 1024
