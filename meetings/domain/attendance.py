"""Who will be there and how, as every guest may know it: the brief and the fiche say the same.

How a person takes part comes from the invitation and from that person’s answer to the chosen
slot. Why somebody cannot come is never repeated.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum

from intermetiers.web.french import of, typeset
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.kinds import Answer, Presence, PupilPlace, Role
from meetings.domain.round_table import RoundTable
from meetings.domain.seating import table_of
from partners.domain.worlds import World

NOBODY = 0  # a reader who has no seat: the copy everybody may look at

# Whoever brings the child up may have to stay unknown to the parents (article 375-7 du code
# civil): neither their name nor the place they work for is printed on what another person reads.
_UNNAMED_METIERS = frozenset({"assistant_familial", "educateur_foyer", "tiers_digne_de_confiance"})
_CARES = re.compile(r"(assistante? familiale?|famille d’accueil|tiers digne|éducat)", re.IGNORECASE)
PUPIL_AWAY = frozenset({PupilPlace.WORDS, PupilPlace.NOT_THERE})
_OF_PRESENCE = {
    Presence.IN_PERSON: "here",
    Presence.PHONE: "phone",
    Presence.VIDEO: "video",
    Presence.WRITTEN: "written",
}
_OF_ANSWER = {Answer.REMOTE: "remote", Answer.WRITTEN: "written", Answer.NO: "away"}


class Manner(StrEnum):
    """How a person takes part, on the day."""

    HERE = "here"
    PHONE = "phone"
    VIDEO = "video"
    REMOTE = "remote"
    WRITTEN = "written"
    AWAY = "away"

    @property
    def takes_a_seat(self) -> bool:
        return self not in {Manner.WRITTEN, Manner.AWAY}

    @property
    def words(self) -> str:
        """« par téléphone »; nothing for someone who comes."""
        return _WORDS.get(self, "")


_WORDS = {
    Manner.PHONE: "par téléphone",
    Manner.VIDEO: "en visio",
    Manner.REMOTE: "par téléphone ou en visio",
    Manner.WRITTEN: "par écrit",
}


def manner_of(person: Participant, dossier: Dossier) -> Manner:
    """How this person takes part, as far as is known today."""
    if person.role is Role.PUPIL and dossier.pupil_place in PUPIL_AWAY:
        return Manner.AWAY
    if person.presence is not Presence.IN_PERSON:
        return Manner(_OF_PRESENCE[person.presence])
    slot = dossier.chosen_slot
    said = slot.answer_of(person.id) if slot else None
    return Manner(_OF_ANSWER.get(said.answer, "here")) if said else Manner.HERE


def seated(dossier: Dossier) -> tuple[Participant, ...]:
    """Those who take part in the meeting itself, in the room or at a distance."""
    return tuple(p for p in dossier.participants if manner_of(p, dossier).takes_a_seat)


def guest_table(dossier: Dossier, reader: int = NOBODY) -> RoundTable:
    """The table as a guest sees it: no halo, only those who take part, unnamed where need be."""
    people = [_drawn(person, dossier, reader) for person in dossier.participants]
    people.sort(key=lambda person: person.id != reader and is_carer(person))
    here = tuple(person for person in people if person.id == reader or person.id in _ids(dossier))
    return table_of(replace(dossier, participants=here), reader=reader)


def _ids(dossier: Dossier) -> frozenset[int]:
    return frozenset(person.id for person in seated(dossier))


def _drawn(person: Participant, dossier: Dossier, reader: int) -> Participant:
    """As others may see this person; a carer sits apart from the child’s own family."""
    world = World.SOCIAL if person.id != reader and is_carer(person) else person.world
    presence = {Manner.REMOTE: Presence.PHONE, Manner.WRITTEN: Presence.IN_PERSON}.get(
        manner_of(person, dossier), person.presence
    )
    return replace(person, called=called(person), presence=presence, world=world)


def called(person: Participant) -> str:
    """How to name a person by what they are: « l’éducatrice spécialisée »."""
    if is_unnamed(person) or person.role is Role.GUARDIAN:
        return person.called.removesuffix(f" ({person.name})")
    return person.called


def is_unnamed(person: Participant) -> bool:
    """Brings the child up without being a parent who decides: known by what they are, no more."""
    is_other_relative = person.role is Role.GUARDIAN and not person.parental_authority
    return is_other_relative or person.metier in _UNNAMED_METIERS


def is_carer(person: Participant) -> bool:
    """Brings the child up by their work or by a judge’s word, and is no family of the child’s."""
    is_other_relative = person.role is Role.GUARDIAN and not person.parental_authority
    return is_other_relative and bool(_CARES.match(typeset(person.title.strip())))


def presented(person: Participant, school: str = "") -> str:
    """« l’éducatrice spécialisée, Inès Cohen (SESSAD Les Tilleuls) », as far as it may be said.

    The pupil’s own school, when it is given, goes without saying.
    """
    words = called(person)
    if person.role is not Role.PROFESSIONAL or is_unnamed(person):
        return words
    if person.name and person.name not in words:
        words = f"{words}, {person.name}"
    if person.institution not in {"", school} and person.world is not World.SOCIAL:
        words = f"{words} ({person.institution})"
    return words


def relation_to(pupil: str, person: Participant) -> str:
    """« la mère de Yanis »."""
    words = called(person)
    return words if not pupil or pupil in words else f"{words} {of(pupil)}"


def in_family(person: Participant, pupil: str) -> str:
    """How the pupil would be spoken of: « sa mère », « son père »; else « la mère de Yanis »."""
    words = called(person).removesuffix(f" {of(pupil)}") if pupil else called(person)
    for article, possessive in (("le ou la ", ""), ("le ", "son "), ("la ", "sa "), ("l’", "son ")):
        if words.startswith(article):
            return possessive + words.removeprefix(article) if possessive else words
    return words


def by_manner(people: Sequence[Participant], dossier: Dossier, manner: Manner) -> list[Participant]:
    """Those of `people` who take part this way, in their order."""
    return [person for person in people if manner_of(person, dossier) is manner]
