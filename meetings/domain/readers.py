"""What is true for one relative and not for another: parental authority decides it."""

from dataclasses import dataclass

from intermetiers.web.french import of, typeset
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.kinds import MeetingKind
from meetings.domain.legal import cite, facts_of

_PARENTS = frozenset({"mère", "père", "parent", "maman", "papa"})


@dataclass(frozen=True, slots=True)
class Standing:
    """The reader's place in what is decided, the article it stands on, who may come along."""

    text: str
    source: str
    companion: str


def standing_of(person: Participant, dossier: Dossier) -> Standing:
    """What the texts give this relative. The right to be accompanied that a kind of meeting
    states is the one of the parents who decide; to others we say to ask."""
    name = dossier.pupil.first_name
    ask = facts_of(MeetingKind.OTHER).companion_right_plain
    if person.is_legal_guardian:
        text = f"Vous exercez l’autorité parentale : les choix importants pour {name} se prennent avec vous."
        right = facts_of(dossier.kind).companion_right_plain
        return Standing(typeset(text), cite("372 et 373-2 du code civil"), right)
    decide = "Les décisions reviennent aux personnes qui exercent l’autorité parentale."
    if is_parent(person):
        text = f"Vous devez être au courant des choix importants pour {name}. {decide}"
        return Standing(typeset(text), cite("373-2-1 du code civil"), ask)
    text = f"Vous pouvez dire ce que vous voyez de la vie {of(name)}, et ce que vous en pensez. {decide}"
    return Standing(typeset(text), "", ask)


def is_parent(person: Participant) -> bool:
    """A mother or a father, and not a stepmother or a grandfather."""
    first = person.title.strip().casefold().split(" ")[0]
    return first in _PARENTS
