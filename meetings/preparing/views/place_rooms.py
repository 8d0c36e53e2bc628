"""The rooms of the address book, offered to be compared."""

from dataclasses import dataclass
from typing import Any

from intermetiers.web.french import join_words, write_count
from intermetiers.web.lists import words_asked
from meetings.models import Meeting
from meetings.models.around import rooms_around, rooms_to_compare
from partners.domain.places import YesNo, name_place
from partners.http import SignedRequest
from partners.models import Room

MOST_AROUND = 12
MOST_FOUND = 12


@dataclass(frozen=True, slots=True)
class RoomOffer:
    """A room one can compare in one click, and what is known of it in a line."""

    pk: int
    name: str
    note: str


def rooms_offered(request: SignedRequest, meeting: Meeting) -> dict[str, Any]:
    """The rooms of the school and of those invited, and those found by words: two queries."""
    words = words_asked(request)
    around = list(rooms_around(meeting)[:MOST_AROUND])
    around.sort(key=lambda room: room.institution_id != meeting.school_id)
    found = list(rooms_to_compare(meeting).matching(words)[: MOST_FOUND + 1]) if words else []
    return {
        "words": words,
        "around": [_offer(room) for room in around],
        "found": [_offer(room) for room in found[:MOST_FOUND]],
        "found_more": len(found) > MOST_FOUND,
    }


def _offer(room: Room) -> RoomOffer:
    facts = []
    if room.seats:
        facts.append(write_count(room.seats, "place assise", "places assises", feminine=True))
    if room.step_free == YesNo.YES:
        facts.append("on entre sans marche")
    if room.quiet == YesNo.YES:
        facts.append("au calme")
    house = room.institution
    note = " · ".join(part for part in (house.whole_address, join_words(facts)) if part)
    return RoomOffer(room.pk, name_place(house.name, room.name), note)
