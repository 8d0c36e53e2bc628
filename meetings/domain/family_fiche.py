"""The fiche for the family: the same value said in short parts, in the language they read.

What is ours is in their language; what people wrote stays theirs, in French, and is told so. Each
word the fiche explains is explained just under the first text that holds it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from intermetiers.web.french import start_sentence
from meetings.domain.before import Before
from meetings.domain.fiche import Fiche
from meetings.domain.held_parts import Decision, Group, Held, HeldPoint, Line, Tension
from meetings.domain.kinds import Said
from meetings.domain.languages import Language
from meetings.domain.lexicon import Lexicon, Texts, lexicon

_BEFORE_SAID = {
    Said.TO_DO: "to_do",
    Said.DONE: "done",
    Said.NOT_YET: "not_yet",
    Said.HELP: "help",
    Said.CHANGED: "changed",
    Said.GIVEN_UP: "given_up",
}
_CDAPH = "not_here.rights_by_cdaph"


@dataclass(frozen=True, slots=True)
class Told:
    """A text somebody wrote, and the words to explain just under it."""

    text: str
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FamilyLine:
    """A line of one side; `who` holds it or said it, "" when it is not said."""

    who: str
    told: Told


@dataclass(frozen=True, slots=True)
class FamilyTension:
    """Two things people hold to, the question they share, what they try."""

    told: Told
    holds: tuple[tuple[str, str], ...]
    question: str
    invention: Told
    trial: str


@dataclass(frozen=True, slots=True)
class FamilyPoint:
    number: int | None
    title: Told
    settled: str
    quotes: tuple[FamilyLine, ...]
    agreements: tuple[FamilyLine, ...]
    disagreements: tuple[FamilyLine, ...]
    tensions: tuple[FamilyTension, ...]
    is_silent: bool


@dataclass(frozen=True, slots=True)
class FamilyDecision:
    """`by` is in the language of the reader; `positions` are in French."""

    number: int
    told: Told
    who: str
    by: str
    seen: Told
    positions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FamilyFiche:
    """What the family reads, in order."""

    language: Language
    texts: Texts
    fiche: Fiche
    groups: tuple[Group, ...]
    problem: Told
    said: tuple[FamilyLine, ...]
    before: tuple[tuple[str, Before], ...]
    points: tuple[FamilyPoint, ...]
    decisions: tuple[FamilyDecision, ...]
    elsewhere: str
    next_day: str
    mistake: str
    words: tuple[tuple[str, str], ...] = ()

    @property
    def held(self) -> Held | None:
        return self.fiche.held

    @property
    def is_translated(self) -> bool:
        return not self.language.is_french


class _Teller:
    """Explains each word of the fiche once, under the first text that holds it."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        self._left = {word: meaning for word, meaning in words if word}

    def left(self, words: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Those of these words that no text held: what was explained in the room is not lost."""
        return tuple((word, self._left[word]) for word in words if word in self._left)

    def tell(self, text: str) -> Told:
        met = [
            (word, meaning)
            for word, meaning in self._left.items()
            if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)
        ]
        for word, _ in met:
            del self._left[word]
        return Told(text, tuple(met))


def compose_family_fiche(fiche: Fiche, language: Language = Language.FR) -> FamilyFiche:
    """The fiche as the family reads it; before the meeting, only what was prepared."""
    held, words = fiche.held, lexicon(language)
    explained = [(word.text, word.meaning) for word in held.words if word.meaning] if held else []
    teller = _Teller([*explained, *fiche.words])
    decisions = tuple(_decision(d, teller, words) for d in held.decisions) if held else ()
    composed = FamilyFiche(
        language=language,
        texts=Texts(words),
        fiche=fiche,
        groups=tuple(_group(group, words) for group in fiche.groups),
        problem=teller.tell(fiche.problem),
        said=tuple(FamilyLine(line.who, teller.tell(line.words)) for line in fiche.said),
        before=tuple((_became(one, words), one) for one in fiche.before),
        decisions=decisions,
        points=tuple(_point(p, teller, words) for p in held.told_points) if held else (),
        elsewhere=_elsewhere(held, words),
        next_day=_next_day(held, words),
        mistake=words.say("fiche.mistake", host=fiche.contact.name),
    )
    return replace(composed, words=teller.left(word for word, _ in explained))


def _group(group: Group, words: Lexicon) -> Group:
    """The label in the language of the reader; the names as they are."""
    label = words.say(f"fiche.{group.key}") if group.key else group.label
    return Group(label, group.names, group.key)


def _became(one: Before, words: Lexicon) -> str:
    head = "tried" if one.is_trial else "became"
    return words.say(f"fiche.{head}_{_BEFORE_SAID[one.said]}")


def _elsewhere(held: Held | None, words: Lexicon) -> str:
    """Who decides of what this meeting may only ask for, where a decision touches it."""
    return words.say(_CDAPH) if held and held.reminder else ""


def _next_day(held: Held | None, words: Lexicon) -> str:
    if held is None or not held.next_day:
        return words.say("fiche.no_next")
    if words.language.is_french or not held.next_iso:
        return held.next_day
    return words.day(date.fromisoformat(held.next_iso))


def _point(point: HeldPoint, teller: _Teller, words: Lexicon) -> FamilyPoint:
    return FamilyPoint(
        number=point.number,
        title=teller.tell(point.title),
        settled=point.settled,
        quotes=_lines(point.quotes, teller),
        agreements=_lines(point.agreements, teller),
        disagreements=_lines(point.disagreements, teller),
        tensions=tuple(_tension(tension, teller, words) for tension in point.tensions),
        is_silent=point.is_silent,
    )


def _lines(lines: Sequence[Line], teller: _Teller) -> tuple[FamilyLine, ...]:
    return tuple(FamilyLine(start_sentence(line.who), teller.tell(line.written)) for line in lines)


def _tension(tension: Tension, teller: _Teller, words: Lexicon) -> FamilyTension:
    return FamilyTension(
        told=teller.tell(tension.written),
        holds=tuple((words.say("fiche.holds", person=who), what) for who, what in tension.holds),
        question=tension.question,
        invention=teller.tell(tension.invention),
        trial=tension.trial,
    )


def _decision(decision: Decision, teller: _Teller, words: Lexicon) -> FamilyDecision:
    by = decision.by
    if decision.by_iso and not words.language.is_french:
        by = words.day(date.fromisoformat(decision.by_iso))
    return FamilyDecision(
        number=decision.number,
        told=teller.tell(decision.written),
        who=start_sentence(decision.who),
        by=by,
        seen=teller.tell(decision.seen),
        positions=decision.positions,
    )
