"""What django-allauth does at the entrance, told in our words and kept in our journal."""

from ipaddress import ip_address
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from intermetiers.web.sealing import open_text, seal_text
from intermetiers.web.throttle import client_address
from partners import actions
from partners.domain.security_events import SecurityEvent
from partners.models import Account

BACKEND = "partners.backends.PasswordBackend"
# What allauth calls the message it would send, and what it is for us.
EVENTS = {
    "mfa/email/totp_activated": SecurityEvent.TOTP_ADDED,
    "mfa/email/totp_deactivated": SecurityEvent.TOTP_REMOVED,
    "mfa/email/webauthn_added": SecurityEvent.PASSKEY_ADDED,
    "mfa/email/webauthn_removed": SecurityEvent.PASSKEY_REMOVED,
    "mfa/email/recovery_codes_generated": SecurityEvent.CODES_MADE,
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are opened by invitation only; each way in leaves a line in the journal."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_password": "Ce n’est pas le mot de passe de ce compte. Rien n’a changé.",
        "too_many_login_attempts": "Trop d’essais. Attendez quelques minutes, puis recommencez.",
        "rate_limited": "Trop d’essais. Attendez quelques minutes, puis recommencez.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address, or none that exists where the server in front writes something else."""
        try:
            return str(ip_address(client_address(request)))
        except ValueError:
            return "::"

    def login(self, request: HttpRequest, user: Account) -> None:
        """Whatever the way in, the session belongs to the backend that reads the role."""
        user.backend = BACKEND  # type: ignore[attr-defined]
        super().login(request, user)

    def post_login(self, request: HttpRequest, user: Account, **told: Any) -> HttpResponse:
        records = get_authentication_records(request, user)
        ways = [str(record.get("type") or record["method"]) for record in records]
        actions.note_sign_in(user, ways, now=timezone.now())
        return cast(HttpResponse, super().post_login(request, user, **told))

    def send_notification_mail(
        self, template_prefix: str, user: Account, context: Any = None, email: str | None = None
    ) -> None:
        if template_prefix in EVENTS:
            actions.note_security(user, EVENTS[template_prefix], now=timezone.now())


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors: their secrets are sealed, their messages are ours."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_key": "Cette clé n’ouvre aucun compte ici. Choisissez une autre façon d’entrer.",
        "incorrect_code": "Ce code ne va pas. Prenez celui qui est affiché maintenant.",
        "cannot_generate_recovery_codes": "Ajoutez d’abord une clé d’accès ou une application.",
    }

    def validation_error(self, code: str, *args: object) -> ValidationError:
        """A key is not a code, which allauth calls alike."""
        if code == "incorrect_code" and "credential" in self.request.POST:
            code = "incorrect_key"
        return cast(ValidationError, super().validation_error(code, *args))

    def encrypt(self, text: str) -> str:
        return seal_text(text, "mfa")

    def decrypt(self, encrypted_text: str) -> str:
        return open_text(encrypted_text, "mfa")

    def generate_authenticator_name(self, user: Account, type: str) -> str:
        """What a key is called until somebody names it."""
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return "Ma clé" if count == 0 else f"Ma clé n°\u00a0{count + 1}"

    def build_totp_svg(self, url: str) -> str:
        """Drawn by our own template instead, as one path."""
        return ""
