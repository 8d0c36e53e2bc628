"""What is told to somebody, by mail, when the way into their account changes."""

from enum import StrEnum

from intermetiers.web.french import NBSP


class SecurityEvent(StrEnum):
    """What changed, as the journal names it."""

    TOTP_ADDED = "second_factor_added"
    TOTP_REMOVED = "second_factor_removed"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    CODES_MADE = "recovery_codes_made"
    PROVIDER_LINKED = "provider_linked"
    PROVIDER_UNTIED = "provider_untied"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 (the name of an act)
    PASSWORD_RESET = "password_reset"  # noqa: S105 (the name of an act)


TOLD = {
    SecurityEvent.TOTP_ADDED: "Une application de codes est demandée pour entrer dans votre compte.",
    SecurityEvent.TOTP_REMOVED: "L’application de codes n’est plus demandée pour entrer dans votre compte.",
    SecurityEvent.PASSKEY_ADDED: "Une clé d’accès a été ajoutée à votre compte.",
    SecurityEvent.PASSKEY_REMOVED: "Une clé d’accès a été retirée de votre compte.",
    SecurityEvent.CODES_MADE: f"De nouveaux codes de secours ont été faits{NBSP}: les anciens n’ouvrent plus rien.",
    SecurityEvent.PROVIDER_LINKED: "On entre maintenant aussi dans votre compte par le fournisseur d’identité de votre organisation.",
    SecurityEvent.PROVIDER_UNTIED: "On n’entre plus dans votre compte par le fournisseur d’identité, jusqu’à ce que vous y reveniez.",
    SecurityEvent.PASSWORD_CHANGED: f"Votre mot de passe a été changé{NBSP}; vos autres connexions sont fermées.",
    SecurityEvent.PASSWORD_RESET: f"Votre mot de passe a été changé par un lien reçu à cette adresse{NBSP}; vos autres connexions sont fermées.",
}
OPENED = "Un compte a été ouvert à votre adresse, par le lien d’une invitation."
