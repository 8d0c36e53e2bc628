"""The words of a meeting being held that every page says alike."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from intermetiers.web.french import typeset
from meetings.domain.kinds import ItemKind

NOTE_LABELS = {
    "agreement": "Accord",
    "disagreement": "Désaccord",
    "tension": "Tension",
    "word": "Mot expliqué",
    "decision": "Décision",
    "later": "À reprendre",
    "words": "Parole",
}
PRESENCE_LABELS = {
    "here": "là",
    "late": "en retard",
    "excused": "ne vient pas",
    "remote": "à distance",
    "phone": "par téléphone",
}
POSITION_LABELS = {"agree": "d’accord", "reserve": "réserve", "disagree": "désaccord"}
ROLE_LABELS = {"time": "garde le temps", "writer": "écrit"}
WAY_LABELS = {
    "together": "prendre dix minutes pour lire ensemble",
    "part": "ne décider qu’une partie",
    "postpone": "reporter ce point",
}
SOURCE_LABELS = {"territory": "territoires et décisions", "time": "temporalités"}
POINT_LABELS = {
    ItemKind.INFORM: "Informer",
    ItemKind.UNDERSTAND: "Comprendre ensemble",
    ItemKind.DECIDE: "Décider",
}


@dataclass(frozen=True, slots=True)
class Dilemma:
    """A common dilemma of the seed, and a line that helps to recognise it."""

    code: str
    label: str
    help: str


DILEMMAS = (
    Dilemma(
        "protection",
        "protection – participation",
        "Mettre à l’abri, ou faire avec les autres en milieu ordinaire.",
    ),
    Dilemma(
        "continuity",
        "continuité – discontinuité",
        "Rester avec la classe, ou sortir pour un soin, une rééducation, une aide.",
    ),
    Dilemma(
        "explicit",
        "explicite – implicite",
        "Dire et écrire le cadre, ou laisser de la place à ce qui ne l’est pas.",
    ),
    Dilemma(
        "sharing",
        "mettre en commun – séparer",
        "Partager des buts et des actions, ou garder à chacun ce qui est à lui.",
    ),
)
DILEMMA_LABELS = {dilemma.code: dilemma.label for dilemma in DILEMMAS}


@dataclass(frozen=True, slots=True)
class Vague:
    """Words that leave a decision open, and the question that closes it. Never a refusal."""

    word: str
    question: str


_QUESTIONS = (
    ("régulièrement", "Combien de fois par semaine, et quel jour ?"),
    ("souvent", "Combien de fois par semaine ?"),
    ("de temps en temps", "Combien de fois, et quand ?"),
    ("si possible", "Qui dit si c’est possible, et pour quand ?"),
    ("dans la mesure du possible", "Qui dit si c’est possible, et pour quand ?"),
    ("si besoin", "Qui voit le besoin, et que fait-il alors ?"),
    ("au besoin", "Qui voit le besoin, et que fait-il alors ?"),
    ("le cas échéant", "Dans quel cas, et qui le dit ?"),
    ("à voir", "Qui regarde, et à quelle date le dit-il ?"),
    ("on verra", "Qui regarde, et à quelle date le dit-il ?"),
    ("être vigilant", "Qui regarde quoi, et à qui le dit-il ?"),
    ("être attentif", "Qui regarde quoi, et à qui le dit-il ?"),
    ("faire attention", "Qui regarde quoi, et à qui le dit-il ?"),
    ("essayer de", "Jusqu’à quand essaie-t-on, et qui regarde ?"),
    ("prochainement", "À quelle date ?"),
    ("rapidement", "À quelle date ?"),
    ("dès que possible", "À quelle date au plus tard ?"),
    ("plus tard", "À quelle date ?"),
    ("mettre en place", "Qui fait quoi, le premier jour ?"),
    ("accompagner", "Qui fait quoi, et quand ?"),
    ("renforcer", "De combien, et qui le fait ?"),
    ("faire le point", "Qui, avec qui, à quelle date ?"),
)
VAGUE = tuple(Vague(word, typeset(question)) for word, question in _QUESTIONS)
_PATTERNS = {
    vague: re.compile(rf"(?<!\w){re.escape(vague.word)}(?!\w)", re.IGNORECASE) for vague in VAGUE
}


def vague_words(text: str) -> Iterator[Vague]:
    """The words of `text` that leave it open, in the order of our list."""
    plain = text.replace("'", "’")
    return (vague for vague, pattern in _PATTERNS.items() if pattern.search(plain))


# What a concertation goes through when its agenda holds no point of its own (case of an AESH and
# a teacher: who decides, what one sees, when help withdraws, who talks to the family).
FOUR_QUESTIONS = (
    "Qui décide quoi pendant la séance ?",
    "Que voit l’AESH que l’enseignant ne voit pas, et l’inverse ?",
    "Quand l’aide se retire-t-elle ?",
    "Qui parle à la famille, et de quoi ?",
)
CDAPH = typeset(
    "La CDAPH décide des aides humaines, du matériel et de l’orientation. "
    "Ici, on décide de ce qu’on lui demande et de ce qu’on lui écrit."
)
