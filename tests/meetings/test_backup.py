"""A backup is worth what comes back of it: each is restored, on the database of the tests."""

import errno
import io
import os
import shutil
import sqlite3
import tarfile
from io import StringIO
from pathlib import Path

import pyrage
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, connections

from intermetiers.web import sealing
from intermetiers.web.models import JournalEntry, OutgoingMail
from intermetiers.web.postgresql_tools import dump
from intermetiers.web.readiness import RESTORE, what_fails
from meetings.erasing import Why, erase_meeting, erase_pupil
from meetings.models import AskingRound, ErasedPupil, Hold, Information, Meeting
from partners.models import Pupil
from tests import factories
from tests.sealed import FILE, fill_everything

WORDS = "une phrase de passe assez longue"
IDENTITY = pyrage.x25519.Identity.generate()

pytestmark = pytest.mark.django_db(transaction=True)


def _call(*arguments):
    said = StringIO()
    call_command(*map(str, arguments), stdout=said)
    return said.getvalue()


@pytest.fixture(autouse=True)
def disk(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.BACKUP_RECIPIENT = [str(IDENTITY.to_public())]
    settings.BACKUP_PASSPHRASE_FILE = ""
    shutil.rmtree(default_storage.path(""), ignore_errors=True)


@pytest.fixture
def identity(tmp_path):
    file = tmp_path / "identity"
    file.write_text(f"# faite le 23 novembre\n{IDENTITY}\n")
    return file


@pytest.fixture
def filled(case_1, alice):
    made = fill_everything(case_1, alice)
    OutgoingMail.objects.update(sent_at=factories.NOW)
    return made


@pytest.fixture
def erasable(filled):
    """Nothing keeps the file of the pupil: no hold, no meeting to come."""
    Hold.objects.update(lifted_at=factories.NOW)
    Meeting.objects.update(chosen_slot=None)
    AskingRound.objects.update(closed_at=factories.NOW)
    return filled


@pytest.fixture
def backup(filled, tmp_path):
    file = tmp_path / "site.age"
    _call("backup", file)
    return file


def test_what_was_lost_comes_back(filled, backup, identity, case_1):
    Pupil.objects.filter(pk=case_1.pupil_id).update(first_name="Perdu")
    later = factories.make_pupil(case_1.team)
    for file in Path(default_storage.path("")).rglob("*.pdf"):
        file.write_bytes(b"")
    kept = default_storage.save("informations/neuf.pdf", ContentFile(b"%PDF neuf"))

    said = _call("restore", backup, "--identity", identity, "--replace")

    assert "1 document" in said
    filled.assert_reads_back()
    assert Pupil.objects.get(pk=case_1.pupil_id).first_name != "Perdu"
    assert not Pupil.objects.filter(pk=later.pk).exists()
    assert not default_storage.exists(kept)
    assert JournalEntry.objects.filter(act="backup_restored", scope=case_1.team_id).exists()


def test_the_file_is_one_that_age_opens_and_shows_nothing_by_itself(backup, case_1, settings):
    content = backup.read_bytes()
    assert content.startswith(b"age-encryption.org/v1")
    assert backup.stat().st_mode & 0o777 == 0o600
    assert case_1.pupil.last_name.encode() not in content
    inside = b"".join(content for _, content in _inside(backup))
    assert case_1.pupil.first_name.encode() in inside
    assert b"CANARI" not in inside, "what is sealed stays sealed inside a backup"
    assert not any(key.encode() in inside for key in settings.DATA_KEYS)


def _inside(backup):
    """Each member of a backup and its content; no content for a folder."""
    clear = io.BytesIO(pyrage.decrypt(backup.read_bytes(), [IDENTITY]))
    with tarfile.open(fileobj=clear) as tar:
        return [(one, tar.extractfile(one).read() if one.isfile() else b"") for one in tar]


def test_what_was_erased_since_is_erased_again(erasable, backup, identity, case_1, alice):
    erase_pupil(case_1.pupil, by=alice, now=factories.NOW, why=Why.ASKED)
    said = _call("restore", backup, "--identity", identity, "--replace")
    assert "effacés de nouveau\u00a0: 1" in said
    assert not Pupil.objects.filter(pk=case_1.pupil_id).exists()
    assert [row.number for row in ErasedPupil.objects.all()] == [case_1.pupil_id]
    assert not [file for file in Path(default_storage.path("")).rglob("*") if file.is_file()]


def test_a_restoration_cut_short_still_erases_again(
    erasable, backup, identity, case_1, alice, monkeypatch
):
    erase_pupil(case_1.pupil, by=alice, now=factories.NOW, why=Why.ASKED)
    with monkeypatch.context() as patch:
        patch.setattr("meetings.management.commands.restore.erase_again", _killed)
        with pytest.raises(KeyboardInterrupt):
            _call("restore", backup, "--identity", identity, "--replace")
    assert Pupil.objects.filter(pk=case_1.pupil_id).exists()
    assert RESTORE in what_fails(factories.NOW)
    _call("restore", backup, "--identity", identity, "--replace")
    assert not Pupil.objects.filter(pk=case_1.pupil_id).exists()
    assert RESTORE not in what_fails(factories.NOW)


def _killed(*_):
    raise KeyboardInterrupt


def test_a_hold_and_a_meeting_of_then_keep_nothing(filled, backup, identity, case_1, alice):
    """Both were in the way when the backup was made; they were gone when the file was erased."""
    assert Hold.objects.filter(lifted_at=None).exists()
    Hold.objects.update(lifted_at=factories.NOW)
    Meeting.objects.update(chosen_slot=None)
    AskingRound.objects.update(closed_at=factories.NOW)
    erase_pupil(case_1.pupil, by=alice, now=factories.NOW, why=Why.ASKED)
    said = _call("restore", backup, "--identity", identity, "--replace")
    assert "effacés de nouveau\u00a0: 1" in said
    assert not Pupil.objects.filter(pk=case_1.pupil_id).exists()


def test_a_meeting_erased_by_itself_too(erasable, backup, identity, case_1, alice):
    other = factories.make_meeting(case_1.team, alice, pupil=case_1.pupil)
    _call("backup", backup.with_name("later.age"))
    erase_meeting(case_1, by=alice, now=factories.NOW, why=Why.RETENTION)
    said = _call("restore", backup.with_name("later.age"), "--identity", identity, "--replace")
    assert "effacés de nouveau\u00a0: 1" in said
    assert list(Meeting.objects.all()) == [other]
    assert Pupil.objects.filter(pk=case_1.pupil_id).exists()
    again = _call("restore", backup.with_name("later.age"), "--identity", identity, "--replace")
    assert "effacés de nouveau\u00a0: 1" in again


def test_nobody_stays_signed_in_through_a_backup(alice_client, filled, tmp_path, identity):
    session = alice_client.cookies["sessionid"].value
    _call("backup", tmp_path / "site.age")
    opened = pyrage.decrypt((tmp_path / "site.age").read_bytes(), [IDENTITY])
    assert session.encode() not in opened


def test_a_message_that_waited_does_not_leave_twice(filled, tmp_path, identity, alice):
    OutgoingMail.objects.update(sent_at=None, failed_at=None)
    _call("backup", tmp_path / "site.age")
    said = _call("restore", tmp_path / "site.age", "--identity", identity, "--replace")
    assert "retenus" in said
    assert not OutgoingMail.objects.waiting().exists()
    assert "peut-être parti" in OutgoingMail.objects.first().failure


def test_with_a_passphrase(filled, settings, tmp_path):
    words = tmp_path / "words"
    words.write_text(WORDS + "\n")
    settings.BACKUP_RECIPIENT, settings.BACKUP_PASSPHRASE_FILE = [], str(words)
    _call("backup", tmp_path / "site.age")
    _call("restore", tmp_path / "site.age", "--passphrase-file", words, "--replace")
    filled.assert_reads_back()


def test_a_site_in_use_is_not_replaced_unasked(backup, identity):
    Meeting.objects.update(title="Écrit depuis")
    with pytest.raises(CommandError, match="--replace"):
        _call("restore", backup, "--identity", identity)
    assert Meeting.objects.filter(title="Écrit depuis").exists()


def test_check_changes_nothing(backup, identity):
    Meeting.objects.update(title="Écrit depuis")
    assert "entière" in _call("restore", backup, "--identity", identity, "--check")
    assert Meeting.objects.filter(title="Écrit depuis").exists()


@pytest.mark.parametrize("place", [0, 100, 5000, -20])
def test_one_byte_changed_and_nothing_is_touched(backup, identity, place):
    content = bytearray(backup.read_bytes())
    content[place] ^= 1
    backup.write_bytes(bytes(content))
    Meeting.objects.update(title="Écrit depuis")
    with pytest.raises(CommandError):
        _call("restore", backup, "--identity", identity, "--replace")
    assert Meeting.objects.filter(title="Écrit depuis").exists()


def test_another_key_does_not_open_it(backup, tmp_path):
    other = tmp_path / "other"
    other.write_text(str(pyrage.x25519.Identity.generate()))
    with pytest.raises(CommandError, match="ne s’ouvre pas"):
        _call("restore", backup, "--identity", other, "--replace")


def test_without_the_keys_of_the_data_it_says_which_and_changes_nothing(backup, identity, settings):
    name = sealing.key_names()[0]
    settings.DATA_KEYS = [sealing.new_key()]
    with pytest.raises(CommandError, match=name):
        _call("restore", backup, "--identity", identity, "--replace")


def _repacked(backup, change):
    """The same backup with its members changed by `change`, as somebody with the public key may."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as tar:
        for member, content in _inside(backup):
            name, content = change(member.name, content)
            member.name, member.size = name, len(content)
            tar.addfile(member, io.BytesIO(content))
    backup.write_bytes(pyrage.encrypt(made.getvalue(), [IDENTITY.to_public()]))


@pytest.mark.parametrize(
    "change",
    [
        lambda name, content: (f"../{name}", content),
        lambda name, content: (name, content.replace(b'"format": 1', b'"format": 2')),
        lambda name, content: (name, content.replace(b"0010_sealed", b"9999_future")),
        lambda name, content: (name, content + b" " if name.startswith("database") else content),
        lambda name, content: (name, content + b" " if name.endswith(".pdf") else content),
        lambda name, content: (name.replace(".pdf", ".txt"), content),
        lambda name, content: (name, b"{}" if name == "manifest.json" else content),
    ],
    ids=["outside", "format", "newer", "database", "document", "renamed", "empty"],
)
def test_a_backup_that_is_not_what_it_says_is_refused_whole(backup, identity, change):
    _repacked(backup, change)
    Meeting.objects.update(title="Écrit depuis")
    with pytest.raises(CommandError):
        _call("restore", backup, "--identity", identity, "--replace")
    assert Meeting.objects.filter(title="Écrit depuis").exists()


def test_it_is_made_while_somebody_writes(filled, tmp_path, identity, case_1):
    """What another connection has not finished is not in it, and does not stop it."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL’s own tool sees to it")
    writer = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE partners_pupil SET first_name = 'À moitié'")
    _call("backup", tmp_path / "site.age")
    writer.execute("ROLLBACK")
    writer.close()
    _call("restore", tmp_path / "site.age", "--identity", identity, "--replace")
    assert not Pupil.objects.filter(first_name="À moitié").exists()


