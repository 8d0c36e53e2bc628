"""What people say of a child is sealed before it is written, in the database and on the disk.

AES-256-GCM, from `cryptography`. A sealed value names the key that opens it by eight signs, never
the key; it opens only in the column it was sealed for. The keys come from the settings, the newest
first: it seals, the others only open (`docs/exploitation.md`, « Les clés »).
"""

import base64
import binascii
import hashlib
import json
import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import models
from django.db.models.lookups import Exact

from intermetiers.web.french import NBSP

if TYPE_CHECKING:
    _Text = models.TextField[str, str]
    _Char = models.CharField[str, str]
    _Json = models.Field[Any, Any]
    _Bytes = models.BinaryField[bytes, bytes]
else:
    _Text, _Char, _Json, _Bytes = (
        models.TextField, models.CharField, models.Field, models.BinaryField
    )  # fmt: skip

KEY_BYTES = 32
_NONCE = 12
_IDENT = 8  # signs that name a key
_TEXT_MARK = "s1:"
_TEXT_HEAD = len(_TEXT_MARK) + _IDENT + 1
_BYTES_MARK = b"\x00ims1\x00"
_BYTES_HEAD = len(_BYTES_MARK) + _IDENT
SEAL_BYTES = _BYTES_HEAD + _NONCE + 16  # what a sealed file has more than the file itself


class SealError(Exception):
    """A sealed value that does not open: its key is missing, or it is not what we wrote."""


class MissingKeyError(SealError):
    """The key that opens this value is not among those of the settings."""


class NotSealedError(SealError):
    """This value was never sealed, or was changed since, or was sealed for another column."""


# --- Keys -------------------------------------------------------------------------------------


def new_key() -> str:
    """256 random bits, in the signs a setting takes as they are."""
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def key_name(key: bytes) -> str:
    """Eight signs that tell a key among others and give nothing of it away."""
    return hashlib.sha256(b"intermetiers: name of a key" + key).hexdigest()[:_IDENT]


@lru_cache(maxsize=4)
def _ring(keys: tuple[str, ...], file: str) -> dict[str, AESGCM]:
    """The keys by their names, the newest first. ImproperlyConfigured without any."""
    texts = [*keys, *(Path(file).read_text().split() if file else ())]
    raws = [_raw(text) for text in texts]
    if not raws:
        raise ImproperlyConfigured(
            f"Il manque la clé des données{NBSP}: donnez DATA_KEYS ou DATA_KEYS_FILE."
        )
    return {key_name(raw): AESGCM(raw) for raw in raws}


def _raw(text: str) -> bytes:
    try:
        raw = base64.urlsafe_b64decode(text)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != KEY_BYTES:
        raise ImproperlyConfigured(
            f"Une clé de DATA_KEYS est incomplète{NBSP}: chacune a 44 signes, séparées par un espace."
        )
    return raw


def _keys() -> dict[str, AESGCM]:
    return _ring(tuple(settings.DATA_KEYS), str(settings.DATA_KEYS_FILE))


def forget_keys() -> None:
    """Read the keys again when they are next needed: the file may hold a new one."""
    _ring.cache_clear()


def key_names() -> list[str]:
    """The names of the keys there are, the newest first: that one seals."""
    return list(_keys())


def _key(name: str) -> AESGCM:
    """The key of this name; the file of keys is read again before one is said to be missing."""
    found = _keys().get(name)
    if found is None and settings.DATA_KEYS_FILE:
        forget_keys()
        found = _keys().get(name)
    if found is None:
        raise MissingKeyError(
            f"La clé «{NBSP}{name}{NBSP}» manque{NBSP}: ce qu’elle a scellé ne s’ouvre pas. "
            "Remettez-la dans DATA_KEYS, après les autres."
        )
    return found


# --- Sealing ----------------------------------------------------------------------------------


def _seal(content: bytes, purpose: str) -> tuple[str, bytes]:
    name, key = next(iter(_keys().items()))
    nonce = os.urandom(_NONCE)
    return name, nonce + key.encrypt(nonce, content, purpose.encode())


def _open(name: str, sealed: bytes, purpose: str) -> bytes:
    key = _key(name)
    try:
        return key.decrypt(sealed[:_NONCE], sealed[_NONCE:], purpose.encode())
    except (InvalidTag, ValueError) as error:
        raise NotSealedError(f"Une valeur scellée a été changée ({purpose}).") from error


