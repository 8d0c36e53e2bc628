"""What the settings of production promise, the same work for a right and a wrong address, and a
page of promises whose proofs exist."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.contrib.auth.hashers import MD5PasswordHasher
from django.urls import reverse

from tests.factories import PASSWORD

ROOT = Path(__file__).resolve().parent.parent


NAMES = (
    "SESSION_COOKIE_NAME SESSION_COOKIE_SECURE SESSION_COOKIE_HTTPONLY SESSION_COOKIE_SAMESITE "
    "CSRF_COOKIE_NAME CSRF_COOKIE_SECURE CSRF_COOKIE_HTTPONLY CSRF_COOKIE_SAMESITE "
    "SESSION_COOKIE_DOMAIN SESSION_COOKIE_PATH CSRF_COOKIE_DOMAIN CSRF_COOKIE_PATH "
    "SECURE_SSL_REDIRECT SECURE_HSTS_SECONDS DEBUG CONTENT_SECURITY_POLICY"
)
READ = f"""
import json
from django.conf import settings
print(json.dumps({{name: getattr(settings, name) for name in {NAMES!r}.split()}}))
"""


@pytest.fixture(scope="module")
def prod():
    """The settings of production as a site reads them: in a process of its own."""
    key = Fernet.generate_key().decode()
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "intermetiers.settings.prod", "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "site.example", "DATA_KEYS": key,
        "PUBLIC_ORIGIN": "https://site.example",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", READ], env=env, cwd=ROOT, capture_output=True, check=True
    )
    return json.loads(done.stdout)


def test_cookies_are_of_this_host_over_https_and_no_script_reads_them(prod):
    for kind in ("SESSION", "CSRF"):
        assert prod[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert prod[f"{kind}_COOKIE_SECURE"] is True
        assert prod[f"{kind}_COOKIE_HTTPONLY"] is True
        assert prod[f"{kind}_COOKIE_SAMESITE"] == "Lax"
        # What « __Host- » asks of a browser: no domain, the path of the whole site.
        assert prod[f"{kind}_COOKIE_DOMAIN"] is None
        assert prod[f"{kind}_COOKIE_PATH"] == "/"


def test_everything_goes_by_https_for_a_year(prod):
    assert prod["SECURE_SSL_REDIRECT"] is True
    assert prod["SECURE_HSTS_SECONDS"] >= 365 * 24 * 3600
    assert prod["DEBUG"] is False


def test_no_page_may_run_what_is_written_in_it(prod):
    rules = prod["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]
    assert not any("unsafe" in str(value) for value in rules.values())
    assert rules["default-src"] == ["'none'"]


@pytest.mark.parametrize("known", [True, False])
def test_a_wrong_address_costs_the_same_hashing_as_a_wrong_password(
    client, alice, monkeypatch, known
):
    done = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda *a, **k: done.append(1) or encode(*a, **k)
    )
    email = alice.email if known else "personne@example.org"
    client.post(reverse("partners:sign_in"), {"username": email, "password": PASSWORD + "x"})
    assert len(done) == 1


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda p: p.name)
def test_every_file_a_page_of_promises_names_is_there(page):
    named = set(re.findall(r"`((?:tests|docs|intermetiers|script)/[\w./-]+)`", page.read_text()))
    assert named or page.name != "asvs.md"
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []
