"""The texts of one entry, as its page and its form set them beside ours."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField

from partners.domain.catalogue import GlossaryEntry, catalogue
from partners.domain.own_entries import Entry, OwnValues, Shelf, entries, plain_values
from partners.domain.worlds import World
from partners.forms.own_entries import PAID, EntryForm

_AN_ARTICLE = re.compile(r"[LDR]\d")
_BESIDE = frozenset(
    {"does", "explains", "meanings", "simple", "decides", "does_not_decide", "time_frame"}
)  # texts one writes anew with ours before the eyes
_READ_FIRST = frozenset({"does", "explains", "meanings", "simple"})  # what families read
_SHORT_LABELS = {
    "masculine": "Au masculin",
    "feminine": "Au féminin",
    "neutral": "Pour les deux",
    "short": "Sur la table",
    "does": "En une ligne",
    "explains": "En une ligne",
    "meanings": "Plusieurs sens",
    "simple": "En français simple",
    "decides": "Décide",
    "does_not_decide": "Ne décide pas",
    "time_frame": "Son temps",
    "support": "Parole à soutenir",
    "paid_in_meeting": "Payé en réunion",
    "paid_note": "De quoi cela dépend",
    "label": "Son nom",
    "gender": "On en parle",
    "world": "Son monde",
    "forms": "Autres écritures",
}
_WRITTEN = {
    "gender": {"m": "au masculin", "f": "au féminin"},
    "support": {True: "oui, au départ", False: "non, au départ"},
    "paid_in_meeting": dict(PAID),
    "world": {world.value: world.label for world in World},
}


@dataclass(frozen=True, slots=True)
class Text:
    """One field of an entry as it reads now; `ours` when the team says it otherwise."""

    name: str
    label: str
    lines: tuple[str, ...]
    ours: tuple[str, ...] | None = None

    @property
    def reworded(self) -> bool:
        return self.ours is not None

    @property
    def on_screen_only(self) -> bool:
        """Whose voice needs support never stands on a paper others may pick up."""
        return self.name == "support"


@dataclass(frozen=True, slots=True)
class Row:
    """A field of the form with our text beside it, "" where there is nothing to compare."""

    field: BoundField
    ours: str
    differs: bool


def texts_of(entry: Entry, shelf: Shelf, written: Mapping[str, Any]) -> tuple[Text, ...]:
    """Every field that says something, now or in ours."""
    ours = _ours(shelf, entry)
    texts = []
    for name, value in plain_values(entry, shelf).items():
        before = None
        if ours is not None and name in written and ours[name] != value:
            before = _lines(name, ours[name])
        lines = _lines(name, value)
        if lines or before:
            texts.append(Text(name, _SHORT_LABELS[name], lines, before))
    return tuple(texts)


def read_by_families(texts: tuple[Text, ...]) -> list[Text]:
    return [text for text in texts if text.name in _READ_FIRST]


def said_besides(texts: tuple[Text, ...]) -> list[Text]:
    return [text for text in texts if text.name not in _READ_FIRST]


def rows_of(form: EntryForm, shelf: Shelf, code: str) -> list[Row]:
    """The fields to fill in, each with ours."""
    shipped = entries(catalogue(), shelf).get(code)
    ours = plain_values(shipped, shelf) if shipped else {}
    return [_row(field, ours) for field in form.visible_fields()]


def _row(field: BoundField, ours: Mapping[str, Any]) -> Row:
    before = ours.get(field.name, "")
    differs = field.name in ours and field.field.to_python(field.value()) != before
    lines = _lines(field.name, before) if differs or field.name in _BESIDE else ()
    return Row(field, " ; ".join(lines) or ("rien" if differs else ""), differs)


def sources_of(entry: Entry) -> list[tuple[str, str]]:
    """Where our text comes from, as one reads it, with its address when it has one."""
    said = []
    for source in entry.sources:
        if source.startswith("http"):
            said.append((source.split("/")[2], source))
        elif _AN_ARTICLE.match(source):
            said.append((f"code de l’éducation, {source}", ""))
        else:
            said.append(("usage du terrain" if source == "usage" else source, ""))
    return said


def written_of(own: OwnValues | None) -> Mapping[str, Any]:
    """What the team wrote; nothing when it cannot be read."""
    return own.values if own is not None and isinstance(own.values, dict) else {}


def _ours(shelf: Shelf, entry: Entry) -> dict[str, Any] | None:
    code = entry.term if isinstance(entry, GlossaryEntry) else entry.code
    shipped = entries(catalogue(), shelf).get(code)
    return plain_values(shipped, shelf) if shipped else None


def _lines(name: str, value: Any) -> tuple[str, ...]:
    if name in _WRITTEN:
        return (str(_WRITTEN[name][value]),)  # type: ignore[index]
    return tuple(line for line in str(value).split("\n") if line)
