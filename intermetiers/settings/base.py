"""Safe by default: nothing here opens a door. `dev`, `test` and `prod` say what they add."""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(os.environ.get("INTERMETIERS_VAR", BASE_DIR / "var"))

DEBUG = False
ALLOWED_HOSTS: list[str] = []
ROOT_URLCONF = "intermetiers.urls"
WSGI_APPLICATION = "intermetiers.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "intermetiers.web",
    "partners",
    "meetings",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "intermetiers.web.request_codes.coded",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "intermetiers.web.middleware.private_pages",
    "intermetiers.web.origins.told_origin",
    "intermetiers.web.middleware.read_only_gets",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "partners.idle.IdleSessions",
    "intermetiers.web.middleware.SignedInOrKept",
    "partners.access.RolesKept",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "partners.middleware.led_elsewhere",
    "axes.middleware.AxesMiddleware",
    "intermetiers.web.troubles.TextsKept",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "django.templatetags.static",
                "template_partials.templatetags.partials",
                "intermetiers.web.templatetags.french",
                "intermetiers.web.templatetags.web_components",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# SQLite in WAL by default: readers never wait for a writer. IMMEDIATE takes the write lock when
# the transaction begins, so that two writers queue (for `timeout` seconds) instead of failing.
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'db.sqlite3'}", conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # What is erased is overwritten: an old page of the file shows nothing of it.
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA foreign_keys=ON;"
        "PRAGMA secure_delete=ON;",
    }

AUTH_USER_MODEL = "partners.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "partners.backends.PasswordBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "partners:sign_in"
LOGIN_REDIRECT_URL = "meetings:week"
LOGOUT_REDIRECT_URL = "partners:sign_in"

# Five wrong passwords close the pair (address, account) for a quarter of an hour.
# The header in which the server placed in front writes where a request comes from (« X-Real-IP »).
CLIENT_ADDRESS_HEADER = os.environ.get("CLIENT_ADDRESS_HEADER", "")
AXES_CLIENT_IP_CALLABLE = "intermetiers.web.throttle.client_address"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "partners.views.account.name_tried"
AXES_LOCKOUT_CALLABLE = "partners.views.account.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False

# Second factors, by django-allauth. Accounts are opened by invitation or by a command, never by
# whoever comes: the address was chosen by somebody of the team, so that nothing is to be verified.
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "partners.entrance.AccountAdapter"
MFA_ADAPTER = "partners.entrance.MfaAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Intermétiers"
ACCOUNT_FORMS = {"reauthenticate": "partners.forms.factors.ConfirmPasswordForm"}
MFA_FORMS = {
    "authenticate": "partners.forms.factors.SecondFactorForm",
    "reauthenticate": "partners.forms.factors.ConfirmCodeForm",
    "activate_totp": "partners.forms.factors.AddTotpForm",
    "add_webauthn": "partners.forms.factors.AddPasskeyForm",
    "edit_webauthn": "partners.forms.factors.NamePasskeyForm",
}

# What counts tries at second factors, shared by all processes. A table of its own, made by a
# migration; it holds no word of anybody.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
    }
}

WHITENOISE_ALLOW_ALL_ORIGINS = False  # nobody else needs our files, and each header weighs

SESSION_COOKIE_AGE = 12 * 3600
# Long enough for a meeting held without a network, short for a computer that several use.
SESSION_IDLE_SECONDS = int(os.environ.get("SESSION_IDLE_MINUTES", "120")) * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "intermetiers.web.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
        # All browsers know it; the newer `report-to` would add a header to every answer.
        "report-uri": ["/rapports/csp"],
    }
}

