"""The static files as a server publishes them: gathered once, for all the workers of a run."""

import fcntl
import os

import pytest
from django.conf import settings as current
from django.core.management import call_command
from django.test import override_settings

from intermetiers.settings import base


def as_published(folder):
    """The settings under which the site serves what `folder` holds, as behind a real address."""
    return {
        "STATIC_ROOT": folder,
        "STORAGES": current.STORAGES | {"staticfiles": base.STORAGES["staticfiles"]},
        "WHITENOISE_AUTOREFRESH": False,
        "WHITENOISE_USE_FINDERS": False,
    }


@pytest.fixture(scope="session")
def collected(tmp_path_factory):
    """The folder of what `collectstatic` makes."""
    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent
    folder = run / "static"
    with (run / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            draft = run / "static.draft"
            with override_settings(**as_published(draft)):
                call_command("collectstatic", interactive=False, verbosity=0)
            draft.rename(folder)
    return folder


@pytest.fixture
def published(settings, collected):
    """The site serves the folder `collected` to this test."""
    for name, value in as_published(collected).items():
        setattr(settings, name, value)
    return collected
