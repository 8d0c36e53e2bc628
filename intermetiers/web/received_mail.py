"""A message received, as the few facts a program may act on; whatever the bytes, it never fails.

Headers are read as plain text and cut: the richer parser of the standard library can be kept
busy for long by one address made for that.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from enum import StrEnum

from intermetiers.web.calendars.replying import (
    FIRST_YEAR,
    CalendarReply,
    find_uids,
    read_reply,
    read_text,
)

MOST_BYTES = 1_000_000
MOST_PARTS = 60
MOST_COMPARED = 1_000_000  # lines, times parts in parts
MOST_MARKS = 1_000  # lines that begin as the mark of a part does
LONGEST_HEADER = 1_000
LONGEST_ADDRESS = 254
LONGEST_KEY = 250
LONGEST_TEXT = 2_000

_HEAD_BYTES = 60_000
_MESSAGE_ID = re.compile(rb"^message-id:\s*<([^<>\s]{1,240})>", re.IGNORECASE | re.MULTILINE)
_CALENDARS = {"text/calendar", "application/ics"}
_FINAL = "failed"
_QUOTED = re.compile(
    r"^\s*(?:>|-{3,}|_{8,}|(?:Le|On)\b.{0,200}\b(?:a écrit|wrote)\s*:|(?:De|From|Envoyé|Sent)\s*:)",
    re.IGNORECASE,
)


class MailKind(StrEnum):
    """What a message is, as far as a program can tell."""

    CALENDAR = "calendar"
    BOUNCE = "bounce"
    AUTOMATIC = "automatic"
    WRITTEN = "written"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """`key` names the message for good. `sender` is what it claims: proof of nothing.

    `text` is what somebody wrote above what they quote, on one line; empty but for WRITTEN and
    AUTOMATIC. Of a BOUNCE, `undelivered` is the address that got nothing, `uids` the events of
    the message given back.
    """

    key: str
    kind: MailKind
    sender: str = ""
    sent_at: datetime | None = None
    reply: CalendarReply | None = None
    text: str = ""
    undelivered: str = ""
    uids: tuple[str, ...] = ()


def key_of(content: bytes) -> str:
    """The Message-ID; of a message without one, a print of its bytes."""
    head = re.split(rb"\r?\n\r?\n", content[:_HEAD_BYTES], maxsplit=1)[0]
    found = _MESSAGE_ID.search(head)
    if found:
        return found[1].decode("ascii", errors="replace").replace("\0", "?")[:LONGEST_KEY]
    return "sha256:" + hashlib.sha256(content).hexdigest()


def read_mail(content: bytes) -> ReceivedMail:
    """What this message says. One too heavy, or that no parser understands, is UNREADABLE."""
    key = key_of(content)
    if _is_too_much(content):
        return ReceivedMail(key, MailKind.UNREADABLE, sender=_sender_of_head(content))
    try:
        return _read(key, BytesParser(policy=policy.compat32).parsebytes(content))
    except Exception:  # noqa: BLE001 (anybody may send anything: what breaks the parser waits aside)
        return ReceivedMail(key, MailKind.UNREADABLE)


def _is_too_much(content: bytes) -> bool:
    """Whether the parser would be kept busy: it holds each line against the mark of every part."""
    lines = content.count(b"\n") + content.count(b"\r")
    marks = content.lower().count(b"boundary")  # « boundary*0= » names one too
    return (
        len(content) > MOST_BYTES
        or marks > MOST_PARTS
        or (marks + 1) * lines > MOST_COMPARED
        or content.count(b"\n--") + content.count(b"\r--") > MOST_MARKS
    )


def _sender_of_head(content: bytes) -> str:
    try:
        head = BytesParser(policy=policy.compat32).parsebytes(
            content[:_HEAD_BYTES], headersonly=True
        )
        return _address(_header(head, "From"))
    except Exception:  # noqa: BLE001 (as above)
        return ""


def _read(key: str, mail: Message) -> ReceivedMail:
    sender, sent_at = _address(_header(mail, "From")), _date(_header(mail, "Date"))
    if mail.get_content_type() == "multipart/report" and _reports(mail):
        return _read_report(key, mail, sent_at)
    for part in _parts(mail):
        if _is_calendar(part):
            reply = read_reply(_bytes(part), part.get_content_charset("utf-8"))
            if reply is not None:
                return ReceivedMail(key, MailKind.CALENDAR, sender, sent_at, reply)
    kind = MailKind.AUTOMATIC if _is_automatic(mail) else MailKind.WRITTEN
    return ReceivedMail(key, kind, sender, sent_at, text=_written(mail))


def _parts(mail: Message) -> Iterator[Message]:
    """Each part that is no folder of parts; the invitation a message gives back is not its own."""
    for number, part in enumerate(mail.walk()):
        if number >= MOST_PARTS:
            return
        if not part.is_multipart():
            yield part


def _is_calendar(part: Message) -> bool:
    name = str(part.get_filename("") or "").lower()
    return part.get_content_type() in _CALENDARS or name.endswith(".ics")


def _bytes(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _header(mail: Message, name: str) -> str:
    whole = str(mail.get(name, ""))[:LONGEST_HEADER]
    return whole.encode(errors="replace").decode().replace("\0", "")


def _address(header: str) -> str:
    """The address of a header, in small letters; "" when there is none.

    Several stand together, to be seen, and are nobody’s: « guest@here <other@there> » is written
    by somebody who hopes that the first is believed.
    """
    found = [address.strip() for _, address in getaddresses([header]) if "@" in address]
    return ", ".join(dict.fromkeys(found)).casefold()[:LONGEST_ADDRESS]


def _date(header: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(header)
    except ValueError:
        return None
    return found if found.tzinfo and found.year >= FIRST_YEAR else None


def _is_automatic(mail: Message) -> bool:
    """Out of office, lists and robots (RFC 3834), as those who follow it or nearly do say so."""
    submitted = _header(mail, "Auto-Submitted").strip().lower()
    precedence = _header(mail, "Precedence").strip().lower()
    return (
        bool(submitted and submitted != "no")
        or precedence in {"bulk", "junk", "list", "auto_reply"}
        or bool(_header(mail, "X-Autoreply") or _header(mail, "X-Autorespond"))
        or _header(mail, "Return-Path").strip() == "<>"
    )


# --- What did not arrive (RFC 3464) -------------------------------------------------------------


def _reports(mail: Message) -> list[Message]:
    """The lines of the report, one group for each address."""
    return [
        group
        for part in mail.walk()
        if part.get_content_type() == "message/delivery-status"
        for group in part.get_payload()
        if isinstance(group, Message)
    ]


def _read_report(key: str, mail: Message, sent_at: datetime | None) -> ReceivedMail:
    """A delay is no failure: the server says so, and goes on trying."""
    failed = [one for one in _reports(mail) if _header(one, "Action").strip().lower() == _FINAL]
    if not failed:
        return ReceivedMail(key, MailKind.AUTOMATIC, _address(_header(mail, "From")), sent_at)
    named = _header(failed[0], "Original-Recipient") or _header(failed[0], "Final-Recipient")
    uids = [
        uid
        for part in _parts(mail)
        if _is_calendar(part)
        for uid in find_uids(_bytes(part), part.get_content_charset("utf-8"))
    ]
    return ReceivedMail(
        key,
        MailKind.BOUNCE,
        sent_at=sent_at,
        undelivered=_address(named.rpartition(";")[2]),
        uids=tuple(dict.fromkeys(uids)),
    )


# --- What somebody wrote ------------------------------------------------------------------------


def _written(mail: Message) -> str:
    """The subject stands in for the text of a message that has none to read."""
    plain = (part for part in _parts(mail) if part.get_content_type() == "text/plain")
    part = next(plain, None)
    text = _own_words(_bytes(part), part.get_content_charset("utf-8")) if part else ""
    return text or _decode(_header(mail, "Subject"))


def _own_words(content: bytes, charset: str) -> str:
    words: list[str] = []
    for line in read_text(content[: LONGEST_TEXT * 4], charset).splitlines():
        if _QUOTED.match(line[:400]):
            break
        words += line.split()
    return " ".join(words)[:LONGEST_TEXT]


def _decode(header: str) -> str:
    """« =?utf-8?q?R=C3=A9union?= » as « Réunion »."""
    try:
        parts = decode_header(header)
    except ValueError:
        return ""
    texts = (
        part if isinstance(part, str) else read_text(part, charset or "utf-8")
        for part, charset in parts
    )
    return " ".join("".join(texts).split())
