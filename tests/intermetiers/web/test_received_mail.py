"""Reading what comes by mail: each large provider’s shape, and garbage."""

import pytest
from hypothesis import given, settings, strategies as st

from intermetiers.web.calendars.replying import MOST_BYTES as MOST_CALENDAR, find_uids, read_reply
from intermetiers.web.received_mail import MOST_BYTES, MOST_PARTS, MailKind, key_of, read_mail
from tests.reply_mails import SENT, SHAPES, Says, bounce, calendar, head, outlook, written, zimbra

SAYS = Says("abc@example.org", sequence=2, comment="Je travaille ce jour-là, désolé")
ADDRESS = "david.morel@example.org"


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("partstat", ["ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"])
def test_each_shape_says_the_same(shape, partstat):
    mail = read_mail(shape(SAYS.but(partstat=partstat)))
    assert (mail.kind, mail.sender, mail.key) == (MailKind.CALENDAR, ADDRESS, SAYS.message_id)
    assert (mail.reply.method, mail.reply.uid) == ("REPLY", SAYS.uid)
    assert (mail.reply.sequence, mail.reply.stamped_at) == (2, SENT)
    line = mail.reply.of("David.Morel@Example.org")
    assert (line.address, line.partstat) == (ADDRESS, partstat)
    assert SAYS.comment in {mail.reply.comment, line.comment}


def test_whom_somebody_sends_is_read():
    says = SAYS.but(partstat="DELEGATED", more=';DELEGATED-TO="mailto:Marie@Example.org"')
    assert read_mail(zimbra(says)).reply.of(ADDRESS).delegated_to == "marie@example.org"


@pytest.mark.parametrize("method", ["REQUEST", "PUBLISH", "CANCEL", ""])
def test_a_calendar_that_answers_nothing_is_a_message_like_another(method):
    mail = read_mail(outlook(SAYS.but(method=method)))
    assert (mail.kind, mail.reply) == (MailKind.WRITTEN, None)


def test_another_time_proposed_is_told_apart():
    assert read_mail(outlook(SAYS.but(method="COUNTER"))).reply.method == "COUNTER"


def test_only_the_first_event_speaks_and_no_alarm_inside_it():
    alarm = ("BEGIN:VALARM", "UID:other", "COMMENT:other", "END:VALARM")
    text = calendar(SAYS.but(comment=""), *alarm).replace("UID:abc", "X-A:b\r\nUID:abc")
    more = text.replace(
        "END:VCALENDAR", "BEGIN:VEVENT\r\nUID:second\r\nEND:VEVENT\r\nEND:VCALENDAR"
    )
    reply = read_reply(more.encode())
    assert (reply.uid, reply.comment) == (SAYS.uid, "")


# --- What people and machines write --------------------------------------------------------------


def test_what_somebody_writes_is_kept_without_what_is_quoted():
    mail = read_mail(written(SAYS, "Bonjour,\r\nje ne peux pas venir.\r\nDavid"))
    assert (mail.kind, mail.text) == (
        MailKind.WRITTEN,
        "Bonjour, je ne peux pas venir. David",
    )


@pytest.mark.parametrize(
    "header",
    ["Auto-Submitted: auto-replied", "Precedence: bulk", "X-Autoreply: yes", "Return-Path: <>"],
)
def test_a_machine_is_told_apart(header):
    assert read_mail(written(SAYS, "Je suis absent.", header)).kind is MailKind.AUTOMATIC


def test_a_human_who_says_so_is_not_a_machine():
    assert read_mail(written(SAYS, "Oui", "Auto-Submitted: no")).kind is MailKind.WRITTEN


def test_a_message_that_did_not_arrive_names_its_address_and_its_event():
    mail = read_mail(bounce(SAYS))
    assert (mail.kind, mail.undelivered, mail.uids) == (MailKind.BOUNCE, ADDRESS, (SAYS.uid,))
    assert read_mail(bounce(SAYS, gives_back=False)).uids == ()


def test_a_delay_is_no_failure():
    assert read_mail(bounce(SAYS, "delayed")).kind is MailKind.AUTOMATIC


def test_a_nul_anywhere_is_never_kept():
    content = zimbra(SAYS).replace(b"reply-1", b"re\0ply").replace(b"UID:abc", b"UID:a\0bc")
    content = content.replace(b"<david", b"<da\0vid")
    assert not any("\0" in text for text in _texts(read_mail(content)))
    assert not any("\0" in text for text in _texts(read_mail(written(SAYS, "Ou\0i"))))


