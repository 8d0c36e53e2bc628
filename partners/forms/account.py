from typing import Any, cast

from django import forms
from django.contrib.auth.forms import AuthenticationForm

from intermetiers.web.fields import NameField
from partners.models import Account, Team


class SignInForm(AuthenticationForm):
    """Address and password; the message never says which of the two is wrong."""

    error_messages = {
        "invalid_login": (
            "L’adresse et le mot de passe ne vont pas ensemble. Vérifiez-les, puis recommencez."
        ),
        "inactive": "Ce compte est fermé. Demandez à la personne responsable de l’équipe.",
    }


class IntroduceForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Account
        fields = ["name", "phone"]
        field_classes = {"name": NameField}
        help_texts = {"phone": "Donné aux familles et aux partenaires dans le brief."}


class TeamForm(forms.Form):
    """Which of one's teams to show."""

    team = forms.ModelChoiceField(
        queryset=Team.objects.none(),
        label="Équipe affichée",
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = cast("forms.ModelChoiceField[Team]", self.fields["team"])
        choice.queryset = account.teams.order_by("name", "pk")
        self.initial.setdefault("team", account.current_team_id)