def test_a_document_erased_meanwhile_does_not_stop_it(filled, tmp_path, monkeypatch):
    name = Information.objects.exclude(file="").get().file.name
    copy = shutil.copyfile

    def erased(source, target):
        if Path(source).name in name:
            Path(source).unlink()
        return copy(source, target)

    monkeypatch.setattr("intermetiers.web.backups.shutil.copyfile", erased)
    assert "0 document" in _call("backup", tmp_path / "site.age")


def test_a_backup_replaces_nothing_and_leaves_no_half(backup, tmp_path, settings):
    with pytest.raises(CommandError, match="existe déjà"):
        _call("backup", backup)
    settings.BACKUP_RECIPIENT = []
    with pytest.raises(CommandError, match="BACKUP_RECIPIENT"):
        _call("backup", tmp_path / "other.age")
    settings.BACKUP_RECIPIENT = ["age1faux"]
    with pytest.raises(CommandError, match="clé publique"):
        _call("backup", tmp_path / "other.age")
    assert [
        file.name for file in tmp_path.iterdir() if file.name not in ("site.age", "identity")
    ] == []


@pytest.mark.parametrize("where", ["_copy_sqlite", "dump", "_to_disk", "shutil.copyfile"])
def test_a_full_disk_leaves_no_half_backup(filled, tmp_path, monkeypatch, where):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr(f"intermetiers.web.backups.{where}", full)
    if where == ("_copy_sqlite" if connection.vendor == "postgresql" else "dump"):
        return
    with pytest.raises(CommandError, match="place sur le disque"):
        _call("backup", tmp_path / "site.age")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told(filled, tmp_path):
    with pytest.raises(CommandError, match="pas pu être écrit"):
        _call("backup", tmp_path / "gone" / "site.age")


