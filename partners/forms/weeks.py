"""The form of a usual week: lines of hours, and dates on which the week does not hold.

One empty line always follows the others. What was typed stays as typed until it is kept: adding,
filling and removing a line only show the form again.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, time
from typing import Any, Self, cast

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from intermetiers.web.fields import ChecksField, FrenchDateField, FrenchTimeField
from intermetiers.web.french import NBSP, SHORT_DAYS
from partners.domain.weeks import (
    DatedHours,
    HoursKind,
    UsualHours,
    Week,
    keep_exceptions,
    keep_week,
    read_exceptions,
    read_week,
)

MOST_LINES = 50
LONGEST_NOTE = 40
EVENING, MORNING_AFTER = time(16), time(14)
DAYS = [(str(number), name) for number, name in enumerate(SHORT_DAYS, start=1)]

NO_DAY = "Cochez au moins un jour."
NO_HOUR = "Donnez cette heure, ou retirez la ligne."
SAME_HOUR = "L’heure de fin est celle du début."
BACKWARDS = (
    "L’heure de fin vient avant le début. Une nuit commence le soir et finit le matin"
    f"{NBSP}: de 21{NBSP}h à 5{NBSP}h."
)


@dataclass(frozen=True, slots=True)
class Line:
    """Hours of some days of the week, as typed."""

    days: str = ""
    start: str = ""
    end: str = ""
    kind: str = ""
    note: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing to keep: what it would be is not said of any hour."""
        return not (self.days or self.start or self.end or self.note)


@dataclass(frozen=True, slots=True)
class DatedLine:
    """Days on which the week does not hold, as typed."""

    first: str = ""
    last: str = ""
    since: str = ""
    until: str = ""
    what: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.first or self.last or self.since or self.until)


