"""One sealed file that holds all of a site: its database, its received documents, what they are.

An `age` file (https://age-encryption.org), which the tool of that name opens too. Inside, a tar:
`manifest.json`, the database as its own tool writes it, the documents under `files/`. The keys of
the data are not inside: a backup without them shows the names, and nothing of what people said.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyrage
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from intermetiers.web.french import NBSP
from intermetiers.web.postgresql_tools import ToolError, dump
from intermetiers.web.sealing import key_names

# In the folder of the site while a backup comes back: what is to be erased again then.
UNFINISHED = "restore-unfinished.json"
FORMAT = 1
DAY = 24 * 3600  # seconds
MANIFEST = "manifest.json"
FILES = "files"
# Who is signed in is of the day, and would open the site to whoever holds the file.
LEFT_OUT = ("django_session",)

NO_RECIPIENT = (
    "Dites pour qui la sauvegarde est chiffrée, dans BACKUP_RECIPIENT (« age1… ») ou "
    "BACKUP_PASSPHRASE_FILE. « backup --make-key FICHIER » fait une clé."
)
NO_ROOM = "%s n’a pas pu être écrit\u00a0: place sur le disque\u202f? droits du dossier\u202f? Rien n’a été fait."
NOT_A_RECIPIENT = "BACKUP_RECIPIENT n’est pas une clé publique d’age (« age1… »)."
CANNOT_OPEN = "Ce fichier ne s’ouvre pas avec cette clé, ou il est abîmé."
DAMAGED = f"Cette sauvegarde est abîmée{NBSP}: %s."
TOO_NEW = "Cette sauvegarde vient d’une version plus récente. Mettez d’abord le site à jour."
OTHER_DATABASE = "Cette sauvegarde est d’une base %s, et ce site est sur %s."
KEYS_MISSING = (
    f"Il manque des clés des données que cette sauvegarde demande{NBSP}: %s. "
    "Remettez-les dans DATA_KEYS, après la plus récente."
)


class BackupError(Exception):
    """This backup cannot be made, or read; the text is a French sentence."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `files` are the SHA-256 of each document, by its name."""

    format: int
    made_at: str
    database: str  # « sqlite » or « postgresql »
    sha256: str  # of the database
    migrations: list[list[str]]
    keys: list[str]  # names of the keys of the data, the newest first
    files: dict[str, str]

    @property
    def database_file(self) -> str:
        return f"database.{'sqlite3' if self.database == 'sqlite' else 'sql'}"


@contextmanager
def working_folder() -> Iterator[Path]:
    """A folder of our own on the disk of the site, gone afterwards; and those of runs that were
    killed, gone a day later."""
    root = Path(settings.VAR_DIR)
    for left in root.glob("backup-*"):
        if time.time() - left.stat().st_mtime > DAY:
            shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix="backup-", dir=root) as name:
        yield Path(name)


# --- Making -----------------------------------------------------------------------------------


def make_backup(target: Path, now: datetime) -> Manifest:
    """Write the backup of the site as it is at one instant, whole or not at all.

    The site may go on meanwhile. BackupError when it cannot be written.
    """
    encrypt = _encryption()
    with working_folder() as folder:
        try:
            manifest = _gather(folder, now)
        except (OSError, sqlite3.OperationalError) as error:
            raise BackupError(NO_ROOM % target) from error
        (folder / MANIFEST).write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
        archive = folder / "archive.tar"
        with tarfile.open(archive, "w") as tar:
            for name in (MANIFEST, manifest.database_file, FILES):
                tar.add(folder / name, arcname=name)
        _write(archive, target, encrypt)
        return manifest


def _write(archive: Path, target: Path, encrypt: Any) -> None:
    """The file whole and on the disk, or none."""
    draft = target.with_name(f".{target.name}.partial")
    draft.unlink(missing_ok=True)
    try:
        draft.touch(mode=0o600)
        encrypt(archive, draft)
        _to_disk(draft)
        draft.replace(target)
    except (OSError, pyrage.EncryptError) as error:
        draft.unlink(missing_ok=True)
        raise BackupError(NO_ROOM % target) from error


def _gather(folder: Path, now: datetime) -> Manifest:
    """The documents are taken before and after the database: what it names then is there,
    though one be replaced meanwhile."""
    (folder / FILES).mkdir()
    _take_files(folder / FILES)
    draft = Manifest(FORMAT, now.isoformat(), connection.vendor, "", _migrations(), key_names(), {})
    database = folder / draft.database_file
    if connection.vendor == "sqlite":
        _copy_sqlite(database)
    else:
        try:
            dump(database, LEFT_OUT)
        except ToolError as error:
            raise BackupError(str(error)) from error
    _take_files(folder / FILES)
    files = {name: _sha256(folder / FILES / name) for name in _files_under(folder / FILES)}
    return Manifest(**asdict(draft) | {"sha256": _sha256(database), "files": files})