def test_what_a_killed_run_left_is_gone_a_day_later(filled, tmp_path):
    left, running = tmp_path / "backup-old", tmp_path / "backup-new"
    left.mkdir(), running.mkdir()
    (left / "database.sqlite3").write_text("Yanis")
    os.utime(left, (0, 0))
    _call("backup", tmp_path / "site.age")
    assert not left.exists()
    assert running.exists()


def test_a_key_is_made_for_who_has_none(tmp_path, db):
    said = _call("backup", "--make-key", tmp_path / "key")
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    identity = pyrage.x25519.Identity.from_str((tmp_path / "key").read_text().strip())
    assert str(identity.to_public()) in said


def test_no_canary_stands_in_the_files_of_the_database(filled, tmp_path):
    """The raw bytes, as somebody reads them who took the disk."""
    if connection.vendor == "sqlite":
        stem = Path(connection.settings_dict["NAME"])
        raw = b"".join(file.read_bytes() for file in stem.parent.glob(f"{stem.name}*"))
    else:
        dump(tmp_path / "all.sql", ())
        raw = (tmp_path / "all.sql").read_bytes()
    files = [file.read_bytes() for file in Path(default_storage.path("")).rglob("*.pdf")]
    assert b"Yanis" in raw, "without this, nothing was looked at"
    assert b"CANARI" not in raw
    assert files
    assert not any(b"CANARI" in content for content in files)
    assert FILE not in files
    connections.close_all()