@dataclass(frozen=True, slots=True)
class Draft:
    """All that the form holds, as typed; `seen` is what stood when it was opened."""

    seen: str = ""
    lines: tuple[Line, ...] = ()
    dates: tuple[DatedLine, ...] = ()

    @classmethod
    def of(cls, week: Any, exceptions: Any) -> Self:
        """What the card keeps, ready to be changed."""
        usual, dated = read_week(week), read_exceptions(exceptions)
        return cls(_seen(week, exceptions), lines_of(usual), tuple(_dated_line(d) for d in dated))

    @classmethod
    def posted(cls, data: QueryDict) -> Self:
        """What was sent; lines beyond the bound are left."""
        lines = (_posted(Line, data, number) for number in _numbers(data, "kind"))
        dates = (_posted(DatedLine, data, number) for number in _numbers(data, "what"))
        return cls(data.get("seen", ""), tuple(lines), tuple(dates))

    def with_empty(self) -> Self:
        """One empty line, and no more, after those that hold something."""
        lines = tuple(line for line in self.lines if not line.is_empty)[: MOST_LINES - 1]
        dates = tuple(line for line in self.dates if not line.is_empty)[: MOST_LINES - 1]
        return replace(self, lines=(*lines, Line()), dates=(*dates, DatedLine()))

    def filled(self, new: Sequence[Line]) -> Self:
        """With lines of a shortcut, those already there left out.

        Days ticked where no hour is given are for the first of them that says none.
        """
        kept = [line for line in self.lines if not line.is_empty]
        for line in new:
            waiting = next((one for one in kept if one.days and not (one.start or one.end)), None)
            if waiting is not None and not line.days:
                kept.remove(waiting)
                line = replace(line, days=waiting.days, note=waiting.note or line.note)
            kept += [] if line in kept else [line]
        return replace(self, lines=tuple(kept)).with_empty()

    def without_line(self, number: int) -> Self:
        return replace(self, lines=_all_but(self.lines, number)).with_empty()

    def without_date(self, number: int) -> Self:
        return replace(self, dates=_all_but(self.dates, number)).with_empty()


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of the page with its fields, in order; `number` names it."""

    number: int
    fields: tuple[BoundField, ...] = field(default=())


class WeekForm(forms.Form):
    """Lines of a draft as fields. Cleaned, it gives `week` and `exceptions` as a card keeps them."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        draft: Draft,
        kinds: Mapping[HoursKind, str],
        dated: bool,
    ) -> None:
        self.draft, self.dated = draft, dated
        super().__init__(data, initial={"seen": draft.seen})
        choices = [(kind.value, label) for kind, label in kinds.items()]
        for number, line in enumerate(draft.lines):
            self._add(number, line, _line_fields(choices))
        for number, day in enumerate(draft.dates if dated else ()):
            self._add(number, day, _dated_fields(choices))

    def _add(self, number: int, line: Line | DatedLine, offered: dict[str, forms.Field]) -> None:
        for name, one in offered.items():
            one.required = False
            typed = getattr(line, name)
            one.initial = typed or one.initial
            self.fields[f"{name}_{number}"] = one

    @property
    def shown_lines(self) -> list[ShownLine]:
        return [self._shown(Line, number) for number in range(len(self.draft.lines))]

    @property
    def shown_dates(self) -> list[ShownLine]:
        dates = self.draft.dates if self.dated else ()
        return [self._shown(DatedLine, number) for number in range(len(dates))]

    def _shown(self, model: type[Line | DatedLine], number: int) -> ShownLine:
        return ShownLine(number, tuple(self[f"{one.name}_{number}"] for one in fields(model)))

    def clean(self) -> dict[str, Any]:
        week = [hours for number in range(len(self.draft.lines)) for hours in self._usual(number)]
        kept: dict[str, Any] = {"week": keep_week(sorted(set(week), key=_in_week))}
        if self.dated:
            found = [one for number in range(len(self.draft.dates)) for one in self._dated(number)]
            kept["exceptions"] = keep_exceptions(sorted(set(found), key=_in_year))
        return kept

    def stood(self) -> dict[str, Any]:
        """What its author saw, for `merge`; what cannot be read counts as nothing."""
        kept = _read_seen(self.draft.seen)
        return {"week": kept.get("week", []), "exceptions": kept.get("exceptions", [])}

    def show_both(self, week: Any, exceptions: Any, said: Sequence[str]) -> None:
        """Somebody else wrote meanwhile: say what, and let the next sending replace it."""
        data = cast(QueryDict, self.data).copy()
        data["seen"] = _seen(week, exceptions)
        self.data = data
        other = f"{NBSP}; ".join(said) or "plus rien"
        self.add_error(
            None,
            f"Pendant que vous écriviez, une autre personne a enregistré{NBSP}: "
            f"«{NBSP}{other}{NBSP}». Votre version est gardée ici. Enregistrez pour la garder, "
            "ou revenez sans enregistrer pour laisser l’autre.",
        )

    def _usual(self, number: int) -> Iterable[UsualHours]:
        line = self.draft.lines[number]
        if line.is_empty or not self._is_read("days", "start", "end", "kind", "note", at=number):
            return
        values = self.cleaned_data
        start, end = values[f"start_{number}"], values[f"end_{number}"]
        days = values[f"days_{number}"].split()
        if not days:
            self.add_error(f"days_{number}", NO_DAY)
        if self._holds(start, end, (f"start_{number}", f"end_{number}")):
            kind, note = HoursKind(values[f"kind_{number}"]), values[f"note_{number}"]
            for day in days:
                yield UsualHours(int(day), start, end, kind, " ".join(note.split()))

    def _dated(self, number: int) -> Iterable[DatedHours]:
        line = self.draft.dates[number]
        if line.is_empty or not self._is_read("first", "last", "since", "until", "what", at=number):
            return
        values = self.cleaned_data
        first, last = values[f"first_{number}"], values[f"last_{number}"]
        start, end = values[f"since_{number}"], values[f"until_{number}"]
        if first is None:
            self.add_error(f"first_{number}", "Donnez le premier jour, ou retirez la ligne.")
        elif last and last < first:
            self.add_error(f"last_{number}", "Ce jour vient avant le premier.")
        elif start is None or end is None or self._holds(start, end, ("", f"until_{number}")):
            yield DatedHours(first, last or first, HoursKind(values[f"what_{number}"]), start, end)

    def _is_read(self, *names: str, at: int) -> bool:
        return not any(f"{name}_{at}" in self.errors for name in names)

    def _holds(self, start: time | None, end: time | None, names: tuple[str, str]) -> bool:
        """Whether these are hours, of a day or of a night; else it is said on the right field."""
        if start is None or end is None:
            for name, value in zip(names, (start, end), strict=True):
                if value is None:
                    self.add_error(name, NO_HOUR)
            return False
        if start == end:
            self.add_error(names[1], SAME_HOUR)
            return False
        is_night = start >= EVENING and end <= MORNING_AFTER
        if end < start and not is_night:
            self.add_error(names[1], BACKWARDS)
            return False
        return True


