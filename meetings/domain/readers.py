"""What is true for one relative and not for another: parental authority decides it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from intermetiers.web.french import of, typeset
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.kinds import MeetingKind
from meetings.domain.legal import KindFacts, Rule, cite, facts_of, is_without_text
from partners.domain import families
from partners.domain.families import Receives

_OF_HANDICAP = re.compile(r"\b(MDPH|MDA|CDAPH|PPS|GEVA|AESH|handicap)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Standing:
    """The reader's place in what is decided, and who may come along; each with the article it
    stands on, which may be empty."""

    text: str
    source: str
    companion: str
    companion_source: str


def standing_of(person: Participant, dossier: Dossier) -> Standing:
    """What the texts give this relative. The right to be accompanied that a kind of meeting
    states is the one of the parents who decide; to others we say to ask."""
    text, article = _authority(person, dossier.pupil.first_name)
    facts = _facts(dossier) if person.is_legal_guardian else facts_of(MeetingKind.OTHER)
    right = facts.companion_right.article
    return Standing(
        text=typeset(text),
        source=cite(article) if article else "",
        companion=facts.companion_right_plain,
        companion_source=cite(right) if right else "",
    )


def _authority(person: Participant, name: str) -> tuple[str, str]:
    """What is said of parental authority, and the article that says it of this reader."""
    if person.is_legal_guardian:
        article = "372 et 373-2 du code civil" if is_parent(person) else ""
        text = f"Vous avez l’autorité parentale : les choix importants pour {name} se prennent avec vous."
        return text, article
    decide = "Ils se décident avec les personnes qui ont l’autorité parentale."
    if is_parent(person):
        text = f"On doit vous tenir au courant des choix importants pour {name}. {decide}"
        return text, "373-2-1 du code civil"
    see = f"Vous pouvez dire ce que vous voyez de la vie {of(name)}, et ce que vous en pensez."
    others = "Les choix importants se décident avec les personnes qui ont l’autorité parentale."
    return f"{see} {others}", ""


def _facts(dossier: Dossier) -> KindFacts:
    kind = MeetingKind.OTHER if is_without_text(dossier) else dossier.kind
    return facts_of(kind)


def rights_of(person: Participant, dossier: Dossier) -> tuple[str, ...]:
    """What this reader may do, a line each, beyond coming with someone."""
    when = "Demander de changer la date."
    if dossier.chosen_slot is None:
        when = "Dire quels jours et quelles heures vont pour vous."
    deciding = (
        (
            "Dire non à un changement d’orientation : sans votre accord, la réunion ne le "
            "propose pas.",
        )
        if person.is_legal_guardian and dossier.kind is MeetingKind.ESS
        else ()
    )
    reading = (
        ("Relire ce qui est écrit avant l’envoi : la famille relit la première.",)
        if person.is_legal_guardian
        else ()
    )
    lines = (
        when,
        "Demander ce qu’un mot veut dire.",
        "Dire que vous n’êtes pas d’accord, et demander que ce soit écrit.",
        *deciding,
        *reading,
        "Faire une pause, ou partir.",
    )
    return tuple(typeset(line) for line in lines)


def not_decided_here(dossier: Dossier) -> tuple[Rule, ...]:
    """What this meeting cannot decide, as a family needs it. Where nobody has spoken of a
    handicap, a family does not meet the word for the first time in a letter."""
    rules = tuple(rule for rule in facts_of(dossier.kind).cannot_decide if rule.plain)
    if dossier.kind is MeetingKind.ESS or any(_OF_HANDICAP.search(said) for said in _said(dossier)):
        return rules
    return tuple(rule for rule in rules if not rule.of_handicap)


def _said(dossier: Dossier) -> Iterator[str]:
    """What the family reads or knows of this meeting already."""
    yield from (dossier.kind_label, dossier.problem, dossier.pupil.plan, dossier.pupil.dispositif)
    if dossier.pupil.aesh_hours or dossier.pupil.aesh_kind:
        yield "AESH"
    for item in dossier.kept_items:
        yield item.title
        for information in item.informations:
            yield from (information.title, information.text)


def receives_nothing(person: Participant) -> bool:
    """A judge forbids that anything of the meeting reaches this person."""
    return person.may_receive is Receives.NOTHING


def before_giving(person: Participant) -> str:
    """What the coordinator must know before giving this person a brief; empty in the usual case."""
    if receives_nothing(person):
        text = (
            "Une décision de justice interdit que cette personne reçoive quoi que ce soit : aucun "
            "brief n’est préparé pour elle, et ses liens ne s’ouvrent pas. Si la décision a "
            "changé, corrigez sa fiche."
        )
    elif person.may_receive is Receives.IMPORTANT and is_parent(person):
        text = (
            "Ce parent est noté comme recevant ce qui concerne les choix importants : sans "
            "autorité parentale, on doit l’en tenir au courant (article 373-2-1 du code civil). "
            "Le brief, lui, parle de toute la réunion. Relisez-le avant de le donner, ou "
            "dites-lui seulement ces choix."
        )
    elif person.may_receive is Receives.IMPORTANT:
        text = (
            "Sa fiche dit que cette personne reçoit ce qui concerne les choix importants. Le "
            "brief, lui, parle de toute la réunion. Relisez-le avant de le donner."
        )
    else:
        return ""
    return typeset(text)


def is_parent(person: Participant) -> bool:
    """A mother or a father, and not a stepmother or a grandfather."""
    return families.is_parent(person.title)
