"""Where received mail is read: a file of messages, or a box on a server (IMAP, always over TLS).

Nothing is ever deleted. On a server, what was taken is marked as read and the rest is left as it
was; a file is only read.
"""

import imaplib
import mailbox
import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from intermetiers.web.received_mail import MOST_BYTES, key_of

PATIENCE = 20  # seconds for each answer of the server
MOST_MESSAGES = 300  # of one run; the next takes the others


class MailboxError(Exception):
    """The box cannot be read; its text is a French sentence for whoever runs the site."""


@dataclass(frozen=True, slots=True)
class Server:
    """A box on a server."""

    host: str
    port: int
    user: str
    password: str
    folder: str

    def __repr__(self) -> str:
        return f"Server({self.host!r})"  # no password in a log


# Takes a message and says whether it is done with: then it is marked as read.
Take = Callable[[bytes], bool]
# Whether the message of this name was taken before; None when it never came.
Before = Callable[[str], bool | None]


def read_file(path: Path, take: Take) -> None:
    """Give each message of an mbox file or a Maildir folder to `take`."""
    try:
        with closing(_open_file(path)) as box:
            for key in box.iterkeys():
                with closing(box.get_file(key)) as file:
                    take(file.read(MOST_BYTES + 1))
    except (mailbox.Error, OSError) as error:
        raise MailboxError(f"Impossible de lire {path}\u00a0: rien n’a été pris.") from error


def _open_file(path: Path) -> "mailbox.Mailbox[mailbox.Message]":
    if path.is_dir():
        return mailbox.Maildir(path, create=False)
    return mailbox.mbox(path, create=False)


def read_server(server: Server, take: Take, before: Before) -> None:
    """Give each unread message of the box to `take`, but those known by their name `before`.

    Those known count for nothing: what is nobody’s stays unread, and must not hide what comes next.
    """
    taken = 0
    try:
        with _selected(server) as box:
            for uid in _unread(box):
                done = before(key_of(_fetch(box, uid, "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]")))
                if done is None:
                    if taken == MOST_MESSAGES:
                        break
                    taken += 1
                    content = _fetch(box, uid, f"BODY.PEEK[]<0.{MOST_BYTES + 1}>")
                    done = bool(content) and take(content)
                if done:
                    box.uid("STORE", uid, "+FLAGS.SILENT", r"(\Seen)")
    except (imaplib.IMAP4.error, OSError) as error:
        raise MailboxError(
            f"La boîte {server.folder} de {server.host} ne peut pas être lue maintenant\u00a0: ce "
            "qui n’a pas été pris y reste, non lu."
        ) from error


def connect(server: Server) -> imaplib.IMAP4:
    """A connection whose certificate is checked, and that never waits for ever."""
    context = ssl.create_default_context()
    return imaplib.IMAP4_SSL(server.host, server.port, ssl_context=context, timeout=PATIENCE)


@contextmanager
def _selected(server: Server) -> Iterator[imaplib.IMAP4]:
    box = connect(server)
    try:
        box.login(server.user, server.password)
        status, _ = box.select(f'"{server.folder}"')
        if status != "OK":
            raise imaplib.IMAP4.error("no such folder")
        yield box
    finally:
        for leave in (box.logout, box.shutdown):  # the second where the first is not answered
            with suppress(imaplib.IMAP4.error, OSError):
                leave()


def _unread(box: imaplib.IMAP4) -> list[str]:
    status, found = box.uid("SEARCH", "UNSEEN")
    if status != "OK" or not found or not found[0]:
        return []
    return [uid.decode("ascii") for uid in found[0].split()]


def _fetch(box: imaplib.IMAP4, uid: str, what: str) -> bytes:
    """The bytes the server gives; none for a message that has gone meanwhile."""
    _, found = box.uid("FETCH", uid, f"({what})")
    for part in found or []:
        if isinstance(part, tuple):
            content: bytes = part[1]
            return content
    return b""