@pytest.mark.parametrize("charset", ["unicode_escape", "utf-7", "punycode", "rot13", "jamais", ""])
def test_a_charset_no_mail_is_written_in_is_read_as_utf_8(charset):
    text = "\\ud800 +2AA- Désolé"
    content = written(SAYS, text).replace(b"charset=utf-8", f'charset="{charset}"'.encode())
    assert read_mail(content).text == text
    subject = f"Subject: =?{charset}?q?=5Cud800?=\r\n\r\n".encode()
    assert all(one.encode() is not None for one in _texts(read_mail(subject)))


def test_a_message_without_a_name_gets_one_from_its_bytes():
    bare = b"From: a@example.org\n\nOui"
    assert key_of(bare).startswith("sha256:")
    assert key_of(bare) == key_of(bare) != key_of(bare + b".")


def test_a_name_in_the_text_is_not_the_name_of_the_message():
    assert key_of(b"From: a@b.fr\n\nMessage-ID: <stolen@b.fr>\n").startswith("sha256:")


# --- Nothing anybody sends stops it --------------------------------------------------------------


@given(st.binary(max_size=3_000))
def test_any_bytes_are_read_as_a_message(content):
    assert read_mail(content).kind in MailKind


@given(st.binary(max_size=3_000))
def test_any_bytes_are_read_as_a_calendar(content):
    read_reply(content)
    find_uids(content)


LINES = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(st.lists(st.tuples(st.sampled_from(["ATTENDEE", "UID", "DTSTAMP", "COMMENT", "SEQUENCE"]),
                          st.sampled_from([":", ";", ";A=", ';PARTSTAT="', ";X=,:"]), LINES)))  # fmt: skip
def test_any_property_is_read_or_passed_over(lines):
    told = [name + sign + text for name, sign, text in lines]
    text = calendar(Says("abc"), *told)
    reply = read_reply(text.encode())
    assert reply is None or reply.uid


def _texts(mail):
    yield from (mail.key, mail.sender, mail.text, mail.undelivered, *mail.uids)
    for line in mail.reply.attendees if mail.reply else ():
        yield from (line.address, line.partstat, line.delegated_to, line.comment)
    if mail.reply:
        yield from (mail.reply.uid, mail.reply.comment)


@settings(max_examples=60)
@given(st.sampled_from([*SHAPES, bounce]), st.data())
def test_a_shape_cut_or_altered_anywhere_is_read_and_can_be_kept(shape, data):
    """PostgreSQL holds no NUL in a text, and no database half of a letter."""
    whole = bytearray(shape(SAYS))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] = data.draw(st.sampled_from([0, 0xC3, 0xFF]) | st.integers(0, 255))
    for content in (bytes(whole), bytes(whole[:at])):
        mail = read_mail(content)
        assert mail.kind in MailKind
        for text in _texts(mail):
            assert "\0" not in text.encode().decode()


@given(st.lists(st.sampled_from(["From", "Date", "Content-Type", "Message-ID", "Subject"])),
       st.text(max_size=300))  # fmt: skip
def test_any_header_is_read(names, value):
    raw = "\r\n".join(f"{name}: {value}" for name in names) + "\r\n\r\ntexte"
    read_mail(raw.encode("utf-8", "replace"))


@pytest.mark.parametrize(
    "content",
    [
        head(SAYS, "text/plain").encode() + b"x" * MOST_BYTES,
        head(SAYS, 'multipart/mixed; boundary="b"').encode() + b"boundary=x\n" * (MOST_PARTS + 2),
    ],
    ids=["too heavy", "too many parts"],
)
def test_what_weighs_too_much_is_named_and_not_read(content):
    mail = read_mail(content)
    assert (mail.kind, mail.sender, mail.key) == (MailKind.UNREADABLE, ADDRESS, SAYS.message_id)


def test_a_huge_calendar_is_read_no_further_than_its_limit():
    content = calendar(Says("abc")).encode()
    before = b"BEGIN:VCALENDAR\r\nX-A:" + b"a" * MOST_CALENDAR + b"\r\n"
    assert read_reply(before + content) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("DTSTAMP:20270230T100000Z", None),
        ("DTSTAMP:demain", None),
        ("DTSTAMP:20270105T100000", SENT),
    ],
)
def test_a_date_that_is_none_counts_as_none(line, expected):
    text = calendar(Says("abc")).replace("DTSTAMP:20270105T100000Z", line)
    assert read_reply(text.encode()).stamped_at == expected


@pytest.mark.parametrize("number", ["-1", "1e3", "٣", "9" * 30, ""])
def test_a_version_that_is_no_number_counts_as_none(number):
    text = calendar(Says("abc")).replace("SEQUENCE:0", f"SEQUENCE:{number}")
    assert read_reply(text.encode()).sequence is None
