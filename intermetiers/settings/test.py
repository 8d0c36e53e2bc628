"""The tests: stricter than production, with nothing slow for its own sake."""

import atexit
import os
import tempfile
from pathlib import Path

from intermetiers.settings.base import *

SECRET_KEY = "only-for-tests"
DATA_KEYS = ["b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtISE="]
DATA_KEYS_FILE = ""
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
AXES_ENABLED = os.environ.get("AXES_ENABLED", "1") == "1"
EMAIL_HOST = ""
# Tries of one test are not those of the next; the tests of throttling bring the real one back.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
_FOLDER = tempfile.TemporaryDirectory(prefix="intermetiers-")
atexit.register(_FOLDER.cleanup)
_SCRATCH = Path(_FOLDER.name)
# A file and not the memory: what a browser asks at the same instant then comes through
# connections of its own, as on a real server, instead of through one shared by all threads.
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {"NAME": _SCRATCH / "test.sqlite3"}
    # Nothing here has to survive a power cut.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
STORAGES = STORAGES | {
    "default": {
        "BACKEND": "intermetiers.web.sealed_files.SealedStorage",
        "OPTIONS": STORAGES["default"]["OPTIONS"] | {"location": _SCRATCH / "files"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
