"""Dates, hours and names as people type them, and a choice among rows already read.

A browser that knows `<input type="date">` sends « 2027-01-21 ». One that does not shows a plain
text field, in which a French person writes « 21/01/2027 » or « 10 h 15 »: both are read.
"""

import re
import unicodedata
from datetime import date, time
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from intermetiers.web.french import (
    FIRST_YEAR as FIRST_YEAR,
    LAST_YEAR as LAST_YEAR,
    NBSP,
    THIN,
    join_words,
    plain_text,
    read_date as read_date,
    write_day,
    write_hour,
)

_TIME = re.compile(r"([0-9]{1,2})(?: ?[h:.](?: ?([0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?)?)?")


def read_time(text: str) -> time:
    """The hour written in `text`, to the minute; ValueError when a day has no such hour."""
    match = _TIME.fullmatch(plain_text(text))
    if match is None:
        raise ValueError(text)
    return time(int(match[1]), int(match[2] or 0))


class FrenchDateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class FrenchTimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class FrenchDateField(forms.DateField):
    """A day, from the date field of a browser or typed by hand; `write` says it to a person."""

    widget = FrenchDateInput
    write = staticmethod(write_day)
    default_error_messages = {
        "required": "Donnez une date.",
        "invalid": f"Cette date n’existe pas{NBSP}: %(value)s. Écrivez-la ainsi{NBSP}: 21/01/2027.",
    }

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str):
            return super().to_python(value)
        if not value.strip():
            return None
        try:
            return read_date(value)
        except ValueError as error:
            raise _unreadable(self, value) from error


class FrenchTimeField(forms.TimeField):
    """An hour of the day, to the minute; `write` says it to a person."""

    widget = FrenchTimeInput
    write = staticmethod(write_hour)
    default_error_messages = {
        "required": "Donnez une heure.",
        "invalid": f"Cette heure n’existe pas{NBSP}: %(value)s. Écrivez-la ainsi{NBSP}: 10{NBSP}h{NBSP}15.",
    }

    def to_python(self, value: Any) -> time | None:
        if not isinstance(value, str):
            return super().to_python(value)
        if not value.strip():
            return None
        try:
            return read_time(value)
        except ValueError as error:
            raise _unreadable(self, value) from error


def _unreadable(field: forms.Field, value: str) -> ValidationError:
    shown = value.strip()
    shown = f"«{NBSP}{shown[:40]}…{NBSP}»" if len(shown) > 40 else f"«{NBSP}{shown}{NBSP}»"
    return ValidationError(field.error_messages["invalid"], code="invalid", params={"value": shown})


# Join letters of Persian or of Indian writings: part of a name, and harmless.
_JOINERS = "\u200c\u200d"


def clean_name(text: str) -> str:
    """The name without the signs nobody sees: control signs, marks that turn the text round.

    U+202E in a name would turn round all that follows it on the line. Spaces are made single.
    """
    kept = (
        sign if sign in _JOINERS or not unicodedata.category(sign).startswith("C") else _gap(sign)
        for sign in text
    )
    return " ".join("".join(kept).split())


def _gap(sign: str) -> str:
    """A tabulation or a line end parts two words; the other unseen signs part nothing."""
    return " " if sign.isspace() else ""


class NameField(forms.CharField):
    """The name of a person or of a place, cleaned by `clean_name`.

    `to_python` leaves it as it came: what an author saw is compared with what stands. A null sign
    is no slip of a hand or of a copy, and is refused as everywhere.
    """

    def clean(self, value: Any) -> Any:
        cleans = isinstance(value, str) and "\x00" not in value
        return super().clean(clean_name(value) if cleans else value)


class RowField(forms.ChoiceField):
    """One row among `choices` (its number, its label), already read; the value is an int or None.

    Unlike a ModelChoiceField it asks the database nothing, and unlike a TypedChoiceField its
    `to_python` gives the number, which the merge of two editors compares.
    """

    default_error_messages = {
        "invalid_choice": f"Ce choix n’est plus dans la liste. Prenez-en un autre{THIN}; le reste est gardé."
    }

    def to_python(self, value: Any) -> int | None:
        try:
            return None if value in self.empty_values else int(value)
        except (TypeError, ValueError) as error:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid") from error


class YesField(forms.BooleanField):
    """A box to tick, which may stay empty; `write` says it to a person."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    @staticmethod
    def write(value: bool) -> str:
        return "oui" if value else "non"


class ChecksField(forms.MultipleChoiceField):
    """Boxes to tick, kept as one text: the codes ticked, in the order of the choices, a space
    between (« PPS PAI »)."""

    widget = forms.CheckboxSelectMultiple

    def prepare_value(self, value: Any) -> Any:
        return value.split() if isinstance(value, str) else value

    def write(self, value: str) -> str:
        """The words of the boxes ticked, as one reads them."""
        labels = dict(cast("list[tuple[str, str]]", self.choices))
        return join_words([str(labels.get(code, code)) for code in value.split()])

    def to_python(self, value: Any) -> Any:
        ticked = value.split() if isinstance(value, str) else [str(v) for v in value or ()]
        known = [str(code) for code, _ in cast("list[tuple[str, str]]", self.choices)]
        return " ".join(sorted(set(ticked), key=lambda c: known.index(c) if c in known else -1))

    def validate(self, value: Any) -> None:
        super().validate(value.split())

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(initial) != self.to_python(data))
