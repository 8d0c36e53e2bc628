"""The control before sending: what to look at again, the heaviest first. It never blocks. Pure."""

from dataclasses import dataclass
from datetime import date
from itertools import chain

from meetings.domain.control import arrival, leaks, readability, rights
from meetings.domain.control.lines import Act, Contacts, Line, texts_for_all
from meetings.domain.dossier import Dossier
from meetings.domain.reach import Reach

__all__ = ["MOST_LINES", "Act", "Contacts", "Control", "Line", "control"]

MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class Control:
    """The lines shown, and how many others there are."""

    lines: tuple[Line, ...]
    others: int


def control(dossier: Dossier, reach: Reach, contacts: Contacts, today: date) -> Control:
    """What to look at before the briefs of this meeting leave."""
    texts = tuple(texts_for_all(dossier))
    found = chain(
        *(leaks.contacts(said) for said in texts),
        *(leaks.medical(said) for said in texts),
        arrival.same_address(dossier, contacts),
        arrival.relatives(dossier, reach, contacts),
        *(rights.wrong_rights(said, dossier) for said in texts),
        arrival.informations(dossier, today),
        *(readability.unexplained(said, dossier.catalogue) for said in texts),
        *(readability.hard_sentences(said) for said in texts),
    )
    lines = tuple(dict.fromkeys(found))
    return Control(lines[:MOST_LINES], max(0, len(lines) - MOST_LINES))
