"""The door: a process of its own, bounded, from which only intervals come out."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from intermetiers.web.calendars.reading import read_busy
from intermetiers.web.calendars.sentences import REFUSALS
from intermetiers.web.uploads import MOST_BYTES, UploadRefusedError
from tests.intermetiers.web.calendars.files import WINDOW, at, calendar, event
from tests.processes import read_apart

READER = "import datetime; from intermetiers.web.calendars.reading import read_busy"
SECONDS = 20  # what the worst file may take, on a machine that is busy
MB = 1_000_000


def refusal_of(content):
    with pytest.raises(UploadRefusedError) as refused:
        read_busy(content, WINDOW)
    assert "Rien n’a été gardé." in str(refused.value)
    return str(refused.value)


def read_or_sentence(content):
    """The sentence of a refusal, or those of what was left out."""
    try:
        return read_busy(content, WINDOW).left_out
    except UploadRefusedError as refused:
        return (str(refused),)


def test_only_instants_a_count_and_sentences_come_out():
    content = calendar(
        event("SUMMARY:Secret", *at("20270119")), event("DTSTART:20270230T250000", "SUMMARY:Secret")
    )
    busy = read_busy(content, WINDOW)
    span = datetime(2027, 1, 19, 9, tzinfo=UTC), datetime(2027, 1, 19, 10, tzinfo=UTC)
    assert (busy.intervals, busy.read) == ((span,), 1)
    assert busy.left_out == (
        "Un rendez-vous a une date qui ne se lit pas\u202f; il n’est pas compté.",
    )
    assert "Secret" not in repr(busy)


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\0\0\0"])
def test_an_empty_file_says_so(content):
    assert refusal_of(content) == REFUSALS["empty"]


def test_what_is_no_calendar_says_so():
    assert refusal_of(b"Nom;Pr\xe9nom\r\nBelkacem;Yanis\r\n") == REFUSALS["not_a_calendar"]


def test_a_file_too_heavy_is_not_even_read():
    before = time.monotonic()
    assert refusal_of(b"B" * 50 * MB) == REFUSALS["too_heavy"]
    assert time.monotonic() - before < 1


BOMBS = {
    "seconds": calendar(
        *[
            event("DTSTART:20000101T000000Z", "DURATION:PT1S", f"RRULE:FREQ=SECONDLY;INTERVAL={n}")
            for n in range(1, 2000)
        ]
    ),
    "days since the year 1": calendar(
        *[
            event("DTSTART:00020101T000000Z", "DURATION:PT1M", f"RRULE:FREQ=DAILY;COUNT={10**n}")
            for n in range(6, 60)
        ]
    ),
    "dates": calendar(event(*at("20270119"), "RDATE:" + ",".join(["20270119T100000Z"] * 280_000))),
    "nested": b"BEGIN:VCALENDAR\r\n" + b"BEGIN:A\r\n" * 400_000,
    "unfolding": b"BEGIN:VCALENDAR\r\nX:" + b"a\r\n " * 1_200_000,
    "lines": b"BEGIN:VCALENDAR\r\n" + b"\n" * (MOST_BYTES - 100),
    "events": b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * 200_000,
    "zones": calendar(
        *[f"BEGIN:VTIMEZONE\nTZID:{n}\nEND:VTIMEZONE" for n in range(40_000)],
        event(*at("20270119", zone="39999")),
    ),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_file_made_to_last_is_cut_or_refused_in_bounded_time_and_memory(bomb):
    content = BOMBS[bomb]
    assert len(content) <= MOST_BYTES
    before = time.monotonic()
    said, peak = read_apart(READER, f"read_busy(content, {WINDOW!r}).left_out", content)
    assert said
    assert time.monotonic() - before < SECONDS
    assert peak < 520_000  # kilobytes


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400))
def test_any_bytes_give_intervals_or_a_sentence(content):
    assert all(map(str.strip, read_or_sentence(b"BEGIN:VCALENDAR\n" + content)))
