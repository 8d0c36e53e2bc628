"""What somebody who means harm would send to the pages of weeks, polls, dates and replies."""

import json
from datetime import timedelta
from time import process_time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from intermetiers.web.models import JournalEntry
from intermetiers.web.received_mail import read_mail
from meetings.models import Slot
from tests import factories
from tests.meetings.asking.polls import bring, brought, keep

SECONDS = 3  # of work: far above what it takes, far below what a server would wait


# --- Weeks ---------------------------------------------------------------------------------------


@pytest.fixture
def week_url(team):
    return reverse("partners:week_professional", args=[factories.make_professional(team).pk])


NIGHT = {"start_0": "21:00", "end_0": "05:00", "kind_0": "taken", "note_0": ""}


@pytest.mark.parametrize("days", ["lundi", "²", "9" * 5000, "-1", "1 1 1 x"])
def test_days_that_are_none_are_said_and_break_nothing(alice_client, week_url, days):
    sent = NIGHT | {"days_0": days, "what_0": "taken"}
    for button in ({"fill": "repos"}, {"fill": "suite"}, {"add": "line"}, {"add": "date"}, {}):
        assert alice_client.post(week_url, sent | button).status_code in {200, 422}


@pytest.mark.parametrize("button", ["remove", "forget"])
def test_a_line_that_is_none_is_not_removed(alice_client, week_url, button):
    for number in ("9" * 5000, "-1", "²", "٣", "1000000", "x"):
        sent = NIGHT | {"days_0": "1", "what_0": "taken", button: number}
        assert alice_client.post(week_url, sent).status_code < 500


@pytest.mark.parametrize(
    "seen", ["[]", "{", '{"week": {"a": [1]}}', "[" * 50_000, '{"week": NaN}', "1" * 5000]
)
def test_a_week_seen_that_is_none_writes_nothing_over_another(alice_client, team, seen):
    card = factories.make_professional(team)
    card.week = [{"day": 1, "start": "08:00", "end": "12:00", "kind": "paid", "note": ""}]
    card.save()
    url = reverse("partners:week_professional", args=[card.pk])
    sent = NIGHT | {"days_0": "1", "seen": seen}
    assert alice_client.post(url, sent).status_code == 422
    card.refresh_from_db()
    assert card.week[0]["start"] == "08:00"


def test_free_hours_said_a_million_times_are_read_in_time(alice_client, week_url):
    days = ",".join(["MO", "TU", "WE"] * 2_500)
    block = (
        "BEGIN:AVAILABLE\r\nDTSTART;TZID=America/New_York:20270104T090000\r\n"
        f"DTEND;TZID=America/New_York:20270104T100000\r\nRRULE:FREQ=WEEKLY;BYDAY={days}\r\nEND:AVAILABLE\r\n"
    )
    content = (
        "BEGIN:VCALENDAR\r\nBEGIN:VAVAILABILITY\r\n"
        + block * 200
        + "END:VAVAILABILITY\r\nEND:VCALENDAR\r\n"
    )
    file = SimpleUploadedFile("a.ics", content.encode(), "text/calendar")
    began = process_time()
    response = alice_client.post(week_url, {"read": "1", "kind_0": "paid", "calendar": file})
    assert process_time() - began < SECONDS
    assert response.status_code in {200, 422}


# --- Polls ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "title",
    [
        "2027-01-05T09:00Z/2190-01-05T10:00Z",
        "2190-01-05 09:00",
        "2027-01-05 22:00 - 2027-01-07 03:00",
    ],
)
def test_a_poll_brings_no_date_that_could_not_be_typed(alice_client, meeting, title):
    before = set(Slot.objects.values_list("pk", flat=True))
    content = f"Nom,{title},2027-01-06 09:00\r\nSamia Belkacem,yes,yes\r\n".encode()
    poll = brought(alice_client, meeting, content)
    keep(alice_client, meeting, poll)
    for slot in Slot.objects.exclude(pk__in=before):
        assert slot.ends_at - slot.starts_at < timedelta(hours=16)
        assert slot.starts_at.year < 2100


