from collections.abc import Iterable, Mapping
from datetime import date
from textwrap import shorten
from typing import Any, cast

from django import forms

from intermetiers.web.editing import OnceForm, SeenForm
from intermetiers.web.fields import FrenchDateField
from meetings.domain.languages import Language

LINK, LETTER = "link", "letter"
LONGEST_LABEL = 120
LONGEST_TRANSLATION = 9000


class LinkForm(OnceForm):
    """A private link, to copy or to print on a letter."""

    made_for = forms.ChoiceField(choices=[(LINK, "à copier"), (LETTER, "lettre")])


class GivenForm(forms.Form):
    """The day the brief was handed out; not a day to come."""

    given_on = FrenchDateField(label="Remis en main propre le")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("given_on", today)

    def clean_given_on(self) -> date:
        day: date = self.cleaned_data["given_on"]
        if day > self.today:
            raise forms.ValidationError("Ce jour n’est pas encore venu.", code="future")
        return day


class InviteForm(OnceForm):
    """Those to invite, among the people an invitation can reach."""

    people = forms.TypedMultipleChoiceField(
        label="Qui reçoit une invitation",
        coerce=int,
        error_messages={
            "required": "Cochez au moins une personne à inviter.",
            "invalid_choice": "Une personne cochée ne peut plus être invitée par courriel. "
            "Rien n’est parti\u00a0: relisez la liste.",
        },
    )

    def __init__(self, *args: Any, people: Iterable[int | None], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["people"])
        field.choices = [(str(person), "") for person in people]

    def is_ticked(self, person: int) -> bool:
        """Whether this person is to be invited, as the form stands."""
        return str(person) in {str(value) for value in self["people"].value() or ()}


class LettersForm(OnceForm):
    """Those to print a letter for."""

    people = forms.TypedMultipleChoiceField(
        label="Pour qui imprimer une lettre",
        coerce=int,
        error_messages={
            "required": "Cochez au moins une personne.",
            "invalid_choice": "Une personne cochée n’est plus invitée. Rien n’est perdu\u00a0: "
            "relisez la liste.",
        },
    )

    def __init__(
        self, *args: Any, people: Iterable[int], ticked: Iterable[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["people"])
        field.choices = [(str(person), "") for person in people]
        self.initial["people"] = [str(person) for person in ticked]

    def is_ticked(self, person: int) -> bool:
        """Whether a letter is to be printed for this person, as the form stands."""
        return str(person) in {str(value) for value in self["people"].value() or ()}


class TranslationsForm(SeenForm, forms.Form):
    """One field for each French text, named by its fingerprint."""

    def __init__(
        self, *args: Any, texts: Mapping[str, str], language: Language, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        writing = {"lang": language.html, "dir": language.direction, "rows": 3}
        for fingerprint, french in texts.items():
            self.fields[fingerprint] = forms.CharField(
                label=shorten(french, LONGEST_LABEL, placeholder="…"),
                required=False,
                max_length=LONGEST_TRANSLATION,
                widget=forms.Textarea(attrs=writing),
                show_hidden_initial=True,
            )
