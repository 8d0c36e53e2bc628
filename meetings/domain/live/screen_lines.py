"""What was written, line by line, as the shared screen says it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from intermetiers.web.french import (
    NBSP,
    THIN,
    join_words,
    start_sentence,
    typeset,
    write_day,
    write_hour,
)
from meetings.domain.live.state import Entry, Head, Live
from meetings.domain.live.wording import (
    DILEMMA_LABELS,
    NOTE_LABELS,
    POSITION_LABELS,
    SOURCE_LABELS,
)

SOMEBODY = "quelqu’un"  # was taken off the list since


@dataclass(frozen=True, slots=True)
class Line:
    """One thing written. `label` and `aside` stand in the margin, `facts` under the text.

    `lead` is the word explained, before its meaning. A fact is a label and what it says; a side is
    who holds to something, and to what. `is_other` is a version that another device wrote apart,
    until somebody chooses.
    """

    entry: str
    note: str
    label: str
    aside: str
    lead: str
    text: str
    facts: tuple[tuple[str, str], ...] = ()
    sides: tuple[tuple[str, str], ...] = ()
    is_other: bool = False

    @property
    def said(self) -> str:
        """The line in one sentence, for whoever listens to the screen."""
        text = f"{self.lead}, {self.text}" if self.lead and self.text else self.lead or self.text
        return f"{self.label}{NBSP}: {text}"


@dataclass(frozen=True, slots=True)
class _Told:
    """What one kind of note puts in the margin, at the start, in the text and under it."""

    aside: str
    text: str
    facts: tuple[tuple[str, str], ...] = ()
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes the lines of one meeting.

    `called` says how everybody may name each person, `numbers` which decision each one is.
    """

    called: Mapping[str, str]
    numbers: Mapping[str, int]
    live: Live
    zone: tzinfo | None

    def lines(self, entries: Iterable[Entry]) -> tuple[Line, ...]:
        """The entries in order, both versions of one that two devices changed apart."""
        return tuple(line for entry in entries for line in self._versions(entry))

    def _versions(self, entry: Entry) -> Iterator[Line]:
        standing = [head for head in entry.heads if not head.gone]
        for rank, head in enumerate(reversed(standing)):
            yield self._line(entry, head, is_other=rank > 0)

    def _line(self, entry: Entry, head: Head, *, is_other: bool) -> Line:
        told = self._told(entry, head)
        facts = tuple((label, typeset(said)) for label, said in told.facts if said)
        sides = head.get("holds", {}) if head.note == "tension" else {}
        return Line(
            entry=entry.id,
            note=head.note,
            label=self._label(entry, head),
            aside=told.aside,
            lead=typeset(told.lead),
            text=typeset(told.text),
            facts=facts + (self._positions(entry) if head.note == "decision" else ()),
            sides=tuple((self._start(who), typeset(said)) for who, said in sides.items()),
            is_other=is_other,
        )

    def _label(self, entry: Entry, head: Head) -> str:
        label = NOTE_LABELS[head.note]
        if head.note == "decision" and entry.id in self.numbers:
            return f"{label}{NBSP}{self.numbers[entry.id]}"
        return label

    def _told(self, entry: Entry, head: Head) -> _Told:
        tell = {
            "tension": self._tension,
            "decision": self._decision,
            "word": self._word,
            "words": self._words,
            "disagreement": self._disagreement,
            "later": self._later,
        }.get(head.note)
        return tell(head) if tell else _Told(self._hour(entry), head.text)

    def _hour(self, entry: Entry) -> str:
        return write_hour(datetime.fromtimestamp(entry.born_at / 1000, self.zone))

    # --- Each kind ------------------------------------------------------------------------------

    def _disagreement(self, head: Head) -> _Told:
        """Who holds it is named with their agreement, and only then."""
        holder = head.get("who") if head.get("consent", False) else ""
        return _Told(f"tenu par {self._name(holder)}" if holder else "", head.text)

    def _tension(self, head: Head) -> _Told:
        dilemma, own = head.get("dilemma"), head.get("own_dilemma", "le nôtre")
        # What each holds to says between whom, once it is written.
        between = () if head.get("holds") else head.get("between", ())
        facts = (
            ("Entre", self._names(between)),
            ("Dilemme commun", DILEMMA_LABELS.get(dilemma, own) if dilemma else ""),
            ("La question", two_sided(head.get("how"), head.get("while"))),
            ("Ce qu’on invente", head.get("invention")),
            ("Jusqu’au", _day(head.get("try_until"))),
            ("Qui regarde", self._names(head.get("looks", ()))),
        )
        return _Told(SOURCE_LABELS.get(head.get("source"), ""), head.text, facts)

    def _decision(self, head: Head) -> _Told:
        by = _day(head.get("by"))
        facts = (("Qui", self._names(head.get("people", ()))), ("Ce qu’on verra", head.get("seen")))
        return _Told(f"pour le {by}" if by else "", head.text, facts)

    def _word(self, head: Head) -> _Told:
        return _Told("", head.get("meaning"), lead=head.text)

    def _words(self, head: Head) -> _Told:
        who = head.get("who")
        return _Told(self._name(who) if who else "", quoted(head.text))

    def _later(self, head: Head) -> _Told:
        until = _day(head.get("until"))
        return _Told(f"le {until}" if until else "", head.text)

    def _positions(self, entry: Entry) -> tuple[tuple[str, str], ...]:
        """Who agrees, who has a reserve, who does not agree, each with the reason given."""
        said = self.live.positions.get(entry.id, {})
        shown = []
        for say, label in POSITION_LABELS.items():
            people = [
                f"{self._name(who)} ({typeset(position.reason)})"
                if position.reason
                else self._name(who)
                for who, position in said.items()
                if position.say == say
            ]
            if people:
                shown.append((start_sentence(label), join_words(people)))
        return tuple(shown)

    def _names(self, people: Iterable[str]) -> str:
        return join_words([self._name(who) for who in people])

    def _name(self, who: str) -> str:
        return self.called.get(who, SOMEBODY)

    def _start(self, who: str) -> str:
        return start_sentence(self._name(who))


def quoted(text: str) -> str:
    """« … », once: what somebody said, as they said it."""
    if text.startswith("«") and text.endswith("»"):
        return text
    return f"«{NBSP}{text}{NBSP}»"


def two_sided(how: str, meanwhile: str) -> str:
    """« Comment garder l’aide tout en restant avec la classe ? » of the two halves somebody typed."""
    how, meanwhile = _without(how, "comment "), _without(meanwhile, "tout en ")
    if not how and not meanwhile:
        return ""
    halves = [f"comment {how}" if how else "comment…", f"tout en {meanwhile}" if meanwhile else ""]
    return f"{start_sentence(' '.join(half for half in halves if half))}{THIN}?"


def _without(text: str, start: str) -> str:
    text = text.strip().rstrip(f"?.{THIN}{NBSP} ")
    return text[len(start) :].strip() if text.lower().startswith(start) else text


def _day(iso: str) -> str:
    """« 19 mars 2027 »."""
    return write_day(date.fromisoformat(iso), weekday=False) if iso else ""
