"""« Ma pratique »: what a coordinator’s own meetings of a period say of how they were arranged.

Each meeting counts once, whatever it holds. A figure is the mean of five meetings or more, and it
is said as the band it falls in, the lowest and the highest wide enough that « none » and « all »
are never said: from them one would know of each meeting.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from intermetiers.web.french import NBSP, start_sentence, typeset
from meetings.domain.learning.groups import FEWEST, Observed, counted
from meetings.domain.learning.periods import Period
from meetings.domain.live.wording import DILEMMAS
from partners.domain.worlds import World

TOO_FEW = "à partir de cinq réunions"


@dataclass(frozen=True, slots=True)
class Band:
    """From `low`, included, to `high`, in units of the scale; `text` says it."""

    low: int
    high: int
    text: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The bands of a measure, in order, without a hole; `factor` turns a measure into its units.

    A measure beyond the end counts as the end, which is the most one meeting may weigh: whatever
    one meeting is, four others can give any band (a test holds every scale to it).
    """

    name: str
    bands: tuple[Band, ...]
    factor: int = 1
    is_open: bool = False  # there is more beyond the end

    @property
    def end(self) -> int:
        return self.bands[-1].high

    def band_of(self, measures: Sequence[Fraction]) -> Band:
        """Where the mean of these falls."""
        values = (min(measure * self.factor, Fraction(self.end)) for measure in measures)
        mean = sum(values, Fraction()) / len(measures)
        return next((band for band in self.bands if mean < band.high), self.bands[-1])


def _in_ten(noun: str) -> Scale:
    """A share of the whole, between 0 and 1."""
    bands = (
        Band(0, 3, "moins de 3 sur 10"),
        Band(3, 5, "de 3 à 5 sur 10"),
        Band(5, 7, "de 5 à 7 sur 10"),
        Band(7, 10, "7 sur 10 ou plus"),
    )
    return Scale(f"sur 10 {noun}", bands, factor=10)


MEETINGS, DECISIONS, POINTS = _in_ten("réunions"), _in_ten("décisions"), _in_ten("points à décider")
DAYS = Scale(
    "en jours",
    (
        Band(0, 7, "moins d’une semaine"),
        Band(7, 14, "d’une à deux semaines"),
        Band(14, 21, "de deux à trois semaines"),
        Band(21, 28, "trois semaines ou plus"),
    ),
    is_open=True,
)
PER_HOUR = Scale(
    "en points par heure",
    (
        Band(0, 2, "moins de 2 par heure"),
        Band(2, 3, "de 2 à 3 par heure"),
        Band(3, 4, "de 3 à 4 par heure"),
        Band(4, 6, "4 par heure ou plus"),
    ),
    is_open=True,
)
SPEECH = Scale(
    "en pour cent de la parole",
    (
        Band(0, 25, f"moins de 25{NBSP}%"),
        *(Band(low, low + 10, f"de {low} à {low + 10}{NBSP}%") for low in range(25, 75, 10)),
        Band(75, 100, f"75{NBSP}% ou plus"),
    ),
    factor=100,
)


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked at, why (from the seed), and the measures that answer: a name and a label."""

    key: str
    title: str
    why: str
    scale: Scale
    measures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure over a period; `band` is None when it rests on too few meetings."""

    label: str
    meetings: int
    band: Band | None

    @property
    def text(self) -> str:
        return self.band.text if self.band else TOO_FEW


@dataclass(frozen=True, slots=True)
class Answered:
    question: Question
    figures: tuple[Figure, ...]


def world_measure(world: World) -> str:
    return f"speech_{world.value}"


def dilemma_measure(code: str) -> str:
    return f"dilemma_{code}"


def _question(
    key: str, title: str, why: str, scale: Scale, measures: tuple[tuple[str, str], ...]
) -> Question:
    return Question(key, typeset(title), typeset(why), scale, measures)


QUESTIONS: tuple[Question, ...] = (
    _question(
        "places",
        "Où nous réunissons-nous ?",
        "Un autre lieu que l’école dépayse : chacun y a moins ses habitudes.",
        MEETINGS,
        (("elsewhere", "Ailleurs qu’à l’école"),),
    ),
    _question(
        "notice",
        "De combien d’avance les familles disposent-elles ?",
        "Pour se préparer, il faut avoir lu, et parfois fait garder un enfant.",
        DAYS,
        (("notice", "Du brief remis à la réunion"),),
    ),
    _question(
        "points",
        "Laissons-nous du temps aux points ?",
        "Moins de points et plus de temps, c’est de la place pour les mots de chacun.",
        PER_HOUR,
        (("points", "Points à l’ordre du jour"),),
    ),
    _question(
        "slots",
        "Qui nos créneaux laissent-ils de côté ?",
        "Un horaire donne la parole à ceux qui peuvent venir, et l’ôte aux autres.",
        MEETINGS,
        (
            ("family_out", "Quelqu’un de la famille"),
            ("aesh_out", "L’AESH"),
        ),
    ),
    _question(
        "information",
        "L’information arrive-t-elle avant la décision ?",
        "Avec la même information, avant, tous sont à égalité pour décider.",
        POINTS,
        (("in_time", "Lus par tous une semaine avant"),),
    ),
    _question(
        "speech",
        "Quels mondes parlent ?",
        "Quand ce monde est là et qu’on a regardé les temps de parole. Personne n’y est nommé.",
        SPEECH,
        tuple((world_measure(world), world.label) for world in World),
    ),
    _question(
        "dilemmas",
        "Quels dilemmes mettons-nous au travail ?",
        "Une tension négociée devient un dilemme commun, quelle que soit sa sorte.",
        MEETINGS,
        (
            *((dilemma_measure(d.code), start_sentence(d.label)) for d in DILEMMAS),
            (dilemma_measure("own"), "Un autre, avec nos mots"),
        ),
    ),
    _question(
        "kept",
        "Que deviennent les décisions ?",
        "Une décision tenue rend la suivante possible ; une décision en retard se reparle.",
        DECISIONS,
        (("done", "Faites"), ("late", "Encore à faire, date passée")),
    ),
)


def practice(observed: Sequence[Observed], period: Period, today: date) -> tuple[Answered, ...]:
    """Every question over this period, in order, with its figures."""
    return tuple(
        Answered(
            question,
            tuple(
                figure(label, question.scale, measure, counted(observed, measure, period, today))
                for measure, label in question.measures
            ),
        )
        for question in QUESTIONS
    )


def figure(label: str, scale: Scale, measure: str, meetings: Sequence[Observed]) -> Figure:
    """The band of the mean; nothing of fewer than five meetings."""
    if len(meetings) < FEWEST:
        return Figure(label, 0, None)
    band = scale.band_of([one.measures[measure] for one in meetings])
    return Figure(label, len(meetings), band)
