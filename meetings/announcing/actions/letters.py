"""Printing letters: a link for each, and, if one says so, the day they are handed out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from meetings.addresses import ADDRESSED, may_be_given
from meetings.announcing.links import LETTER
from meetings.domain.kinds import Purpose
from meetings.doors import NewLink, new_link
from meetings.models import Meeting, Participant
from meetings.writing import locked
from partners.models import Account


@dataclass(frozen=True, slots=True)
class Printed:
    """The letters to print: a link made for each seat of a meeting, in the order asked."""

    meeting: Meeting
    links: tuple[NewLink, ...]


def print_letters(
    meeting: Meeting, people: Sequence[int], *, by: Account, now: datetime
) -> Printed:
    """Make the link each of these letters carries, inside the caller’s transaction or its own.

    Somebody a judge forbids to give anything to gets none. Raises RefusedError when no link of
    this meeting could be opened.
    """
    with locked(meeting) as row:
        seats = Participant.objects.filter(meeting=row).select_related(*ADDRESSED)
        found = seats.in_bulk(people)
        made = []
        for number in people:
            seat = found.get(number)
            if seat is not None and may_be_given(seat):
                seat.meeting = row
                made.append(new_link(seat, Purpose.BRIEF, made_for=LETTER, by=by, now=now))
        return Printed(row, tuple(made))