def lines_of(week: Week) -> tuple[Line, ...]:
    """Hours that differ by their day only make one line."""
    days: dict[tuple[str, str, str, str], list[str]] = {}
    for one in week:
        key = f"{one.start:%H:%M}", f"{one.end:%H:%M}", one.kind.value, one.note
        days.setdefault(key, []).append(str(one.day))
    return tuple(Line(" ".join(ticked), *key) for key, ticked in days.items())


def _dated_line(one: DatedHours) -> DatedLine:
    return DatedLine(
        one.first.isoformat(),
        one.last.isoformat() if one.last != one.first else "",
        f"{one.start:%H:%M}" if one.start else "",
        f"{one.end:%H:%M}" if one.end else "",
        one.kind.value,
    )


def _line_fields(kinds: list[tuple[str, str]]) -> dict[str, forms.Field]:
    inline = forms.CheckboxSelectMultiple(attrs={"class": "choices--inline choices--days"})
    return {
        "days": ChecksField(label="Jours", choices=DAYS, widget=inline),
        "start": FrenchTimeField(label="De"),
        "end": FrenchTimeField(label="À"),
        "kind": forms.ChoiceField(label="C’est", choices=kinds, initial=kinds[0][0]),
        "note": forms.CharField(label="En un mot (facultatif)", max_length=LONGEST_NOTE),
    }


def _dated_fields(kinds: list[tuple[str, str]]) -> dict[str, forms.Field]:
    return {
        "first": FrenchDateField(label="Du"),
        "last": FrenchDateField(label="Au"),
        "since": FrenchTimeField(label="De"),
        "until": FrenchTimeField(label="À"),
        "what": forms.ChoiceField(label="C’est", choices=kinds, initial=HoursKind.TAKEN.value),
    }


def _numbers(data: QueryDict, name: str) -> range:
    """The lines sent: each sends what it is, even when it holds nothing."""
    count = 0
    while count < MOST_LINES and f"{name}_{count}" in data:
        count += 1
    return range(count)


def _posted(model: Any, data: QueryDict, number: int) -> Any:
    return model(
        **{
            one.name: " ".join(data.getlist(f"{one.name}_{number}")).strip()
            for one in fields(model)
        }
    )


def _all_but(lines: tuple[Any, ...], number: int) -> tuple[Any, ...]:
    return tuple(line for at, line in enumerate(lines) if at != number)


def _seen(week: Any, exceptions: Any) -> str:
    return json.dumps({"week": week or [], "exceptions": exceptions or []})


def _read_seen(text: str) -> dict[str, Any]:
    try:
        kept = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _in_week(one: UsualHours) -> tuple[int, time, time, str, str]:
    return one.day, one.start, one.end, one.kind, one.note


def _in_year(one: DatedHours) -> tuple[date, date, time, time, str]:
    return one.first, one.last, one.start or time.min, one.end or time.max, one.kind
