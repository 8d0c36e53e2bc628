"""Mail leaves exactly once, or says why not."""

import smtplib
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction

from intermetiers.web import mail_queue
from intermetiers.web.mail_queue import Message, OutsideTransactionError, deliver, queue
from intermetiers.web.models import OutgoingMail
from tests.factories import NOW, make_account, make_team

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def sender(team):
    return make_account(team)


def _queue(sender, recipient="samia@example.org", **fields):
    message = Message(
        **({"recipient": recipient, "subject": "La réunion", "text": "Bonjour"} | fields)
    )
    with transaction.atomic():
        return queue(message, about="meeting:1", scope=sender.current_team_id, by=sender, now=NOW)


@pytest.fixture
def server(monkeypatch):
    """A server that answers each address as `refuses` says: an exception, or nothing."""
    refuses, taken = {}, []

    def send(self, fail_silently=False):
        error = refuses.get(self.to[0])
        if error is not None:
            raise error
        taken.append(self.to[0])
        return 1

    monkeypatch.setattr(EmailMultiAlternatives, "send", send)
    send.refuses, send.taken = refuses, taken
    return send


def _refused(address, code):
    return smtplib.SMTPRecipientsRefused({address: (code, b"non")})


def test_a_message_reaches_its_reader_alone(sender):
    _queue(sender, html="<p>Bonjour</p>")
    _queue(sender, "david@example.org")
    assert deliver(LATER) == (2, 0)
    assert [message.recipients() for message in mail.outbox] == [
        ["samia@example.org"],
        ["david@example.org"],
    ]
    assert mail.outbox[0].alternatives[0].content == "<p>Bonjour</p>"
    assert "david" not in str(mail.outbox[0].message())


def test_a_message_sent_is_not_sent_again(sender):
    row = _queue(sender)
    deliver(LATER)
    assert deliver(LATER) == (0, 0)
    assert len(mail.outbox) == 1
    row.refresh_from_db()
    assert row.sent_at == LATER


@pytest.mark.parametrize("code", [None, 550])
def test_the_secret_of_a_link_stays_nowhere_once_its_message_has_gone(sender, server, code):
    if code:
        server.refuses["samia@example.org"] = _refused("samia@example.org", code)
    link = "https://reunions.example.org/b/uS2-_gRy7iWnDb4cVq1tXkLpZa9eFhJ0mNo3"
    row = _queue(sender, text=f"Bonjour,\n{link}\n06", html=f'<a href="{link}">{link}</a>')
    assert link in row.text
    deliver(LATER)
    row.refresh_from_db()
    assert row.text == "Bonjour,\n(le lien n’est pas gardé)\n06"
    assert row.html == ""


def test_a_message_that_waits_keeps_its_link(sender, server):
    server.refuses["samia@example.org"] = OSError()
    row = _queue(sender, text="http://127.0.0.1:8000/b/uS2-_gRy7iWnDb4c", html="<p>")
    deliver(LATER)
    row.refresh_from_db()
    assert (row.text[-16:], row.html) == ("uS2-_gRy7iWnDb4c", "<p>")


@pytest.mark.django_db(transaction=True)
def test_queuing_outside_a_transaction_is_refused():
    sender = make_account(make_team())
    with pytest.raises(OutsideTransactionError):
        queue(Message("a@example.org", "s", "t"), about="x", scope=1, by=sender, now=NOW)
    assert not OutgoingMail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_act_undone_sends_nothing():
    sender = make_account(make_team())
    with transaction.atomic():
        queue(Message("a@example.org", "s", "t"), about="x", scope=1, by=sender, now=NOW)
        transaction.set_rollback(True)
    assert deliver(LATER) == (0, 0)


def test_an_address_refused_for_good_is_kept_with_its_reason(sender, server):
    server.refuses["non@example.org"] = _refused("non@example.org", 550)
    row = _queue(sender, "non@example.org")
    _queue(sender, "oui@example.org")
    assert deliver(LATER) == (1, 1)
    row.refresh_from_db()
    assert row.failed_at == LATER
    assert row.failure == "le serveur de courriel refuse cette adresse"
    assert deliver(LATER) == (0, 0)
    assert server.taken == ["oui@example.org"]


@pytest.mark.parametrize(
    "error",
    [
        ConnectionRefusedError(),
        TimeoutError(),
        smtplib.SMTPServerDisconnected(),
        smtplib.SMTPAuthenticationError(535, b""),
        smtplib.SMTPSenderRefused(550, b"", "nous@example.org"),
        smtplib.SMTPDataError(421, b"closing"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_a_server_down_then_back_loses_nothing(sender, server, error):
    server.refuses["samia@example.org"] = error
    row = _queue(sender)
    assert deliver(LATER) == (0, 0)
    row.refresh_from_db()
    assert (row.sent_at, row.failed_at, row.claimed_at) == (None, None, None)
    assert "ne répond pas" in row.failure
    server.refuses.clear()
    assert deliver(LATER) == (1, 0)
    row.refresh_from_db()
    assert row.failure == ""


def test_a_server_down_is_not_called_for_every_message(sender, server):
    server.refuses["samia@example.org"] = ConnectionRefusedError()
    for _ in range(3):
        _queue(sender)
    deliver(LATER)
    assert OutgoingMail.objects.filter(failure="").count() == 2


@pytest.mark.parametrize("error", [smtplib.SMTPDataError(552, b"too big"), UnicodeError("idna")])
def test_a_message_nobody_can_carry_does_not_stop_the_others(sender, server, error):
    server.refuses["samia@example.org"] = error
    _queue(sender)
    _queue(sender, "david@example.org")
    assert deliver(LATER) == (1, 1)


def test_a_worker_killed_while_sending_is_replaced_in_time(sender):
    row = _queue(sender)
    OutgoingMail.objects.filter(pk=row.pk).update(claimed_at=NOW)
    assert deliver(NOW + timedelta(minutes=9)) == (0, 0)
    assert deliver(NOW + timedelta(minutes=11)) == (1, 0)


def test_a_subject_stays_on_one_line_and_in_its_column(sender):
    row = _queue(sender, subject="La réunion\r\nBcc: tous@example.org " + "x" * 300)
    assert row.subject.startswith("La réunion Bcc: tous@example.org x")
    assert len(row.subject) == 200
    deliver(LATER)
    assert mail.outbox[0].message()["Bcc"] is None


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_send_twice(server, monkeypatch):
    sender = make_account(make_team())
    for number in range(5):
        _queue(sender, f"n{number}@example.org")
    start, claim = Barrier(2), mail_queue._claim

    def claim_together(row, now):
        # Both workers have read the whole list before either claims its first row.
        if row.recipient == "n0@example.org":
            start.wait(10)
        return claim(row, now)

    monkeypatch.setattr(mail_queue, "_claim", claim_together)
    counts = []

    def work():
        try:
            counts.append(deliver(LATER))
        finally:
            connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)
    assert sum(sent for sent, _ in counts) == 5
    assert sorted(server.taken) == [f"n{number}@example.org" for number in range(5)]