@pytest.mark.parametrize(
    "content",
    [
        b"Nom,"
        + b",".join(b"%02d/01/2027 09:00" % (n % 28 + 1) for n in range(99))
        + b"\r\n"
        + b"".join(b"Qui %d" % n + b",yes" * 99 + b"\r\n" for n in range(100)),
        b'"' * 100_000,
        b"Nom,2027-01-05 09:00\r\n" + b"(" * 400_000,
        b"\r\n".join(b"Nom," + b"9" * 110 for _ in range(3000)),
        b"Nom,1/1/2027 " + b"9" * 100 + b"\r\nA,oui",
        "Nom,٣/٣/٢٠٢٧ ٩h\r\nA,oui".encode(),
        b"Nom,99999999999-01-05 09:00\r\nA,oui",
        b"Nom,2027-01-05 09:00 (../../../etc/passwd)\r\nA,oui",
        b"Name,Email,Submitted (../../etc/passwd),2027-01-05 09:00\r\nA,b,c,oui",
    ],
)
def test_a_hostile_table_is_read_or_refused_in_time(alice_client, meeting, content):
    began = process_time()
    response = bring(alice_client, meeting, content)
    assert response.status_code in {200, 422}
    assert process_time() - began < SECONDS


def test_formulas_of_a_poll_stay_text(alice_client, meeting):
    content = b'Nom,2027-01-05 09:00\r\n"=HYPERLINK(""http://x.example"",""y"")",yes\r\n<script>alert(1)</script>,yes\r\n'
    page = bring(alice_client, meeting, content)
    assert b"<script>alert" not in page.content


def test_no_address_of_anybody_is_kept_of_a_poll(alice_client, meeting):
    content = (
        "Nom,E-mail,Contact zz@canari.fr,2027-01-05 09:00,Courriel bis\r\n"
        "Anna zz@canari.fr,anna@canari.fr,anna@canari.fr,oui,bis@canari.fr\r\n"
        ",,yo@canari.fr,anna@canari.fr,06 12\r\nanna\uff20canari.fr,,,oui,\r\n"
    )
    poll = brought(alice_client, meeting, content.encode())
    assert "canari" not in json.dumps(poll.draft)
    assert not any("canari" in f"{entry.detail}" for entry in JournalEntry.objects.all())


# --- Mail received -------------------------------------------------------------------------------

HEAD = b"From: a@example.org\r\nMessage-ID: <1@x>\r\nDate: Mon, 04 Jan 2027 09:00:00 +0000\r\n"


def _nested(times, filler):
    """Parts in parts, named in a way that no « boundary= » shows."""
    part = b"Content-Type: multipart/mixed; boundary*=us-ascii''b%d\r\n\r\n--b%d"
    lines = [HEAD + b"MIME-Version: 1.0", *(part % (n, n) for n in range(times))]
    return b"\r\n".join(lines) + b"\r\n\r\n" + filler


@pytest.mark.parametrize(
    "content",
    [
        _nested(400, b"x\r\n" * 300_000),
        _nested(900, b"\r\n" * 400_000),
        _nested(59, b"x\r\n" * 300_000),
        _nested(100, b"--b\r\n" * 150_000),
        HEAD + b"Content-Type: message/rfc822\r\n\r\n" * 20_000,
        HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\n" * 100_000,
        HEAD
        + b"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\n"
        + b"ATTENDEE"
        + b';A="' * 200_000,
        HEAD
        + b"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:x\r\n"
        + (b"ATTENDEE;" + b'A="^n^n\\,\\;;:";' * 300 + b":mailto:x\r\n") * 200,
        HEAD + b"Content-Type: text/plain; charset=idna\r\n\r\nabc.def" + b"a" * 60_000,
        HEAD + b"Content-Type: text/plain; charset=punycode\r\n\r\n" + b"abc-9" * 6_000,
        HEAD + b"Content-Type: text/plain\r\n\r\n" + b"Le " * 200_000,
        HEAD + b"Subject: " + b"=?utf-8?q?a?= " * 50_000 + b"\r\n\r\n",
        HEAD + b"Subject: =?utf-7?q?" + b"+" * 900 + b"?=\r\n\r\n",
        b"From: " + b"(" * 900_000 + b"\r\n\r\n",
        b"From: " + b"a," * 400_000 + b"\r\n\r\n",
        b"Message-ID:" + b"\r\n " * 300_000 + b"\r\n\r\n",
        b"x" * 1_000_000,
    ],
    ids=range(17),
)
def test_a_hostile_message_is_read_in_time(content):
    began = process_time()
    read_mail(content)
    assert process_time() - began < SECONDS


# --- Addresses that ask --------------------------------------------------------------------------

USUAL = {"du": "2027-01-11", "au": "2027-01-15", "duree": "75", "de": "08:00", "a": "18:00", "trajet": "30"}  # fmt: skip
ODD = (
    "", "0", "-1", "9" * 5000, "1e9", "NaN", "²", "٣", "\0", "2027-13-45", "0001-01-01",
    "9999-12-31", "24:00", "<script>alert(1)</script>", "' OR 1=1 --", "\u202e",
)  # fmt: skip