def seal_text(text: str, purpose: str = "") -> str:
    """The text, sealed with the newest key; opens only for the same purpose."""
    name, sealed = _seal(text.encode(), purpose)
    return f"{_TEXT_MARK}{name}:{base64.urlsafe_b64encode(sealed).decode()}"


def open_text(sealed: str, purpose: str = "") -> str:
    """What `seal_text` sealed; MissingKeyError, or NotSealedError when it is nothing of ours."""
    name = sealed_with(sealed)
    if not name:
        raise NotSealedError(f"Une valeur n’est pas scellée ({purpose}).")
    try:
        content = base64.b64decode(sealed[_TEXT_HEAD:], altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise NotSealedError(f"Une valeur scellée a été changée ({purpose}).") from error
    return _open(name, content, purpose).decode()


def seal_bytes(content: bytes, purpose: str = "") -> bytes:
    """The bytes, sealed with the newest key; opens only for the same purpose."""
    name, sealed = _seal(content, purpose)
    return _BYTES_MARK + name.encode() + sealed


def open_bytes(sealed: bytes, purpose: str = "") -> bytes:
    """What `seal_bytes` sealed; MissingKeyError, or NotSealedError when it is nothing of ours."""
    name = sealed_with(sealed)
    if not name:
        raise NotSealedError(f"Un contenu n’est pas scellé ({purpose}).")
    return _open(name, sealed[_BYTES_HEAD:], purpose)


def sealed_with(value: str | bytes) -> str:
    """The name of the key this value says it was sealed with; "" when it has no seal."""
    if isinstance(value, str):
        marked = value.startswith(_TEXT_MARK) and value[_TEXT_HEAD - 1 : _TEXT_HEAD] == ":"
        return value[len(_TEXT_MARK) : _TEXT_HEAD - 1] if marked else ""
    if not value.startswith(_BYTES_MARK) or len(value) < SEAL_BYTES:
        return ""
    return value[len(_BYTES_MARK) : _BYTES_HEAD].decode("ascii", "replace")


# --- Fields -----------------------------------------------------------------------------------


def purpose_of(field: "models.Field[Any, Any]") -> str:
    """What a value of this column is sealed for: « meetings_decision.text »."""
    return f"{field.model._meta.db_table}.{field.column}"


class _OnlyEmpty(Exact):  # type: ignore[type-arg]
    """« Nothing was written » is the one thing the database may be asked of a sealed text."""

    def get_prep_lookup(self) -> Any:
        if self.rhs != "":
            raise FieldError("A sealed text is never looked for: the database cannot read it.")
        return self.rhs


class _Sealed:
    """What the sealed fields share: a column of text, in which nothing is looked for."""

    def get_internal_type(self) -> str:
        return "TextField"

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)  # type: ignore[misc]
        if lookup_name == "exact":
            return _OnlyEmpty
        raise FieldError(f"A sealed column is never looked in ({lookup_name}).")

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"A sealed column is never looked in ({lookup_name}).")


class _SealedText(_Sealed):
    """An empty text stays empty: the database may be asked whether something was written."""

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        clear = super().get_db_prep_save(value, connection)  # type: ignore[misc]
        return seal_text(clear, purpose_of(self)) if clear and isinstance(clear, str) else clear  # type: ignore[arg-type]

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return open_text(value, purpose_of(self)) if value else value  # type: ignore[arg-type]


class EncryptedTextField(_SealedText, _Text):
    """A text of several lines, sealed."""


class EncryptedCharField(_SealedText, _Char):
    """A text of one line, sealed; `max_length` counts what was typed."""


class EncryptedJSONField(_Sealed, _Json):
    """What JSON can say, sealed whole: its keys are no more read by the database than the rest."""

    empty_strings_allowed = False

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if value is None or hasattr(value, "as_sql"):
            return super().get_db_prep_save(value, connection)
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return seal_text(text, purpose_of(self))

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return None if value is None else json.loads(open_text(value, purpose_of(self)))


class EncryptedBinaryField(_Sealed, _Bytes):
    """Bytes, sealed."""

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        sealed = None if value is None else seal_bytes(bytes(value), purpose_of(self))
        return super().get_db_prep_save(sealed, connection)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> bytes | None:
        return None if value is None else open_bytes(bytes(value), purpose_of(self))
