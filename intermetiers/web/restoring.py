"""A backup brought back: the documents beside those there are, the database in one step, then what
a copy of the past must not do again.

Killed at any moment, the site still finds every document its database names.
"""

import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import DatabaseError, connections, transaction

from intermetiers.web.backups import FILES, BackupError, Manifest, settings_path
from intermetiers.web.french import NBSP
from intermetiers.web.mail_queue import hold
from intermetiers.web.models import OutgoingMail
from intermetiers.web.orphans import drop_orphans
from intermetiers.web.postgresql_tools import ToolError, load

NOT_EMPTY = (
    f"Ce site n’est pas vide{NBSP}: il serait remplacé. Sauvegardez-le, arrêtez-le, puis "
    "recommencez avec --replace."
)
IN_USE = "La base est occupée\u00a0: arrêtez le site, puis recommencez."
HELD = "il attendait déjà lors de la sauvegarde, et il est peut-être parti depuis"


def is_empty() -> bool:
    """Whether nobody has an account here; so too where no table was ever made."""
    try:
        with transaction.atomic():
            return not get_user_model().objects.exists()
    except DatabaseError:
        return True


def bring_back(manifest: Manifest, folder: Path, now: datetime) -> int:
    """Put what `open_backup` opened in place of what is; how many messages are held.

    A message that waited when the backup was made leaves no more by itself: it may have left
    since. BackupError when the database is in use; nothing was changed then.
    """
    _put_files(folder / FILES)
    _put_database(manifest, folder / manifest.database_file)
    call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        waiting = OutgoingMail.objects.waiting()
        held = waiting.count()
        hold(waiting, reason=HELD, now=now)
    drop_orphans(now=None)
    return held


def _put_files(folder: Path) -> None:
    """Names are drawn at random: one that is there already is the same document."""
    root = Path(default_storage.path(""))
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        target = root / file.relative_to(folder)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.draft")
        shutil.copyfile(file, draft)
        draft.chmod(0o600)
        draft.replace(target)


def _put_database(manifest: Manifest, copy: Path) -> None:
    connections.close_all()
    try:
        if manifest.database == "sqlite":
            _load_sqlite(copy)
        else:
            load(copy)
    except (sqlite3.OperationalError, ToolError) as error:
        raise BackupError(f"{IN_USE} ({error})") from error


def _load_sqlite(copy: Path) -> None:
    target = settings_path()
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(target)) as live:
        live.execute("PRAGMA journal_mode=WAL")
        source.backup(live)
        live.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    target.chmod(0o600)