def _migrations() -> list[list[str]]:
    return sorted([list(key) for key in MigrationRecorder(connection).applied_migrations()])


def _copy_sqlite(target: Path) -> None:
    with (
        closing(sqlite3.connect(f"file:{settings_path()}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        copy.execute("PRAGMA secure_delete=ON")
        for table in LEFT_OUT:
            copy.execute(f"DELETE FROM {table}")  # noqa: S608 (a name of ours)
        copy.commit()


def settings_path() -> Path:
    """Where the SQLite file of the site is."""
    return Path(connection.settings_dict["NAME"])


def _take_files(into: Path) -> None:
    root = Path(default_storage.path(""))
    for name in _files_under(root):
        target = into / name
        if target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(root / name, target)
        except FileNotFoundError:  # erased since we looked: it is in no backup
            continue


def _files_under(root: Path) -> list[str]:
    found = (file for file in root.rglob("*") if file.is_file() and not file.name.startswith("."))
    return sorted(file.relative_to(root).as_posix() for file in found)


def _encryption() -> Any:
    """What writes a file encrypted for whom the settings say."""
    if settings.BACKUP_RECIPIENT:
        try:
            for_whom = [
                pyrage.x25519.Recipient.from_str(text) for text in settings.BACKUP_RECIPIENT
            ]
        except pyrage.RecipientError as error:
            raise BackupError(NOT_A_RECIPIENT) from error
        return lambda clear, sealed: pyrage.encrypt_file(str(clear), str(sealed), for_whom)
    if settings.BACKUP_PASSPHRASE_FILE:
        words = Path(settings.BACKUP_PASSPHRASE_FILE).read_text().strip()
        return lambda clear, sealed: sealed.write_bytes(
            pyrage.passphrase.encrypt(clear.read_bytes(), words)
        )
    raise BackupError(NO_RECIPIENT)


def _to_disk(file: Path) -> None:
    with file.open("rb") as opened:
        os.fsync(opened.fileno())


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


# --- Reading ----------------------------------------------------------------------------------


def open_backup(source: Path, key: str, folder: Path) -> Manifest:
    """Open a backup into this folder, once all of it was found to be what it says.

    `key` is a secret key of age or a passphrase. BackupError, with nothing changed on the site.
    """
    archive = folder / "archive.tar"
    _decrypt(source, key, archive)
    try:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter=_only_ours)  # noqa: S202 (files and folders only)
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text()))
    except (tarfile.TarError, OSError, ValueError, TypeError) as error:
        raise BackupError(DAMAGED % "sa table des matières ne se lit pas") from error
    archive.unlink()
    _check_whole(manifest, folder)
    _check_fits(manifest)
    return manifest


def _only_ours(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo:
    """Files and folders, nothing that leads elsewhere: a link could, whatever `data` checks."""
    if not (member.isreg() or member.isdir()):
        raise tarfile.SpecialFileError(member)
    return tarfile.data_filter(member, folder)


def _decrypt(source: Path, key: str, target: Path) -> None:
    try:
        if key.startswith("AGE-SECRET-KEY-"):
            identity = pyrage.x25519.Identity.from_str(key)
            pyrage.decrypt_file(str(source), str(target), [identity])
        else:
            target.write_bytes(pyrage.passphrase.decrypt(source.read_bytes(), key))
    except (pyrage.DecryptError, pyrage.IdentityError, OSError) as error:
        raise BackupError(CANNOT_OPEN) from error


def _check_whole(manifest: Manifest, folder: Path) -> None:
    database = folder / manifest.database_file
    if not database.is_file() or _sha256(database) != manifest.sha256:
        raise BackupError(DAMAGED % "la base n’est pas celle qui a été écrite")
    (folder / FILES).mkdir(exist_ok=True)
    found = {name: _sha256(folder / FILES / name) for name in _files_under(folder / FILES)}
    if found != manifest.files:
        raise BackupError(DAMAGED % "des documents manquent ou ont changé")
    if manifest.database == "sqlite":
        with closing(sqlite3.connect(database)) as copy:
            said = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if said != "ok":
            raise BackupError(DAMAGED % "la base ne se lit pas")


def _check_fits(manifest: Manifest) -> None:
    """Refuse what this site could not read: another kind of database, a newer one, no keys."""
    if manifest.database != connection.vendor:
        raise BackupError(OTHER_DATABASE % (manifest.database, connection.vendor))
    known = {tuple(key) for key in _known_migrations()}
    if manifest.format > FORMAT or any(tuple(key) not in known for key in manifest.migrations):
        raise BackupError(TOO_NEW)
    missing = [name for name in manifest.keys if name not in key_names()]
    if missing:
        raise BackupError(KEYS_MISSING % ", ".join(missing))


def _known_migrations() -> list[tuple[str, str]]:
    loader = MigrationLoader(None)
    replaced = [key for one in loader.disk_migrations.values() for key in one.replaces]
    return [*loader.disk_migrations, *replaced]
