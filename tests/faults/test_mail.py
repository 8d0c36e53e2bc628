"""A server of mail that refuses, is slow, or answers twice; a worker killed while it sends."""

import json
import os
import re
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.urls import reverse

from intermetiers.web import mail_queue
from intermetiers.web.mail_queue import (
    LATER,
    MAYBE_LEFT,
    MAYBE_TWICE,
    NO_ANSWER,
    PATIENCE,
    PUT_OFF,
    REFUSED_ADDRESS,
    REFUSED_MESSAGE,
    UNSURE,
    Message,
    deliver,
    queue,
)
from intermetiers.web.management.commands import deliver_mail
from intermetiers.web.models import OutgoingMail
from intermetiers.web.readiness import what_fails
from tests.factories import NOW, make_account, make_team
from tests.faults.mail_server import ASKED, TAKEN, Server

ROOT = Path(__file__).parents[2]
AFTER = PATIENCE + timedelta(seconds=1)


@pytest.fixture
def server(settings):
    settings.EMAIL_BACKEND = "intermetiers.web.mail_server.Backend"
    server = Server()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_USE_TLS, settings.EMAIL_TIMEOUT = False, 20
    yield server
    server.close()


@pytest.fixture
def write(db):
    """Queues a message for this address, by whoever; gives its row."""
    sender = make_account(make_team())

    def write(recipient):
        with transaction.atomic():
            message = Message(recipient, "La réunion", "Bonjour")
            return queue(
                message, about="meeting:1", scope=sender.current_team_id, by=sender, now=NOW
            )

    write.by = sender
    return write


def told(row):
    """What became of it: parti, abandonné or attend, and why."""
    row.refresh_from_db()
    state = "parti" if row.sent_at else "abandonné" if row.failed_at else "attend"
    return state, row.failure


def test_one_mailbox_that_is_always_full_does_not_hold_the_others_back(server, write):
    full, other = write("plein@example.org"), write("samia@example.org")
    server.says["RCPT"] = lambda line: b"452 plein\r\n" if b"plein@" in line else b"250 bien\r\n"
    assert deliver(NOW) == (1, 0)
    assert told(full) == ("attend", LATER)
    assert told(other) == ("parti", "")
    assert what_fails(NOW + timedelta(hours=3)) == []  # nor does the site look out of order
    calls = server.calls
    assert deliver(NOW + PATIENCE / 2) == (0, 0)
    assert server.calls == calls  # a server that says « later » is not asked again at once
    server.says.clear()
    assert deliver(NOW + AFTER) == (1, 0)
    assert told(full) == ("parti", "")


def test_after_four_days_of_later_it_is_said_to_have_failed(server, write):
    row = write("plein@example.org")
    server.says["RCPT"] = b"452 plein\r\n"
    assert deliver(NOW + timedelta(days=3, hours=23)) == (0, 0)
    assert deliver(NOW + timedelta(days=4, hours=1)) == (0, 1)
    assert told(row) == ("abandonné", PUT_OFF)


@pytest.mark.parametrize(
    ("step", "answer", "why"),
    [
        ("RCPT", b"550 inconnu\r\n", REFUSED_ADDRESS),
        ("MAIL", b"552 trop grand\r\n", REFUSED_MESSAGE),
        ("DATA", b"554 non\r\n", REFUSED_MESSAGE),
        ("taken", b"554 indesirable\r\n", REFUSED_MESSAGE),
    ],
)
def test_a_refusal_for_good_is_told_and_the_next_message_leaves(server, write, step, answer, why):
    refused, other = write("samia@example.org"), write("david@example.org")
    answers = iter([answer])
    usual = {"DATA": ASKED, "taken": TAKEN}.get(step, b"250 bien\r\n")
    server.says[step] = lambda _: next(answers, usual)
    assert deliver(NOW) == (1, 1)
    assert told(refused) == ("abandonné", why)
    assert told(other) == ("parti", "")


@pytest.mark.parametrize(
    ("step", "answer"),
    [
        ("connect", b"421 trop de monde\r\n"),
        ("connect", None),
        ("MAIL", b"553 expediteur\r\n"),
        ("RCPT", None),
        ("DATA", b"421 je ferme\r\n"),
    ],
)
def test_a_server_that_takes_nothing_is_asked_once_and_loses_nothing(server, write, step, answer):
    rows = [write("samia@example.org"), write("david@example.org")]
    server.says[step] = answer
    assert deliver(NOW) == (0, 0)
    assert (server.calls, server.taken) == (1, [])
    assert [told(row) for row in rows] == [("attend", NO_ANSWER), ("attend", "")]
    server.says.clear()
    assert deliver(NOW) == (2, 0)
    assert [told(row) for row in rows] == [("parti", "")] * 2


def test_a_message_taken_without_an_answer_leaves_at_most_twice_and_says_so(server, write):
    """A server that takes every message and hangs up would else send one at each run."""
    row = write("samia@example.org")
    server.says["taken"] = None
    assert deliver(NOW) == (0, 0)
    assert told(row) == ("attend", UNSURE)
    assert deliver(NOW + PATIENCE / 2) == (0, 0)
    assert deliver(NOW + AFTER) == (0, 1)
    assert told(row) == ("abandonné", MAYBE_LEFT)
    assert deliver(NOW + AFTER * 3) == (0, 0)
    assert len(server.taken) == 2
    assert len({_number(content) for content in server.taken}) == 1


