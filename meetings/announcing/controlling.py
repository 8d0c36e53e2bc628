"""The control before sending of a meeting, with the address of each page where to act."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from meetings.addresses import address_of
from meetings.domain.control import Act, Contacts, Line, control
from meetings.domain.dossier import Dossier
from meetings.domain.kinds import Role
from meetings.models import Meeting, Participant
from meetings.reach import QUERIES as REACH, read_reach

QUERIES = REACH + 1


@dataclass(frozen=True, slots=True)
class ControlLine:
    """A line, and where its act is done."""

    line: Line
    url: str


@dataclass(frozen=True, slots=True)
class Controlled:
    """What to look at, and how many other places there are."""

    lines: tuple[ControlLine, ...]
    others: int


def control_of(meeting: Meeting, dossier: Dossier, today: date) -> Controlled:
    """As the meeting stands; costs QUERIES queries."""
    found = control(dossier, read_reach(meeting), _contacts(meeting), today)
    lines = tuple(ControlLine(line, _url(line.act, dossier)) for line in found.lines)
    return Controlled(lines, found.others)


def _contacts(meeting: Meeting) -> Contacts:
    seats = Participant.objects.filter(meeting=meeting, role=Role.GUARDIAN.value)
    unreachable, by_address = set(), defaultdict(list)
    for seat in seats.select_related("family_member", "professional"):
        member, address = seat.family_member, address_of(seat).strip().casefold()
        if address:
            by_address[address].append(seat.pk)
        elif member is None or not (member.phone or member.postal_address):
            unreachable.add(seat.pk)
    sharing = tuple(tuple(group) for group in by_address.values() if len(group) > 1)
    return Contacts(frozenset(unreachable), sharing)


def _url(act: Act, dossier: Dossier) -> str:
    url = reverse(f"meetings:{act.page}", args=[dossier.reference, *act.args])
    return f"{url}#{act.anchor}" if act.anchor else url
