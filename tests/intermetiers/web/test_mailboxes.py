"""Reading a box on a server: nothing is lost, nothing is deleted, what was taken is marked."""

import imaplib
import ssl

import pytest

from intermetiers.web import mailboxes
from intermetiers.web.mailboxes import MailboxError, Server, connect, read_server
from intermetiers.web.received_mail import MOST_BYTES
from tests.intermetiers.web.imap_server import Box, serve

ONE = b"Message-ID: <1@x>\r\n\r\nun\r\n"
TWO = b"Message-ID: <2@x>\r\n\r\ndeux\r\n"


@pytest.fixture
def open_box(monkeypatch):
    """A server of these messages, as the reader finds it: the connection alone is not TLS."""
    servers = []

    def run(*messages, **fields):
        box = Box(*messages, **fields)
        servers.append(serve(box))
        host, port = servers[-1].server_address
        monkeypatch.setattr(
            mailboxes, "connect", lambda server: imaplib.IMAP4(host, port, timeout=5)
        )
        return box

    yield run
    for server in servers:
        server.shutdown()
        server.server_close()


SERVER = Server("mail.example.org", 993, "reponses", "secret", "INBOX")


def _read(take, before=lambda key: None, server=SERVER):
    read_server(server, take, before)


def test_each_unread_message_is_taken_and_marked(open_box):
    box, taken = open_box(ONE, TWO), []
    _read(lambda content: taken.append(content) or True)
    assert taken == [ONE, TWO]
    assert box.seen == {1, 2}
    _read(lambda content: pytest.fail("read again"))


def test_what_is_not_done_with_stays_unread(open_box):
    box = open_box(ONE, TWO)
    _read(lambda content: content == TWO)
    assert box.seen == {2}


def test_what_was_taken_before_is_not_fetched_again(open_box):
    """Marked all the same: the run that took it was cut before it could."""
    box = open_box(ONE, TWO)
    _read(lambda content: pytest.fail("fetched"), {"1@x": True, "2@x": False}.get)
    assert box.seen == {1}
    assert not any("BODY.PEEK[]" in words for words in box.said)


def test_nothing_is_deleted_nor_marked_by_being_read(open_box):
    box = open_box(ONE)
    _read(lambda content: False)
    said = " ".join(box.said).upper()
    for word in ("DELETED", "EXPUNGE", "MOVE", "CLOSE"):
        assert word not in said
    assert "BODY[" not in said
    assert f"<0.{MOST_BYTES + 1}>" in said


def test_a_message_that_fails_does_not_lose_those_after(open_box):
    box = open_box(ONE, TWO)
    _read(lambda content: content != ONE)
    assert box.seen == {2}


@pytest.mark.parametrize("at", ["LOGIN", "SELECT", "SEARCH", "FETCH 2", "STORE"])
def test_a_server_that_hangs_up_is_said_and_what_is_left_waits(open_box, at):
    box, taken = open_box(ONE, TWO), []
    box.breaks_at = at
    with pytest.raises(MailboxError, match="ne peut pas être lue"):
        _read(lambda content: taken.append(content) or True)
    assert TWO not in taken
    assert 2 not in box.seen


@pytest.mark.parametrize("fields", [{"password": "other"}, {"folder": "Réponses"}])
def test_a_wrong_password_or_folder_is_said_without_it(open_box, fields):
    open_box(ONE, **fields)
    with pytest.raises(MailboxError) as told:
        _read(lambda content: pytest.fail("read"))
    assert "secret" not in str(told.value)


def test_a_connection_is_checked_and_ends(monkeypatch):
    """A certificate nobody vouches for is refused, and no answer is waited for without end."""
    asked = {}
    monkeypatch.setattr(imaplib, "IMAP4_SSL", lambda host, port, **more: asked.update(more))
    connect(SERVER)
    assert asked["timeout"] == mailboxes.PATIENCE
    assert asked["ssl_context"].verify_mode is ssl.CERT_REQUIRED
    assert asked["ssl_context"].check_hostname


def test_no_password_is_in_what_a_log_could_print():
    assert "secret" not in repr(SERVER)