def test_a_slow_server_is_not_waited_for_forever(server, write, settings):
    settings.EMAIL_TIMEOUT = 0.2
    row, gone = write("samia@example.org"), Event()
    server.says["taken"] = lambda _: gone.wait(20) and None
    assert deliver(NOW) == (0, 0)
    gone.set()
    assert told(row) == ("attend", UNSURE)
    server.says.clear()
    assert deliver(NOW + AFTER) == (1, 0)
    assert told(row) == ("parti", MAYBE_TWICE)


def test_a_doubt_outlives_a_server_that_is_down(server, write):
    row = write("samia@example.org")
    server.says["taken"] = None
    deliver(NOW)
    server.says = {"connect": None}
    deliver(NOW + AFTER)
    assert told(row) == ("attend", UNSURE)
    server.says.clear()
    deliver(NOW + AFTER)
    assert told(row) == ("parti", MAYBE_TWICE)


@pytest.mark.parametrize(
    ("step", "usual"),
    [("connect", b"220 bonjour\r\n"), ("RCPT", b"250 bien\r\n"), ("DATA", ASKED), ("taken", TAKEN)],
)
def test_a_server_that_answers_twice_sends_at_most_twice(server, write, settings, step, usual):
    settings.EMAIL_TIMEOUT = 0.5  # it waits for what we believe we said
    row = write("samia@example.org")
    server.says[step] = usual * 2
    for run in range(3):
        deliver(NOW + run * AFTER)
    state, why = told(row)
    copies = len(server.taken)
    assert state in {"parti", "abandonné"}
    assert copies <= 2
    assert why or (state, copies) == ("parti", 1)


def test_a_long_run_is_not_taken_for_a_dead_one(server, write):
    """What it claims late is not free for another worker that starts then."""
    rows, late = [write("samia@example.org"), write("david@example.org")], NOW + AFTER
    times, seen = iter([NOW, late]), []
    take = mail_queue._hand_over

    def watched(mail):
        seen.append([row.pk for row in OutgoingMail.objects.free_to_claim(late - PATIENCE)])
        take(mail)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mail_queue, "_hand_over", watched)
        assert deliver(NOW, lambda: next(times)) == (2, 0)
    assert seen == [[rows[0].pk, rows[1].pk], []]


def test_the_outbox_tells_a_doubt(server, write, client):
    write("samia@example.org")
    server.says["taken"] = None
    deliver(NOW)
    client.force_login(write.by, backend="partners.backends.PasswordBackend")
    assert UNSURE in client.get(reverse("meetings:outbox")).content.decode()
    server.says.clear()
    deliver(NOW + AFTER)
    assert MAYBE_TWICE in client.get(reverse("meetings:outbox")).content.decode()


@pytest.mark.parametrize(
    ("step", "copies", "why"), [("RCPT", 1, MAYBE_TWICE), ("taken", 2, MAYBE_TWICE)]
)
@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_at_any_step_loses_nothing_and_tells_its_doubt(server, step, copies, why):
    """kill -9 while the server is being spoken to, before and after it took the message."""
    sender = make_account(make_team())
    with transaction.atomic():
        row = queue(
            Message("samia@example.org", "s", "t"),
            about="meeting:1",
            scope=None,
            by=sender,
            now=NOW,
        )
    running = []

    def kill(_):
        os.kill(running[0].pid, signal.SIGKILL)
        running[0].wait(20)

    server.says[step] = kill
    started = Event()
    server.says["connect"] = lambda _: started.wait(20) and b"220 bonjour\r\n"
    running.append(_start_worker(server))
    started.set()
    assert running[0].wait(60) == -signal.SIGKILL
    row.refresh_from_db()
    assert (row.sent_at, row.failed_at, row.failure) == (None, None, "")
    killed_at = row.claimed_at
    server.says.clear()
    assert deliver(killed_at + PATIENCE / 2) == (0, 0)
    assert deliver(killed_at + AFTER) == (1, 0)
    assert told(row) == ("parti", why)
    assert len(server.taken) == copies
    assert len({_number(content) for content in server.taken}) == 1


def _start_worker(server):
    names = ("NAME", "USER", "PASSWORD", "HOST", "PORT")
    base = {name: str(connection.settings_dict[name]) for name in names}
    command = [sys.executable, "-m", "tests.faults.worker", json.dumps(base), str(server.port)]
    return subprocess.Popen(command, cwd=ROOT)


def _number(content):
    return re.search(rb"^Message-ID: (.*)$", content, re.MULTILINE)[1]


def test_the_worker_that_loops_outlives_a_database_that_is_busy(settings, monkeypatch, capsys):
    settings.EMAIL_HOST = "mail.example.org"
    turns = iter([OperationalError("database is locked"), (1, 0), KeyboardInterrupt()])

    def turn(*_):
        said = next(turns)
        if isinstance(said, BaseException):
            raise said
        return said

    monkeypatch.setattr(deliver_mail, "deliver", turn)
    monkeypatch.setattr(deliver_mail, "sleep", lambda _: None)
    monkeypatch.setattr(deliver_mail, "close_old_connections", lambda: None)
    monkeypatch.setattr(deliver_mail, "connection", SimpleNamespace(close=lambda: None))
    call_command("deliver_mail", loop=5)
    said = capsys.readouterr()
    assert "un autre essai suivra" in said.err
    assert "1 parti(s)" in said.out
