"""Log lines that say where a fault is and nothing of anybody.

The message of an exception is never written: a database quotes in it the value it refuses, a
parser the text it cannot read. Its kind and the lines of code it went through are.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from types import TracebackType

from intermetiers.web.request_codes import request_code
from intermetiers.web.sealing import SealError

_QUERY = re.compile(r"(?<=[\w/])\?[^\s\"']+")
_ADDRESS = re.compile(r"[^\s<>\"'=]+@[\w.-]+\w")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def said(record: logging.LogRecord) -> str:
    """The message without what was asked for in an address (« ?q=… »), nor any mail address.

    On one line: an address asked for may hold an end of line, and what looks like another message.
    """
    told = _ADDRESS.sub("…@…", _QUERY.sub("?…", record.getMessage()))
    return _CONTROL.sub(lambda sign: f"\\x{ord(sign[0]):02x}", told)


def failure_of(failure: Failure) -> list[str]:
    """The kind of each exception, the first cause first, then the lines it went through."""
    told: list[str] = []
    error = failure[1]
    while error is not None:
        lines = [
            f"{frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
        told = [_kind(error), *lines, *told]
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return told


def _kind(error: BaseException) -> str:
    """What the exception is; and what it says, for those whose words are ours alone."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return f"{kind}: {error}" if isinstance(error, SealError) else kind


class TextLines(logging.Formatter):
    """For who reads a terminal: « ERROR django.request [BCDF-2345] … »."""

    def format(self, record: logging.LogRecord) -> str:
        code = request_code()
        head = f"{record.levelname} {record.name}" + (f" [{code}]" if code else "")
        lines = failure_of(record.exc_info) if record.exc_info else []
        return "\n    ".join([f"{head} {said(record)}", *lines])


class JsonLines(logging.Formatter):
    """For a machine that gathers logs: one JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": request_code(),
            "message": said(record),
        }
        if record.exc_info:
            line["failure"] = "\n".join(failure_of(record.exc_info))
        return json.dumps(line, ensure_ascii=False)
