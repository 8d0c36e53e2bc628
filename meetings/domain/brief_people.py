"""Who will be there, as one relative reads it: the reader first, then one plain line each."""

import re
from dataclasses import dataclass

from intermetiers.web.french import NBSP, join_words, start_sentence, typeset
from meetings.domain.attendance import (
    Manner,
    by_manner,
    called,
    in_family,
    is_carer,
    is_unnamed,
    manner_of,
    presented,
    relation_to,
    seated,
)
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.kinds import Role
from meetings.domain.plain import Plain, Teller, is_sigle
from partners.domain.catalogue import Catalogue
from partners.domain.worlds import World

_SIGLE = re.compile(r"[A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who will be there, in one plain line. `short` and `world` are for the seat."""

    short: str
    world: str
    name: Plain
    does: str
    manner: str


def people_for(reader: Participant, dossier: Dossier, teller: Teller) -> tuple[Person, ...]:
    """The family on one line, the reader first in it, then everybody else one by one.

    Whoever brings the child up for somebody else is not put in the family’s line, but last.
    """
    family = Person(
        short="Vous",
        world=reader.world.value,
        name=Plain(_family_line(reader, dossier)),
        does="",
        manner=manner_of(reader, dossier).words,
    )
    others = [p for p in seated(dossier) if not _in_line(p) and p.id != reader.id]
    others.sort(key=is_carer)
    return (family, *(_other(p, dossier, teller) for p in others))


def absent_for(reader: Participant, dossier: Dossier) -> tuple[str, ...]:
    """Those who are invited and will not be in the room, without the reason.

    A carer who does not come is not spoken of at all: nothing is said of where the child lives.
    """
    others = [
        p
        for p in dossier.participants
        if p.id != reader.id and p.role is not Role.PUPIL and not is_carer(p)
    ]
    lines = []
    for manner, words in ((Manner.WRITTEN, "Par écrit"), (Manner.AWAY, "Ne pourra pas venir")):
        names = [named(p, dossier) for p in by_manner(others, dossier, manner)]
        if len(names) > 1:
            words = words.replace("pourra", "pourront")
        if names:
            lines.append(f"{words}{NBSP}: {join_words(names)}.")
    return tuple(lines)


def notes_on_briefs(dossier: Dossier) -> tuple[str, ...]:
    """What a coordinator should know before handing the briefs out."""
    notes = []
    lacking = [
        what
        for what, chosen in (("la date", dossier.chosen_slot), ("le lieu", dossier.chosen_place))
        if not chosen
    ]
    if lacking:
        said = start_sentence(join_words(lacking))
        notes.append(
            f"{said} : ce n’est pas encore choisi, et le brief le dit. Un lien le montrera dès que "
            "ce sera fait ; une lettre imprimée, non."
        )
    carers = [p for p in dossier.guardians if is_carer(p) and manner_of(p, dossier).takes_a_seat]
    notes += [
        f"Les parents liront que {called(p)} sera là, sans nom ni adresse. Si cela doit rester "
        "inconnu, choisissez sa participation par écrit : leur brief n’en dira rien."
        for p in carers
    ]
    return tuple(typeset(note) for note in notes)


def named(person: Participant, dossier: Dossier) -> str:
    """« la mère de Yanis », « l’enseignante »; by name where the métier is a sigle, which only
    the list of people explains."""
    if person.role is Role.GUARDIAN:
        return relation_to(dossier.pupil.first_name, person)
    words = called(person)
    by_name = person.name and not is_unnamed(person) and _SIGLE.search(words)
    return person.name if by_name else words


def _in_line(person: Participant) -> bool:
    """Whether this person stands in the family’s line."""
    return person.is_family and not is_carer(person)


def _family_line(reader: Participant, dossier: Dossier) -> str:
    """« Vous, Yanis et son père »."""
    here = [p for p in seated(dossier) if _in_line(p) and p.id != reader.id]
    pupil = [p.called for p in here if p.role is Role.PUPIL]
    name = dossier.pupil.first_name
    relatives = [
        in_family(p, name) if pupil else relation_to(name, p)
        for p in here
        if p.role is Role.GUARDIAN
    ]
    return typeset(join_words(["Vous", *pupil, *relatives]))


def _other(person: Participant, dossier: Dossier, teller: Teller) -> Person:
    """What a person does explains the métier; of its sigle one is only told the words."""
    head = start_sentence(called(person))
    whole = start_sentence(presented(person, dossier.pupil.school))
    does = _does(person, dossier.catalogue)
    words = (teller.spell(head) if does else teller.say(head)).words
    rest = teller.say(whole.removeprefix(head)).words
    if is_carer(person):
        return Person(
            person.short,
            World.SOCIAL.value,
            Plain(typeset(head)),
            "",
            manner_of(person, dossier).words,
        )
    return Person(
        short=person.short,
        world=person.world.value,
        name=Plain(typeset(whole), (*words, *(pair for pair in rest if is_sigle(pair[0])))),
        does=does,
        manner=manner_of(person, dossier).words,
    )


def _does(person: Participant, catalogue: Catalogue) -> str:
    """The shortest line the catalogue has of a métier; nothing of a relative."""
    metier = catalogue.metiers.get(person.metier)
    return metier.simple if metier else typeset(person.does)
