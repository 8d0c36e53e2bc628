"""Whether this process can serve: its database, its migrations, its keys, its disk, its outbox."""

import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from intermetiers.web.backups import UNFINISHED
from intermetiers.web.mail_queue import LATER
from intermetiers.web.models import OutgoingMail
from intermetiers.web.sealing import SealError, key_names

STUCK_AFTER = timedelta(hours=2)
LEAST_FREE = 200 * 1024 * 1024  # bytes

DATABASE = "la base ne répond pas"
MIGRATIONS = "des migrations manquent\u00a0: manage.py migrate"
KEYS = "une clé des données manque"
DISK = "le disque est plein, ou fermé à l’écriture"
RESTORE = "une remise en place n’est pas finie\u00a0: relancez manage.py restore"
OUTBOX = "des courriels attendent depuis plus de deux heures"


def what_fails(now: datetime) -> list[str]:
    """What keeps the site from serving, in French; nothing when all is well.

    Without an answer of the database, nothing else is asked of it.
    """
    if not _answers():
        return [DATABASE, *([] if _writes() else [DISK])]
    checks: list[tuple[str, Callable[[], bool]]] = [
        (MIGRATIONS, _is_migrated),
        (KEYS, _opens),
        (DISK, _writes),
        (RESTORE, lambda: not (Path(settings.VAR_DIR) / UNFINISHED).exists()),
        (OUTBOX, lambda: _sends(now)),
    ]
    return [told for told, holds in checks if not holds()]


def _answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _opens() -> bool:
    """The key that sealed last opens what it sealed."""
    try:
        key_names()
        OutgoingMail.objects.order_by("-pk").values_list("text", flat=True).first()
    except (SealError, DatabaseError, OSError):
        return False
    return True


def _writes() -> bool:
    try:
        with tempfile.TemporaryFile(dir=settings.VAR_DIR) as file:
            file.write(b"pret")
            file.flush()
        return shutil.disk_usage(settings.VAR_DIR).free > LEAST_FREE
    except OSError:
        return False


def _sends(now: datetime) -> bool:
    """Where a server of mail is set, nothing has waited for long; one full mailbox is no fault."""
    if not settings.EMAIL_HOST:
        return True
    try:
        old = OutgoingMail.objects.waiting().filter(created_at__lt=now - STUCK_AFTER)
        old = old.exclude(failure=LATER)
        return not old.exists()
    except DatabaseError:
        return False
