"""Private links: a long random secret, of which only a fingerprint is kept."""

import hashlib
import hmac
import logging
import re
import secrets
import unicodedata

SECRET_BYTES = 32
# Crockford’s thirty-two signs: no I, L, O nor U, which a hand and an eye take for others.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TAKEN_FOR = str.maketrans("OIL", "011")
_CODE = re.compile(f"[{_SIGNS}]{{16}}")
_CODE_BYTES = 10
_CODE_LABEL = b"intermetiers: code of a private link"
# The folders whose next word is a secret: /b/… opens a page to read, /r/… a page to answer,
# /a/… a calendar to subscribe to, /e/… the screen of a meeting, /f/… a fiche, /d/… decisions,
# /i/… an invitation into a team, /p/… another password, /t/… a pupil’s file that is proposed.
_DOORS = ("/b/", "/r/", "/a/", "/e/", "/f/", "/d/", "/i/", "/p/", "/t/")
_WHOLE = re.compile(r"(?:https?|webcal)://[^\s/]+/[braefdipt]/[\w-]+[\w/.-]*")
# In capitals too, as some telephones begin what is typed.
_IN_AN_ADDRESS = re.compile(r"(?<=/[braefdipt]/)[^\s/?#'\"]+", re.IGNORECASE)


def make_secret() -> str:
    """256 random bits, in letters an address takes as they are."""
    return secrets.token_urlsafe(SECRET_BYTES)


def fingerprint(secret: str) -> str:
    """What is stored of a secret. It is long and random, so a plain SHA-256 is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def code_of(secret: str) -> str:
    """« ABCD-EFGH-JKLM-NPQR »: 80 bits that open the same link, for hands that have only paper.

    Drawn from the secret, which it does not give away, so that a letter can be printed again.
    """
    digest = hmac.digest(_CODE_LABEL, secret.encode(), "sha256")
    number = int.from_bytes(digest[:_CODE_BYTES])
    signs = [_SIGNS[number >> shift & 31] for shift in range(75, -1, -5)]
    return "-".join("".join(signs[start : start + 4]) for start in range(0, 16, 4))


def read_code(typed: str) -> str:
    """The sixteen signs of a code as somebody types it; "" when it is none.

    Spaces, dashes and small letters are forgiven, and a letter O for a zero, an I or an L for a one.
    """
    signs = "".join(sign for sign in unicodedata.normalize("NFKC", typed) if sign.isalnum())
    code = signs.upper().translate(_TAKEN_FOR)
    return code if _CODE.fullmatch(code) else ""


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
