"""What is true for one guest and not for another: parental authority and the role decide it.

Sentences are keys of the lexicon; each article is beside its sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from intermetiers.web.french import typeset
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.kinds import MeetingKind, Role
from meetings.domain.legal import KindFacts, facts_of, is_without_text
from partners.domain import families
from partners.domain.families import Receives

_OF_HANDICAP = re.compile(r"\b(MDPH|MDA|CDAPH|PPS|GEVA|AESH|handicap)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Standing:
    """The reader's place in what is decided, and who may come along: keys of the lexicon, each
    with the article it stands on, which may be empty. No `companion` for whoever is no relative."""

    key: str
    article: str = ""
    companion: str = ""
    companion_article: str = ""


def standing_of(person: Participant, dossier: Dossier) -> Standing:
    """What the texts give this guest. The right to be accompanied that a kind of meeting states
    is the one of the parents who decide; to other relatives we say to ask."""
    if person.role is not Role.GUARDIAN:
        return Standing("standing.professional")
    facts = _facts(dossier) if person.is_legal_guardian else facts_of(MeetingKind.OTHER)
    key, article = _authority(person)
    return Standing(key, article, facts.companion_key, facts.companion_right.article)


def _authority(person: Participant) -> tuple[str, str]:
    """What is said of parental authority, and the article that says it of this reader."""
    if person.is_legal_guardian:
        return "standing.decides", "372 et 373-2 du code civil" if is_parent(person) else ""
    if is_parent(person):
        return "standing.told", "373-2-1 du code civil"
    return "standing.relative", ""


def _facts(dossier: Dossier) -> KindFacts:
    kind = MeetingKind.OTHER if is_without_text(dossier) else dossier.kind
    return facts_of(kind)


def rights_of(person: Participant, dossier: Dossier) -> tuple[str, ...]:
    """Keys of what this reader may do, beyond changing the date and coming with someone."""
    if person.role is Role.PUPIL:
        acts = ("say_help", "write", "say_no", "not_answer", "ask_word", "someone", "leave")
        return tuple(f"pupil.{act}" for act in acts)
    if person.role is Role.PROFESSIONAL:
        return ("may.ask_word", "may.disagree", "may.not_mine", "may.in_writing")
    if person.role is Role.COMPANION:
        return ("may.ask_word", "may.disagree", "may.leave")
    return tuple(_rights_of_relative(person, dossier))


def _rights_of_relative(person: Participant, dossier: Dossier) -> Iterator[str]:
    yield "may.ask_word"
    yield "may.disagree"
    if person.is_legal_guardian:
        if dossier.kind is MeetingKind.ESS:
            yield "may.refuse_orientation"
        yield "may.reread"
    yield "may.leave"


def rules_of(person: Participant, dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """Keys of the rules of the meeting as this reader is told them, each with its article.

    Every member of an ESS is held to secrecy (D351-11); of the other meetings no text says so.
    """
    rules = ["rules.family_first", "rules.in_turn", "rules.plain_words", "rules.who_when"]
    if person.role is Role.GUARDIAN:
        return tuple((key, "") for key in rules)
    rules += ["rules.disagreement", "rules.rereading"]
    secrecy = ("rules.between_us", "")
    if dossier.kind is MeetingKind.ESS:
        secrecy = ("rules.secrecy_ess", "D351-11")
    return (*((key, "") for key in rules), secrecy)


def not_decided_here(dossier: Dossier) -> tuple[str, ...]:
    """Keys of what this meeting cannot decide, as a guest needs it. Where nobody has spoken of a
    handicap, a family does not meet the word for the first time in a letter."""
    rules = tuple(rule for rule in facts_of(dossier.kind).cannot_decide if rule.key)
    if dossier.kind is MeetingKind.ESS or any(_OF_HANDICAP.search(said) for said in _said(dossier)):
        return tuple(rule.key for rule in rules)
    return tuple(rule.key for rule in rules if not rule.of_handicap)


def _said(dossier: Dossier) -> Iterator[str]:
    """What the family reads or knows of this meeting already."""
    yield from (dossier.kind_label, dossier.problem, dossier.pupil.plan, dossier.pupil.dispositif)
    if dossier.pupil.aesh_hours or dossier.pupil.aesh_kind:
        yield "AESH"
    for item in dossier.kept_items:
        yield item.title
        for information in item.informations:
            yield information.title
            if dossier.is_released(information):
                yield information.text


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
