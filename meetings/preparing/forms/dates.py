from collections.abc import Iterable
from typing import Any

from django import forms

from intermetiers.web.french import NBSP
from meetings.preparing.forms.slots import SlotForm

OTHER = "autre"
WHEN = ("day", "start", "end")


class DateChangeForm(SlotForm):
    """Another candidate for the date, or a moment typed on the spot, and why.

    `slots` are pairs of a number and its words; the moment typed is `OTHER`. `seen` is the date
    that was on the page.
    """

    to = forms.ChoiceField(label="La nouvelle date", widget=forms.RadioSelect)
    reason = forms.CharField(
        label="Pourquoi la date change",
        help_text=f"Pour votre équipe et pour qui prévient au téléphone{NBSP}: aucun message ne le "
        "dit.",
        max_length=250,
        required=False,
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("to", *WHEN, "reason", "seen")

    def __init__(self, *args: Any, slots: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(pk), words) for pk, words in slots]
        self.fields["to"].choices = [*choices, (OTHER, "À un autre moment")]  # type: ignore[attr-defined]
        if not choices:
            self.initial.setdefault("to", OTHER)
        self.fields["day"].required = self.fields["start"].required = False
        self.fields["end"].help_text = f"Vide{NBSP}: {self.minutes}{NBSP}minutes après le début."

    @property
    def slot(self) -> int | None:
        """The candidate chosen; None for a moment typed."""
        to = self.cleaned_data["to"]
        return None if to == OTHER else int(to)

    def clean(self) -> dict[str, Any]:
        to = self.cleaned_data.get("to")
        if to == OTHER:
            for name, lacks in (
                ("day", "Écrivez le jour."),
                ("start", "Écrivez l’heure du début."),
            ):
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, lacks)
            return super().clean()
        if to and any(self.data.get(self.add_prefix(name), "").strip() for name in WHEN):
            self.add_error(
                "to",
                "Vous avez choisi un créneau et écrit un autre moment. Gardez l’un des deux.",
            )
        return self.cleaned_data
