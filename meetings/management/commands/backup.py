"""Writes all of the site in one encrypted file, while it goes on working."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pyrage
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from intermetiers.web.backups import BackupError, make_backup
from intermetiers.web.french import NBSP

THERE = f"«{NBSP}%s{NBSP}» existe déjà{NBSP}: une sauvegarde ne remplace rien."
KEY_MADE = (
    f"La clé secrète est dans %s. Gardez-la ailleurs que sur cette machine{NBSP}: sans elle, aucune "
    f"sauvegarde ne s’ouvre. Réglez BACKUP_RECIPIENT sur{NBSP}:"
)


class Command(BaseCommand):
    help = "Écrit tout le site (base et documents) dans un seul fichier chiffré."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FICHIER")
        parser.add_argument(
            "--make-key", action="store_true", help="écrire dans FICHIER une clé secrète neuve"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        if file.exists():
            raise CommandError(THERE % file)
        if options["make_key"]:
            self._make_key(file)
            return
        begun = time.monotonic()
        try:
            manifest = make_backup(file, timezone.now())
        except BackupError as error:
            raise CommandError(str(error)) from error
        size = file.stat().st_size / 1e6
        self.stdout.write(
            f"{file}{NBSP}: {size:.1f}{NBSP}Mo, {len(manifest.files)} document(s), "
            f"{time.monotonic() - begun:.1f}{NBSP}s."
        )

    def _make_key(self, file: Path) -> None:
        identity = pyrage.x25519.Identity.generate()
        file.touch(mode=0o600)
        file.write_text(f"{identity}\n")
        self.stdout.write(f"{KEY_MADE % file}\n\n{identity.to_public()}\n")
