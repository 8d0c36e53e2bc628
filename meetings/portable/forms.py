from typing import Any

from django import forms

from intermetiers.web.editing import OnceForm
from intermetiers.web.french import NBSP
from meetings.portable.archive import read_archive
from meetings.portable.refusals import FileRefusedError

FAMILY_TOLD = (
    "Dites-le d’abord aux personnes qui exercent l’autorité parentale, puis cochez cette case."
)


class ReceivedFileField(forms.FileField):
    """A pupil’s file. Once cleaned, it is what the file holds, its fingerprints verified."""

    widget = forms.FileInput(attrs={"accept": ".zip,application/zip"})
    default_error_messages = {
        "required": "Choisissez le fichier.",
        "empty": f"Ce fichier est vide{NBSP}: demandez-le de nouveau.",
    }

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        try:
            return read_archive(file)
        except FileRefusedError as refused:
            raise forms.ValidationError(str(refused)) from refused


class ReceiveForm(OnceForm):
    """A pupil’s file brought from elsewhere."""

    file = ReceivedFileField(
        label="Le fichier du dossier",
        help_text=f"Le fichier .zip, tel qu’il vous a été donné, de 40{NBSP}Mo au plus.",
    )


class ProposeForm(forms.Form):
    """To whom the file is proposed, among those who lead a team of this site."""

    to_email = forms.EmailField(
        label="L’adresse électronique de la personne responsable de l’autre équipe",
        max_length=254,
        error_messages={
            "required": "Donnez l’adresse électronique de cette personne.",
            "invalid": f"Cette adresse n’est pas complète. Par exemple{NBSP}: nom@exemple.fr",
        },
    )
    word = forms.CharField(
        label="Un mot pour elle",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    family_told = forms.BooleanField(
        label="La famille sait que le dossier change d’équipe",
        error_messages={"required": FAMILY_TOLD},
    )
