"""One line of a table, read into what it says of a card, or into the reasons why it cannot."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from intermetiers.web.french import NBSP
from partners.domain.classes import write_class
from partners.domain.folding import fold
from partners.domain.importing import cells
from partners.domain.importing.callings import FOLLOWS, Named, read_people
from partners.domain.importing.cells import CellError, clean_text
from partners.domain.importing.columns import letter_of
from partners.domain.importing.fields import PLANS, SLOTS, Kind
from partners.domain.importing.names import split_name, written_name
from partners.domain.importing.schools import PlaceName, kind_of_name
from partners.domain.importing.titles import first_name_comes_first
from partners.domain.importing.words import Words, plain_words
from partners.domain.likeness import Identity, same_name_key

OTHER_METIER = "autre"
SHOWN = 40  # signs of what was typed
RELATIONS = {"mother": ("mère", "f"), "father": ("père", "m")}
A_GUARDIAN = "responsable légal"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line is refused: where, what was typed there, the reason and what to do."""

    line: int  # as the spreadsheet counts, from 1
    reason: str
    column: int | None = None
    title: str = ""
    typed: str = ""

    @property
    def where(self) -> str:
        """« colonne D (Né(e) le) »"""
        if self.column is None:
            return ""
        return f"colonne {letter_of(self.column)}" + (f" ({self.title})" if self.title else "")

    @property
    def said(self) -> str:
        """« colonne D (Né(e) le), « 31/02/2018 » : Cette date n’existe pas. »"""
        typed = self.typed if len(self.typed) <= SHOWN else f"{self.typed[:SHOWN]}…"
        quoted = f"«{NBSP}{typed}{NBSP}»" if typed else ""
        head = ", ".join(part for part in (self.where, quoted) if part)
        return f"{head}{NBSP}: {self.reason}" if head else self.reason


@dataclass(frozen=True, slots=True)
class PlansSaid:
    """What a line says of plans: a whole list, or a yes or a no for some."""

    whole: tuple[str, ...] | None = None
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()

    def over(self, before: str) -> str:
        """The plans of a card that had these."""
        start = before.split() if self.whole is None else self.whole
        kept = (set(start) | self.yes) - self.no
        return " ".join(plan for plan in PLANS if plan in kept)


@dataclass(frozen=True, slots=True)
class Record:
    """What a line says. Only what it fills is here: an empty cell never erases."""

    line: int
    values: Mapping[str, Any]
    plans: PlansSaid | None = None
    place: PlaceName | None = None
    relatives: tuple[Mapping[str, str], ...] = ()
    followers: tuple[Named, ...] = ()
    unclear: tuple[str, ...] = ()  # in the columns of who follows the pupil, what names nobody


@dataclass
class _Draft:
    """A line while its cells are being read."""

    line: int
    today: date
    words: Words
    values: dict[str, Any] = field(default_factory=dict)
    place: dict[str, str] = field(default_factory=dict)
    family: dict[str, dict[str, str]] = field(default_factory=dict)
    whole: tuple[str, ...] | None = None
    ticks: dict[str, bool] = field(default_factory=dict)
    followers: list[Named] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)

    def relative(self, slot: str) -> dict[str, str]:
        return self.family.setdefault(slot, {})


Reader = Callable[[_Draft, str, str], None]  # the draft, the text of the cell, the title


def read_line(
    kind: Kind, number: int, line: Sequence[str], columns: Sequence[tuple[int, str, str]],
    *, today: date, words: Words,
) -> Record | tuple[Problem, ...]:  # fmt: skip
    """The record of a line, or everything that keeps it from being one.

    `columns` are (column, field, title); names in one cell come before those apart, which win.
    """
    draft = _Draft(number, today, words)
    problems = []
    for column, code, title in columns:
        text = clean_text(line[column]) if column < len(line) else ""
        if not text or cells.says_nothing(code, text):
            continue
        try:
            _reader(kind, code)(draft, text, title)
        except CellError as refused:
            problems.append(Problem(number, str(refused), column, title, text))
    if not problems and (missing := _missing(kind, draft)):
        problems.append(Problem(number, missing))
    return tuple(problems) if problems else _record(kind, draft)


