"""PostgreSQL’s own tools, called on the database of the settings: no password on a command line."""

import os
import re
import secrets
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from django.db import connection

from intermetiers.web.french import NBSP

NO_TOOL = f"Il manque le programme «{NBSP}%s{NBSP}» de PostgreSQL sur cette machine."
# A table in use for longer means that the site is still open.
LOCK_TIMEOUT = "15s"
_RESTRICTION = re.compile(rb"\\(un)?restrict \w+\n")


class ToolError(Exception):
    """A tool is missing, or said no; the text is a French sentence."""


def dump(target: Path, without: Sequence[str]) -> None:
    """Write all the database, as SQL, at one instant; of these tables, the columns only."""
    left_out = [f"--exclude-table-data={table}" for table in without]
    _run("pg_dump", ["--no-owner", "--no-acl", "--file", str(target), *left_out])


def load(source: Path) -> None:
    """Put the SQL of `dump` in place of all there is, whole or not at all.

    A backup is sealed for a key that is public: anybody may have made this one. psql runs no order
    of its own found in it (« \\! » would be a shell), under a word drawn here that it cannot guess.
    """
    _drop_restrictions(source)
    _run(
        "psql",
        [
            "--quiet", "--no-psqlrc", "--single-transaction", "--set=ON_ERROR_STOP=1",
            f"--command=\\restrict {secrets.token_hex(16)}",
            f"--command=SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'",
            "--command=DROP SCHEMA public CASCADE", "--command=CREATE SCHEMA public",
            "--file", str(source),
        ],
    )  # fmt: skip


def _drop_restrictions(source: Path) -> None:
    """The same orders as `pg_dump` writes them, which psql refuses within ours."""
    plain = source.with_suffix(".plain")
    with source.open("rb") as given, plain.open("wb") as kept:
        kept.writelines(line for line in given if not _RESTRICTION.fullmatch(line))
    plain.replace(source)


def _run(tool: str, arguments: Sequence[str]) -> None:
    program = shutil.which(tool)
    if program is None:
        raise ToolError(NO_TOOL % tool)
    where, environment = connection.client.settings_to_cmd_args_env(connection.settings_dict, [])
    done = subprocess.run(  # noqa: S603 (a tool of PostgreSQL, with our settings)
        [program, *arguments, *where[1:]],
        env=os.environ | (environment or {}),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise ToolError(f"{tool} n’a pas réussi{NBSP}: {done.stderr.strip()[-500:]}")
