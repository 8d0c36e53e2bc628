"""What a brief is made of. Each text is in the language of the brief, but for what is typed."""

from dataclasses import dataclass, field, replace

from meetings.domain.dossier import ConvenerContact
from meetings.domain.kinds import Role
from meetings.domain.languages import Language
from meetings.domain.lexicon import Texts, lexicon
from meetings.domain.plain import Plain
from meetings.domain.round_table import RoundTable


@dataclass(frozen=True, slots=True)
class Reading:
    """Something to read before. `minutes` is the time it takes, 0 while it is not given, and
    `time` the same in words."""

    id: int
    title: Plain
    paragraphs: tuple[Plain, ...]
    file_name: str
    file_pages: int
    minutes: int
    time: str
    pages: str
    waiting: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the meeting as the reader sees it."""

    title: Plain
    purpose: str
    time: str
    opens: str
    readings: tuple[Reading, ...]
    decides: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """A time of the meeting. `at` is the hour it begins, "" while that is not known; either what
    is done, or the point that is treated."""

    at: str
    time: str
    what: str = ""
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """The place; each line may be empty."""

    name: Plain
    address: Plain
    access: str
    transport: Plain
    welcome: str
    waiting: Plain


@dataclass(frozen=True, slots=True)
class Rule:
    """A sentence and the article it stands on, which may be empty."""

    said: Plain
    source: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who will be there, in one plain line. `short` and `world` are for the seat."""

    short: str
    world: str
    name: Plain
    does: Plain
    manner: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Something asked of the reader: our words, then what the coordinator wrote."""

    said: str
    what: Plain


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody said before the meeting: question and answer, those left empty left out."""

    who: str
    answers: tuple[tuple[str, Plain], ...]


@dataclass(frozen=True, slots=True)
class Gloss:
    """A word an interpreter will meet: in French, then in the language of the brief.

    `other` is the same word in the language of the family, `tag` that language; both may be empty.
    """

    word: str
    meaning: str
    other: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything one person reads before the meeting, in the order of the page.

    What a reader is not to know is not in the value: a part left empty is not on the page. The
    interpreter has neither `pupil` nor `points`.
    """

    language: Language
    role: Role
    pupil: str
    title: str
    for_whom: str
    kind: Plain
    notice: str
    changed: str
    day: str
    hours: str
    where: Where | None
    change: str
    contact: ConvenerContact
    contact_title: Plain
    question: str
    count: int
    who_title: str
    people: tuple[Person, ...]
    absent: tuple[str, ...]
    total: str
    times_title: str
    why: Plain = field(default_factory=lambda: Plain(""))
    together: str = ""
    no_judgement: str = ""
    nobody_marks: str = ""
    not_alone: str = ""
    asked: tuple[Asked, ...] = ()
    asked_rules: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    standing: Rule | None = None
    times: tuple[Moment, ...] = ()
    pupil_place: Plain = field(default_factory=lambda: Plain(""))
    table: RoundTable | None = None
    interpreting: str = ""
    not_here: tuple[Plain, ...] = ()
    companion: Rule | None = None
    may: tuple[Plain, ...] = ()
    rules: tuple[Rule, ...] = ()
    bring: tuple[str, ...] = ()
    costs: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = ()
    voices_later: str = ""
    speaks: tuple[str, ...] = ()
    glossary: tuple[Gloss, ...] = ()

    @property
    def texts(self) -> Texts:
        """The sentences without a hole, for a template."""
        return Texts(lexicon(self.language))

    @property
    def is_for_pupil(self) -> bool:
        return self.role is Role.PUPIL

    @property
    def is_for_interpreter(self) -> bool:
        return self.role is Role.INTERPRETER

    @property
    def decisions(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.decides)

    @property
    def to_read(self) -> tuple[Reading, ...]:
        """The texts that paper carries apart, in the order of the meeting; there, all are seen,
        and a word is explained once."""
        known: set[str] = set()
        readings = (reading for point in self.points for reading in point.readings)
        return tuple(_unfolded(reading, known) for reading in readings if reading.paragraphs)


def _unfolded(reading: Reading, known: set[str]) -> Reading:
    """The same without the explanations of words in `known`; adds to it those it keeps."""
    paragraphs = []
    for paragraph in reading.paragraphs:
        words = tuple(pair for pair in paragraph.words if pair[0].casefold() not in known)
        known.update(word.casefold() for word, _ in words)
        paragraphs.append(replace(paragraph, words=words))
    return replace(reading, paragraphs=tuple(paragraphs))
