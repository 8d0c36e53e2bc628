"""From the invitation sent to what its reply changes: nothing between the two is invented here."""

import mailbox
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from intermetiers.web.models import OutgoingMail
from meetings.domain.replies import OLD_DATE
from meetings.invitations import invite, tell_change
from meetings.models import Invitation, ReceivedReply, SlotAnswer
from meetings.writing import locked
from tests import factories
from tests.reply_mails import Says, google, outlook

ADDRESS = "david.morel@example.org"


@pytest.fixture
def father(case_1):
    return case_1.participants.get(family_member__relation="père")


@pytest.fixture
def told(case_1, father, alice):
    with locked(case_1) as row:
        invite(row, [father.pk], by=alice, now=datetime(2026, 12, 1, 9, tzinfo=UTC))
    return OutgoingMail.objects.get(recipient=ADDRESS)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2026, 12, 4, tzinfo=UTC))


def _says(mail, **changes):
    """What a calendar answers to this very message: its names, its version, its addresses."""
    (event,) = Calendar.from_ical(mail.calendar).walk("VEVENT")
    attendee = str(event["ATTENDEE"]).partition(":")[2]
    return Says(str(event["UID"]), attendee, sequence=int(event["SEQUENCE"]),
                stamp=datetime(2026, 12, 2, 10, tzinfo=UTC)).but(**changes)  # fmt: skip


def _read(tmp_path, *contents):
    box = mailbox.mbox(tmp_path / "box")
    for content in contents:
        box.add(content)
    box.close()
    call_command("read_replies", mailbox=tmp_path / "box")


def test_a_no_reaches_the_invitation_and_the_date(told, father, case_1, tmp_path):
    _read(tmp_path, outlook(_says(told, partstat="DECLINED", comment="En tournée")))
    assert Invitation.objects.get().reply == "declined"
    answer = SlotAnswer.objects.get(slot=case_1.chosen_slot, participant=father)
    assert (answer.answer, answer.note) == ("no", "En tournée")


def test_a_reply_that_crosses_a_change_of_date_waits(told, father, case_1, alice, tmp_path):
    case_1.chosen_slot = factories.make_slot(case_1, datetime(2027, 2, 2, 9, tzinfo=UTC))
    case_1.save()
    with locked(case_1) as row:
        tell_change(row, by=alice, now=datetime(2026, 12, 3, 9, tzinfo=UTC))
    again = OutgoingMail.objects.filter(recipient=ADDRESS).latest("pk")
    _read(tmp_path, google(_says(told, partstat="DECLINED")))
    assert ReceivedReply.objects.get().why_aside == OLD_DATE
    assert Invitation.objects.get().reply == ""
    _read(tmp_path, google(_says(again, message_id="second@example.org")))
    assert Invitation.objects.get().reply == "accepted"
    answer = SlotAnswer.objects.get(slot=case_1.chosen_slot, participant=father)
    assert (answer.answer, answer.source) == ("yes", "reply")


def test_the_calendar_the_message_offers_is_the_same_event(told, case_1):
    address = re.search(r"/a/[\w-]+/reunion\.ics", told.text)[0]
    agenda = Client(headers={"host": "testserver"})
    (followed,) = Calendar.from_ical(agenda.get(address).content).walk("VEVENT")
    (sent,) = Calendar.from_ical(told.calendar).walk("VEVENT")
    for name in ("UID", "DTSTART", "DTEND", "SUMMARY", "LOCATION", "SEQUENCE"):
        assert followed[name] == sent[name], name
    later = factories.make_slot(case_1, timezone.now() + timedelta(days=30))
    case_1.chosen_slot = later
    case_1.save()
    (followed,) = Calendar.from_ical(agenda.get(address).content).walk("VEVENT")
    assert followed["DTSTART"].dt == later.starts_at
