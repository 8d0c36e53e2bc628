"""What bringing a table in would do, line by line. Made as often as one looks; writes nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from intermetiers.web.french import NBSP
from partners.domain.importing.book import LABELS, Book, KnownCard
from partners.domain.importing.columns import is_aside, titles_of
from partners.domain.importing.comparing import (
    Change,
    compare,
    new_relatives,
    values_for_new,
)
from partners.domain.importing.fields import Kind
from partners.domain.importing.followers import Followers, PersonKey
from partners.domain.importing.lines import Fact, Fate, Likely, LinePlan, Plan
from partners.domain.importing.matching import (
    Match,
    PlaceKey,
    Professionals,
    Pupils,
    days_agree,
    identity_of,
    identity_of_card,
    metier_key,
)
from partners.domain.importing.records import (
    SHOWN,
    Problem,
    Record,
    in_reading_order,
    read_line,
)
from partners.domain.importing.schools import (
    KnownPlace,
    PlaceName,
    Places,
    Resolved,
    kind_of_classes,
    kind_of_name,
)
from partners.domain.importing.words import Words
from partners.domain.likeness import likely_pairs, same_name_key


@dataclass(frozen=True)
class Table:
    """The lines of a sheet, which one holds the titles, and the field of each column."""

    kind: Kind
    lines: Sequence[Sequence[str]]
    titles_line: int
    fields: Mapping[int, str]


def make_plan(
    table: Table, book: Book, choices: Mapping[str, str], *, words: Words, today: date
) -> Plan:
    """The plan of this table over this book; `choices` are what was said of likely duplicates,
    by the number of the line."""
    records, refused, aside = _read(table, words, today)
    return _Planner(table.kind, book, choices).plan(records, refused, aside)


def _read(
    table: Table, words: Words, today: date
) -> tuple[list[Record], list[LinePlan], tuple[int, ...]]:
    titles = titles_of(table.lines, table.titles_line)
    columns = in_reading_order(
        [(n, code, titles[n] if n < len(titles) else "") for n, code in table.fields.items()]
    )
    records, refused, aside = [], [], []
    for number, line in enumerate(table.lines, start=1):
        if number <= table.titles_line + 1 or not any(line):
            continue
        if is_aside(line, titles):
            aside.append(number)
            continue
        read = read_line(table.kind, number, line, columns, today=today, words=words)
        if isinstance(read, Record):
            records.append(read)
        else:
            title = " ".join(line[c] for c, code, _ in columns if code in _NAMING and c < len(line))
            refused.append(LinePlan(number, Fate.REFUSED, title, problems=read))
    return records, refused, tuple(aside)


_NAMING = ("full_name", "last_name", "first_name", "name")


class _Planner:
    """Plans the lines of one table in turn; remembers which cards and names were met."""

    def __init__(self, kind: Kind, book: Book, choices: Mapping[str, str]) -> None:
        self.kind, self.book, self.choices = kind, book, choices
        self.places = Places(book.places)
        self.by_key: dict[int | str, KnownPlace] = {place.key: place for place in book.places}
        self.cards = {card.pk: card for card in book.cards}
        self.claimed: dict[int | str, int] = {}
        self.met: dict[str, list[tuple[Record, PlaceKey]]] = {}
        self.followers = Followers(book.people)

    def plan(self, records: list[Record], refused: list[LinePlan], aside: tuple[int, ...]) -> Plan:
        resolved = self.places.resolve_all(
            name for record in records if (name := _place_name(self.kind, record))
        )
        self.by_key.update(self.places.new.items())
        self.followers.read(named for record in records for named in record.followers)
        find = self._finder()
        lines = [self._line(record, self._resolved(record, resolved), find) for record in records]
        lines = self._with_likely(lines, records)
        whole = sorted(lines + refused, key=lambda line: line.line)
        called = {key for line in lines for key in line.followers}
        people = {key: one for key, one in self.followers.new.items() if key in called}
        return Plan(tuple(whole), self._new_places(lines), aside, people)

    def _new_places(self, lines: list[LinePlan]) -> dict[str, KnownPlace]:
        """Those a line to write names; the lines of institutions are the institutions."""
        classes: dict[PlaceKey, list[str]] = {}
        for line in lines:
            if line.fate in {Fate.NEW, Fate.CHANGED} and line.place is not None:
                classes.setdefault(line.place, []).append(line.values.get("class_name", ""))
        return {
            key: kind_of_classes(place, classes[key])
            for key, place in self.places.new.items()
            if key in classes
        }

    def _finder(self) -> Any:
        if self.kind is Kind.PUPILS:
            return Pupils(self.book.cards).find
        if self.kind is Kind.PROFESSIONALS:
            return Professionals(self.book.cards).find
        return self._find_institution

    def _find_institution(self, record: Record, place: PlaceKey) -> Match:
        return Match(self.cards.get(place) if isinstance(place, int) else None)

    def _resolved(self, record: Record, resolved: Mapping[PlaceName, Resolved]) -> Resolved:
        name = _place_name(self.kind, record)
        return resolved[name] if name else Resolved()

    def _line(self, record: Record, at: Resolved, find: Any) -> LinePlan:
        place = at.place.key if at.place else None
        start = LinePlan(
            record.line, Fate.NEW, _title(record), self._note(record.values, place), place=place,
            unclear=self._unclear(record),
        )  # fmt: skip
        if at.problem:
            return _refused(start, at.problem)
        if twin := self._met_before(record, place):
            return _refused(start, f"C’est déjà ce que dit la ligne {twin}. Gardez une des deux.")
        match: Match = find(record, place)
        if match.problem:
            return _refused(start, match.problem)
        if match.perhaps:
            return self._asked(start, record, match.perhaps)
        return self._on_card(start, record, match.card)

    def _on_card(self, start: LinePlan, record: Record, card: KnownCard | None) -> LinePlan:
        if card is None:
            return self._new(start, record)
        if card.pk in self.claimed:
            return _refused(
                start, f"La ligne {self.claimed[card.pk]} est déjà pour cette fiche. Gardez une des deux."
            )  # fmt: skip
        self.claimed[card.pk] = record.line
        found = compare(self.kind, record, card, self.book)
        if found.problem:
            return _refused(start, found.problem)
        moved = self._moved(start.place, card)
        called = tuple(key for key in self._called(record) if key not in card.followers)
        followed = (Change("suivi par", "", self.followers.said(key)) for key in called)
        changes = (*found.changes, *moved, *followed)
        return replace(
            start,
            fate=Fate.CHANGED if changes else Fate.SAME,
            card=card.pk, values=found.values, relatives=found.relatives, changes=changes,
            followers=called,
            place=start.place if moved else None,
            note=f"{start.note}{NBSP}· fiche archivée" if card.archived else start.note,
        )  # fmt: skip

    def _moved(self, place: PlaceKey, card: KnownCard) -> tuple[Change, ...]:
        if place is None or place == card.place or self.kind is Kind.INSTITUTIONS:
            return ()
        before = self.by_key[card.place].shown if card.place in self.by_key else "rien"
        return (Change(LABELS[self.kind]["place"], before, self.by_key[place].shown),)

    def _new(self, start: LinePlan, record: Record) -> LinePlan:
        values = values_for_new(record)
        if self.kind is Kind.INSTITUTIONS:
            values["kind"] = values.get("kind") or kind_of_name(values["name"])
            return replace(start, values=values, place=None)
        called = self._called(record)
        return replace(
            start, values=values, relatives=new_relatives(record), followers=called,
            changes=tuple(Change("suivi par", "", self.followers.said(key)) for key in called),
        )  # fmt: skip

    def _called(self, record: Record) -> tuple[PersonKey, ...]:
        """Those the line names, each once."""
        meant = (self.followers.meant(named).key for named in record.followers)
        return tuple(dict.fromkeys(key for key in meant if key is not None))

    def _unclear(self, record: Record) -> tuple[str, ...]:
        told = [(text, "ce n’est pas un nom qu’on sait lire") for text in record.unclear]
        told += [(one.name, self.followers.meant(one).problem) for one in record.followers]
        return tuple(
            f"«{NBSP}{text[:SHOWN]}{NBSP}» n’est pas noté dans le suivi{NBSP}: {why}."
            for text, why in told
            if why
        )

    def _asked(self, start: LinePlan, record: Record, card: KnownCard) -> LinePlan:
        token = f"same:{card.pk}"
        choice = self.choices.get(str(record.line), "")
        facts = self._facts(record.values, start.place, card.values, card.place)
        asked = replace(start, likely=Likely(token, card.pk, None, facts), choice=choice)
        if choice == token:
            return self._on_card(asked, record, card)
        if choice == "other":
            return self._new(asked, record)
        return replace(asked, fate=Fate.OUT if choice == "out" else Fate.ASK)

    def _met_before(self, record: Record, place: PlaceKey) -> int | None:
        """The line above that says the same person or the same institution."""
        key = self._meeting_key(record, place)
        for other, other_place in self.met.get(key, ()):
            if self._is_twin(record, place, other, other_place):
                return other.line
        self.met.setdefault(key, []).append((record, place))
        return None

    def _meeting_key(self, record: Record, place: PlaceKey) -> str:
        if self.kind is Kind.INSTITUTIONS:
            return str(place)
        name = same_name_key(identity_of(record))
        if self.kind is Kind.PROFESSIONALS:
            lone = "" if name else f"{place} {record.values.get('email', '')}"
            return f"{metier_key(record.values)} {name} {lone}"
        return name

    def _is_twin(self, one: Record, place: PlaceKey, other: Record, elsewhere: PlaceKey) -> bool:
        if self.kind is Kind.INSTITUTIONS:
            return True
        here = place is None or elsewhere is None or place == elsewhere
        if self.kind is Kind.PROFESSIONALS:
            mails = one.values.get("email", ""), other.values.get("email", "")
            return here or (mails[0] == mails[1] != "")
        days = one.values.get("born_on"), other.values.get("born_on")
        return days_agree(*days) and (here or all(days))

    def _with_likely(self, lines: list[LinePlan], records: list[Record]) -> list[LinePlan]:
        """New lines that may be somebody of the book, or another new line, under another
        spelling."""
        if self.kind is Kind.INSTITUTIONS:
            return lines
        by_line = {record.line: record for record in records}
        new = [line for line in lines if line.fate is Fate.NEW and not line.likely]
        ours = [
            identity_of(by_line[line.line], self._clue(line.values, line.place)) for line in new
        ]
        theirs = [identity_of_card(c, self._clue(c.values, c.place)) for c in self.book.cards]
        found: dict[int, KnownCard | int] = {}
        for one, card in likely_pairs(ours, theirs):
            if card.key not in self.claimed:
                found.setdefault(one.key, self.cards[card.key])
        for one, other in likely_pairs(ours, ours):
            if one.key > other.key:
                found.setdefault(one.key, other.key)
        plans = {line.line: line for line in lines}
        return [
            self._perhaps(line, by_line[line.line], found[line.line], plans)
            if line.line in found
            else line
            for line in lines
        ]

    def _perhaps(
        self, line: LinePlan, record: Record, other: KnownCard | int, plans: dict[int, LinePlan]
    ) -> LinePlan:
        if isinstance(other, KnownCard):
            return self._asked(_emptied(line), record, other)
        twin = plans[other]
        token = f"same:L{other}"
        choice = self.choices.get(str(line.line), "")
        facts = self._facts(line.values, line.place, twin.values, twin.place)
        asked = replace(line, likely=Likely(token, None, other, facts), choice=choice)
        if choice == "other":
            return asked
        left = choice in {"out", token}
        return replace(_emptied(asked), fate=Fate.OUT if left else Fate.ASK)

    def _facts(
        self, ours: Mapping[str, Any], at: PlaceKey, theirs: Mapping[str, Any], there: PlaceKey
    ) -> tuple[Fact, ...]:
        facts = [
            Fact(label, self.book.write(name, ours.get(name)), self.book.write(name, theirs.get(name)))
            for name, label in LABELS[self.kind].items()
            if name in _TELLING and (ours.get(name) or theirs.get(name))
        ]  # fmt: skip
        if at is not None or there is not None:
            facts.append(Fact(LABELS[self.kind]["place"], self._placed(at), self._placed(there)))
        return tuple(facts)

    def _placed(self, place: PlaceKey) -> str:
        return self.by_key[place].shown if place in self.by_key else "rien"

    def _clue(self, values: Mapping[str, Any], place: PlaceKey) -> str:
        """What helps to tell two alike names: the school, or the métier and its place."""
        return f"{self._placed(place)} {values.get('metier', '')}"

    def _note(self, values: Mapping[str, Any], place: PlaceKey) -> str:
        told = [values.get("class_name", ""), values.get("town", "")]
        if "metier" in values:
            told.append(values.get("metier_other") or self.book.write("metier", values["metier"]))
        if place is not None and self.kind is not Kind.INSTITUTIONS:
            told.append(self._placed(place))
        return f"{NBSP}· ".join(part for part in told if part)


_TELLING = ("last_name", "first_name", "born_on", "class_name", "metier", "metier_other", "email")


def _place_name(kind: Kind, record: Record) -> PlaceName | None:
    if kind is not Kind.INSTITUTIONS:
        return record.place
    get = record.values.get
    return PlaceName(get("name", ""), get("town", ""), get("uai", ""))


def _title(record: Record) -> str:
    get = record.values.get
    return get("name") or f"{get('last_name', '')} {get('first_name', '')}".strip()


def _emptied(line: LinePlan) -> LinePlan:
    """Nothing of this line is to be written, as long as nobody says more."""
    return replace(line, values={}, relatives=(), followers=(), changes=())


def _refused(start: LinePlan, reason: str) -> LinePlan:
    return replace(start, fate=Fate.REFUSED, problems=(Problem(start.line, reason),), place=None)
