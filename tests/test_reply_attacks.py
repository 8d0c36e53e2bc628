"""What somebody who means harm would send to the box where replies are read."""

import imaplib
import mailbox
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from intermetiers.web import mailboxes
from intermetiers.web.models import OutgoingMail
from meetings.domain.kinds import Reply
from meetings.models import Invitation, ReceivedReply, SlotAnswer
from partners.domain.families import Receives
from tests.intermetiers.web.imap_server import Box, serve
from tests.reply_mails import SENT, Says, google, outlook

ADDRESS = "david.morel@example.org"
NOW = SENT + timedelta(hours=1)
UID = "f00d@example.org"
SAYS = Says(UID)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def father(case_1):
    return case_1.participants.get(family_member__relation="père")


@pytest.fixture
def invitation(father):
    slot = father.meeting.chosen_slot
    return Invitation.objects.create(
        meeting=father.meeting, participant=father, uid=UID, recipient=ADDRESS,
        told_at=NOW - timedelta(days=1), starts_at=slot.starts_at, ends_at=slot.ends_at,
    )  # fmt: skip


@pytest.fixture
def read(tmp_path, capsys):
    def run(*contents):
        path = tmp_path / "replies.mbox"
        box = mailbox.mbox(path)
        for content in contents:
            box.add(content)
        box.close()
        call_command("read_replies", mailbox=path)
        out = capsys.readouterr()
        return out.out.strip() + out.err

    return run


def _pages(client, meeting):
    return [
        client.get(reverse("meetings:replies")),
        client.get(reverse("meetings:invitations", args=[meeting.reference])),
    ]


@pytest.mark.parametrize("stamp", ["00010101T000000Z", "99991231T235959Z", "20270105T100000Z"])
@pytest.mark.parametrize(
    "date",
    [
        "Mon, 01 Jan 0001 00:00:00 +1400",
        "Fri, 31 Dec 9999 23:59:59 -1200",
        "Mon, 01 Jan 99999999999999999999 00:00:00 +0000",
        "Mon, 04 Jan 2027 09:00:00 +9999",
        "",
    ],
)
def test_moments_out_of_this_world_break_no_page(
    alice_client, invitation, case_1, read, stamp, date
):
    content = google(SAYS)
    content = content if isinstance(content, bytes) else content.encode()
    lines = [
        b"Date: " + date.encode() if line.startswith(b"Date:") else line
        for line in content.replace(SENT.strftime("%Y%m%dT%H%M%SZ").encode(), stamp.encode()).split(
            b"\r\n"
        )
    ]
    assert "Traceback" not in read(b"\r\n".join(lines))
    assert ReceivedReply.objects.count() == 1
    assert [page.status_code for page in _pages(alice_client, case_1)] == [200, 200]
    invitation.refresh_from_db()
    if invitation.replied_at:
        assert datetime(2000, 1, 1, tzinfo=UTC) <= invitation.replied_at <= NOW


@pytest.mark.parametrize(
    "says",
    [
        SAYS.but(comment="<script>alert(1)</script>"),
        SAYS.but(comment="a\u202etxt.exe\u0000b"),
        SAYS.but(
            more=';DELEGATED-TO="mailto:<script>alert(1)</script>@x.fr"', partstat="DELEGATED"
        ),
        SAYS.but(sender='"<script>alert(1)</script>"@x.fr'),
        SAYS.but(uid=UID + "\0"),
        SAYS.but(uid="%"),
        SAYS.but(uid="' OR 1=1 --"),
        SAYS.but(message_id="a\0b@x"),
        SAYS.but(message_id="é" * 100),
        SAYS.but(sequence=999999999),
        SAYS.but(partstat="ACCEPTED\0"),
        SAYS.but(attendee="x@y.z\0"),
    ],
    ids=range(12),
)
@pytest.mark.parametrize("shape", [google, outlook])
def test_hostile_values_are_shown_as_text_or_left(
    alice_client, invitation, case_1, read, says, shape
):
    said = read(shape(says))
    assert "Traceback" not in said
    for page in _pages(alice_client, case_1):
        assert page.status_code == 200
        assert b"<script>alert" not in page.content
        assert b"\0" not in page.content
        assert "\u202e" not in page.content.decode()


def test_junk_left_unread_does_not_hide_a_reply(invitation, monkeypatch, settings):
    """The box may be that of the service, with hundreds of letters that are nobody’s here."""
    monkeypatch.setattr(mailboxes, "MOST_MESSAGES", 3)
    junk = [
        b"From: x%d@spam.example\r\nMessage-ID: <j%d@x>\r\n\r\nachetez\r\n" % (n, n)
        for n in range(7)
    ]
    reply = google(SAYS)
    box = Box(*junk, reply if isinstance(reply, bytes) else reply.encode())
    server = serve(box)
    host, port = server.server_address
    monkeypatch.setattr(mailboxes, "connect", lambda server: imaplib.IMAP4(host, port, timeout=5))
    settings.REPLIES_IMAP_HOST, settings.REPLIES_IMAP_PASSWORD = host, "secret"
    for _ in range(3):
        call_command("read_replies")
    server.shutdown()
    server.server_close()
    invitation.refresh_from_db()
    assert invitation.reply == Reply.ACCEPTED
    assert box.seen == {8}


def test_yes_and_no_by_turns_do_not_fill_the_mailbox_of_who_convenes(invitation, read):
    """The father is one whose voice is to support: each refusal is told, up to a point."""
    read(
        *(
            google(
                SAYS.but(
                    message_id=f"turn{turn}@x",
                    partstat="DECLINED" if turn % 2 else "ACCEPTED",
                    stamp=SENT + timedelta(seconds=turn),
                )
            )
            for turn in range(30)
        )
    )
    assert 1 < OutgoingMail.objects.count() <= 5


def test_whom_a_judge_forbids_says_nothing_by_mail_either(invitation, father, read):
    card = father.family_member
    card.may_receive = Receives.NOTHING.value
    card.save()
    SlotAnswer.objects.filter(participant=father).delete()
    read(google(SAYS))
    assert ReceivedReply.objects.get().state == "aside"
    assert not SlotAnswer.objects.filter(participant=father).exists()


@pytest.mark.parametrize(
    "sender",
    [
        "From: evil@x.fr, david.morel@example.org",
        'From: "david.morel@example.org" <evil@x.fr>',
        "From: evil@x.fr (david.morel@example.org)",
        "From: david.morel@example.org <evil@x.fr>",
        "From: =?utf-8?q?david.morel=40example.org?= <evil@x.fr>",
        "From: evil@x.fr\r\nFrom: david.morel@example.org",
        "From: david.morel@example.org@evil.fr",
        "From: DAVID.MOREL@EXAMPLE.ORG\u0130",
        "Sender: david.morel@example.org",
        "Reply-To: david.morel@example.org\r\nFrom: evil@x.fr",
    ],
)
def test_a_sender_that_only_looks_like_the_guest_waits(invitation, read, sender):
    content = google(SAYS.but(partstat="DECLINED"))
    text = content.decode() if isinstance(content, bytes) else content
    read(re.sub(r"From: .*", lambda _: sender, text, count=1).encode())
    assert ReceivedReply.objects.get().state == "aside"
