from typing import Any

from django import forms

from intermetiers.web.editing import SeenForm
from intermetiers.web.french import start_sentence
from meetings.domain.dossier import Dossier, Participant

VIEWPOINT = "viewpoint_"


class ProblemForm(SeenForm, forms.Form):
    """The problem in one sentence, and a line for each person around the table."""

    problem = forms.CharField(
        label="En une phrase, quel problème cherchons-nous à résoudre ensemble\u202f?",
        help_text="Le problème, pas l’enfant\u00a0: une situation que l’on peut changer à plusieurs.",
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("problem", dossier.problem)
        for person in dossier.participants:
            self._add_viewpoint(person)

    @property
    def without_seat(self) -> list[str]:
        """Lines typed for people who left the table meanwhile: there is no row to keep them in."""
        typed = [name for name in self.data if name.startswith(VIEWPOINT)]
        return [
            self.data[n].strip() for n in typed if n not in self.fields and self.data[n].strip()
        ]

    def _add_viewpoint(self, person: Participant) -> None:
        name = f"{VIEWPOINT}{person.id}"
        field = forms.CharField(
            label=start_sentence(person.called),
            max_length=400,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        field.show_hidden_initial = True
        self.fields[name] = field
        self.initial.setdefault(name, person.viewpoint)
