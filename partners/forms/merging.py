"""The fields of two cards side by side: from which one each comes."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import QueryDict

from intermetiers.web.french import NBSP, join_words, write_day, write_length
from partners.actions.merging import chosen_fields
from partners.domain.weeks import (
    OF_A_PERSON,
    OF_AN_INSTITUTION,
    read_exceptions,
    read_week,
    say_exceptions,
    say_week,
)
from partners.models import Institution
from partners.models.choices import WEEKDAYS

KEPT, ABSORBED = "kept", "absorbed"

# Fields that only mean something together: the second is read with the first.
TOGETHER = {
    "metier": ("metier", "metier_other"),
    "liberal": ("liberal", "fee"),
    "aesh_kind": ("aesh_kind", "aesh_hours"),
    "school": ("school", "class_name", "dispositif"),
}
LABELS = {
    "institution": "établissement ou service",
    "school": "école, classe et dispositif",
    "liberal": "exerce en libéral, et ce que la famille paie",
    "gender": "au féminin ou au masculin",
}
_FOLLOWERS = {name for names in TOGETHER.values() for name in names[1:]}
_CHANGED = (
    "Une des deux fiches a changé depuis que cette page est ouverte. Rien n’a été réuni"
    f"{NBSP}: relisez ce qui suit, puis réunissez."
)


class MergeForm(forms.Form):
    """One choice for each field that differs; what is empty on one side comes from the other."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, kept: models.Model, absorbed: models.Model, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.state = _state(kept, absorbed)
        self.fields["seen"].initial = self.state
        self.same: list[tuple[str, str]] = []
        self._filled: list[str] = []
        for field in chosen_fields(type(kept)):
            if field.name not in _FOLLOWERS:
                self._offer(field, kept, absorbed)

    def _offer(self, field: Any, kept: models.Model, absorbed: models.Model) -> None:
        names = TOGETHER.get(field.name, (field.name,))
        mine, theirs = write_fields(kept, names), write_fields(absorbed, names)
        label = LABELS.get(field.name, str(field.verbose_name))
        if mine == theirs or not theirs:
            if mine and mine != "non":
                self.same.append((label, mine))
        elif not mine:
            self.same.append((label, theirs))
            self._filled.append(field.name)
        else:
            self.fields[field.name] = forms.ChoiceField(
                label=label[:1].upper() + label[1:],
                choices=[(KEPT, mine), (ABSORBED, theirs)],
                initial=KEPT,
                widget=forms.RadioSelect(attrs={"class": "choices--pair"}),
            )

    def clean_seen(self) -> str:
        if self.cleaned_data["seen"] != self.state:
            data = cast(QueryDict, self.data).copy()
            data[self.add_prefix("seen")] = self.state
            self.data = data
            raise ValidationError(_CHANGED, code="changed")
        return self.state

    def taken(self) -> list[str]:
        """The names of the fields that come from the card that goes."""
        chosen = [name for name, value in self.cleaned_data.items() if value == ABSORBED]
        leaders = [*self._filled, *chosen]
        return [name for leader in leaders for name in TOGETHER.get(leader, (leader,))]

    @property
    def differing(self) -> list[Any]:
        return [self[name] for name in self.fields if name != "seen"]


def write_fields(card: models.Model, names: Sequence[str]) -> str:
    """What the card says in these fields, as a person reads it; empty when it says nothing."""
    return ", ".join(text for name in names if (text := _write(card, name)))


def _write(card: Any, name: str) -> str:
    value = getattr(card, name)
    if name == "metier":
        return str(card.title)
    if name == "metier_other":
        return ""
    if name == "kind":
        return str(card.kind_label) or "autre"
    if name == "weekdays":
        return join_words([label for code, label in WEEKDAYS if code in value.split()])
    if name == "aesh_hours":
        return f"{write_length(value)} par semaine" if value else ""
    if name == "fee":
        return f"{value}{NBSP}€" if value else ""
    return _write_value(card, name, value)


def _write_value(card: Any, name: str, value: Any) -> str:
    if isinstance(value, list):
        return _write_hours(card, name, value)
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return write_day(value, weekday=False)
    if isinstance(value, models.Model):
        return str(getattr(value, "placed_name", value))
    if value and card._meta.get_field(name).choices:
        return str(getattr(card, f"get_{name}_display")())
    return "" if value is None else str(value)


def _write_hours(card: models.Model, name: str, value: list[Any]) -> str:
    """A week, or its exceptions, as one reads them."""
    labels = OF_AN_INSTITUTION if isinstance(card, Institution) else OF_A_PERSON
    is_week = name == "week"
    said = say_week(read_week(value), labels) if is_week else say_exceptions(read_exceptions(value))
    return f"{NBSP}; ".join(said)


def _state(kept: models.Model, absorbed: models.Model) -> str:
    """What both cards say, as one short text: another one when either changed."""
    names = [field.attname for field in chosen_fields(type(kept))]
    said = [[str(getattr(card, name)) for name in names] for card in (kept, absorbed)]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:32]
