"""What each person says before the meeting: who is asked, who may read it, in what order.

The same questions are asked of all. What somebody says for all is read by all from one day on,
which the coordinator sets; what a care métier says, only once that person has confirmed that the
family agrees (code de la santé publique, L1110-4 and D1110-3-1).
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from meetings.domain.attendance import is_carer, manner_of
from meetings.domain.dossier import Contribution, Dossier, Participant
from meetings.domain.kinds import Audience, Role
from meetings.domain.readers import receives_nothing
from partners.domain.worlds import World

MOST_SIGNS = 1000  # in each answer
# The fields of a contribution, in the order the questions are asked.
QUESTIONS = ("understands", "matters", "proposes", "questions")


@dataclass(frozen=True, slots=True)
class Beside:
    """One person in the side-by-side reading; `said` is None while nothing was said."""

    person: Participant
    said: Contribution | None


def is_asked(person: Participant) -> bool:
    """Whether this person has a point of view to give: everybody but the interpreter."""
    return person.role is not Role.INTERPRETER


def needs_agreement(person: Participant) -> bool:
    """Whether what this person says needs the agreement of the family to be shared."""
    return person.world is World.CARE


def is_open(dossier: Dossier, now: datetime) -> bool:
    """Whether one may still say or change something: until the meeting begins."""
    slot = dossier.chosen_slot
    return dossier.cancelled_on is None and (slot is None or now < slot.starts_at)


def is_shared(dossier: Dossier, today: date) -> bool:
    """Whether the day has come from which everybody reads what was said for all."""
    return dossier.viewpoints_shared_on is not None and dossier.viewpoints_shared_on <= today


def as_told(dossier: Dossier, today: date) -> Dossier:
    """The dossier with the points of view that everybody may read today, and no other."""
    told = is_shared(dossier, today)
    kept = tuple(
        said
        for said in dossier.contributions
        if told and is_for_all(said, dossier.by_id[said.participant], dossier)
    )
    return replace(dossier, contributions=kept)


def lacks_agreement(said: Contribution, author: Participant) -> bool:
    """It is meant for all, and the family has not agreed yet."""
    return said.audience is Audience.ALL and needs_agreement(author) and not said.agreed


def is_told_of(author: Participant, dossier: Dossier) -> bool:
    """Whether the others may know of this person at all: neither somebody a judge keeps apart,
    nor whoever brings the child up and does not come (`attendance`)."""
    if receives_nothing(author):
        return False
    return not is_carer(author) or manner_of(author, dossier).takes_a_seat


def is_for_all(said: Contribution, author: Participant, dossier: Dossier) -> bool:
    """Whether it may be read by all once the day has come."""
    meant = said.audience is Audience.ALL and not lacks_agreement(said, author)
    return meant and is_told_of(author, dossier)


def in_order(dossier: Dossier) -> tuple[Participant, ...]:
    """Those who are asked: the pupil and the family first, then as they sit at the table."""
    asked = [person for person in dossier.participants if is_asked(person)]
    return tuple(sorted(asked, key=lambda person: not person.is_family))


def side_by_side(dossier: Dossier) -> tuple[Beside, ...]:
    """What the coordinator reads: everybody asked, with what each said so far."""
    said = _by_author(dossier)
    return tuple(Beside(person, said.get(person.id)) for person in in_order(dossier))


def readable_by(dossier: Dossier, reader: int, today: date) -> tuple[Contribution, ...]:
    """What this participant may read today, in the order of `side_by_side`, their own included.

    What they may not read leaves no trace. Nothing for whoever must receive nothing, for an
    interpreter, or for somebody who has no seat.
    """
    person = dossier.by_id.get(reader)
    if person is None or receives_nothing(person) or not is_asked(person):
        return ()
    shared = is_shared(dossier, today)
    return tuple(
        beside.said
        for beside in side_by_side(dossier)
        if beside.said is not None
        and (
            beside.person.id == reader
            or (shared and is_for_all(beside.said, beside.person, dossier))
        )
    )


def shared_later(dossier: Dossier, reader: int, today: date) -> date | None:
    """The day from which this reader may read the others; None once it has come, while no day is
    set, and for whoever will read nothing. It is the same whatever was said."""
    person = dossier.by_id.get(reader)
    if person is None or receives_nothing(person) or not is_asked(person):
        return None
    return None if is_shared(dossier, today) else dossier.viewpoints_shared_on


def has_spoken(person: Participant, dossier: Dossier) -> bool:
    """Whether this person said what they see of the situation, there or noted by who prepares."""
    return bool(person.viewpoint.strip()) or said_by(dossier, person.id) is not None


def said_by(dossier: Dossier, person: int) -> Contribution | None:
    """What this participant said so far."""
    return next((said for said in dossier.contributions if said.participant == person), None)


def _by_author(dossier: Dossier) -> dict[int, Contribution]:
    return {said.participant: said for said in dossier.contributions}
