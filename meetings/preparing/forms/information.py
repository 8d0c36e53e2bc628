from typing import Any

from django import forms

from intermetiers.web.editing import OnceForm, SeenForm
from intermetiers.web.fields import FrenchDateField, RowField
from intermetiers.web.french import NBSP
from intermetiers.web.uploads import PdfField
from meetings.domain.dossier import Dossier, Information
from meetings.preparing.forms.agenda import people_of

FIELDS = ("title", "giver_id", "due_on", "text")


class InformationForm(forms.Form):
    """What must be read, who gives it, by when; then the text or the PDF once it is there."""

    title = forms.CharField(
        label="Ce qu’il faut lire",
        help_text=f"Par exemple{NBSP}: l’emploi du temps de la semaine.",
        max_length=160,
        error_messages={"required": "Dites en quelques mots ce qu’il faut lire."},
    )
    due_on = FrenchDateField(label="Pour le", required=False)
    text = forms.CharField(
        label="Le texte à lire",
        help_text="Tous le lisent avant la réunion, la famille comme les professionnels.",
        max_length=6000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    file = PdfField(label="Ou un document PDF", help_text=f"5{NBSP}Mo au plus.", required=False)

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["giver_id"] = RowField(
            label="Qui la donne", choices=people_of(dossier), required=False
        )


class AddInformationForm(InformationForm, OnceForm):
    """Something more to read before a point."""


class ChangeInformationForm(SeenForm, InformationForm):
    """An information as it stands; `file_seen` is the stored name of the document shown."""

    file_seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, information: Information, stored: str | None, **kwargs: Any
    ) -> None:
        initial = {
            "title": information.title,
            "giver_id": information.giver,
            "due_on": information.due_on,
            "text": information.text,
            "file_seen": stored or "",
        }
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["file_seen"].show_hidden_initial = False
        if information.file_name:
            self.fields["file"].label = "Un autre PDF, à la place"

    def refuse_file(self, stored: str | None, name: str) -> None:
        """Somebody else put a document there meanwhile: say which, and take the next answer."""
        data: Any = self.data
        data = data.copy()
        data[self.add_prefix("file_seen")] = stored or ""
        self.data = data
        self.add_error(
            "file",
            f"Pendant que vous écriviez, une autre personne a déposé «{NBSP}{name}{NBSP}». "
            "Choisissez de nouveau votre fichier pour le mettre à la place."
            if name
            else "Pendant que vous écriviez, une autre personne a retiré le document. "
            "Choisissez de nouveau votre fichier pour le déposer.",
        )
