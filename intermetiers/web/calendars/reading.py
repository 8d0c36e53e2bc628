"""A received calendar as busy intervals, in bounded time and memory, whatever the bytes."""

import json
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from intermetiers.web.calendars.sentences import refusal, say_left_out
from intermetiers.web.uploads import MOST_BYTES

SECONDS_TO_READ = 25

_ROOT = str(Path(__file__).parents[3])
_RUN = (
    "import sys; sys.path.insert(0, sys.argv.pop(1));"
    "from intermetiers.web.calendars.apart import main; main()"
)
_ENDED_BY_THE_SYSTEM = {
    -signal.SIGABRT: "too_large",  # no memory left: the reader gives up
    -signal.SIGSEGV: "too_large",  # no room left for its stack
    -signal.SIGXCPU: "too_slow",
    -signal.SIGKILL: "too_slow",
}


@dataclass(frozen=True, slots=True)
class Busy:
    """When somebody is busy, and nothing of why.

    `intervals` are instants in UTC, in order, none touching another; `read` counts the events
    understood; `left_out` are French sentences for what was not.
    """

    intervals: tuple[tuple[datetime, datetime], ...]
    read: int
    left_out: tuple[str, ...]


def read_busy(content: bytes, window: tuple[date, date], zone: str = "Europe/Paris") -> Busy:
    """The busy intervals from the first to the last day of the window, both in it.

    `zone` is where a time without zone is read, and where days begin. Raises UploadRefusedError,
    with a sentence, for what is no calendar or takes too long.
    """
    if len(content) > MOST_BYTES:
        raise refusal("too_heavy")
    if not content.strip(b"\0 \t\r\n"):
        raise refusal("empty")
    with tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(  # noqa: S603 (our own interpreter and code; the content goes by a pipe)
                [sys.executable, "-I", "-c", _RUN, _ROOT, *map(str, window), zone],
                input=content,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                env={},
                timeout=SECONDS_TO_READ,
                check=False,
            )
        except subprocess.TimeoutExpired as expired:
            raise refusal("too_slow") from expired
        answer.seek(0)
        return _read_answer(done.returncode, answer.read())


def _read_answer(code: int, answer: bytes) -> Busy:
    if code in _ENDED_BY_THE_SYSTEM:
        raise refusal(_ENDED_BY_THE_SYSTEM[code])
    if code != 0:
        raise refusal("broken")
    found: dict[str, Any] = json.loads(answer)
    if "refused" in found:
        raise refusal(found["refused"])
    intervals = tuple((_instant(start), _instant(end)) for start, end in found["busy"])
    return Busy(intervals, found["read"], say_left_out(found["left_out"]))


def _instant(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)
