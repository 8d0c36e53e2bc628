"""One machine, plain http on loopback: what `script/server` starts."""

import base64
import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from django.core.management.utils import get_random_secret_key

from intermetiers.settings.base import *

DEBUG = os.environ.get("INTERMETIERS_DEBUG") == "1"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *os.environ.get("ALLOWED_HOSTS", "").split()]

VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)


def _kept(name: str, make: Callable[[], str]) -> Path:
    """A secret of this machine's own, made at the first start and kept out of version control.

    The first of two processes that start together wins, and the other reads what it wrote.
    """
    file = VAR_DIR / name
    if not file.exists():
        draft = file.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(make())
        with contextlib.suppress(FileExistsError):
            file.hardlink_to(draft)
        draft.unlink()
    return file


SECRET_KEY = _kept("secret_key", get_random_secret_key).read_text()
if not os.environ.get("DATA_KEYS") and not os.environ.get("DATA_KEYS_FILE"):
    DATA_KEYS_FILE = str(
        _kept("data_keys", lambda: base64.urlsafe_b64encode(secrets.token_bytes(32)).decode())
    )

SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