def _asks(client, url, data):
    """The page of an address somebody made up: no fault, nothing of it run."""
    began = process_time()
    response = client.get(url, data)
    assert process_time() - began < SECONDS
    assert response.status_code in {200, 302, 404, 422}, data
    assert b"<script>alert" not in response.content
    return response


@pytest.mark.parametrize("field", [*USUAL, "midi", "samedi", "vacances"])
def test_odd_questions_about_a_period_get_an_answer(alice_client, case_1, field):
    url = reverse("meetings:slot_propose", args=[case_1.reference])
    for odd in ODD:
        _asks(alice_client, url, USUAL | {field: odd})
    _asks(alice_client, url, USUAL | {field: [USUAL.get(field, "on")] * 300})
    assert Slot.objects.count() == 1


@pytest.mark.parametrize(
    "look",
    [
        {"au": "2027-07-12", "duree": "10", "de": "07:00", "a": "21:00", "samedi": "on", "midi": "on",
         "vacances": "on", "trajet": "180"},
        {"du": "2017-01-01", "au": "2027-01-01"},
        {"du": "2027-02-05", "au": "2027-01-11"},
        {"au": "2099-01-01"},
    ],
)  # fmt: skip
def test_a_long_period_is_looked_at_in_time(alice_client, case_1, look):
    week = [
        {"day": day, "start": f"{hour:02}:00", "end": f"{hour:02}:45", "kind": "taken", "note": "x"}
        for day in range(1, 8)
        for hour in range(7, 14)
    ]
    for seat in case_1.participants.select_related("professional", "family_member"):
        card = seat.professional or seat.family_member
        if card is not None:
            card.week = week
            card.save()
    _asks(alice_client, reverse("meetings:slot_propose", args=[case_1.reference]), USUAL | look)


@pytest.mark.parametrize(
    "kept",
    [
        ["9999-12-31T23:59/75"], ["0001-01-01T00:00/75"], ["2027-01-12T23:30/240"],
        ["20270112T101500Z/75"], ["2027-01-12T10:15/" + "7" * 5000], ["2027-01-12T10:15/-5"],
        ["2027-01-12T10:15"], ["/"], ["2027-01-12T10:15/75"] * 500, ["2029-01-12T10:15/75"],
        ["2027-03-28T02:30/75"], ["2027-W02-2T10:15/75"], ["2027-01-12T03:00/75"], ["\0" * 16 + "/75"],
    ],
)  # fmt: skip
def test_no_odd_slot_is_kept(alice_client, case_1, kept):
    url = reverse("meetings:slot_propose_keep", args=[case_1.reference])
    response = alice_client.post(url, {"garder": kept, "recherche": "du=%00&au=<script>"})
    assert response.status_code == 302
    assert alice_client.get(reverse("meetings:slot", args=[case_1.reference])).status_code == 200
    for slot in Slot.objects.all():
        start, end = timezone.localtime(slot.starts_at), timezone.localtime(slot.ends_at)
        assert start.date() == end.date()
        assert end - start <= timedelta(hours=4)
        assert start - timezone.now() < timedelta(days=2 * 366)


@pytest.mark.parametrize("field", ["qui", "comment", "quand", "point", "lieu"])
def test_odd_suppositions_get_an_answer(alice_client, case_1, field):
    seat, slot = case_1.participants.first(), case_1.slots.get()
    url = reverse("meetings:slot_what_if", args=[case_1.reference])
    usual = {"qui": seat.pk, "comment": "vient", "quand": slot.pk}
    for odd in ODD:
        _asks(alice_client, url, usual | {field: odd})
    _asks(alice_client, url, usual | {field: list(range(300))})


def test_nothing_is_supposed_of_another_meeting(alice_client, charlie, case_1):
    theirs = factories.make_case_1(charlie.current_team, charlie)
    url = reverse("meetings:slot_what_if", args=[case_1.reference])
    seat, slot = theirs.participants.last(), theirs.slots.get()
    own = case_1.slots.get().pk
    for data in (
        {"qui": seat.pk, "comment": "absent", "quand": own},
        {"qui": case_1.participants.last().pk, "comment": "absent", "quand": slot.pk},
        {"point": theirs.agenda.last().pk},
        {"lieu": theirs.places.last().pk},
    ):
        assert "compared" not in _asks(alice_client, url, data).context


def test_reading_writes_nothing_and_strangers_find_nothing(alice_client, charlie_client, case_1):
    for name in (
        "slot_propose",
        "slot_what_if",
        "slot_table",
        "date_change",
        "invitations",
        "poll_import",
    ):
        url = reverse(f"meetings:{name}", args=[case_1.reference])
        assert charlie_client.get(url, USUAL).status_code == 404
        assert alice_client.delete(url).status_code == 405
