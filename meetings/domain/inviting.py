"""What an invitation says, in the agenda of a person and in the message that brings it.

An agenda is often shown to colleagues, to an employer or to a whole family. So the event names
nobody but whoever convenes, without what this person does: « enseignante référente » would say
of a parent’s child what nobody at work has to know. A neutral place is named; a school and a
service are known by their address alone; a place that the family chose, or where a child is
looked after, is told by voice. The message, which one person opens, names the place.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from intermetiers.web.french import NBSP, typeset, write_slot
from meetings.domain.attendance import Manner, manner_of
from meetings.domain.dossier import Dossier, Participant, Place
from meetings.domain.kinds import Ground, PupilPlace, Role
from meetings.domain.readers import receives_nothing
from partners.domain.folding import fold

Names = tuple[str, ...]

NOT_CHOSEN = "Le lieu n’est pas encore choisi : il vous sera dit."
BY_VOICE = "Le lieu vous est dit de vive voix."
IN_THE_MESSAGE = "Le lieu est dans le courriel de l’invitation."
FROM_AFAR = {
    Manner.PHONE: "Par téléphone",
    Manner.VIDEO: "En visio",
    Manner.REMOTE: "Par téléphone ou en visio",
}


class Why(StrEnum):
    """Why an invitation is taken back."""

    CALLED_OFF = "called_off"
    NO_DATE = "no_date"
    NOT_AWAITED = "not_awaited"
    OTHER_ADDRESS = "other_address"


_TAKEN_BACK = {
    Why.CALLED_OFF: "Cette réunion est annulée. Vous n’avez rien d’autre à faire.",
    Why.NO_DATE: "Cette réunion n’aura pas lieu ce jour-là. Si une autre date est choisie, elle "
    "vous sera dite.",
    Why.NOT_AWAITED: "Vous n’êtes plus attendu à cette réunion. Vous n’avez rien d’autre à faire.",
    Why.OTHER_ADDRESS: "Cette invitation ne vaut plus à cette adresse. Si elle vous concerne, une "
    "autre vous est donnée.",
}


@dataclass(frozen=True, slots=True)
class Where:
    """A place as one message tells it, and as an agenda shows it."""

    told: str
    shown: str


@dataclass(frozen=True, slots=True)
class Words:
    """One invitation, whole: `subject` and `where` for the message, `summary` and `location` for
    the agenda, the rest for both. Lines may be empty."""

    subject: str
    summary: str
    opening: str
    when: str
    where: str
    location: str
    join: str
    answer: str
    late: str

    @property
    def description(self) -> str:
        """What the agenda keeps: everything but what only the message says."""
        where = f"Où{NBSP}: {self.location}" if self.location else ""
        lines = (
            self.opening, f"Quand{NBSP}: {self.when}", where, self.join, self.answer, self.late
        )  # fmt: skip
        return "\n\n".join(line for line in lines if line)


def summary_of(dossier: Dossier) -> str:
    """« Réunion avec Claire Vasseur »."""
    name = dossier.convener.name.strip()
    return f"Réunion avec {name}" if name else "Réunion"


def where_for(person: Participant, dossier: Dossier) -> Where:
    """Where this person is to be, in the room or not."""
    afar = FROM_AFAR.get(manner_of(person, dossier))
    if afar:
        return Where(afar, afar)
    place = dossier.chosen_place
    if place is None:
        return Where(NOT_CHOSEN, "")
    if place.ground is Ground.FAMILY or place.is_care_home:
        return Where(BY_VOICE, BY_VOICE)
    told = _tell(place, dossier)
    if not told:
        return Where(BY_VOICE, BY_VOICE)
    return Where(told, _shown(place, dossier) or IN_THE_MESSAGE)


def _tell(place: Place, dossier: Dossier) -> str:
    """What a message says of a place: nothing that names the child."""
    child = _around(dossier)[:2]
    parts = (part for part in (place.name, place.address) if part and not _names(part, child))
    return ", ".join(typeset(part) for part in parts)


def _shown(place: Place, dossier: Dossier) -> str:
    return show_place(place.name, place.address, place.ground, around=_around(dossier))


def show_place(name: str, address: str, ground: Ground, *, around: Names) -> str:
    """What an agenda may show of a place: nothing that names the child or the school.

    `around` are the first name, the last name, the school and the class. A class is not looked
    for in an address: « Lyon 3e » is no « 3e ».
    """
    parts = []
    if ground is Ground.NEUTRAL and not _names(name, around):
        parts.append(typeset(name))
    if address and not _names(address, around[:3]):
        parts.append(typeset(address))
    return ", ".join(parts)


def _around(dossier: Dossier) -> Names:
    pupil = dossier.pupil
    return pupil.first_name, pupil.last_name, pupil.school, pupil.class_name


def _names(text: str, words: Names) -> bool:
    """Some of these stands whole in the text, with or without its capitals and accents."""
    text = fold(text)
    return any(word and re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", text) for word in words)


def words_of(person: Participant, dossier: Dossier, *, is_update: bool = False) -> Words:
    """The invitation of this person to the date chosen; `is_update` for one told before.

    Raises ValueError while the meeting has no date.
    """
    slot = dossier.chosen_slot
    if slot is None:
        raise ValueError("No date, no invitation.")
    where, when = where_for(person, dossier), write_slot(slot.starts_at, slot.ends_at)
    name = dossier.convener.name
    return Words(
        subject=f"{'Changement' if is_update else 'Invitation'}{NBSP}: réunion du {when}",
        summary=summary_of(dossier),
        opening=_opening(name, is_update=is_update),
        when=when,
        where=where.told,
        location=where.shown,
        join=_join(person, dossier),
        answer=typeset(
            "Pour répondre, choisissez « oui », « peut-être » ou « non » dans votre agenda. Sans "
            f"agenda, dites-le à {name}."
        ),
        late=_late(dossier),
    )


def words_to_withdraw(start: datetime, end: datetime, dossier: Dossier, why: Why) -> Words:
    """What is said to somebody whose invitation, to these hours, is taken back."""
    when = write_slot(start, end)
    return Words(
        subject=f"Annulation{NBSP}: réunion du {when}",
        summary=summary_of(dossier),
        opening=typeset(_TAKEN_BACK[why]),
        when=when,
        where="",
        location="",
        join="",
        answer="",
        late=typeset(f"Une question ? {_reach(dossier)}"),
    )


def _opening(name: str, *, is_update: bool) -> str:
    if is_update:
        return typeset("La date ou le lieu de la réunion a changé. Voici ce qui vaut maintenant.")
    return f"{name} vous invite à une réunion." if name else "Vous êtes invité à une réunion."


def _join(person: Participant, dossier: Dossier) -> str:
    afar = FROM_AFAR.get(manner_of(person, dossier))
    if not afar:
        return ""
    manner = afar[0].lower() + afar[1:]
    return f"Vous prenez part {manner}{NBSP}: {dossier.convener.name} vous dira comment."


def _late(dossier: Dossier) -> str:
    return typeset(f"Un retard, un empêchement ? {_reach(dossier)}")


def _reach(dossier: Dossier) -> str:
    contact = dossier.convener
    ways = [contact.phone, contact.email]
    return f"{contact.name} : {', '.join(way for way in ways if way)}."


def why_none(person: Participant, dossier: Dossier, *, has_address: bool) -> str:
    """Why no invitation goes to this person by mail, and what to do instead; empty if one may."""
    if person.is_convener:
        return typeset("Réunit : c’est de sa part que partent les invitations.")
    if receives_nothing(person):
        return typeset(
            "Une décision de justice interdit que cette personne reçoive quoi que ce soit : ni "
            "courriel, ni papier."
        )
    if person.role is Role.PUPIL:
        return _of_the_pupil(dossier)
    if not has_address:
        return typeset(
            "Aucune adresse électronique n’est notée : prévenez par téléphone, ou par une lettre."
        )
    return ""


def _of_the_pupil(dossier: Dossier) -> str:
    if dossier.pupil_place is PupilPlace.NOT_THERE:
        return "Ne souhaite pas participer."
    return typeset("Aucun message ne lui est envoyé : dites-lui la date, vous ou un parent.")


def left_apart(person: Participant, dossier: Dossier) -> str:
    """Why « inviter tout le monde » leaves this person for you to decide; empty if it does not."""
    manner = manner_of(person, dossier)
    if manner.takes_a_seat:
        return ""
    if manner is Manner.WRITTEN:
        return "Prend part par écrit."
    return "A dit non au créneau choisi."
