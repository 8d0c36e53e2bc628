"""Private links: a long random secret, of which only a fingerprint is kept."""

import hashlib
import secrets

SECRET_BYTES = 32


def make_secret() -> str:
    """256 random bits, in letters an address takes as they are."""
    return secrets.token_urlsafe(SECRET_BYTES)


def fingerprint(secret: str) -> str:
    """What is stored of a secret. It is long and random, so a plain SHA-256 is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()
