from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError

from intermetiers.web.fields import FrenchDateField
from partners.models import Following, Pupil

LONGEST_NUMBER = 18  # figures
NOT_YET = "Cette date est dans l’avenir. Notez-la quand le jour sera venu."


class PastDateField(FrenchDateField):
    """A day that is today or before; `today` is given by the form."""

    today: date

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and value > self.today:
            raise ValidationError(NOT_YET, code="future")


class PupilsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Pupils to tick, each told apart by class and school."""

    def clean(self, value: Any) -> Any:
        """A number longer than any of ours would stop SQLite."""
        if any(len(str(number)) > LONGEST_NUMBER for number in value or ()):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return super().clean(value)

    def label_from_instance(self, obj: Pupil) -> str:
        parts = (obj.listed, obj.class_name, obj.school.placed_name if obj.school else "")
        return " · ".join(part for part in parts if part)


class FollowForm(forms.Form):
    """Which pupils somebody follows, among those shown; any active pupil of the team is taken."""

    pupils = PupilsField(
        queryset=Pupil.objects.none(),
        label="Quels élèves",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Cochez au moins un élève.",
            "invalid_choice": "Un de ces élèves n’est plus dans la liste.",
            "invalid_pk_value": "Un de ces élèves n’est plus dans la liste.",
        },
    )
    since = PastDateField(
        label="Depuis le", required=False, help_text="Si vous le savez. Le même jour pour tous."
    )

    def __init__(
        self, *args: Any, pupils: Any, shown: Sequence[Pupil], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choice = cast(PupilsField, self.fields["pupils"])
        choice.queryset = pupils
        choice.choices = [(pupil.pk, choice.label_from_instance(pupil)) for pupil in shown]
        cast(PastDateField, self.fields["since"]).today = today


class EndForm(forms.Form):
    """The last day of a following."""

    until = PastDateField(
        label="Jusqu’au", error_messages={"required": "Donnez le dernier jour, même à peu près."}
    )

    def __init__(self, *args: Any, following: Following, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("until", today)
        self.following = following
        cast(PastDateField, self.fields["until"]).today = today

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if self.following.since and until < self.following.since:
            raise ValidationError("Le suivi finirait avant d’avoir commencé.", code="order")
        return until


class LeaveForm(forms.Form):
    """Since when somebody is gone; today when nothing is said."""

    since = PastDateField(label="Depuis le", required=False, help_text="Vide\u00a0: aujourd’hui.")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("since", today)
        self.today = today
        cast(PastDateField, self.fields["since"]).today = today

    def clean_since(self) -> date:
        return self.cleaned_data["since"] or self.today
