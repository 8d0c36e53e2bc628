"""Reads calendars (.ics) given on standard input, in a process of its own.

A file somebody sends may be made to keep a reader busy for ever: one line repeats an event every
second until the year 9999. The limits below are set on this process before the first byte is
read, and the system enforces them. Run by `reading`; writes JSON on standard output: intervals
and counts. Nothing else of a calendar leaves this process.
"""

import json
import resource
import sys
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from intermetiers.web.calendars.cutting import RefusedError
from intermetiers.web.calendars.spans import read_calendars

CPU_SECONDS = 12
MEMORY_BYTES = 500_000_000
MOST_ANSWER_BYTES = 2_000_000


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_ANSWER_BYTES, MOST_ANSWER_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    first, last, zone = sys.argv[1:4]
    window = date.fromisoformat(first), date.fromisoformat(last)
    try:
        content = sys.stdin.buffer.read()
        answer: dict[str, Any] = read_calendars(content, window, ZoneInfo(zone))
    except RefusedError as refusal:
        answer = {"refused": str(refusal)}
    except MemoryError:
        answer = {"refused": "too_large"}
    sys.stdout.write(json.dumps(answer))
