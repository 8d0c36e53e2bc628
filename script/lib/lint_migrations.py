"""Migrations that would stop a site in use: the old version still writes while the new one starts.

Reads the SQL of each migration written since OLD with django-migration-linter, on a database made
for the occasion or on the one of DATABASE_URL, which is only read.
"""

import os
import sys
import tempfile

import django
from django.core.management import call_command
from django.db import connection
from django_migration_linter import MigrationLinter

# The last migrations written before anything kept watch.
OLD = {"web": 3, "partners": 4, "meetings": 8}
# Those for which a site must be stopped, as docs/exploitation.md says (« Mettre à jour »).
STOPPED = {("web", "0005_sealed"), ("partners", "0006_sealed"), ("meetings", "0010_sealed")}
# How a function names its arguments is no danger to a site.
LEFT_OUT = ["RUNPYTHON_ARGS_NAMING_CONVENTION"]
# SQLite makes the table anew, default included, which the linter does not read: PostgreSQL tells.
LEFT_TO_POSTGRESQL = ["NOT_NULL"]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["INTERMETIERS_VAR"] = folder
        django.setup()
        left_out = LEFT_OUT
        if connection.vendor == "sqlite":
            call_command("migrate", verbosity=0)
            left_out = [*LEFT_OUT, *LEFT_TO_POSTGRESQL]
        linter = MigrationLinter(quiet=["ok", "ignore"], exclude_migration_tests=left_out)
        looked_at = sorted(key for key in linter.migration_loader.disk_migrations if _is_new(key))
        for key in looked_at:
            if key not in STOPPED:
                linter.lint_migration(linter.migration_loader.disk_migrations[key])
        connection.close()
        sys.stdout.write(f"{len(looked_at)} migrations lues, {linter.nb_erroneous} à revoir.\n")
        return 1 if linter.has_errors else 0


def _is_new(key: tuple[str, str]) -> bool:
    app, name = key
    return app in OLD and int(name[:4]) > OLD[app]


if __name__ == "__main__":
    sys.exit(main())
