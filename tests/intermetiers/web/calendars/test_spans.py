"""Every trap of a real calendar: when somebody is busy, in the hours of Paris."""

import json
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from intermetiers.web.calendars.cutting import RefusedError
from intermetiers.web.calendars.sentences import REFUSALS, say_left_out
from intermetiers.web.calendars.spans import merge, read_calendars
from tests.intermetiers.web.calendars.files import EAST, PARIS, WINDOW, at, calendar, event

EVERY_WEEK = "RRULE:FREQ=WEEKLY;COUNT=4"


def read(content, window=WINDOW):
    """What is busy as « 19/01 10:00-11:00 », or « 18/01 00:00-20/01 00:00 », and what is not."""
    found = read_calendars(content, window, PARIS)
    return [_said(start, end) for start, end in found["busy"]], found["left_out"]


def _said(start, end):
    start, end = (datetime.fromtimestamp(minute * 60, PARIS) for minute in (start, end))
    same_day = start.date() == end.date()
    return f"{start:%d/%m %H:%M}-{end:{'%H:%M' if same_day else '%d/%m %H:%M'}}"


TRAPS = {
    "hours of Paris": (event(*at("20270119")), ["19/01 10:00-11:00"]),
    "in UTC": (
        event("DTSTART:20270119T090000Z", "DTEND:20270119T100000Z"),
        ["19/01 10:00-11:00"],
    ),
    "floating": (event("DTSTART:20270119T100000", "DTEND:20270119T110000"), ["19/01 10:00-11:00"]),
    "without seconds": (event("DTSTART:20270119T1000", "DURATION:PT1H"), ["19/01 10:00-11:00"]),
    "a duration": (
        event("DTSTART:20270119T100000", "DURATION:P1DT2H"),
        ["19/01 10:00-20/01 12:00"],
    ),
    "a whole day": (event("DTSTART;VALUE=DATE:20270119"), ["19/01 00:00-20/01 00:00"]),
    "two days": (
        event("DTSTART;VALUE=DATE:20270118", "DTEND;VALUE=DATE:20270120"),
        ["18/01 00:00-20/01 00:00"],
    ),
    "transparent": (event(*at("20270119"), "TRANSP:TRANSPARENT"), []),
    "cancelled": (event(*at("20270119"), "STATUS:CANCELLED"), []),
    "free for Outlook": (event(*at("20270119"), "X-MICROSOFT-CDO-BUSYSTATUS:FREE"), []),
    "tentative": (event(*at("20270119"), "STATUS:TENTATIVE"), ["19/01 10:00-11:00"]),
    "before the window": (event(*at("20261202")), []),
    "the last day": (event(*at("20270603")), ["03/06 10:00-11:00"]),
    "after the window": (event(*at("20270604")), []),
    "begun before the window": (
        event("DTSTART;VALUE=DATE:20261101", "DTEND;VALUE=DATE:20261205"),
        ["03/12 00:00-05/12 00:00"],
    ),
    "Windows name, no VTIMEZONE": (
        event(*at("20270119", zone="Romance Standard Time")),
        ["19/01 10:00-11:00"],
    ),
    "Windows name in quotes": (
        event(*at("20270119", zone='"W. Europe Standard Time"')),
        ["19/01 10:00-11:00"],
    ),
    "Windows name elsewhere": (
        event(*at("20270119", zone="Eastern Standard Time")),
        ["19/01 16:00-17:00"],
    ),
    "a name of Thunderbird": (
        event(*at("20270119", zone="/mozilla.org/20050126_1/Europe/London")),
        ["19/01 11:00-12:00"],
    ),
    "its own VTIMEZONE": (
        f"{EAST}\n{event(*at('20270119', zone='Heure de l’Est du service'))}",
        ["19/01 16:00-17:00"],
    ),
    "an alarm with a duration": (
        event(*at("20270119"), "BEGIN:VALARM", "DURATION:PT9H", "END:VALARM"),
        ["19/01 10:00-11:00"],
    ),
    "folded inside a value": (
        event("DTSTART;TZID=Europe/Pa\n ris:2027\n\t0119T100000", "DURATION:PT1H"),
        ["19/01 10:00-11:00"],
    ),
    "in small letters": (
        event("dtstart:20270119t100000", "duration:pt1h").replace("BEGIN:VEVENT", "begin:vevent"),
        ["19/01 10:00-11:00"],
    ),
    "two that touch": (
        event(*at("20270119")) + "\n" + event(*at("20270119", "T110000", "T120000")),
        ["19/01 10:00-12:00"],
    ),
    "every week": (
        event(*at("20270105"), EVERY_WEEK),
        ["05/01 10:00-11:00", "12/01 10:00-11:00", "19/01 10:00-11:00", "26/01 10:00-11:00"],
    ),
    "over the change of hour": (
        event(*at("20270325"), "RRULE:FREQ=WEEKLY;COUNT=2"),
        ["25/03 10:00-11:00", "01/04 10:00-11:00"],
    ),
    "until, in UTC": (
        event(*at("20270105"), "RRULE:FREQ=WEEKLY;UNTIL=20270112T090000Z"),
        ["05/01 10:00-11:00", "12/01 10:00-11:00"],
    ),
    "until a day": (
        event(*at("20270105"), "RRULE:FREQ=WEEKLY;UNTIL=20270112"),
        ["05/01 10:00-11:00", "12/01 10:00-11:00"],
    ),
    "without one of them": (
        event(
            *at("20270105"), EVERY_WEEK, "EXDATE;TZID=Europe/Paris:20270112T100000,20270119T100000"
        ),
        ["05/01 10:00-11:00", "26/01 10:00-11:00"],
    ),
    "without a day": (
        event(*at("20270105"), "RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE;VALUE=DATE:20270112"),
        ["05/01 10:00-11:00"],
    ),
    "without one, in UTC": (
        event(*at("20270105"), "RRULE:FREQ=WEEKLY;COUNT=2", "EXDATE:20270112T090000Z"),
        ["05/01 10:00-11:00"],
    ),
    "dates of its own": (
        event(*at("20270105"), "RDATE;TZID=Europe/Paris:20270107T140000"),
        ["05/01 10:00-11:00", "07/01 14:00-15:00"],
    ),
    "periods of its own": (
        event(*at("20270105"), "RDATE;VALUE=PERIOD:20270107T130000Z/PT3H"),
        ["05/01 10:00-11:00", "07/01 14:00-17:00"],
    ),
    "one moved": (
        event(*at("20270105"), "RRULE:FREQ=WEEKLY;COUNT=2", uid="a")
        + "\n"
        + event(*at("20270113", "T140000", "T150000"), "RECURRENCE-ID:20270112T090000Z", uid="a"),
        ["05/01 10:00-11:00", "13/01 14:00-15:00"],
    ),
    "moved from one on": (
        event(*at("20270105"), "RRULE:FREQ=WEEKLY;COUNT=3", uid="a")
        + "\n"
        + event(
            *at("20270113", "T140000", "T150000"),
            "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:20270112T100000",
            uid="a",
        ),
        ["05/01 10:00-11:00", "13/01 14:00-15:00", "20/01 14:00-15:00"],
    ),
    "one cancelled": (
        event(*at("20270105"), "RRULE:FREQ=WEEKLY;COUNT=2", uid="a")
        + "\n"
        + event(
            *at("20270112"),
            "RECURRENCE-ID;TZID=Europe/Paris:20270112T100000",
            "STATUS:CANCELLED",
            uid="a",
        ),
        ["05/01 10:00-11:00"],
    ),
    "free but for one": (
        event(*at("20270105"), EVERY_WEEK, "TRANSP:TRANSPARENT", uid="a")
        + "\n"
        + event(*at("20270112"), "RECURRENCE-ID;TZID=Europe/Paris:20270112T100000", uid="a"),
        ["12/01 10:00-11:00"],
    ),
    "moved, without what it was moved from": (
        event(*at("20270113"), "RECURRENCE-ID:20270112T090000Z", uid="a"),
        ["13/01 10:00-11:00"],
    ),
    "the same name for all": (
        event(*at("20270105"), uid="a") + "\n" + event(*at("20270107"), uid="a"),
        ["05/01 10:00-11:00", "07/01 10:00-11:00"],
    ),
    "two versions": (
        event(*at("20270105"), "RRULE:FREQ=WEEKLY;COUNT=2", "SEQUENCE:0", uid="a")
        + "\n"
        + event(*at("20270106"), "RRULE:FREQ=WEEKLY;COUNT=2", "SEQUENCE:1", uid="a"),
        ["06/01 10:00-11:00", "13/01 10:00-11:00"],
    ),
    "every day of a year long past": (
        event("DTSTART;VALUE=DATE:19700101", "RRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1"),
        ["01/01 00:00-02/01 00:00"],
    ),
    "free-busy times": (
        "BEGIN:VFREEBUSY\nDTSTART:20270101T000000Z\nDTEND:20270201T000000Z\n"
        "FREEBUSY:20270105T090000Z/PT1H,20270105T130000Z/20270105T150000Z\n"
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20270106T090000Z/PT1H\n"
        "FREEBUSY;FBTYPE=FREE:20270107T090000Z/PT1H\n"
        "FREEBUSY;VALUE=DATE:20270108\nEND:VFREEBUSY",
        [
            "05/01 10:00-11:00",
            "05/01 14:00-16:00",
            "06/01 10:00-11:00",
            "08/01 00:00-09/01 00:00",
        ],
    ),
    "a task": ("BEGIN:VTODO\nDTSTART:20270105T090000Z\nDUE:20270106T090000Z\nEND:VTODO", []),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_what_is_busy(trap):
    parts, busy = TRAPS[trap]
    assert read(calendar(parts)) == (busy, {})


LEFT_OUT = {
    "no such date": (event("DTSTART:20270230T250000"), {"unreadable": 1}),
    "no date": (event("STATUS:CONFIRMED"), {"unreadable": 1}),
    "a rule nobody reads": (event(*at("20270105"), "RRULE:FREQ=PARFOIS"), {"rule": 1}),
    "ends before it begins": (event(*at("20270105", "T110000", "T100000")), {"backwards": 1}),
    "lasts less than nothing": (
        event("DTSTART:20270105T100000Z", "DURATION:-PT1H"),
        {"backwards": 1},
    ),
    "no end": (event("DTSTART:20270105T100000Z"), {"no_end": 1}),
    "every second": (event(*at("20270105"), "RRULE:FREQ=SECONDLY"), {"too_often": 1}),
    "every minute of every hour": (
        event(*at("20270105"), "RRULE:FREQ=DAILY;BYMINUTE=0,1,2,3;BYHOUR=8,9"),
        {"too_often": 1},
    ),
    "the end of time": (event("DTSTART:99991231T235900", "DURATION:P9W"), {"unreadable": 1}),
    "never ended": ("BEGIN:VEVENT\nDTSTART:20270105T100000Z", {"unreadable": 1}),
}


@pytest.mark.parametrize("trap", LEFT_OUT)
def test_what_cannot_be_counted_is_left_out_and_the_rest_is_kept(trap):
    part, left_out = LEFT_OUT[trap]
    assert read(calendar(event(*at("20270119")), part, event(*at("20270126")))) == (
        ["19/01 10:00-11:00", "26/01 10:00-11:00"],
        left_out,
    )
    assert len(say_left_out(left_out)) == 1


def read_case(name):
    return read((Path(__file__).with_name("cases") / f"{name}.ics").read_bytes())


def test_the_calendar_of_outlook():
    busy, left_out = read_case("sessad-outlook")
    assert (len(busy), left_out) == (43, {})
    assert busy[:5] == [
        "05/01 14:00-15:00",
        "07/01 14:00-15:00",
        "12/01 14:00-15:00",  # the 14 is an exception
        "18/01 00:00-20/01 00:00",  # two days of training take in the 19
        "21/01 14:00-15:00",  # and the meeting of the morning is called off
    ]
    assert busy[-1] == "03/06 14:00-15:00"


def test_the_calendar_of_google():
    busy, left_out = read_case("psyen-google")
    assert (len(busy), left_out) == (20, {})
    assert busy[:5] == [
        "11/01 08:30-11:30",
        "13/01 08:30-10:00",
        "18/01 08:30-11:30",  # the 25 is an exception
        "01/02 14:00-16:00",  # moved to the afternoon
        "08/02 08:30-11:30",
    ]
    assert busy[-1] == "24/05 08:30-11:30"  # in summer too


def test_the_broken_calendar():
    assert read_case("broken") == (["19/01 10:00-11:30"], {"cut": 1, "unreadable": 1})


def test_an_hour_of_an_unknown_zone_is_read_in_paris_and_said():
    busy, left_out = read(calendar(event(*at("20270119", zone="(UTC+01:00) Chez nous"))))
    assert (busy, left_out) == (["19/01 10:00-11:00"], {"unknown_zone": 2})
    assert "à l’heure de Paris" in say_left_out(left_out)[0]


def test_what_repeats_in_utc_keeps_its_hour_when_the_calendar_says_where_it_lives():
    weekly = event(
        "DTSTART:20270325T090000Z", "DTEND:20270325T100000Z", "RRULE:FREQ=WEEKLY;COUNT=2"
    )
    assert read(calendar(weekly))[0] == ["25/03 10:00-11:00", "01/04 11:00-12:00"]
    at_home = calendar(weekly, head="X-WR-TIMEZONE:Europe/Paris")
    assert read(at_home)[0] == ["25/03 10:00-11:00", "01/04 10:00-11:00"]


def test_a_calendar_that_cancels_says_nothing_is_busy():
    assert read(calendar(event(*at("20270119")), head="METHOD:CANCEL")) == ([], {})
    assert read(calendar(event(*at("20270119")), head="METHOD:REQUEST"))[0]


def test_several_calendars_in_one_file_are_all_read_each_with_its_zones():
    first = calendar(event(*at("20270105"), uid="a"))
    second = calendar(event(*at("20270107"), uid="a"), head="METHOD:CANCEL")
    third = calendar(event(*at("20270112"), uid="a"))
    assert read(first + second + third)[0] == ["05/01 10:00-11:00", "12/01 10:00-11:00"]


@pytest.mark.parametrize(
    "change",
    [
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.decode().encode("utf-16"),
        lambda content: content.replace("é".encode(), b"\xe9"),
        lambda content: content.replace(b"\r\n", b"\n"),
        lambda content: content.replace(b"\r\n", b"\r"),
        lambda content: b"\r\n\r\n" + content,
    ],
)
def test_the_way_it_is_written_changes_nothing(change):
    content = calendar(event("SUMMARY:Réunion", *at("20270119"), uid="é"))
    assert read(change(content)) == (["19/01 10:00-11:00"], {})


def test_a_file_cut_anywhere_gives_what_stands_before_and_says_so():
    whole = calendar(event(*at("20270119")), event(*at("20270126")))
    for length in range(len(b"BEGIN:VCALENDAR\r\n"), len(whole) - len("END:VCALENDAR\r\n")):
        busy, left_out = read(whole[:length])
        assert busy == ["19/01 10:00-11:00", "26/01 10:00-11:00"][: len(busy)]
        assert left_out == {"cut": 1}, whole[:length]
    assert len(busy) == 2


@pytest.mark.parametrize("content", [b"Nom;Pr\xe9nom\n", b"%PDF-1.7", b"BEGIN:VCARD\nEND:VCARD"])
def test_what_is_no_calendar_is_refused(content):
    with pytest.raises(RefusedError, match="not_a_calendar"):
        read(content)
    assert "n’est pas un agenda" in REFUSALS["not_a_calendar"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=1;COUNT=1000000000",
        "FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16",
        "FREQ=DAILY;BYSETPOS=-366;BYHOUR=1,2,3",
    ],
)
def test_a_rule_made_to_last_is_cut_and_the_rest_is_read(rule):
    bomb = event("DTSTART:00020101T000000Z", "DURATION:PT1M", f"RRULE:{rule}")
    before = time.process_time()
    busy, _ = read(calendar(bomb, event(*at("20270119"))))
    assert time.process_time() - before < 4
    assert any("19/01 10:00" in said or "19/01" in said for said in busy)


