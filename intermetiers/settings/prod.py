"""Behind https, every secret from the environment; refuses to start without one."""

import os

from django.core.exceptions import ImproperlyConfigured

from intermetiers.settings.base import *

SECRET_KEY = os.environ["SECRET_KEY"]
if not DATA_KEYS and not DATA_KEYS_FILE:
    raise ImproperlyConfigured(
        "DATA_KEYS manque\u00a0: la clé qui scelle ce que disent les personnes."
    )
ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split()
PUBLIC_ORIGIN = os.environ["PUBLIC_ORIGIN"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_ORIGIN]
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
# Names a browser keeps to this very host, over https, for every path: no neighbour can set them.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
