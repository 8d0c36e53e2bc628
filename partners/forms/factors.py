"""The forms of second factors, in our words; what they check is django-allauth’s."""

from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm as ReauthenticateCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm

from intermetiers.web.french import NBSP

CODE = "Code à six chiffres"
ANY_CODE = "Code à six chiffres, ou code de secours"
KEY_NAME = "Comment appeler cette clé\u202f?"


class ConfirmPasswordForm(ReauthenticateForm):  # type: ignore[misc]
    """The password, said again before the way in changes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["password"]
        field.label, field.help_text = "Votre mot de passe", ""
        field.widget.attrs.pop("placeholder", None)


class _CodeForm:
    """A code typed by hand."""

    said = ANY_CODE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]  # type: ignore[attr-defined]
        field.label = self.said
        field.widget.attrs = {"autocomplete": "one-time-code"}


class SecondFactorForm(_CodeForm, AuthenticateForm):  # type: ignore[misc]
    """The code asked for after the password."""


class ConfirmCodeForm(_CodeForm, ReauthenticateCodeForm):  # type: ignore[misc]
    """The code, said again before the way in changes."""


class AddTotpForm(_CodeForm, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an application: it shows that it was set up well."""

    said = CODE


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """The name of a key, and whether it is enough without the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = KEY_NAME
        alone = self.fields["passwordless"]
        alone.label = "Entrer avec cette clé seule, sans mot de passe"
        alone.help_text = (
            f"La clé demandera alors votre doigt, votre visage ou un code{NBSP}: "
            "toutes ne savent pas le faire."
        )


class NamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]
    """What a key is called."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = KEY_NAME