def in_reading_order(columns: Sequence[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """The pupil before the family, whose names are told by the pupil's; whole names come first."""
    return sorted(
        columns, key=lambda one: (_of_family(one[1]), not one[1].endswith("full_name"), one[0])
    )


def _of_family(code: str) -> bool:
    return code.partition(".")[0] in SLOTS


def _record(kind: Kind, draft: _Draft) -> Record:
    if kind is Kind.INSTITUTIONS:
        return Record(draft.line, draft.values)
    plans = None
    if draft.whole is not None or draft.ticks:
        plans = PlansSaid(
            draft.whole,
            frozenset(plan for plan, yes in draft.ticks.items() if yes),
            frozenset(plan for plan, yes in draft.ticks.items() if not yes),
        )
    place = PlaceName(**({"name": ""} | draft.place)) if _names_a_place(draft) else None
    relatives = _each_once(draft.family[slot] for slot in SLOTS if _is_somebody(draft, slot))
    return Record(
        draft.line, draft.values, plans, place, relatives,
        tuple(dict.fromkeys(draft.followers)), tuple(draft.unclear),
    )  # fmt: skip


def _each_once(relatives: Iterable[dict[str, str]]) -> tuple[dict[str, str], ...]:
    """A table that names the mother often names her again as a guardian: one person, one card."""
    kept: list[dict[str, str]] = []
    for one in relatives:
        name = _name_key(one)
        twin = next((other for other in kept if name and _name_key(other) == name), None)
        if twin is None or one["relation"] == RELATIONS["father"][0]:
            kept.append(one)
        else:
            twin.update({key: value for key, value in one.items() if key not in twin})
    return tuple(kept)


def _name_key(said: Mapping[str, str]) -> str:
    return same_name_key(Identity(0, said.get("first_name", ""), said.get("last_name", "")))


def _names_a_place(draft: _Draft) -> bool:
    return bool(draft.place.get("name") or draft.place.get("uai"))


def _is_somebody(draft: _Draft, slot: str) -> bool:
    """A relation alone names nobody."""
    said = draft.family.get(slot, {})
    if not said.keys() - {"relation", "gender"}:
        return False
    relation, gender = RELATIONS.get(slot, (A_GUARDIAN, ""))
    said.setdefault("relation", relation)
    if gender:
        said.setdefault("gender", gender)
    return True


def _missing(kind: Kind, draft: _Draft) -> str:
    if kind is Kind.INSTITUTIONS:
        return "" if draft.values.get("name") else "Il manque le nom de l’établissement."
    if kind is Kind.PROFESSIONALS:
        return "" if draft.values.get("metier") else "Il manque le métier."
    return "" if draft.values.get("first_name") else "Il manque le prénom de l’élève."


def _reader(kind: Kind, code: str) -> Reader:
    if code.startswith(FOLLOWS):
        return _follower(code.removeprefix(FOLLOWS))
    return _READERS[kind][code]


def _follower(metier: str) -> Reader:
    def read(draft: _Draft, text: str, title: str) -> None:
        people, unclear = read_people(text, metier, draft.words.kinds)
        draft.followers += people
        draft.unclear += unclear

    return read


def _text(name: str, longest: int) -> Reader:
    def read(draft: _Draft, text: str, title: str) -> None:
        draft.values[name] = cells.read_text(text, longest)

    return read


def _class(draft: _Draft, text: str, title: str) -> None:
    draft.values["class_name"] = write_class(cells.read_text(text, 40))


def _name(name: str) -> Reader:
    def read(draft: _Draft, text: str, title: str) -> None:
        draft.values[name] = written_name(cells.read_text(text, 80))

    return read


def _full_name(draft: _Draft, text: str, title: str) -> None:
    last, first = split_name(
        cells.read_text(text, 80), first_name_first=first_name_comes_first(title)
    )
    draft.values |= {"last_name": last} | ({"first_name": first} if first else {})


def _value(name: str, read_cell: Callable[[str], Any]) -> Reader:
    def read(draft: _Draft, text: str, title: str) -> None:
        draft.values[name] = read_cell(text)

    return read


def _place(part: str, longest: int) -> Reader:
    def read(draft: _Draft, text: str, title: str) -> None:
        if part == "uai":
            draft.place[part] = cells.read_uai(text)
        else:
            read_cell = cells.read_town if part == "town" else cells.read_text
            draft.place[part] = read_cell(text, longest)

    return read


def _born_on(draft: _Draft, text: str, title: str) -> None:
    draft.values["born_on"] = cells.read_birth(text, draft.today)


def _notified_until(draft: _Draft, text: str, title: str) -> None:
    draft.values["notified_until"] = cells.read_end(text, draft.today)


def _hours(draft: _Draft, text: str, title: str) -> None:
    hours, kind = cells.read_hours(text)
    draft.values["aesh_hours"] = hours or None
    if kind or not hours:
        draft.values.setdefault("aesh_kind", kind)


def _help(draft: _Draft, text: str, title: str) -> None:
    draft.values["aesh_kind"] = cells.read_help(text)


def _plans(draft: _Draft, text: str, title: str) -> None:
    draft.whole = cells.read_plans(text)


def _tick(plan: str) -> Reader:
    def read(draft: _Draft, text: str, title: str) -> None:
        # « PPS » under the title « PPS » is a yes too.
        draft.ticks[plan] = fold(text) == fold(plan) or cells.read_yes(text)

    return read


def _metier(draft: _Draft, text: str, title: str) -> None:
    code, gender = draft.words.metiers.get(plain_words(text), (OTHER_METIER, ""))
    draft.values["metier"] = code
    if code == OTHER_METIER:
        draft.values["metier_other"] = cells.read_text(text, 80)
    if gender:
        draft.values.setdefault("gender", gender)


def _kind(draft: _Draft, text: str, title: str) -> None:
    known = draft.words.kinds.get(plain_words(text))
    draft.values["kind"] = known or kind_of_name(text)


def _place_name(draft: _Draft, text: str, title: str) -> None:
    draft.values["name"] = cells.read_text(text, 160)


_DETAIL_READERS: dict[str, Callable[[str], str]] = {
    "relation": lambda text: cells.read_text(text, 60).lower(),
    "last_name": lambda text: written_name(cells.read_text(text, 80)),
    "first_name": lambda text: written_name(cells.read_text(text, 80)),
    "phone": cells.read_phone,
    "email": cells.read_email,
    "address": lambda text: cells.read_text(text, 250),
}


def _relative(slot: str, detail: str) -> Reader:
    def read(draft: _Draft, text: str, title: str) -> None:
        name = "postal_address" if detail == "address" else detail
        draft.relative(slot)[name] = _DETAIL_READERS[detail](text)

    return read


def _relative_name(slot: str) -> Reader:
    def read(draft: _Draft, text: str, title: str) -> None:
        whole = cells.read_text(text, 80)
        last, first = split_name(
            whole,
            first_name_first=first_name_comes_first(title),
            family_name=draft.values.get("last_name", ""),
        )
        draft.relative(slot).update({"last_name": last} | ({"first_name": first} if first else {}))

    return read


_NAMES: dict[str, Reader] = {
    "last_name": _name("last_name"),
    "first_name": _name("first_name"),
    "full_name": _full_name,
}
_READERS: dict[Kind, dict[str, Reader]] = {
    Kind.PUPILS: {
        **_NAMES,
        "born_on": _born_on,
        "school": _place("name", 160),
        "school_town": _place("town", 80),
        "school_uai": _place("uai", 8),
        "class_name": _class,
        "dispositif": _text("dispositif", 40),
        "plan": _plans,
        **{f"plan.{plan}": _tick(plan) for plan in PLANS},
        "notified_until": _notified_until,
        "aesh_hours": _hours,
        "aesh_kind": _help,
        **{
            f"{slot}.{detail}": _relative(slot, detail)
            for slot in SLOTS
            for detail in _DETAIL_READERS
        },
        **{f"{slot}.full_name": _relative_name(slot) for slot in SLOTS},
    },
    Kind.PROFESSIONALS: {
        **_NAMES,
        "gender": _value("gender", cells.read_gender),
        "metier": _metier,
        "email": _value("email", cells.read_email),
        "phone": _value("phone", cells.read_phone),
        "liberal": _value("liberal", cells.read_yes),
        "paid_hours": _text("paid_hours", 200),
        "availability": _text("availability", 200),
        "place": _place("name", 160),
        "place_town": _place("town", 80),
        "place_uai": _place("uai", 8),
    },
    Kind.INSTITUTIONS: {
        "name": _place_name,
        "kind": _kind,
        "uai": _value("uai", cells.read_uai),
        "address": _text("address", 250),
        "town": _value("town", lambda text: cells.read_town(text, 80)),
        "phone": _value("phone", cells.read_phone),
    },
}
