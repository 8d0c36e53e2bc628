from datetime import timedelta
from typing import Any, cast

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordResetForm, SetPasswordForm
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from intermetiers.web.fields import NameField
from intermetiers.web.models import OutgoingMail
from partners import actions
from partners.models import Account, Team

HINT = (
    "Une phrase que vous seul connaissez, de douze signes au moins, espaces compris. "
    "Quatre ou cinq mots au hasard se retiennent bien."
)
MOST_RESETS = 3  # messages an hour to one account, so that nobody floods a colleague


class SignInForm(AuthenticationForm):
    """Address and password; the message never says which of the two is wrong."""

    error_messages = {
        "invalid_login": (
            "L’adresse et le mot de passe ne vont pas ensemble. Vérifiez-les, puis recommencez."
        ),
        "inactive": "Ce compte est fermé. Demandez à la personne responsable de l’équipe.",
    }


class JoinForm(SetPasswordForm):  # type: ignore[type-arg]
    """How somebody who joins a team is called, and the password of the new account."""

    name = NameField(label="Votre prénom et votre nom", max_length=120)
    field_order = ("name", "new_password1", "new_password2")

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(Account(email=email), *args, **kwargs)
        self.fields["new_password1"].help_text = HINT


class ForgottenForm(PasswordResetForm):
    """The address of an account that forgot its password; the answer never says if there is one."""

    def save(self, **kwargs: Any) -> None:  # type: ignore[override]
        now = timezone.now()
        for account in self.get_users(self.cleaned_data["email"]):
            about = OutgoingMail.objects.filter(about=f"account:{account.pk}")
            if about.filter(created_at__gt=now - timedelta(hours=1)).count() >= MOST_RESETS:
                continue
            who = urlsafe_base64_encode(force_bytes(account.pk))
            both = f"{who}.{default_token_generator.make_token(account)}"
            url = settings.PUBLIC_ORIGIN + reverse("partners:choose_again", args=[both])
            actions.send_reset(account, url, now=now)


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
