from typing import Any

from django import forms

from intermetiers.web.editing import OnceForm
from intermetiers.web.fields import FrenchDateField
from meetings.domain.before import SAID_LABELS
from meetings.domain.holder_page import CHOICES
from meetings.domain.kinds import Said
from meetings.following.actions.promising import Word

LONGEST_NOTE = 400
LONGEST_TEXT = 2000
LINK, PAPER = "link", "paper"


class SayForm(forms.Form):
    """What the coordinator says became of a decision: a button, with a word if there is one."""

    said = forms.ChoiceField(choices=[(said.value, label) for said, label in SAID_LABELS.items()])
    note = forms.CharField(label="Un mot", max_length=LONGEST_NOTE, required=False)

    def word(self) -> Word:
        """After validation."""
        values = self.cleaned_data
        return Word(
            Said(values["said"]),
            values["note"],
            values.get("new_text", ""),
            values.get("new_by_on"),
        )


class ChangeForm(SayForm):
    """Another text, another date, or both."""

    new_text = forms.CharField(
        label="Ce qui est décidé à la place",
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    new_by_on = FrenchDateField(label="Pour le", required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not (self.errors or values.get("new_text") or values.get("new_by_on")):
            self.add_error("new_text", "Écrivez ce qui change : le texte, la date, ou les deux.")
        return values


class GiveUpForm(SayForm):
    """Given up: the word says why."""

    note = forms.CharField(
        label="Pourquoi, en un mot",
        max_length=LONGEST_NOTE,
        error_messages={"required": "Dites pourquoi, en un mot."},
    )


FORMS: dict[str, type[SayForm]] = {Said.CHANGED: ChangeForm, Said.GIVEN_UP: GiveUpForm}


class LinkForm(OnceForm):
    """A private link for one holder: to copy, or to print on a sheet."""

    made_for = forms.ChoiceField(choices=[(LINK, "à copier"), (PAPER, "sur papier")])


class TapForm(forms.Form):
    """What a holder says by their own link: one of three buttons."""

    decision = forms.IntegerField(min_value=1, max_value=2**62)
    said = forms.ChoiceField(choices=[(said.value, label) for said, label in CHOICES.items()])


class NoteForm(forms.Form):
    """The word a holder adds."""

    decision = forms.IntegerField(min_value=1, max_value=2**62)
    note = forms.CharField(
        label="Votre mot",
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Écrivez un mot, ou laissez la page ainsi : c’est déjà noté."},
    )
