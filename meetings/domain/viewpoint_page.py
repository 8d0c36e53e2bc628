"""The page where one person says a point of view: its sentences, in the language of that person.

The pupil is asked the same things in simpler words, with three faces, and is spoken to as a child.
"""

from dataclasses import dataclass
from datetime import date, datetime

from meetings.domain.dossier import Contribution, Dossier, Participant
from meetings.domain.kinds import Audience, Face, Role
from meetings.domain.lexicon import Lexicon
from meetings.domain.viewpoints import (
    MOST_SIGNS,
    QUESTIONS,
    is_for_all,
    is_open,
    is_shared,
    lacks_agreement,
    needs_agreement,
)

# The page where these sentences are looked for: first those said to a child.
_ADULT, _CHILD = "viewpoint", "viewpoint_pupil"


@dataclass(frozen=True, slots=True)
class Manner:
    """How this reader is spoken to."""

    lexicon: Lexicon
    is_pupil: bool

    def say(self, key: str, **holes: object) -> str:
        """The sentence of this key, to a child where there is one for a child."""
        child = f"{_CHILD}.{key}"
        if self.is_pupil and child in self.lexicon.sentences:
            return self.lexicon.say(child, **holes)
        return self.lexicon.say(f"{_ADULT}.{key}", **holes)

    def question(self, name: str) -> str:
        """What is asked for this field of a contribution."""
        return self.lexicon.say(f"{_CHILD if self.is_pupil else 'said'}.{name}")


@dataclass(frozen=True, slots=True)
class ViewpointPage:
    """Everything the page says to one reader. What does not concern that reader is empty."""

    title: str
    lead: str
    help: str
    face: str
    faces: tuple[tuple[str, str], ...]
    questions: tuple[tuple[str, str], ...]
    audience: str
    audiences: tuple[tuple[str, str], ...]
    same_time: str
    agreed: str
    agreed_help: str
    source: str
    noted: str
    until: str
    erase_help: str
    is_open: bool


def manner_to(person: Participant, lexicon: Lexicon) -> Manner:
    return Manner(lexicon, person.role is Role.PUPIL)


def viewpoint_page(
    person: Participant, dossier: Dossier, lexicon: Lexicon, now: datetime
) -> ViewpointPage:
    """The questions for this person, at this instant."""
    manner = manner_to(person, lexicon)
    say, cares = manner.say, needs_agreement(person)
    return ViewpointPage(
        title=say("title"),
        lead=say("lead"),
        help=_help(person, manner),
        face=say("face") if manner.is_pupil else "",
        faces=tuple((face.value, say(face.value)) for face in Face) if manner.is_pupil else (),
        questions=tuple((name, manner.question(name)) for name in QUESTIONS),
        audience=say("audience"),
        audiences=(
            (Audience.ALL.value, say("all")),
            (Audience.COORDINATOR.value, say("preparing")),
        ),
        same_time=say("same_time"),
        agreed=say("agreed") if cares else "",
        agreed_help=say("agreed_help") if cares else "",
        source=say("source") if cares else "",
        noted=say("noted"),
        until=say("until"),
        erase_help=say("erase_help"),
        is_open=is_open(dossier, now),
    )


def what_happens_next(
    said: Contribution, person: Participant, dossier: Dossier, lexicon: Lexicon, today: date
) -> str:
    """Who will read it, and when."""
    say, day = manner_to(person, lexicon).say, dossier.viewpoints_shared_on
    if lacks_agreement(said, person):
        return say("next_not_agreed")
    if not is_for_all(said, person, dossier):
        return say("next_preparing")
    if is_shared(dossier, today):
        return say("next_all_now")
    return say("next_all_from", day=lexicon.day(day)) if day else say("next_all")


def too_long(manner: Manner) -> str:
    return manner.say("too_long", most=MOST_SIGNS)


def _help(person: Participant, manner: Manner) -> str:
    """To the pupil, that an adult may write; to professionals, to leave the diagnosis out."""
    if manner.is_pupil:
        return manner.say("help")
    return manner.say("for_class") if person.role is Role.PROFESSIONAL else ""
