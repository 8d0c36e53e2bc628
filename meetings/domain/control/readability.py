"""Places where a reader may stumble: words, length, turns. Places to look at, never a mark."""

import re
from collections.abc import Iterator

from intermetiers.web.french import join_words
from meetings.domain.control.lines import Line, Said, quote
from partners.domain.catalogue import Catalogue
from partners.domain.words import unknown_acronyms

LONGEST = 25  # words of a sentence; more is hard to hold in mind
MOST_SIGLES = 2  # in one sentence

_EACH_READS = "Chacun doit pouvoir lire ce texte seul, sans demander."
_WHO_ACTS = "Le lecteur ne sait pas qui a agi ou qui agira."
_SENTENCE = re.compile(r"(?<=[.!?…;])\s+|\n+")
_WORD = re.compile(r"\w[\w'’-]*")
_SIGLE = re.compile(r"\b[A-ZÀ-Þ]{2,}\b")
_WENT = "all|arriv|rest|entr|rentr|mont|tomb|retourn|pass"  # « sera arrivé » is no passive
_PASSIVE = re.compile(
    rf"\b(?:(?:a|ont|avait|avaient|aura|auront)\s+été|sera|seront)\s+(?!(?:{_WENT})ée?s?\b)"
    r"(?:\w{2,}ée?s?|pris(?:es?)?|mise?s?|prévue?s?|faite?s?|remise?s?)\b",
    re.IGNORECASE,
)


def unexplained(said: Said, catalogue: Catalogue) -> Iterator[Line]:
    """A sigle the glossary does not explain."""
    for word in unknown_acronyms(said.text, catalogue):
        yield Line(
            f"Un sigle que rien n’explique, {said.where}.",
            _EACH_READS,
            said.act,
            quote(word),
        )


def hard_sentences(said: Said) -> Iterator[Line]:
    """Sentences too long, with too many sigles, or that hide who acts."""
    for sentence in _SENTENCE.split(said.text):
        words = len(_WORD.findall(sentence))
        if words > LONGEST:
            yield Line(
                f"Cette phrase a {words} mots, {said.where}.",
                "Deux phrases courtes se lisent mieux qu’une longue.",
                said.act,
                quote(sentence),
            )
        sigles = tuple(dict.fromkeys(_SIGLE.findall(sentence)))
        if len(sigles) > MOST_SIGLES:
            yield Line(
                f"{len(sigles)} sigles dans une phrase, {said.where}.",
                _EACH_READS,
                said.act,
                quote(join_words(sigles)),
            )
        for turn in _PASSIVE.finditer(sentence):
            yield Line(
                f"On ne lit pas qui le fait, {said.where}.", _WHO_ACTS, said.act, quote(turn[0])
            )
