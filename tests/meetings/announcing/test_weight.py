"""What a phone receives before it can read: under 14 kB, through the server's own path."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from intermetiers.web.links import fingerprint, make_secret
from meetings.models import PrivateLink

MOST_BYTES = 14_000
HEADERS = 900  # generous: ours are about 700 bytes


@pytest.fixture
def site(settings, tmp_path):
    """The site with collected, hashed and compressed static files, as it is served."""
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = False
    call_command("collectstatic", interactive=False, verbosity=0)
    return Client


def _fetch(client, path, encoding):
    """The bytes on the wire of one answer, with a round number for its headers."""
    response = client.get(path)
    assert response.status_code == 200, path
    assert response["Content-Encoding"] in encoding, path
    content = response.getvalue()
    return len(content) + HEADERS


@pytest.mark.parametrize("encoding", ["gzip", "gzip, br"])
def test_the_first_view_weighs_less_than_14_kb(site, case_1, alice, encoding):
    secret = make_secret()
    now = timezone.now()
    PrivateLink.objects.create(
        participant=case_1.participants.get(family_member__relation="mère"),
        fingerprint=fingerprint(secret), made_at=now, made_by=alice, made_for="link",
        expires_at=now + timedelta(days=1),
    )  # fmt: skip
    page = site().get(f"/b/{secret}").content.decode()
    phone = site(headers={"accept-encoding": encoding})
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    assert 1 <= len(sheets) <= 3
    assert "<script" not in page
    weights = {path: _fetch(phone, path, encoding) for path in (f"/b/{secret}", *sheets)}
    assert sum(weights.values()) < MOST_BYTES, weights
