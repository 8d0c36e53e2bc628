"""Small calendars made by hand, each the trap it is named after."""

from datetime import date
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
WINDOW = date(2026, 12, 3), date(2027, 6, 3)

# What Outlook writes when it names its own zone, made by hand from RFC 5545.
EAST = """BEGIN:VTIMEZONE
TZID:Heure de l’Est du service
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T000000
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


def calendar(*parts, head=""):
    """A whole file of these parts, each the lines of one or several components."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", *head.splitlines()]
    for part in parts:
        lines += part.splitlines()
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()


def event(*lines, uid=""):
    named = [f"UID:{uid}"] if uid else []
    return "\n".join(["BEGIN:VEVENT", *named, *lines, "END:VEVENT"])


def at(day, start="T100000", end="T110000", zone="Europe/Paris"):
    """The two lines of a time of that day, « 20270119 »."""
    return f"DTSTART;TZID={zone}:{day}{start}", f"DTEND;TZID={zone}:{day}{end}"
