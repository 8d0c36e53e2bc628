"""Calendars for the agendas of other people: invitations (RFC 5546) and feeds (RFC 7986).

Every time is told in its zone with the rules of that zone beside it: some agendas show a bare
UTC as it is written, an hour or two off.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event as VEvent, vCalAddress, vDuration, vText

from intermetiers.web.calendars.zones import describe_zone

PRODUCT = "-//intermetiers//intermetiers//FR"
PARIS = ZoneInfo("Europe/Paris")
# What no TEXT may hold (RFC 5545, 3.3.11); line breaks are told apart before.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")


class Method(StrEnum):
    """What a calendar asks of whoever receives it, as the message that carries it repeats."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"
    PUBLISH = "PUBLISH"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody an event names, by an address."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One event. Times are aware; `sequence` goes up each time the event is told otherwise.

    `organizer` and `attendee` are for an invitation; a feed names nobody. `url` opens in any
    browser. A cancelled event keeps the times it had. One that lasts `all_day` takes the days of
    its times in `zone`, the last one left out, and keeps nobody busy.
    """

    uid: str
    starts_at: datetime
    ends_at: datetime
    told_at: datetime
    summary: str
    description: str = ""
    location: str = ""
    sequence: int = 0
    is_cancelled: bool = False
    organizer: Contact | None = None
    attendee: Contact | None = None
    url: str = ""
    all_day: bool = False


def write_calendar(
    events: Iterable[Event],
    *,
    method: Method,
    zone: ZoneInfo = PARIS,
    name: str = "",
    refresh: timedelta | None = None,
) -> str:
    """The events as one iCalendar object: CRLF, lines of 75 octets, times told in `zone`.

    `name` and `refresh` are for a feed: what to call it, and how often to read it again.
    """
    events = list(events)
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODUCT)
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("METHOD", method.value)
    if name:
        calendar.add("NAME", plain(name))
        calendar.add("X-WR-CALNAME", vText(plain(name)))
    if refresh:
        calendar.add("REFRESH-INTERVAL", vDuration(refresh), parameters={"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", vDuration(refresh))
    if events:
        first = min(event.starts_at for event in events)
        calendar.add_component(describe_zone(zone, first.astimezone(zone).year))
    for event in events:
        calendar.add_component(_event(event, method, zone))
    written: bytes = calendar.to_ical()
    return written.decode()


def unfolded(calendar: str) -> str:
    """The same object with each value on one line, as somebody searches it."""
    return calendar.replace("\r\n ", "")


def event_of(calendar: str) -> Event:
    """The one event of a calendar written here, as it was given."""
    (row,) = Calendar.from_ical(calendar).walk("VEVENT")
    attendee, organizer = row.get("ATTENDEE"), row.get("ORGANIZER")
    return Event(
        uid=str(row["UID"]),
        starts_at=row.decoded("DTSTART"),
        ends_at=row.decoded("DTEND"),
        told_at=row.decoded("DTSTAMP"),
        summary=str(row.get("SUMMARY", "")),
        description=str(row.get("DESCRIPTION", "")),
        location=str(row.get("LOCATION", "")),
        sequence=int(row.get("SEQUENCE", 0)),
        is_cancelled=str(row.get("STATUS", "")) == "CANCELLED",
        organizer=_contact(organizer) if organizer else None,
        attendee=_contact(attendee) if attendee else None,
        url=str(row.get("URL", "")),
    )


def plain(text: str) -> str:
    """The text with line feeds as its only signs of control: no other has a place in a value."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text)


def _event(event: Event, method: Method, zone: ZoneInfo) -> VEvent:
    row = VEvent()
    row.add("UID", event.uid)
    row.add("DTSTAMP", event.told_at.astimezone(UTC).replace(microsecond=0))
    for field, moment in (("DTSTART", event.starts_at), ("DTEND", event.ends_at)):
        local = moment.astimezone(zone).replace(microsecond=0)
        row.add(field, local.date() if event.all_day else local)
    row.add("SEQUENCE", event.sequence)
    row.add("SUMMARY", plain(event.summary))
    for field, text in (("DESCRIPTION", event.description), ("LOCATION", event.location)):
        if text:
            row.add(field, plain(text))
    if event.url:
        row.add("URL", event.url)
    row.add("STATUS", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    row.add("CLASS", "PRIVATE")  # whoever is shown this agenda sees « busy », and no more
    is_free = event.is_cancelled or event.all_day
    row.add("TRANSP", "TRANSPARENT" if is_free else "OPAQUE")
    if event.organizer:
        row.add("ORGANIZER", _address(event.organizer))
    if event.attendee:
        row.add("ATTENDEE", _guest(event.attendee, method))
    return row


def _address(contact: Contact) -> vCalAddress:
    address = vCalAddress(f"mailto:{contact.email}")
    if contact.name:
        # A parameter cannot hold a double quote, nor a line break (RFC 5545, 3.2), and readers
        # take a backslash at its end for the sign after it.
        name = plain(contact.name).replace('"', "’").replace("\\", "")
        address.params["CN"] = " ".join(name.split())
    return address


def _contact(address: vCalAddress) -> Contact:
    return Contact(str(address).removeprefix("mailto:"), str(address.params.get("CN", "")))


def _guest(contact: Contact, method: Method) -> vCalAddress:
    address = _address(contact)
    address.params["CUTYPE"] = "INDIVIDUAL"
    address.params["ROLE"] = "REQ-PARTICIPANT"
    if method is Method.REQUEST:
        address.params["PARTSTAT"] = "NEEDS-ACTION"
        address.params["RSVP"] = "TRUE"
    return address
