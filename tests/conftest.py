"""The cast: Alice convenes in one team, Charlie belongs to another and must see nothing of it."""

import gc

import pytest
from django.test import Client
from hypothesis import HealthCheck, settings

from tests import factories

pytest_plugins = ["tests.database", "tests.static_files"]

# How long an example takes depends on what else the machine does; `script/bench` measures it.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_collection_finish():
    """Collecting rubbish looks at all that lives; what 11,000 collected tests are made of lives
    until the end, and looking at it over and over took a tenth of a run.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture
def team(db):
    return factories.make_team()


@pytest.fixture
def alice(team):
    return factories.make_account(team, "Alice Martin", phone="04 00 00 00 00")


@pytest.fixture
def bob(team):
    """Another coordinator of Alice's team."""
    return factories.make_account(team, "Marc Lenoir")


@pytest.fixture
def charlie(db):
    return factories.make_account(factories.make_team("Secteur Brest"), "Charlie Le Goff")


def _signed_in(account):
    client = Client(headers={"host": "testserver"})
    client.force_login(account, backend="partners.backends.PasswordBackend")
    return client


@pytest.fixture
def alice_client(alice):
    return _signed_in(alice)


@pytest.fixture
def bob_client(bob):
    return _signed_in(bob)


@pytest.fixture
def charlie_client(charlie):
    return _signed_in(charlie)


@pytest.fixture
def meeting(team, alice):
    """An ESS just begun for Yanis, with his two parents."""
    pupil = factories.make_pupil(team)
    factories.make_relative(pupil, "mère", first_name="Samia", last_name="Belkacem")
    factories.make_relative(pupil, "père", first_name="David", last_name="Morel")
    return factories.make_meeting(team, alice, pupil=pupil)


@pytest.fixture
def case_1(team, alice):
    """The whole of case 1, ready to meet."""
    return factories.make_case_1(team, alice)


@pytest.fixture
def undrawn(monkeypatch):
    """Documents given as the HTML they are made of, which holds all they show: for tests that
    read what a document says among many others, when drawing it would only take time."""
    monkeypatch.setattr("meetings.pdf.HTML", _Undrawn)


class _Undrawn:
    def __init__(self, string, **_):
        self._html = string

    def write_pdf(self, **_):
        return self._html.encode()
