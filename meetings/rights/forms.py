from typing import Any

from django import forms

from intermetiers.web.french import NBSP, start_sentence
from partners.domain.folding import fold
from partners.models import FamilyMember, Pupil

NOBODY = "personne"
FORMATS = [
    ("pdf", "Un PDF, à lire ou à imprimer"),
    ("json", "Un fichier JSON, pour un autre outil"),
]


class CopyForm(forms.Form):
    """For whom the copy is made, and as what."""

    reader = forms.ChoiceField(label="Pour qui\u202f?", widget=forms.RadioSelect)
    file_format = forms.ChoiceField(
        label="Sous quelle forme\u202f?", widget=forms.RadioSelect, choices=FORMATS, initial="pdf"
    )

    def __init__(self, *args: Any, pupil: Pupil, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._family = {str(one.pk): one for one in pupil.family.filter(parental_authority=True)}
        choice = self.fields["reader"]
        choice.choices = [  # type: ignore[attr-defined]
            *((pk, start_sentence(str(one))) for pk, one in self._family.items()),
            (NOBODY, "Une autre personne (aucune adresse, aucun téléphone n’y sera)"),
        ]

    def reader_chosen(self) -> FamilyMember | None:
        """The guardian, once valid; None for another person."""
        return self._family.get(self.cleaned_data["reader"])


class EraseForm(forms.Form):
    """The first name of the pupil, typed: erasing cannot be undone."""

    first_name = forms.CharField(
        label="Pour confirmer, tapez le prénom de l’élève",
        max_length=80,
        error_messages={
            "required": f"Tapez le prénom de l’élève{NBSP}: rien n’a été effacé.",
        },
    )

    def __init__(self, *args: Any, pupil: Pupil, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._name = pupil.first_name

    def clean_first_name(self) -> str:
        typed: str = self.cleaned_data["first_name"]
        if fold(typed) != fold(self._name):
            raise forms.ValidationError(
                f"Ce n’est pas le prénom de cet élève{NBSP}: rien n’a été effacé."
            )
        return typed