def test_nothing_but_numbers_and_our_own_codes_comes_out():
    secret = "Rendez-vous chez la psychologue"
    content = calendar(
        event(f"SUMMARY:{secret}", f"LOCATION:{secret}", *at("20270119"), uid=secret),
        event(f"SUMMARY:{secret}", *at("20270119", zone=secret), f"RRULE:{secret}"),
        event(f"DTSTART:{secret}", f"ATTENDEE;CN={secret}:mailto:a@b.fr"),
    )
    found = json.dumps(read_calendars(content, WINDOW, PARIS), ensure_ascii=False)
    assert "psychologue" not in found
    assert "a@b.fr" not in found


MOMENTS = st.datetimes(datetime(2026, 11, 1), datetime(2027, 7, 1)).map(  # noqa: DTZ001
    lambda moment: moment.replace(second=0, microsecond=0, tzinfo=UTC)
)
SPANS = st.tuples(MOMENTS, st.integers(1, 2000)).map(
    lambda pair: (pair[0], pair[0] + timedelta(minutes=pair[1]))
)


@settings(deadline=None)
@given(st.lists(SPANS, max_size=15))
def test_merging_keeps_the_same_minutes_in_order_and_apart(spans):
    first, last = (int(datetime(2027, month, 1, tzinfo=UTC).timestamp()) // 60 for month in (1, 5))
    merged = merge(spans, first, last)
    minutes = {
        minute
        for start, end in spans
        for minute in range(int(start.timestamp()) // 60, int(end.timestamp()) // 60)
        if first <= minute < last
    }
    assert {minute for start, end in merged for minute in range(start, end)} == minutes
    assert all(one[1] < two[0] for one, two in pairwise(merged))


@settings(deadline=None)
@given(st.lists(SPANS, max_size=12))
def test_events_written_in_utc_are_read_as_they_are(spans):
    written = [
        event(f"DTSTART:{start:%Y%m%dT%H%M%SZ}", f"DTEND:{end:%Y%m%dT%H%M%SZ}")
        for start, end in spans
    ]
    found = read_calendars(calendar(*written), WINDOW, PARIS)
    first, last = datetime(2026, 12, 3, tzinfo=PARIS), datetime(2027, 6, 4, tzinfo=PARIS)
    bounds = (int(moment.timestamp()) // 60 for moment in (first, last))
    assert found == {"busy": merge(spans, *bounds), "read": len(spans), "left_out": {}}


LINES = st.sampled_from(
    [
        "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VFREEBUSY",
        "END:VFREEBUSY", "BEGIN:VTIMEZONE", "TZID:X", "END:VTIMEZONE", "BEGIN:STANDARD",
        "TZOFFSETTO:+9900", "END:STANDARD", "DTSTART:20270119T100000", "DTSTART;VALUE=DATE:00010101",
        "DTSTART;TZID=X:20270119T100000Z", "DTEND;VALUE=DATE:20270120", "DTEND:99991231T235959Z",
        "DURATION:P1D", "DURATION:PT99999999H", "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY;COUNT=0",
        "RRULE:FREQ=MONTHLY;BYDAY=9XX", "RRULE:COUNT=3", "EXDATE;VALUE=DATE:20270121",
        "EXDATE:20270120T090000Z,", "RDATE:20270202/P1D", "RECURRENCE-ID:20270121", "UID:a",
        "SEQUENCE:²", "FREEBUSY:20270101T000000Z/PT1H", "X-WR-TIMEZONE:../../etc", "METHOD:CANCEL",
    ]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=300)
@given(st.lists(LINES | st.text(max_size=40), max_size=25), st.booleans())
def test_whatever_the_lines_there_is_an_answer(lines, whole):
    text = "\r\n".join(["BEGIN:VCALENDAR", *lines, "END:VCALENDAR"] if whole else lines)
    try:
        found = read_calendars(text.encode("utf-8", "replace"), WINDOW, PARIS)
    except RefusedError as refusal:
        found = {"busy": [], "left_out": {}, "refused": REFUSALS[str(refusal)]}
    assert all(start < end for start, end in found["busy"])
    assert len(say_left_out(found["left_out"])) == len(found["left_out"])
