"""How people are named to one guest: by métier and name, in the language of that guest.

What is said of whoever brings the child up stays as little in every language (`attendance`).
"""

import re
from dataclasses import dataclass

from intermetiers.web.french import start_sentence, typeset
from meetings.domain.attendance import (
    Manner,
    called,
    in_family,
    is_carer,
    is_unnamed,
    manner_of,
    presented,
    relation_to,
)
from meetings.domain.dossier import Dossier, Participant
from meetings.domain.kinds import Role
from meetings.domain.languages import Language
from meetings.domain.lexicon import Lexicon
from meetings.domain.plain import Plain
from partners.domain.catalogue import Gender, Metier
from partners.domain.folding import fold
from partners.domain.translations import Translations, translations
from partners.domain.worlds import World

_SIGLE = re.compile(r"[A-Z]{2}")
# Beginnings of what one is to the child, as coordinators write it, to keys of the lexicon.
_RELATIONS = (
    ("belle-mere", "stepmother"),
    ("beau-pere", "stepfather"),
    ("grand-mere", "grandmother"),
    ("grand-pere", "grandfather"),
    ("grands-parents", "grandparents"),
    ("mere", "mother"),
    ("maman", "mother"),
    ("pere", "father"),
    ("papa", "father"),
    ("parent", "parent"),
    ("tante", "aunt"),
    ("oncle", "uncle"),
    ("soeur", "sister"),
    ("grande soeur", "sister"),
    ("frere", "brother"),
    ("grand frere", "brother"),
    ("tutrice", "guardian_f"),
    ("tuteur", "guardian_m"),
    ("responsable", "responsible"),
)
_CARERS = (
    ("assistante familiale", "carer_f"),
    ("assistant familial", "carer_m"),
    ("tiers", "trusted"),
)
_MANNERS = frozenset({Manner.PHONE, Manner.VIDEO, Manner.REMOTE, Manner.WRITTEN})


def relation_key(person: Participant) -> str:
    """The key of what a relative is to the child: « mother », « relative » when it is not known."""
    written = fold(typeset(person.title)).strip()
    if is_carer(person):
        return next((key for start, key in _CARERS if written.startswith(start)), "carer")
    return next((key for start, key in _RELATIONS if written.startswith(start)), "relative")


@dataclass(frozen=True, slots=True)
class Naming:
    """Names the people of one dossier to one reader."""

    dossier: Dossier
    lexicon: Lexicon

    @property
    def language(self) -> Language:
        return self.lexicon.language

    @property
    def translations(self) -> Translations:
        return translations(self.language.value)

    @property
    def pupil(self) -> str:
        return self.dossier.pupil.first_name

    def called(self, person: Participant) -> str:
        """By what the person is: « l’orthophoniste », « speech therapist Anne Leroy »."""
        return called(person) if self.language.is_french else self.named(person)

    def named(self, person: Participant) -> str:
        """In a sentence: « la mère de Yanis », « l’enseignante »; by name where the métier is a
        sigle, which only the list of people explains."""
        if person.role is Role.GUARDIAN:
            return self.relation(person)
        if not self.language.is_french:
            return self._named_abroad(person)
        words = called(person)
        by_name = person.name and not is_unnamed(person) and _SIGLE.search(words)
        return person.name if by_name else words

    def relation(self, person: Participant) -> str:
        """« la mère de Yanis »."""
        if self.language.is_french:
            return relation_to(self.pupil, person)
        return self.lexicon.say(f"relation.{relation_key(person)}", name=self.pupil)

    def in_family(self, person: Participant) -> str:
        """« sa mère », just after the pupil's name."""
        if self.language.is_french:
            return in_family(person, self.pupil)
        return self.lexicon.say(f"kin.{relation_key(person)}")

    def to_pupil(self, person: Participant) -> str:
        """« ta mère »."""
        return self.lexicon.say(f"yours.{relation_key(person)}")

    def presented(self, person: Participant) -> Plain:
        """« L’éducatrice spécialisée, Inès Cohen (SESSAD Les Tilleuls) », as far as it may be
        said; typed, that is French, where only the coordinator's words say the métier."""
        if self.language.is_french:
            return Plain(typeset(start_sentence(presented(person, self.dossier.pupil.school))))
        if person.role is Role.GUARDIAN:
            return Plain(self.lexicon.start(self.relation(person)))
        metier = self.metier(person)
        head = metier or start_sentence(typeset(called(person)))
        if person.role is Role.PROFESSIONAL and not is_unnamed(person):
            comma = "، " if self.language.direction == "rtl" else ", "
            head = comma.join(part for part in (head, person.name) if part)
            if (
                person.institution not in {"", self.dossier.pupil.school}
                and person.world is not World.SOCIAL
            ):
                head = f"{head} ({person.institution})"
        return Plain(self.lexicon.start(head), typed=not metier)

    def metier(self, person: Participant) -> str:
        """The métier in the language of the reader; "" where nothing translates it."""
        metier = self.dossier.catalogue.metiers.get(person.metier)
        if metier and self.translations.metiers:
            return self.translations.label(metier, _gender(person, metier))
        roles = {
            Role.COMPANION: "person.companion",
            Role.INTERPRETER: "person.interpreter",
            Role.PUPIL: "person.pupil",
        }
        key = roles.get(person.role)
        return self.lexicon.say(key) if key else ""

    def does(self, person: Participant) -> Plain:
        """The shortest line the catalogue has of a métier; nothing of a relative."""
        metier = self.dossier.catalogue.metiers.get(person.metier)
        if metier is None:
            return _typed(person.does)
        if self.language.is_french:
            return Plain(metier.simple)
        told = self.translations.simple(metier)
        return Plain(told) if told else _typed(metier.simple)

    def manner(self, person: Participant) -> str:
        """« par téléphone »; nothing for someone who comes."""
        manner = manner_of(person, self.dossier)
        return self.lexicon.say(f"who.{manner}") if manner in _MANNERS else ""

    @property
    def host(self) -> str:
        """Whoever convenes, to whom one speaks."""
        seat = self.dossier.convener_seat
        name = self.dossier.convener.name
        return name or (self.named(seat) if seat else self.lexicon.say("person.professional"))

    def _named_abroad(self, person: Participant) -> str:
        name = "" if is_unnamed(person) or person.role is not Role.PROFESSIONAL else person.name
        if person.role is Role.PUPIL:
            return self.pupil
        words = [part for part in (self.metier(person), name) if part]
        return " ".join(words) or self.lexicon.say("person.professional")


def _typed(text: str) -> Plain:
    return Plain(typeset(text), typed=bool(text.strip()))


def _gender(person: Participant, metier: Metier) -> Gender:
    """From how the team writes the person's title; "" when that says nothing."""
    if person.called.startswith("la "):
        return "f"
    if metier.masculine == metier.feminine:
        return ""
    return "f" if fold(person.title) == fold(metier.feminine) else "m"
