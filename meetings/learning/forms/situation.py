from typing import Any

from django import forms
from django.forms import BoundField

from intermetiers.web.editing import SeenForm
from meetings.domain.learning.grid import GRID, SEES, Item

LONGEST_NOTE = 2000


class SituationForm(SeenForm, forms.Form):
    """Each line of the grid: what one sees, and what one writes of it. Nothing is required."""

    def __init__(self, *args: Any, marks: dict[str, dict[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in GRID:
            for item in section.items:
                self._add(item, marks.get(item.key, {}))
        for field in self.fields.values():
            field.show_hidden_initial = True

    def _add(self, item: Item, mark: dict[str, str]) -> None:
        if item.asks:
            self.fields[_see(item)] = forms.ChoiceField(
                label="Ce que je vois",
                choices=SEES,
                required=False,
                initial=mark.get("see", ""),
            )
        self.fields[_note(item)] = forms.CharField(
            label="Ce que j’en lis",
            max_length=LONGEST_NOTE,
            required=False,
            initial=mark.get("note", ""),
            widget=forms.Textarea(attrs={"rows": 1}),
        )

    def fields_of(self, item: Item) -> list[BoundField]:
        names = [_see(item)] if item.asks else []
        return [self[name] for name in (*names, _note(item))]

    def changes(self) -> dict[tuple[str, str], str]:
        """What its author changed of what they saw, by item and part: « see » or « note »."""
        changed = {}
        for name in self.changed_data:
            key, _, part = name.rpartition("_")
            changed[key, part] = self.cleaned_data[name]
        return changed


def _see(item: Item) -> str:
    return f"{item.key}_see"


def _note(item: Item) -> str:
    return f"{item.key}_note"
