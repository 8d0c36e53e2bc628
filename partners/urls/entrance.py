"""Addresses django-allauth knows by its own names: signing in, second factors, passkeys.

Its pages we have no use for (opening an account, mail addresses) are not there.
"""

from allauth.account import views as allauth_account
from allauth.mfa.base import views as factors
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.generic import RedirectView

from partners.views import account, entrance

OWN = "compte/securite"

urlpatterns = [
    path("connexion", entrance.SignIn.as_view(), name="account_login"),
    path("connexion/second", factors.authenticate, name="mfa_authenticate"),
    path("connexion/cle", login_not_required(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("deconnexion", account.sign_out, name="account_logout"),
    path(OWN, factors.index, name="mfa_index"),
    path(f"{OWN}/confirmer", allauth_account.reauthenticate, name="account_reauthenticate"),
    path(f"{OWN}/confirmer/code", factors.reauthenticate, name="mfa_reauthenticate"),
    path(
        f"{OWN}/confirmer/cle",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(f"{OWN}/application", entrance.AddTotp.as_view(), name="mfa_activate_totp"),
    path(f"{OWN}/application/retirer", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path(f"{OWN}/codes", entrance.recovery_codes, name="mfa_view_recovery_codes"),
    path(f"{OWN}/cles", RedirectView.as_view(pattern_name="mfa_index"), name="mfa_list_webauthn"),
    path(f"{OWN}/cles/ajouter", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path(f"{OWN}/cles/<int:pk>/nom", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path(f"{OWN}/cles/<int:pk>/retirer", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
]
