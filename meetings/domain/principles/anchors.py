"""Where on the page of a step a finding sends the coordinator.

The page of each step carries these as the `id` of what they name, so that one click leads there.
"""

PROBLEM = "id_problem"  # PROBLEM: the field of the sentence
ADD_PERSON = "add-person"  # GUESTS
PUPIL_PLACE = "pupil-place"  # GUESTS: the pupil’s place and wish
COMPANION = "companion"  # GUESTS: who comes with the family
ADD_PLACE = "add-place"  # PLACE
ADD_SLOT = "add-slot"  # SLOT: the period and another candidate
TIMES = "times"  # AGENDA: opening, words, re-reading
MOVES = "moves"  # AGENDA: what may leave the agenda


def viewpoint(participant: int) -> str:
    """PROBLEM: the field of this person’s line."""
    return f"id_viewpoint_{participant}"


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
