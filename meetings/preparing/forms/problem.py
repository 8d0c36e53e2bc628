from typing import Any

from django import forms

from intermetiers.web.editing import SeenForm
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

    def _add_viewpoint(self, person: Participant) -> None:
        name = f"{VIEWPOINT}{person.id}"
        field = forms.CharField(
            label=person.called[:1].upper() + person.called[1:],
            max_length=400,
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        field.show_hidden_initial = True
        self.fields[name] = field
        self.initial.setdefault(name, person.viewpoint)