# A cookie, never the session: showing a message must not write to the database on a GET.
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES: dict[str, dict[str, Any]] = {
    # Received documents are served by a view, never by a URL of the storage.
    "default": {
        "BACKEND": "intermetiers.web.sealed_files.SealedStorage",
        "OPTIONS": {
            "location": VAR_DIR / "files",
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {"BACKEND": "intermetiers.web.static_files.PublishedStorage"},
}
FILE_UPLOAD_HANDLERS = ["intermetiers.web.uploads.CappedUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1  # no form of ours has two

# Mail: kept in the outbox of the site unless EMAIL_HOST names a server.
EMAIL_BACKEND = "intermetiers.web.mail_server.Backend"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "1") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "intermetiers@localhost")
# The mailbox where answers to invitations are read.
REPLIES_ADDRESS = os.environ.get("REPLIES_ADDRESS") or DEFAULT_FROM_EMAIL
# Where `read_replies` reads it: a server of mail (IMAP over TLS).
REPLIES_IMAP_HOST = os.environ.get("REPLIES_IMAP_HOST", "")
REPLIES_IMAP_PORT = int(os.environ.get("REPLIES_IMAP_PORT", "993"))
REPLIES_IMAP_USER = os.environ.get("REPLIES_IMAP_USER", "")
REPLIES_IMAP_PASSWORD = os.environ.get("REPLIES_IMAP_PASSWORD", "")
REPLIES_IMAP_FOLDER = os.environ.get("REPLIES_IMAP_FOLDER", "INBOX")

# How families reach us: the origin printed in links and QR codes.
PUBLIC_ORIGIN = os.environ.get("PUBLIC_ORIGIN", "http://127.0.0.1:8000")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"hide_secrets": {"()": "intermetiers.web.links.HideSecrets"}},
    "formatters": {
        "text": {"()": "intermetiers.web.logs.TextLines"},
        "json": {"()": "intermetiers.web.logs.JsonLines"},
    },
    # LOG_FORMAT=json: one JSON object a line, for what gathers logs.
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["hide_secrets"],
            "formatter": "json" if os.environ.get("LOG_FORMAT") == "json" else "text",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # fontTools and WeasyPrint tell at length what they do with each font and each rule.
    "loggers": {
        "django.request": {"filters": ["hide_secrets"]},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
    },
}

# What people say of a child is sealed with these keys, in the database and on the disk: the newest
# first. `DATA_KEYS` holds them, or names the file that does.
DATA_KEYS = os.environ.get("DATA_KEYS", "").split()
DATA_KEYS_FILE = os.environ.get("DATA_KEYS_FILE", "")
# Texts we sealed that a library keeps in a JSON of its own, and what they are sealed for.
SEALED_INSIDE = [("mfa.Authenticator", "data")]
SEALED_INSIDE_PURPOSE = "mfa"

# For whom `manage.py backup` encrypts: public keys of age (« age1… »), or a file with a passphrase.
BACKUP_RECIPIENT = os.environ.get("BACKUP_RECIPIENT", "").split()
BACKUP_PASSPHRASE_FILE = os.environ.get("BACKUP_PASSPHRASE_FILE", "")

# Who answers for this installation, as the pages for families and for a data officer say it. What
# is left empty is said to be empty on these pages.
CONTROLLER_NAME = os.environ.get("CONTROLLER_NAME", "")
CONTROLLER_ADDRESS = os.environ.get("CONTROLLER_ADDRESS", "")
DPO_CONTACT = os.environ.get("DPO_CONTACT", "")
LEGAL_BASIS = os.environ.get("LEGAL_BASIS", "")
PUBLISHER_NAME = os.environ.get("PUBLISHER_NAME", "")
HOST_NAME = os.environ.get("HOST_NAME", "")
HOST_ADDRESS = os.environ.get("HOST_ADDRESS", "")
MAIL_HOST_NAME = os.environ.get("MAIL_HOST_NAME", "")
BACKUP_HOST_NAME = os.environ.get("BACKUP_HOST_NAME", "")
ACCESSIBILITY_CONTACT = os.environ.get("ACCESSIBILITY_CONTACT", "")

# The identity provider of an organisation (OpenID Connect), if people come in by one: its address,
# what it calls this site, its name on the button, and the claim that says of which organisation
# somebody is. Register there `PUBLIC_ORIGIN` followed by « /connexion/retour ».
OIDC_ISSUER = os.environ.get("OIDC_ISSUER", "")
OIDC_CLIENT_ID = os.environ.get("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = os.environ.get("OIDC_CLIENT_SECRET", "")
OIDC_NAME = os.environ.get("OIDC_NAME", "votre organisation")
OIDC_ORGANISATION_CLAIM = os.environ.get("OIDC_ORGANISATION_CLAIM", "siret")
OIDC_SCOPES = os.environ.get("OIDC_SCOPES", "openid profile email")
# For a provider that vouches for every address and so says it of none.
OIDC_EMAILS_VERIFIED = os.environ.get("OIDC_EMAILS_VERIFIED", "") == "1"
