"""Free hours of every week (RFC 7953): read when they are, left to the reader when they are not.

The files are minimal ones of our own; they reproduce what the examples of the RFC do.
"""

from datetime import date, time

import pytest
from hypothesis import given, strategies as st

from intermetiers.web.calendars.available import FreeHours, read_available
from intermetiers.web.uploads import UploadRefusedError

TODAY = date(2026, 11, 23)  # a Monday
OFFICE = """DTSTART;TZID=Europe/Paris:20111002T090000
DTEND;TZID=Europe/Paris:20111002T170000
RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR
SUMMARY:Monday to Friday from 9:00 to 17:00
LOCATION:Main Office"""


def read(*blocks, today=TODAY):
    inside = "\n".join(f"BEGIN:AVAILABLE\nUID:1\n{block}\nEND:AVAILABLE" for block in blocks)
    text = f"BEGIN:VCALENDAR\nBEGIN:VAVAILABILITY\n{inside}\nEND:VAVAILABILITY\nEND:VCALENDAR\n"
    return read_available(text.replace("\n", "\r\n").encode(), today)


def block(start="20261123T090000", end="20261123T120000", rule="FREQ=WEEKLY", zone=""):
    tail = "Z" if zone == "Z" else ""
    params = f";TZID={zone}" if zone not in {"", "Z"} else ""
    return f"DTSTART{params}:{start}{tail}\nDTEND{params}:{end}{tail}\nRRULE:{rule}"


def test_the_office_hours_of_the_rfc():
    assert read(OFFICE).hours == (FreeHours(time(9), time(17), (1, 2, 3, 4, 5)),)


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        (block(), FreeHours(time(9), time(12), (1,))),
        (block(rule="FREQ=DAILY"), FreeHours(time(9), time(12), (1, 2, 3, 4, 5, 6, 7))),
        (block(zone="Z"), FreeHours(time(10), time(13), (1,))),
        (block(zone="Romance Standard Time"), FreeHours(time(9), time(12), (1,))),
        (block(zone='"America/New_York"'), FreeHours(time(15), time(18), (1,))),
        (block("20261123T210000", "20261124T050000"), FreeHours(time(21), time(5), (1,))),
        (block("20261123T200000", "20261123T220000", zone="America/New_York"),
         FreeHours(time(2), time(4), (2,))),
        ("DTSTART:20261125T080000\nDURATION:PT4H\nRRULE:FREQ=WEEKLY",
         FreeHours(time(8), time(12), (3,))),
        (block(rule="FREQ=WEEKLY;UNTIL=20270701T000000Z"), FreeHours(time(9), time(12), (1,))),
    ],
)  # fmt: skip
def test_hours_of_every_week_are_read_by_our_clock(written, hours):
    assert read(written).hours == (hours,)


def test_the_same_hours_of_several_days_are_one_line():
    found = read(block(rule="FREQ=WEEKLY;BYDAY=MO"), block(rule="FREQ=WEEKLY;BYDAY=TH"))
    assert found.hours == (FreeHours(time(9), time(12), (1, 4)),)


@pytest.mark.parametrize(
    "written",
    [
        "DTSTART:20261123T090000\nDTEND:20261123T120000",
        block(rule="FREQ=MONTHLY;BYDAY=1MO"),
        block(rule="FREQ=WEEKLY;INTERVAL=2"),
        block(rule="FREQ=WEEKLY;COUNT=3"),
        block(rule="FREQ=WEEKLY;UNTIL=20200101"),
        block(rule="FREQ=SECONDLY"),
        block(rule="FREQ=WEEKLY;BYDAY=XX"),
        block(start="20261123T120000", end="20261123T090000"),
        block(start="99991231T230000", end="99991231T235900", zone="Z"),
        "DTSTART;VALUE=DATE:20261123\nRRULE:FREQ=WEEKLY",
        "DTSTART:hier\nDTEND:demain\nRRULE:FREQ=WEEKLY",
    ],
)
def test_what_is_not_of_every_week_to_come_is_counted_and_left(written):
    assert read(written).hours == ()
    both = read(written, OFFICE)
    assert (both.hours, both.left_out) == (read(OFFICE).hours, 1)


def test_events_are_no_free_hours():
    event = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261123T090000\nEND:VEVENT\nEND:VCALENDAR"
    assert read_available(event, TODAY) == read()


@pytest.mark.parametrize("content", [b"", b"\0\0", b"bonjour", b"%PDF-1.7", b"x" * 6_000_000])
def test_what_is_no_calendar_is_refused_with_a_sentence(content):
    with pytest.raises(UploadRefusedError, match="Rien n’a été gardé"):
        read_available(content, TODAY)


def test_a_file_of_a_million_lines_is_read_to_a_bound():
    found = read(*[OFFICE] * 20_000)
    assert (len(found.hours), found.left_out > 100) == (1, True)


@given(st.text(alphabet="BEGINAVLD:;=\r\nRUTSYZ0123456789", max_size=300))
def test_any_text_is_read_or_refused(text):
    content = f"BEGIN:VCALENDAR\nBEGIN:VAVAILABILITY\nBEGIN:AVAILABLE\n{text}".encode()
    assert read_available(content, TODAY).left_out >= 0
