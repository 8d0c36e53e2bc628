"""Where on the page of a step a finding sends the coordinator.

The page of each step carries these as the `id` of what they name, so that one click leads there.
"""

PROBLEM = "problem"  # PROBLEM: the sentence
PUPIL_WORDS = "pupil-words"  # PROBLEM: what the pupil says
ADD_PERSON = "add-person"  # GUESTS
PUPIL_PLACE = "pupil-place"  # GUESTS
COMPANION = "companion"  # GUESTS: who comes with the family
ADD_PLACE = "add-place"  # PLACE
ADD_SLOT = "add-slot"  # SLOT: the period and another candidate
TIMES = "times"  # AGENDA: opening, words, re-reading
MOVES = "moves"  # AGENDA: what may leave the agenda


def viewpoint(participant: int) -> str:
    """PROBLEM: the line of this person."""
    return f"viewpoint-{participant}"


def person(participant: int) -> str:
    """GUESTS: the row of this person."""
    return f"person-{participant}"


def place(place_id: int) -> str:
    """PLACE: the card of this place."""
    return f"place-{place_id}"


def slot(slot_id: int) -> str:
    """SLOT: the card of this slot."""
    return f"slot-{slot_id}"


def item(item_id: int) -> str:
    """AGENDA: the point; INFORMATION: what must be read before it."""
    return f"item-{item_id}"


def information(information_id: int) -> str:
    """INFORMATION: this document or text."""
    return f"information-{information_id}"
