from collections.abc import Mapping
from typing import Any

from django import forms

from intermetiers.web.french import NBSP
from meetings.domain.retention import RULES, Kept

TOO_SHORT = (
    f"Le journal reste au moins aussi longtemps que les réunions{NBSP}: il sait quand chacune a "
    "servi pour la dernière fois."
)


class LengthsForm(forms.Form):
    """How many days each kind is kept, within the bounds of its rule."""

    def __init__(self, *args: Any, days: Mapping[Kept, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rule in RULES:
            bounds = f"De {rule.least} à {rule.most} jours. Nous proposons {rule.days}."
            self.fields[rule.kind.value] = forms.IntegerField(
                label=f"{rule.label}{NBSP}: jours après {rule.since}",
                help_text=bounds,
                min_value=rule.least,
                max_value=rule.most,
                initial=days[rule.kind],
                error_messages={"min_value": bounds, "max_value": bounds},
            )

    def clean(self) -> dict[str, Any]:
        days = self.cleaned_data
        journal, meetings = days.get(Kept.JOURNAL.value), days.get(Kept.MEETINGS.value)
        if journal is not None and meetings is not None and journal < meetings:
            self.add_error(Kept.JOURNAL.value, TOO_SHORT)
        return days

    def chosen(self) -> dict[Kept, int]:
        """The days of each kind, once valid."""
        return {Kept(name): days for name, days in self.cleaned_data.items()}


class HoldForm(forms.Form):
    """Why one file is kept beyond its time."""

    reason = forms.CharField(
        label="Pourquoi garder ce dossier\u202f?",
        max_length=300,
        help_text=f"Par exemple{NBSP}: un recours est en cours. Toute l’équipe lit cette raison.",
    )
