"""A received spreadsheet as lines of texts, in bounded time and memory, whatever the bytes.

The name of a file is never believed: what it holds says what it is.
"""

import json
import re
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from intermetiers.web.spreadsheets.refusals import refusal
from intermetiers.web.spreadsheets.separated import read_separated
from intermetiers.web.uploads import MOST_BYTES

SECONDS_TO_READ = 20

_WORKBOOK = str(Path(__file__).with_name("workbook.py"))
_WRAPPINGS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
_PDF = re.compile(rb"\s*%PDF-")
_ENDED_BY_THE_SYSTEM = {
    -signal.SIGABRT: "too_large",  # no memory left: the reader gives up
    -signal.SIGSEGV: "too_large",  # no room left for its stack
    -signal.SIGXCPU: "too_slow",
    -signal.SIGKILL: "too_slow",
}


@dataclass(frozen=True)
class Sheet:
    """One sheet. Every line has as many cells; line 1 of the file is `lines[0]`.

    A cell is what a French reader sees: « 17/04/2018 », « 9,5 », « 12 », « oui », the value of
    a formula, "" for an error. Merged cells have their value in the first one only. Only what
    the file itself holds is here: a phone typed as a number has lost its first zero.
    """

    name: str
    lines: tuple[tuple[str, ...], ...]
    hidden: bool = False


def read_spreadsheet(content: bytes) -> tuple[Sheet, ...]:
    """The sheets that hold something, at least one; UploadRefusedError with a sentence else."""
    if len(content) > MOST_BYTES:
        raise refusal("too_heavy")
    if not content.strip():
        raise refusal("empty")
    if _PDF.match(content[:1024]):
        raise refusal("pdf")
    if content.startswith(_WRAPPINGS):
        sheets = _read_apart(content)
    else:
        sheets = (Sheet("", _frozen(read_separated(content))),)
    sheets = tuple(sheet for sheet in sheets if sheet.lines)
    if not sheets:
        raise refusal("empty")
    return sheets


def _read_apart(content: bytes) -> tuple[Sheet, ...]:
    """The answer goes by a file without a name, which the system keeps from growing too much."""
    with tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(  # noqa: S603 (our own interpreter and file; the content goes by a pipe)
                [sys.executable, "-I", _WORKBOOK],
                input=content,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                env={"RUST_BACKTRACE": "0"},
                timeout=SECONDS_TO_READ,
                check=False,
            )
        except subprocess.TimeoutExpired as expired:
            raise refusal("too_slow") from expired
        answer.seek(0)
        return _read_answer(done.returncode, answer.read())


def _read_answer(code: int, answer: bytes) -> tuple[Sheet, ...]:
    if code in _ENDED_BY_THE_SYSTEM:
        raise refusal(_ENDED_BY_THE_SYSTEM[code])
    if code != 0:
        raise refusal("broken")
    found: dict[str, Any] = json.loads(answer)
    if "refused" in found:
        raise refusal(found.pop("refused"), **found)
    return tuple(
        Sheet(sheet["name"], _frozen(sheet["lines"]), sheet["hidden"]) for sheet in found["sheets"]
    )


def _frozen(lines: list[list[str]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line) for line in lines)
