from datetime import date, timedelta
from typing import Any

from django import forms

from intermetiers.web.editing import OnceForm
from intermetiers.web.fields import FrenchDateField

USUAL_DAYS = 7
LINK, COUPON = "link", "coupon"


class OpenRoundForm(OnceForm):
    """How a round goes: until when, in which order, with which slots."""

    answer_by = FrenchDateField(label="Réponse souhaitée jusqu’au", required=False)
    weakest_first = forms.BooleanField(
        label="D’abord la famille, l’élève et ceux dont la parole est à soutenir",
        help_text="Les autres sont interrogés ensuite, quand ceux-là ont répondu.",
        required=False,
        initial=True,
    )
    only_possible = forms.BooleanField(
        label="Ne montrer aux autres que les créneaux que ceux-là n’ont pas refusés",
        help_text="Les autres ne sauront pas qui a refusé quoi.",
        required=False,
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("answer_by", today + timedelta(days=USUAL_DAYS))

    def clean_answer_by(self) -> date | None:
        day: date | None = self.cleaned_data["answer_by"]
        if day and day < self.today:
            raise forms.ValidationError("Ce jour est déjà passé.", code="past")
        return day

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("only_possible") and not values.get("weakest_first"):
            self.add_error(
                "only_possible",
                "Pour cela, interrogez d’abord la famille, l’élève et ceux dont la parole est à "
                "soutenir.",
            )
        return values


class WayForm(OnceForm):
    """A private link for one person: to copy, or to print on a coupon."""

    made_for = forms.ChoiceField(choices=[(LINK, "à copier"), (COUPON, "coupon")])
