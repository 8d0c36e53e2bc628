"""A site that cannot serve says so, and not why to whoever passes by."""

import shutil
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from intermetiers.web import readiness, sealing
from intermetiers.web.models import OutgoingMail


def _ready():
    return Client().get("/pret")


def _fails(told):
    answer = _ready()
    assert (answer.status_code, answer.content) == (503, b"pas pret\n")
    with pytest.raises(CommandError, match=told):
        call_command("ready")


@pytest.fixture(autouse=True)
def disk(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def waiting(alice):
    return OutgoingMail.objects.create(
        recipient="x@example.org",
        subject="x",
        text="Bonjour",
        created_by=alice,
        created_at=timezone.now(),
    )


def test_a_sound_site_is_ready(waiting, settings):
    settings.EMAIL_HOST = "mail.example.org"
    answer = _ready()
    assert (answer.status_code, answer.content) == (200, b"pret\n")
    said = StringIO()
    call_command("ready", stdout=said)
    assert "Prêt" in said.getvalue()


def test_not_without_its_database(db, monkeypatch):
    def down(*_):
        raise OperationalError("secret-host refused")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", down)
        assert readiness.what_fails(timezone.now()) == [readiness.DATABASE]


def test_not_before_it_is_migrated(db):
    (last,) = MigrationLoader(connection).graph.leaf_nodes("meetings")
    MigrationRecorder(connection).record_unapplied(*last)
    _fails("migrations manquent")


def test_not_without_the_key_of_what_it_must_send(waiting, settings):
    settings.DATA_KEYS = [sealing.new_key()]
    _fails("clé")


def test_not_on_a_full_disk(db, monkeypatch):
    full = shutil.disk_usage("/")._replace(free=readiness.LEAST_FREE - 1)
    monkeypatch.setattr("intermetiers.web.readiness.shutil.disk_usage", lambda _: full)
    _fails("disque")


def test_not_where_nothing_can_be_written(db, settings, tmp_path):
    settings.VAR_DIR = tmp_path / "gone"
    _fails("disque")


def test_not_while_mail_is_stuck(waiting, settings):
    settings.EMAIL_HOST = "mail.example.org"
    OutgoingMail.objects.update(created_at=timezone.now() - timedelta(hours=3))
    _fails("courriels")


def test_without_a_server_of_mail_the_outbox_may_wait(waiting):
    OutgoingMail.objects.update(created_at=timezone.now() - timedelta(days=3))
    assert _ready().status_code == 200
