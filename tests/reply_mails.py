"""Replies to an invitation in the shapes large providers give them, written by hand for the tests.

Each says which behaviour it reproduces. Nothing of them is a copy of somebody’s message.
"""

from base64 import b64encode
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import format_datetime
from quopri import encodestring

SENT = datetime(2027, 1, 5, 10, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Says:
    """What a test makes a calendar say."""

    uid: str
    attendee: str = "david.morel@example.org"
    sender: str = ""
    partstat: str = "ACCEPTED"
    sequence: int | None = 0
    stamp: datetime = SENT
    comment: str = ""
    method: str = "REPLY"
    more: str = ""  # parameters of the ATTENDEE line
    message_id: str = "reply-1@mail.example.org"

    def but(self, **changes):
        return replace(self, **changes)


def event(says, *lines):
    sequence = [] if says.sequence is None else [f"SEQUENCE:{says.sequence}"]
    comment = [f"COMMENT:{says.comment}"] if says.comment else []
    return [
        "BEGIN:VEVENT",
        f"UID:{says.uid}",
        f"DTSTAMP:{says.stamp:%Y%m%dT%H%M%SZ}",
        "ORGANIZER:mailto:intermetiers@example.org",
        f"ATTENDEE;PARTSTAT={says.partstat}{says.more}:mailto:{says.attendee}",
        *sequence, *comment, *lines,
        "END:VEVENT",
    ]  # fmt: skip


def calendar(says, *lines, product="-//Test//FR", before=()):
    return "\r\n".join(
        ["BEGIN:VCALENDAR", f"METHOD:{says.method}", f"PRODID:{product}", "VERSION:2.0",
         *before, *event(says, *lines), "END:VCALENDAR", ""]
    )  # fmt: skip


def head(says, content_type, *more):
    sender = says.sender or says.attendee
    return "\r\n".join(
        [f"From: David Morel <{sender}>", "To: intermetiers@example.org",
         "Subject: =?utf-8?Q?Accept=C3=A9=3A?= réunion",
         f"Date: {format_datetime(says.stamp)}", f"Message-ID: <{says.message_id}>",
         "MIME-Version: 1.0", f"Content-Type: {content_type}", *more, "", ""]
    )  # fmt: skip


def _parts(boundary, *parts):
    body = "".join(f"--{boundary}\r\n{part}\r\n" for part in parts)
    return body + f"--{boundary}--\r\n"


def outlook(says):
    """Base64; METHOD in the header; a zone of Windows; address after MAILTO: in capitals, folded."""
    zone = ["BEGIN:VTIMEZONE", "TZID:Romance Standard Time", "END:VTIMEZONE"]
    text = calendar(
        says,
        "DTSTART;TZID=Romance Standard Time:20270121T101500",
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
        product="Microsoft Exchange Server 2010",
        before=zone,
    )
    text = text.replace("mailto:" + says.attendee, "\r\n MAILTO:" + says.attendee.upper())
    body = b64encode(text.encode()).decode()
    plain = "Content-Type: text/plain; charset=iso-8859-1\r\n\r\n"
    part = (
        "Content-Type: text/calendar; charset=utf-8; method=REPLY\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{body}"
    )
    return (head(says, 'multipart/alternative; boundary="o"') + _parts("o", plain, part)).encode()


def google(says):
    """The calendar twice, inline and as invite.ics; the comment in a parameter of ATTENDEE."""
    comment = f';X-RESPONSE-COMMENT="{says.comment}"' if says.comment else ""
    quiet = says.but(comment="", more=f";CUTYPE=INDIVIDUAL;X-NUM-GUESTS=0{comment}")
    text = calendar(quiet, "STATUS:CONFIRMED", product="-//Google Inc//Google Calendar 70.9054//EN")
    plain = (
        'Content-Type: text/plain; charset="UTF-8"\r\n\r\nDavid Morel a accepté cette invitation.'
    )
    inline = (
        'Content-Type: text/calendar; charset="UTF-8"; method=REPLY\r\n'
        f"Content-Transfer-Encoding: 7bit\r\n\r\n{text}"
    )
    attached = (
        'Content-Type: application/ics; name="invite.ics"\r\n'
        'Content-Disposition: attachment; filename="invite.ics"\r\n'
        f"Content-Transfer-Encoding: base64\r\n\r\n{b64encode(text.encode()).decode()}"
    )
    inner = 'Content-Type: multipart/alternative; boundary="i"\r\n\r\n' + _parts("i", plain, inline)
    return (head(says, 'multipart/mixed; boundary="g"') + _parts("g", inner, attached)).encode()


def apple(says):
    """A single part, quoted-printable, with REQUEST-STATUS and a space in the type."""
    text = calendar(says, "REQUEST-STATUS:2.0;Success", product="-//Apple Inc.//macOS 15//EN")
    body = encodestring(text.encode()).decode()
    more = "Content-Transfer-Encoding: quoted-printable"
    return (head(says, "text/calendar ; method=REPLY; charset=UTF-8", more) + body).encode()


def proton(says):
    """No calendar inline: only an attachment said to be text/calendar, without any METHOD beside."""
    text = calendar(says, product="-//Proton AG//WebCalendar 5//EN")
    plain = "Content-Type: text/plain; charset=utf-8\r\n\r\nDavid Morel a accepté votre invitation."
    part = (
        "Content-Type: text/calendar; filename=invite.ics; name=invite.ics\r\n"
        "Content-Disposition: attachment; filename=invite.ics\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{b64encode(text.encode()).decode()}"
    )
    return (head(says, 'multipart/mixed; boundary="p"') + _parts("p", plain, part)).encode()


def zimbra(says):
    """Line feeds alone, a COMMENT cut in the middle of a letter by its folding, 8 bits."""
    text = calendar(says.but(comment=""), product="Zimbra-Calendar-Provider").replace("\r\n", "\n")
    raw = text.encode()
    if says.comment:
        letters = f"COMMENT:{says.comment}".encode()
        at = next((n + 1 for n, byte in enumerate(letters) if byte >= 0xC3), 12)
        raw = raw.replace(b"SEQUENCE", letters[:at] + b"\n " + letters[at:] + b"\nSEQUENCE")
    return head(says, 'text/calendar; charset="utf-8"; method=REPLY').encode() + raw


def thunderbird(says):
    """The type in capitals, the role and the name beside the answer, a byte order mark first."""
    quiet = says.but(more=';ROLE=REQ-PARTICIPANT;CN="Morel, David"')
    text = "\ufeff" + calendar(quiet, product="-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN")
    plain = "Content-Type: text/plain; charset=UTF-8\r\n\r\nDavid Morel a accepté."
    part = f"Content-Type: TEXT/CALENDAR; METHOD=REPLY; CHARSET=UTF-8\r\n\r\n{text}"
    return (head(says, 'multipart/alternative; boundary="t"') + _parts("t", plain, part)).encode()


SHAPES = [outlook, google, apple, proton, zimbra, thunderbird]


def written(says, text, *more):
    """A message somebody wrote, above what it answers."""
    quoted = "\r\n\r\nLe lun. 4 janv. 2027 à 10:00, Alice Martin a écrit :\r\n> Réunion"
    return (head(says, "text/plain; charset=utf-8", *more) + text + quoted).encode()


def bounce(says, action="failed", *, gives_back=True):
    """A report of the mail server (RFC 3464), with the message it gives back or not."""
    notice = "Content-Type: text/plain\r\n\r\nYour message could not be delivered."
    status = (
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.org\r\n\r\n"
        f"Final-Recipient: rfc822; {says.attendee}\r\nAction: {action}\r\nStatus: 5.1.1\r\n"
    )
    request = calendar(says.but(method="REQUEST", partstat="NEEDS-ACTION"))
    given = (
        "Content-Type: message/rfc822\r\n\r\nSubject: Invitation\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/calendar; method=REQUEST\r\n\r\n{request}"
    )
    parts = (notice, status, given) if gives_back else (notice, status)
    report = 'multipart/report; report-type=delivery-status; boundary="b"'
    server = says.but(sender="MAILER-DAEMON@mx.example.org")
    return (head(server, report) + _parts("b", *parts)).encode()
