"""The notes of a meeting as rows of a page: what each says, asks, and how to change it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time

from intermetiers.web.french import start_sentence, typeset, write_day, write_hour
from meetings.domain.held_notes import in_order, notes_by_point
from meetings.domain.live.questions import questions_of
from meetings.domain.live.screen_lines import Line, Writer
from meetings.domain.live.state import Entry, Head
from meetings.holding.forms.base import ActForm
from meetings.holding.forms.notes import ChooseForm, GoneForm, NoteForm, PositionsForm
from meetings.holding.room import Room


@dataclass(frozen=True, slots=True)
class Version:
    """One of the versions of a note that was changed in two places; `line` is None when that
    one took it away."""

    act: str
    at: str
    line: Line | None


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note in a list. `change`, `positions` and `gone` are there while one changes it."""

    entry: str
    line: Line
    questions: tuple[str, ...]
    versions: tuple[Version, ...] = ()
    choose: ActForm | None = None
    change: ActForm | None = None
    gone: ActForm | None = None
    positions: ActForm | None = None

    @property
    def has_two_texts(self) -> bool:
        return len({v.line.text for v in self.versions if v.line}) > 1


class Notes:
    """The notes of one meeting; `changed` and `discussed` are the entries whose forms show."""

    def __init__(
        self, room: Room, item: str, changed: str, discussed: str, refused: ActForm | None
    ) -> None:
        self.room, self.item, self.refused = room, item, refused
        self.changed, self.discussed = changed, discussed
        self.entries = in_order(room.dossier, room.live)
        decisions = [entry for entry in self.entries if entry.head.note == "decision"]
        ranks = {entry.id: rank for rank, entry in enumerate(decisions, start=1)}
        called = {who: person.called for who, person in room.people.items()}
        self.writer = Writer(called, ranks, room.live, room.now.tzinfo)
        self.coming = {person.who for person in room.around}

    def on(self, item: str) -> list[NoteRow]:
        """What was written on a point."""
        return [self._row(entry) for entry in self.entries if entry.head.item == item]

    def sections(self) -> list[tuple[str, str, list[NoteRow]]]:
        """Everything that will be written: the title of each point, what was done of it, its notes."""
        points = notes_by_point(self.room.dossier, self.room.live, ())
        known = {point.item for point in points}
        found = []
        for point in points:
            here = [
                e
                for e in self.entries
                if (e.head.item if e.head.item in known else "") == point.item
            ]
            if here or point.settled or point.number:
                found.append((point.title, point.settled, [self._row(entry) for entry in here]))
        return found

    def next_said(self) -> str:
        """« Vendredi 19 mars 2027 à 10 h 15 », "" when nobody said when."""
        following = self.room.live.next or {}
        day, hour = following.get("day"), following.get("time")
        said = [write_day(date.fromisoformat(day))] if day else []
        said += [f"à {write_hour(time.fromisoformat(hour))}"] if hour else []
        return start_sentence(" ".join(said))

    # --- One row --------------------------------------------------------------------------------

    def _row(self, entry: Entry) -> NoteRow:
        row = NoteRow(
            entry=entry.id,
            line=self._line(entry, entry.head),
            questions=questions_of(entry, self.coming),
        )
        if entry.is_disputed:
            over = [head.act for head in entry.heads]
            initial = {"entry": entry.id, "over": over, "point": self.item}
            choose = ChooseForm(room=self.room, initial=initial, auto_id=False)
            return replace(row, versions=tuple(self._versions(entry)), choose=choose)
        if entry.id == self.changed:
            return replace(row, change=self._change(entry), gone=self._gone(entry))
        if entry.id == self.discussed and entry.head.note == "decision":
            return replace(row, positions=self._positions(entry))
        return row

    def _line(self, entry: Entry, head: Head) -> Line:
        (line,) = self.writer.lines([replace(entry, heads=(head,))])
        return line

    def _versions(self, entry: Entry) -> Iterable[Version]:
        for head in entry.heads:
            at = self.room.now.fromtimestamp(head.at / 1000, self.room.now.tzinfo)
            line = None if head.gone else self._line(entry, head)
            yield Version(head.act, typeset(write_hour(at)), line)

    def _change(self, entry: Entry) -> ActForm:
        if isinstance(self.refused, NoteForm):
            return self.refused
        return NoteForm.of_entry(entry, self.room, self.item)

    def _gone(self, entry: Entry) -> ActForm:
        over = [head.act for head in entry.heads]
        initial = {"entry": entry.id, "over": over, "point": self.item}
        return GoneForm(room=self.room, initial=initial, auto_id=False)

    def _positions(self, entry: Entry) -> ActForm:
        if isinstance(self.refused, PositionsForm):
            return self.refused
        return PositionsForm(room=self.room, initial={"entry": entry.id, "point": self.item})
