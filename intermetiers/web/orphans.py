"""Documents on the disk that no row names: what a process killed at the wrong instant leaves.

A document is written before the row that names it, and removed after that row: killed in between,
the site still finds every document it names, and one nobody can reach stays until it is swept.
"""

import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.core.files.storage import default_storage

from intermetiers.web.resealing import stored_files

# Longer than any request: the row of a younger one may be about to be written.
YOUNG = timedelta(days=1)
MANY = 20

logger = logging.getLogger(__name__)


def drop_orphans(*, now: datetime | None) -> int:
    """Remove those older than a day at `now`, or all of them when it is None; how many.

    Many at once are no accident: the documents are those of another database, read by mistake.
    None is removed then, and the log says so.
    """
    root = Path(default_storage.path(""))
    found = [file for file in root.rglob("*") if file.is_file()]
    named = set(stored_files())
    orphans = [file for file in found if file.relative_to(root).as_posix() not in named]
    if now is not None:
        orphans = [file for file in orphans if not _is_young(file, now)]
        if len(orphans) > MANY:
            logger.error(
                "%d documents have no row in this database: none was removed", len(orphans)
            )
            return 0
    for file in orphans:
        file.unlink(missing_ok=True)
    return len(orphans)


def _is_young(file: Path, now: datetime) -> bool:
    return datetime.fromtimestamp(file.stat().st_mtime, UTC) > now - YOUNG
