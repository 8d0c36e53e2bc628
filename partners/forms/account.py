from django import forms
from django.contrib.auth.forms import AuthenticationForm

from partners.models import Account


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
        help_texts = {"phone": "Donné aux familles et aux partenaires dans le brief."}
