"""Private links: a long random secret, of which only a fingerprint is kept."""

import hashlib
import logging
import re
import secrets

SECRET_BYTES = 32
# The folders whose next word is a secret: /b/… opens a page to read, /r/… a page to answer,
# /a/… a calendar to subscribe to.
_DOORS = ("/b/", "/r/", "/a/")
_WHOLE = re.compile(r"(?:https?|webcal)://[^\s/]+/[bra]/[\w-]+[\w/.-]*")
# In capitals too, as some telephones begin what is typed.
_IN_AN_ADDRESS = re.compile(r"(?<=/[bra]/)[^\s/?#'\"]+", re.IGNORECASE)


def make_secret() -> str:
    """256 random bits, in letters an address takes as they are."""
    return secrets.token_urlsafe(SECRET_BYTES)


def fingerprint(secret: str) -> str:
    """What is stored of a secret. It is long and random, so a plain SHA-256 is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def without_links(text: str) -> str:
    """The text of a message that has left, with no private link to open any more."""
    return _WHOLE.sub("(le lien n’est pas gardé)", text)


class HideSecrets(logging.Filter):
    """Leaves no secret of a private link in a log, whoever writes the line."""

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if any(door in message.lower() for door in _DOORS):
            record.msg, record.args = _IN_AN_ADDRESS.sub("…", message), ()
        return True
