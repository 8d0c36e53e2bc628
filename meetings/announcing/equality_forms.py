from typing import Any

from django import forms

from intermetiers.web.fields import RowField
from intermetiers.web.french import start_sentence
from meetings.domain.dossier import Dossier
from meetings.domain.kinds import ReadSaid, Source
from meetings.domain.reach import readers
from meetings.domain.slot_reasons import call
from meetings.models.choices import READ_SAID

LONGEST_NOTE = 250


class KeepForm(forms.Form):
    """Why a decision stays although not everybody could read in time."""

    reason = forms.CharField(
        label="La raison",
        help_text="Elle s’imprime sur la fiche de réunion, près de ce point.",
        max_length=LONGEST_NOTE,
        error_messages={"required": "Dites pourquoi, en une phrase."},
    )


class SaidForm(forms.Form):
    """What a guest says of one information."""

    said = forms.ChoiceField(choices=READ_SAID)
    note = forms.CharField(max_length=LONGEST_NOTE, required=False)

    def clean_said(self) -> ReadSaid:
        return ReadSaid(self.cleaned_data["said"])


class NoteReadingForm(SaidForm):
    """What somebody said by telephone or on paper, noted by whoever prepares."""

    said = forms.ChoiceField(
        label="Ce que cette personne dit",
        choices=[(value, f"«\u00a0{label}\u00a0»") for value, label in READ_SAID],
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez ce que cette personne a dit."},
    )
    note = forms.CharField(
        label="Ce qu’elle n’a pas compris",
        max_length=LONGEST_NOTE,
        required=False,
    )
    source = forms.ChoiceField(
        label="Comment elle l’a dit",
        choices=[
            (Source.PHONE.value, "au téléphone"),
            (Source.PAPER.value, "sur papier"),
            (Source.TYPED.value, "de vive voix"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choisissez comment elle l’a dit."},
    )

    field_order = ("person", "information", "said", "note", "source")

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(one.id, start_sentence(call(one, dossier))) for one in readers(dossier)]
        given = [
            (info.id, info.title)
            for item in dossier.kept_items
            for info in item.informations
            if info.given_at is not None and dossier.is_released(info)
        ]
        self.fields["person"] = RowField(label="Qui", choices=[("", "Choisir"), *people])
        self.fields["information"] = RowField(
            label="Quelle information", choices=[("", "Choisir"), *given]
        )
        for name in ("person", "information"):
            self.fields[name].error_messages["required"] = "Choisissez dans la liste."
        self.order_fields(self.field_order)
        self.has_choices = bool(people and given)
