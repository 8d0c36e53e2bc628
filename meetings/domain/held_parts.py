"""What a meeting leaves, part by part, as everybody who was at the table may read it.

`entry` is the identifier of the note a part comes from: each note gives one part and no more.
`versions` holds what was also written, elsewhere and at the same time, while nobody chose.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from intermetiers.web.french import NBSP, join_words
from meetings.domain.round_table import RoundTable

# In signs: what half the width of a page holds on a third of its height, and the end of a line.
SIDE, LINE = 1100, 25

Versions = tuple[str, ...]


class Written:
    """Something written, with whatever was also written in its place."""

    text: str
    versions: Versions

    __slots__ = ()

    @property
    def written(self) -> str:
        """The text, then each other version on a line of its own."""
        return "\n".join((self.text, *(f"(écrit aussi{NBSP}: {v})" for v in self.versions)))


@dataclass(frozen=True, slots=True)
class Session:
    """What is kept of a meeting beside its acts. Moments are aware, in the zone of the team.

    `shares` and `by_name` are milliseconds of speech, by world and by person, kept at closing;
    `arrived` and `left` count the words said on arriving and on leaving, which are not kept.
    """

    opened_at: datetime
    closed_at: datetime | None = None
    shares: Mapping[str, int] = field(default_factory=dict)
    by_name: Mapping[str, int] = field(default_factory=dict)
    arrived: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    """« Présents » and who; `key` names the label in every language, "" before the meeting."""

    label: str
    names: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Line(Written):
    """A note of one text; `who` holds it, when it may be said, or said it; `family` when that is
    the pupil or somebody of the family."""

    entry: str
    text: str
    who: str = ""
    versions: Versions = ()
    family: bool = False


@dataclass(frozen=True, slots=True)
class Tension(Written):
    """A tension, and what it became: a common dilemma, an invention, who looks until when."""

    entry: str
    text: str
    between: str
    source: str
    holds: tuple[tuple[str, str], ...]
    dilemma: str
    question: str
    invention: str
    trial: str
    versions: Versions = ()

    @property
    def is_dilemma(self) -> bool:
        """Somebody made it one; nothing is read into what people say."""
        return bool(self.dilemma or self.question)


@dataclass(frozen=True, slots=True)
class Decision(Written):
    """Who does what, by when; `by_iso` is the same day as a machine reads it, "" without one.

    `holders` are the keys of those who hold it, of the people planned at the table.
    """

    entry: str
    number: int
    text: str
    who: str
    by: str
    by_iso: str
    seen: str
    positions: tuple[str, ...]
    versions: Versions = ()
    holders: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Word(Written):
    """A word, its `text`, and what it means for those who were there."""

    entry: str
    text: str
    meaning: str
    versions: Versions = ()


@dataclass(frozen=True, slots=True)
class Later(Written):
    """What is put off: a note, or a whole point, whose `entry` is then that of the agenda."""

    entry: str
    text: str
    until: str
    is_point: bool = False
    versions: Versions = ()


@dataclass(frozen=True, slots=True)
class HeldPoint:
    """What was said on one point. `number` is None outside the agenda."""

    item: str
    number: int | None
    title: str
    kind: str
    settled: str
    quotes: tuple[Line, ...] = ()
    agreements: tuple[Line, ...] = ()
    disagreements: tuple[Line, ...] = ()
    tensions: tuple[Tension, ...] = ()
    decisions: tuple[int, ...] = ()
    opener: int | None = None

    @property
    def decided(self) -> str:
        """« décision 1 », « décisions 1, 2 et 3 »."""
        numbers = [str(number) for number in self.decisions]
        noun = "décision" if len(numbers) == 1 else "décisions"
        return f"{noun} {join_words(numbers)}" if numbers else ""

    @property
    def about(self) -> str:
        """What it was for, and where its decisions are: « Décider · décisions 1 et 2 »."""
        return " · ".join(part for part in (self.kind, self.decided) if part)

    @property
    def is_silent(self) -> bool:
        """Nothing was written of it."""
        return not any(
            (self.settled, self.quotes, self.agreements, self.disagreements, self.tensions,
             self.decisions)
        )  # fmt: skip

    @property
    def texts(self) -> tuple[str, ...]:
        lines = (*self.quotes, *self.agreements, *self.disagreements)
        tensions = (
            text
            for tension in self.tensions
            for text in (tension.text, *(said for _, said in tension.holds), tension.question,
                         tension.invention)
        )  # fmt: skip
        return (self.title, self.settled, *(line.text for line in lines), *tensions)

    @property
    def sides_fit(self) -> bool:
        """Whether the two sides are short enough to stand beside each other on one page; longer
        ones come one after the other, each over the whole width."""
        sides = (self.agreements, self.disagreements)
        return all(sum(len(line.written) + LINE for line in side) <= SIDE for side in sides)

    @property
    def has_sides(self) -> bool:
        """Agreements and disagreements stand side by side as soon as there is one of either."""
        return bool(self.agreements or self.disagreements)


@dataclass(frozen=True, slots=True)
class Share:
    """« Famille et élève », 38: a whole percentage of the time spoken."""

    label: str
    percent: int


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that was opened, in the order one reads it."""

    when: str
    hours: str
    groups: tuple[Group, ...]
    signers: tuple[str, ...]
    table: RoundTable
    roles: str
    points: tuple[HeldPoint, ...]
    decisions: tuple[Decision, ...]
    reminder: str
    words: tuple[Word, ...]
    later: tuple[Later, ...]
    shares: tuple[Share, ...]
    named_shares: tuple[Share, ...]
    feelings: str
    reread: bool
    next_day: str
    next_text: str
    to_look_at: tuple[str, ...]
    is_closed: bool
    next_iso: str = ""

    @property
    def told_points(self) -> tuple[HeldPoint, ...]:
        """Those of the agenda, and whatever else something was written on."""
        return tuple(point for point in self.points if point.number or not point.is_silent)

    @property
    def tells_what_is_seen(self) -> bool:
        """Whether a decision says what will be seen in class or at home."""
        return any(decision.seen for decision in self.decisions)

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything said, in order: the words in it may need explaining."""
        said = [text for point in self.told_points for text in point.texts]
        said += [text for one in self.decisions for text in (one.text, one.seen, *one.positions)]
        return (*said, self.reminder, *(later.text for later in self.later), self.next_text)
