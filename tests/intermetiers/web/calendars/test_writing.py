"""What is written for other agendas reads back as it was given, in three parsers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings, strategies as st
from icalendar import Calendar

from intermetiers.web.calendars.writing import (
    Contact,
    Event,
    Method,
    event_of,
    plain,
    unfolded,
    write_calendar,
)
from tests.intermetiers.web.calendars.other_readers import read_with_ical_js, read_with_vobject

PARIS = ZoneInfo("Europe/Paris")
START = datetime(2027, 1, 21, 10, 15, tzinfo=PARIS)
EVENT = Event(
    uid="9f1c@reunions.example.org",
    starts_at=START,
    ends_at=START + timedelta(minutes=75),
    told_at=datetime(2026, 11, 23, 9, tzinfo=UTC),
    summary="Réunion avec Claire Vasseur",
    description="Quand : jeudi, 10 h 15 ; où, dites-le.\n\nÀ bientôt \\o/ 🙂",
    location="Centre social Bellevue, salle 2 ; 4 rue des Lilas",
    sequence=2,
    organizer=Contact("reunions@example.org", "Claire Vasseur"),
    attendee=Contact("samia@example.org"),
)
# Everything somebody may type; a surrogate alone reaches no database.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
AT_THE_FOLD = st.integers(55, 85).flatmap(
    lambda width: st.sampled_from(["é", "🙂", "œ", ",", "\\", "\n", " "]).map(
        lambda sign: "a" * width + sign * 4 + "b" * 80
    )
)


def written(event=EVENT, method=Method.REQUEST, **feed):
    return write_calendar([event], method=method, **feed)


@given(summary=TEXT | AT_THE_FOLD, description=TEXT | AT_THE_FOLD, location=TEXT | AT_THE_FOLD)
@example(summary="x" * 66 + "é", description="a\r\nb\rc", location="\\n;,\\")
@settings(max_examples=150)
def test_what_is_written_reads_back_as_it_was(summary, description, location):
    event = replace(EVENT, summary=summary, description=description, location=location)
    calendar = written(event)
    kept = replace(
        event,
        summary=plain(summary),
        description=plain(description),
        location=plain(location),
    )
    assert event_of(calendar) == kept
    lines = calendar.encode().split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in b"".join(lines)
    for line in lines:
        line.decode()  # no letter is cut in two


@given(name=TEXT)
def test_no_name_makes_another_line(name):
    calendar = written(replace(EVENT, organizer=Contact("reunions@example.org", name)))
    read = Calendar.from_ical(calendar).walk("VEVENT")[0]
    assert str(read["ORGANIZER"]) == "mailto:reunions@example.org"
    assert set(read) == set(Calendar.from_ical(written()).walk("VEVENT")[0])


@pytest.mark.parametrize("method", Method)
def test_other_parsers_read_the_same(method):
    calendar = written(method=method)
    expected = {
        "method": method.value,
        "uid": EVENT.uid,
        "sequence": 2,
        "summary": EVENT.summary,
        "description": EVENT.description,
        "location": EVENT.location,
        "start": int(START.timestamp()),
        "end": int(START.timestamp()) + 75 * 60,
        "attendees": ["mailto:samia@example.org"],
    }
    assert read_with_vobject(calendar) == expected
    (read,) = read_with_ical_js(calendar)
    assert read == expected | {
        "local": "2027-01-21T10:15:00",
        "zone": "Europe/Paris",
        "organizer": "mailto:reunions@example.org",
    }


CHANGES = [
    datetime(2026, 10, 24, 10, 15, tzinfo=PARIS),
    datetime(2026, 10, 26, 10, 15, tzinfo=PARIS),
    datetime(2027, 3, 27, 10, 15, tzinfo=PARIS),
    datetime(2027, 3, 29, 10, 15, tzinfo=PARIS),
    datetime(2031, 7, 1, 10, 15, tzinfo=PARIS),
]


def test_a_meeting_keeps_its_hour_on_both_sides_of_a_change_of_clocks():
    calendars = [
        written(replace(EVENT, starts_at=at, ends_at=at + timedelta(hours=1))) for at in CHANGES
    ]
    for at, calendar, read in zip(CHANGES, calendars, read_with_ical_js(*calendars), strict=True):
        assert event_of(calendar).starts_at == at
        assert (read["start"], read["local"][11:16]) == (int(at.timestamp()), "10:15")
        assert read_with_vobject(calendar)["start"] == int(at.timestamp())


@pytest.mark.parametrize(
    "zone",
    ["Europe/Paris", "Indian/Reunion", "America/Martinique", "America/Miquelon", "Pacific/Noumea",
     "Africa/Casablanca"],
)  # fmt: skip
@pytest.mark.parametrize("month", [1, 4, 7, 11])
def test_the_zone_is_told_as_it_is(zone, month):
    """Read without any knowledge of zones: only the rules that come with the event count."""
    at = datetime(2027, month, 12, 14, tzinfo=ZoneInfo(zone))
    calendar = written(
        replace(EVENT, starts_at=at, ends_at=at + timedelta(hours=1)), zone=at.tzinfo
    )
    nameless = calendar.replace(zone, "Ici")
    (read,) = read_with_ical_js(nameless)
    assert (read["start"], read["zone"]) == (int(at.timestamp()), "Ici")


def test_outlook_is_given_two_rules_and_no_list_of_days():
    told = written().partition("BEGIN:VTIMEZONE")[2].partition("END:VTIMEZONE")[0]
    assert told.count("RRULE:FREQ=YEARLY") == 2
    assert "RDATE" not in told


def test_a_request_asks_and_a_cancel_does_not():
    asked = unfolded(written())
    assert "METHOD:REQUEST\r\n" in asked
    assert "PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE:mailto:samia@example.org" in asked
    assert "STATUS:CONFIRMED\r\n" in asked
    taken_back = unfolded(written(replace(EVENT, is_cancelled=True), Method.CANCEL))
    assert "METHOD:CANCEL\r\n" in taken_back
    assert "STATUS:CANCELLED\r\n" in taken_back
    assert "RSVP" not in taken_back


def test_a_feed_says_its_name_and_when_to_come_back():
    feed = unfolded(
        write_calendar([], method=Method.PUBLISH, name="Réunions", refresh=timedelta(hours=4))
    )
    assert "X-WR-CALNAME:Réunions\r\n" in feed
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\n" in feed
