"""One machine, plain http on loopback: what `script/server` starts."""

import os

from django.core.management.utils import get_random_secret_key

from intermetiers.settings.base import *

DEBUG = os.environ.get("INTERMETIERS_DEBUG") == "1"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *os.environ.get("ALLOWED_HOSTS", "").split()]

# A key of this machine's own, made at the first start and kept out of version control.
VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
_key_file = VAR_DIR / "secret_key"
if not _key_file.exists():
    _draft = _key_file.with_suffix(f".{os.getpid()}")
    _draft.touch(mode=0o600)
    _draft.write_text(get_random_secret_key())
    _draft.replace(_key_file)
SECRET_KEY = _key_file.read_text()

SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
