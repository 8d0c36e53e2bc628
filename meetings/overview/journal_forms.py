from typing import Any

from django import forms

from intermetiers.web.fields import FrenchDateField
from meetings.overview.journal import NOBODY, Asked
from partners.models import Account, Team


class JournalForm(forms.Form):
    """Which lines of the journal to read. What cannot be understood leaves the choice open."""

    qui = forms.ChoiceField(label="Qui", required=False)
    du = FrenchDateField(label="Du", required=False)
    au = FrenchDateField(label="Au", required=False)
    objet = forms.RegexField(
        r"\A[a-z]{1,40}:[0-9]{1,18}\Z", required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = Account.objects.filter(teams=team).order_by("name", "pk")
        choice = self.fields["qui"]
        choice.choices = [  # type: ignore[attr-defined]
            ("", "Tout le monde"),
            *((str(pk), name) for pk, name in members.values_list("pk", "name")),
            (NOBODY, "Invités, et ce que le site fait seul"),
        ]

    def asked(self) -> Asked:
        """Valid or not: an address somebody typed wrong shows more, never an error page."""
        self.is_valid()
        kept = self.cleaned_data
        return Asked(
            who=kept.get("qui", ""),
            since=kept.get("du"),
            until=kept.get("au"),
            subject=kept.get("objet", ""),
        )
