"""What one person answers about the dates, on a page or copied from a coupon."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from intermetiers.web.french import NBSP
from meetings.answering import Said
from meetings.domain.date_request import AskedSlot, DateRequest
from meetings.domain.kinds import Answer

NOTHING_SAID = "Répondez à une question au moins, ou écrivez quand vous pouvez."


@dataclass(frozen=True, slots=True)
class DateQuestion:
    """A slot with its two fields."""

    slot: AskedSlot
    answer: BoundField
    note: BoundField

    @property
    def is_unfolded(self) -> bool:
        """Whether there is something to see under « ce qui me gêne »."""
        return bool(self.note.value() or self.note.errors)


class DatesForm(forms.Form):
    """A question for each slot; none is required, since an answer may be that none will do."""

    other_times = forms.CharField(
        label="Aucune ne va\u00a0: voici quand je peux",
        help_text="Par exemple\u00a0: le mardi après 16\u00a0h.",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, request: DateRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slots = request.slots
        self.fields["other_times"].initial = request.other_times
        if not self.slots:
            self.fields["other_times"].label = "Voici quand je peux"
        elif request.day:
            self.fields["other_times"].label = f"Elle ne va pas{NBSP}: voici quand je peux"
        for slot in self.slots:
            self.fields[f"answer_{slot.id}"] = forms.ChoiceField(
                label=slot.when,
                choices=slot.choices,
                required=False,
                initial=slot.answer.value if slot.answer else None,
                widget=forms.RadioSelect,
            )
            self.fields[f"note_{slot.id}"] = forms.CharField(
                label="Ce qui me gêne",
                max_length=160,
                required=False,
                initial=slot.note,
                widget=forms.TextInput(attrs={"aria-label": f"Ce qui me gêne, {slot.when}"}),
            )

    def questions(self) -> Iterator[DateQuestion]:
        for slot in self.slots:
            yield DateQuestion(slot, self[f"answer_{slot.id}"], self[f"note_{slot.id}"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for slot in self.slots:
            if values.get(f"note_{slot.id}") and values.get(f"answer_{slot.id}") == "":
                self.add_error(f"answer_{slot.id}", "Choisissez aussi une réponse.")
        if not self.errors and not self.answers() and not values.get("other_times"):
            raise forms.ValidationError(NOTHING_SAID)
        return values

    def answers(self) -> dict[int, Said]:
        """What was answered, by slot. A question left blank is no answer."""
        values = self.cleaned_data
        return {
            slot.id: Said(Answer(said), values.get(f"note_{slot.id}", ""))
            for slot in self.slots
            if (said := values.get(f"answer_{slot.id}"))
        }
