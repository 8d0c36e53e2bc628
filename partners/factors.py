"""Whether an account has a second factor."""

from typing import Any

from allauth.mfa.models import Authenticator

# Codes on paper alone are none: they stand for one that is lost.
_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def factors_of(account: Any) -> Any:
    """The keys and applications of this account: a number, or the way to it in a larger query."""
    return Authenticator.objects.filter(user=account, type__in=_FACTORS)
