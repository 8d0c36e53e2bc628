"""A team's own words over the shipped catalogue.

What the product ships is never copied: an own entry holds only the fields a team wrote, so that
a new version of our files corrects the rest. Own entries come from the database, where anything
may have happened: a value that cannot be read is left aside and ours serves, without a word
lost elsewhere (`unread_fields` says which, for the page of the entry).
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, cast

from partners.domain.catalogue import (
    Catalogue,
    GlossaryEntry,
    InstitutionKind,
    Metier,
    metier_label,
)
from partners.domain.catalogue_file import INSTITUTION, METIER, OWN_PREFIX, WORD
from partners.domain.folding import fold
from partners.domain.words import is_sigle
from partners.domain.worlds import World

OWN_SOURCE: Final = "écrit par l’équipe"
LONGEST_CODE: Final = 80

Entry = Metier | InstitutionKind | GlossaryEntry


class Shelf(StrEnum):
    """Which of the three files of the catalogue an entry belongs to."""

    METIER = "metier"
    INSTITUTION = "institution"
    WORD = "word"


_SHAPES: Final = {Shelf.METIER: METIER, Shelf.INSTITUTION: INSTITUTION, Shelf.WORD: WORD}

# What a team may write, in the order of a page. The sources of our texts stay ours.
WRITABLE: Final = MappingProxyType(
    {
        Shelf.METIER: (
            "masculine", "feminine", "neutral", "short", "world", "does", "simple", "decides",
            "does_not_decide", "time_frame", "support", "paid_in_meeting", "paid_note",
        ),
        Shelf.INSTITUTION: ("label", "gender", "world", "does", "simple"),
        Shelf.WORD: ("explains", "meanings", "simple", "forms"),
    }
)  # fmt: skip
_LISTS: Final = frozenset({"forms", "meanings"})  # texts, one a line where a person writes them


@dataclass(frozen=True, slots=True)
class OwnValues:
    """One entry of a team: the code of a shipped one, or a new one; only what the team wrote.

    `values` is whatever the database holds, which may be no mapping at all.
    """

    kind: str
    code: str
    values: Any


# --- Reading ---------------------------------------------------------------------------------------


def overlay(shipped: Catalogue, own: Iterable[OwnValues]) -> Catalogue:
    """The catalogue one team reads: ours, each field it wrote replaced, its own entries added."""
    shelves = {shelf: dict(entries(shipped, shelf)) for shelf in Shelf}
    for one in own:
        if one.kind in _SHAPES:
            shelf = Shelf(one.kind)
            shelves[shelf][one.code] = _written_over(shelves[shelf].get(one.code), shelf, one)
    return Catalogue(
        metiers=MappingProxyType(cast("dict[str, Metier]", shelves[Shelf.METIER])),
        institution_kinds=MappingProxyType(
            cast("dict[str, InstitutionKind]", shelves[Shelf.INSTITUTION])
        ),
        glossary=tuple(cast("dict[str, GlossaryEntry]", shelves[Shelf.WORD]).values()),
    )


def entries(catalogue: Catalogue, shelf: Shelf) -> Mapping[str, Entry]:
    """The entries of one file by what names them: a code, or the word itself."""
    match shelf:
        case Shelf.METIER:
            return catalogue.metiers
        case Shelf.INSTITUTION:
            return catalogue.institution_kinds
        case Shelf.WORD:
            return {entry.term: entry for entry in catalogue.glossary}


def title_of(entry: Entry) -> str:
    """What the entry is called in a list."""
    match entry:
        case Metier():
            return metier_label(entry, "")
        case InstitutionKind():
            return entry.label
        case GlossaryEntry():
            return entry.term


def line_of(entry: Entry) -> str:
    """The plain line families read of it."""
    return entry.explanation if isinstance(entry, GlossaryEntry) else entry.does


def unread_fields(own: OwnValues) -> tuple[str, ...]:
    """Names of the values stored that nobody can read; the text of the product serves there."""
    if own.kind not in _SHAPES or not isinstance(own.values, Mapping):
        return ("values",)
    return tuple(sorted(set(own.values) - set(_readable(Shelf(own.kind), own))))


def _readable(shelf: Shelf, own: OwnValues) -> dict[str, Any]:
    """The values that are of the form the files of the catalogue ask for. One may be emptied."""
    if not isinstance(own.values, Mapping):
        return {}
    shape = _SHAPES[shelf]
    return {
        name: value
        for name, value in own.values.items()
        if name in WRITABLE[shelf]
        and (not shape.refusal(name, value) or (value in ("", []) and name in shape.optional))
    }


def _written_over(before: Entry | None, shelf: Shelf, own: OwnValues) -> Entry:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in _readable(shelf, own).items()
    }
    if "world" in values:
        values["world"] = World(values["world"])
    before = before or _blank(shelf, own.code, values)
    if isinstance(before, GlossaryEntry):
        values |= _of_a_word(before, values)
    return cast(Entry, replace(cast(Any, before), **values))


def _blank(shelf: Shelf, code: str, values: Mapping[str, Any]) -> Entry:
    """A new entry before what the team wrote: whatever is missing, a card still has a title."""
    name = code.removeprefix(OWN_PREFIX).replace("_", " ")
    sources = (OWN_SOURCE,)
    match shelf:
        case Shelf.METIER:
            label = str(values.get("masculine", name))
            return Metier(
                code, label, label, label[:6].strip().capitalize(), World.SCHOOL, "", "",
                paid_in_meeting="selon", sources=sources,
            )  # fmt: skip
        case Shelf.INSTITUTION:
            return InstitutionKind(code, name, "m", World.SCHOOL, "", "", sources)
        case Shelf.WORD:
            return GlossaryEntry(code, "", sources)


def _of_a_word(before: GlossaryEntry, values: Mapping[str, Any]) -> dict[str, Any]:
    """What follows from the fields of a word: one explanation or several meanings, never both;
    a sigle the team spells in capitals is found in capitals only, « DAR » is not « dar »."""
    known = {before.term, *before.forms} if before.sources != (OWN_SOURCE,) else set()
    spellings = (before.term, *values.get("forms", before.forms))
    own_sigles = (text for text in spellings if is_sigle(text) and text not in known)
    derived: dict[str, Any] = {"as_written": (*before.as_written, *own_sigles)}
    if values.get("meanings") and "explains" not in values:
        derived["explains"] = ""
    if values.get("explains") and "meanings" not in values:
        derived["meanings"] = ()
    return derived


# --- Writing ---------------------------------------------------------------------------------------


def own_code(label: str, taken: Container[str]) -> str:
    """A code nobody has, for a new métier or a new kind of institution.

    Shipped files may not use this prefix, so that no later version of ours can meet it.
    """
    letters = "".join(c if c.isascii() and c.isalnum() else "_" for c in fold(label))
    stem = OWN_PREFIX + "_".join(part for part in letters.split("_") if part)[:60].strip("_")
    code, number = stem, 1
    while code in taken:
        number += 1
        code = f"{stem}_{number}"
    return code


def is_added(code: str) -> bool:
    """Whether the code of a métier or of a kind is one a team gave."""
    return code.startswith(OWN_PREFIX)


def is_own(shelf: Shelf, code: str, shipped: Catalogue) -> bool:
    """Whether the team added the entry, rather than reworded one of ours."""
    return code not in entries(shipped, shelf)


def plain_values(entry: Entry, shelf: Shelf) -> dict[str, Any]:
    """The fields as a person writes them: texts, lists one a line, yes or no."""
    values = {name: getattr(entry, name) for name in WRITABLE[shelf]}
    return {
        name: "\n".join(value) if name in _LISTS else value.value if name == "world" else value
        for name, value in values.items()
    }


def differences(wanted: Mapping[str, Any], shelf: Shelf, shipped: Entry | None) -> dict[str, Any]:
    """What to keep of the fields a team wrote (see `plain_values`): those that are not ours."""
    ours = plain_values(shipped or _blank(shelf, "", {}), shelf)
    return {
        name: value.split("\n") if name in _LISTS and value else [] if name in _LISTS else value
        for name, value in wanted.items()
        if name in WRITABLE[shelf]
        and (value != ours[name] or (shipped is None and value not in ("", False)))
    }


def named_alike(label: str, catalogue: Catalogue, shelf: Shelf) -> str | None:
    """The code of the entry that already has this name, case and accents aside."""
    name = fold(label.strip())
    for code, entry in entries(catalogue, shelf).items():
        if name in {fold(one) for one in names_of(entry)}:
            return code
    return None


def names_of(entry: Entry) -> tuple[str, ...]:
    """Every name the entry answers to."""
    match entry:
        case Metier():
            return (*filter(None, entry.labels), title_of(entry))
        case InstitutionKind():
            return (entry.label,)
        case GlossaryEntry():
            return (entry.term, *entry.forms)
