"""What one may know of a place: its address, how the seats stand, and facts not known yet."""

import re
from enum import StrEnum

from partners.domain.folding import fold


class Layout(StrEnum):
    """How the seats are laid out."""

    ROUND = "round"
    U = "u"
    FACE_TO_FACE = "face_to_face"
    HEAD = "head"


class YesNo(StrEnum):
    """A fact that may not be known yet; « not known » is never taken for a no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


# Common names a room is called by: inside a sentence they lose their capital letter.
_COMMON = frozenset({
    "amphitheatre", "annexe", "atelier", "bibliotheque", "bureau", "cantine", "classe", "cuisine",
    "foyer", "grande", "gymnase", "hall", "infirmerie", "petite", "preau", "refectoire", "salle",
    "salon",
})  # fmt: skip


def name_place(institution: str, room: str) -> str:
    """« École Jean-Moulin, salle des maîtres »."""
    first, _, _ = room.partition(" ")
    name = room[:1].lower() + room[1:] if fold(first) in _COMMON else room
    return f"{institution}, {name}"


def whole_address(address: str, town: str) -> str:
    """The address with its town, written once: many people end the address with the town.

    The town counts as written when it stands after a postcode, or after the last comma: a
    « rue de Lyon » says nothing of where it is.
    """
    where, place = fold(address), fold(town).strip()
    last = where.rpartition(",")
    after_postcode = re.search(rf"\b[0-9]{{5}}\s+{re.escape(place)}\b", where)
    if place and (after_postcode or (last[1] and place in last[2])):
        return address
    return ", ".join(part for part in (address, town) if part)
