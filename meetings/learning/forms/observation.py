from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.forms import BoundField

from intermetiers.web.editing import KeyField, SeenForm
from intermetiers.web.fields import FrenchDateField
from meetings.domain.learning.observing import NOBODY, Line, ObservationSheet

LONGEST_ANSWER = 4000


class ObservationForm(SeenForm, forms.Form):
    """A sheet filled on screen: a title to find it again, a day, and its lines."""

    title = forms.CharField(
        label="Un titre pour la retrouver",
        max_length=120,
        help_text=NOBODY,
        error_messages={"required": "Donnez un titre, pour la retrouver dans la liste."},
    )
    observed_on = FrenchDateField(label="Observée le", required=False)

    def __init__(
        self,
        *args: Any,
        sheet: ObservationSheet,
        answers: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for line in sheet.lines:
            self.fields[line.key] = forms.CharField(
                label=line.label,
                help_text=line.help,
                max_length=LONGEST_ANSWER,
                required=False,
                initial=(answers or {}).get(line.key, ""),
                widget=forms.Textarea(attrs={"rows": 3}),
                show_hidden_initial=True,
            )

    def field_of(self, line: Line) -> BoundField:
        return self[line.key]

    def changes(self) -> dict[str, str | date | None]:
        """What its author changed of what they saw."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


class NewObservationForm(ObservationForm):
    """Sent twice, it makes one observation."""

    form_key = KeyField(initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = False

    def written(self) -> dict[str, str | date | None]:
        return {name: said for name, said in self.cleaned_data.items() if name != "form_key"}
