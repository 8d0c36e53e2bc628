"""What a real mail server receives when an invitation leaves."""

import email
from datetime import timedelta
from email import policy

import pytest
from aiosmtpd.controller import Controller
from django.db import transaction
from icalendar import Calendar

from intermetiers.web.calendars.writing import Contact, Event, Method, write_calendar
from intermetiers.web.mail_queue import Message, deliver, queue
from intermetiers.web.models import OutgoingMail
from tests.factories import NOW, make_account

LATER = NOW + timedelta(minutes=1)
FEED = "https://reunions.example.org/a/uS2-_gRy7iWnDb4cVq1tXkLpZa9eFhJ0mNo3/reunion.ics"
OTHERS = ("david@example.org", "aesh.canari@example.org")


class Mailbox:
    """Keeps each message as it came through the wire, with whom it was for."""

    def __init__(self):
        self.received = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (aiosmtpd calls it so)
        self.received.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 OK"


class OnAFreePort(Controller):
    """A server on this machine, at the port the system gives."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def server(settings):
    """Where the site sends its mail for the time of a test."""
    box = Mailbox()
    controller = OnAFreePort(box, hostname="127.0.0.1", port=0)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = controller.port
    settings.EMAIL_USE_TLS = False
    settings.DEFAULT_FROM_EMAIL = "Intermétiers <reunions@example.org>"
    settings.REPLIES_ADDRESS = "reponses@example.org"
    yield box
    controller.stop()


@pytest.fixture
def sender(team):
    return make_account(team)


def event(recipient="samia@example.org", **fields):
    plain = {
        "uid": f"{recipient[0]}9f1c@reunions.example.org",
        "starts_at": NOW + timedelta(days=30),
        "ends_at": NOW + timedelta(days=30, hours=1),
        "told_at": NOW,
        "summary": "Réunion avec Claire Vasseur",
        "description": "Où, quand ; et comment répondre : « oui ».\n\nÀ bientôt" + " é" * 90,
        "organizer": Contact("reponses@example.org", "Claire Vasseur"),
        "attendee": Contact(recipient),
    }
    return Event(**(plain | fields))


def send(sender, recipient="samia@example.org", method=Method.REQUEST, **fields):
    calendar = write_calendar(
        [event(recipient, is_cancelled=method is Method.CANCEL, **fields)], method=method
    )
    message = Message(
        recipient=recipient,
        subject="Invitation : réunion du jeudi 21 janvier",
        text=f"Bonjour,\n\n{FEED}\n",
        html=f'<p>Bonjour, <a href="{FEED}">agenda</a></p>',
        calendar=calendar,
        calendar_method=method.value,
    )
    with transaction.atomic():
        queue(message, about="meeting:1", scope=sender.current_team_id, by=sender, now=NOW)
    return calendar


def read(content):
    return email.message_from_bytes(content, policy=policy.default)


@pytest.mark.parametrize("method", [Method.REQUEST, Method.CANCEL])
def test_the_shape_agendas_look_for(server, sender, method):
    calendar = send(sender, method=method)
    assert deliver(LATER) == (1, 0)
    ((_, _, content),) = server.received
    message = read(content)
    assert message.get_content_type() == "multipart/mixed"
    alternatives, attached = message.iter_parts()
    assert alternatives.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in alternatives.iter_parts()] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    form = list(alternatives.iter_parts())[2]
    assert f"text/calendar; method={method.value}; charset=UTF-8".encode() in content
    assert form.get_payload(decode=True) == calendar.encode()
    assert attached.get_payload(decode=True) == calendar.encode()
    assert (attached.get_content_type(), attached.get_filename()) == (
        "application/ics",
        "reunion.ics",
    )
    inside = Calendar.from_ical(form.get_payload(decode=True))
    assert inside["METHOD"] == form["Content-Type"].params["method"] == method.value


def test_it_is_for_one_person_and_names_one_person(server, sender):
    for recipient in ("samia@example.org", *OTHERS):
        send(sender, recipient)
    assert deliver(LATER) == (3, 0)
    everybody = {"samia@example.org", *OTHERS}
    for sender_address, recipients, content in server.received:
        (recipient,) = recipients
        message = read(content)
        assert sender_address == "reunions@example.org"
        assert message["To"] == recipient
        whole = content + b"".join(part.get_payload(decode=True) or b"" for part in message.walk())
        assert {one for one in everybody if one.encode() in whole} == {recipient}
        (row,) = Calendar.from_ical(_calendar(message)).walk("VEVENT")
        assert str(row["ATTENDEE"]) == f"mailto:{recipient}"


def _calendar(message):
    return next(
        part.get_payload(decode=True)
        for part in message.walk()
        if part.get_content_type() == "text/calendar"
    )


def test_answers_go_where_they_are_read_and_machines_do_not_answer(server, sender):
    send(sender)
    deliver(LATER)
    message = read(server.received[0][2])
    assert message["Reply-To"] == "reponses@example.org"
    assert message["From"].addresses[0].addr_spec == "reunions@example.org"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "OOF, AutoReply"
    assert message["Message-ID"].endswith("@example.org>")


def test_sent_twice_it_is_the_same_message(server, sender):
    """Killed between the hand-over and the note, a row leaves again: servers drop the second."""
    send(sender)
    before = OutgoingMail.objects.values("html", "calendar", "text").get()
    deliver(LATER)
    OutgoingMail.objects.update(sent_at=None, claimed_at=None, **before)
    deliver(LATER)
    first, second = (read(content)["Message-ID"] for *_, content in server.received)
    assert first == second


def test_an_ordinary_message_keeps_its_shape(server, sender):
    message = Message("samia@example.org", "La réunion", "Bonjour", html="<p>Bonjour</p>")
    with transaction.atomic():
        queue(message, about="meeting:1", scope=sender.current_team_id, by=sender, now=NOW)
    deliver(LATER)
    message = read(server.received[0][2])
    assert message.get_content_type() == "multipart/alternative"
    assert message["Reply-To"] is None


def test_once_gone_its_links_are_forgotten_and_the_invitation_can_still_be_read(server, sender):
    calendar = send(sender, url=FEED)
    assert FEED in calendar.replace("\r\n ", "")
    deliver(LATER)
    row = OutgoingMail.objects.get()
    assert (row.html, "/a/" in row.text, "/a/" in row.calendar) == ("", False, False)
    (kept,) = Calendar.from_ical(row.calendar).walk("VEVENT")
    assert str(kept["SUMMARY"]) == "Réunion avec Claire Vasseur"
    assert kept.decoded("DTSTART") == event().starts_at
