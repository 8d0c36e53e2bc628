"""Brings a backup back, whole or not at all."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from intermetiers.web.backups import BackupError, Manifest, open_backup, working_folder
from intermetiers.web.french import NBSP
from intermetiers.web.journal import record
from intermetiers.web.restoring import NOT_EMPTY, bring_back, is_empty
from meetings.restored import erase_again, remember_erased
from partners.models import Team

WHOLE = f"Cette sauvegarde est entière{NBSP}: faite le %s, %s document(s)."
NO_KEY = "Donnez de quoi l’ouvrir\u00a0: --identity FICHIER ou --passphrase-file FICHIER."


class Command(BaseCommand):
    help = "Remet en place une sauvegarde écrite par « backup »."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FICHIER")
        parser.add_argument("--identity", type=Path, help="la clé secrète d’age")
        parser.add_argument("--passphrase-file", type=Path, help="la phrase de passe")
        parser.add_argument("--check", action="store_true", help="vérifier, sans rien changer")
        parser.add_argument("--replace", action="store_true", help="remplacer ce qui est là")

    def handle(self, *args: Any, **options: Any) -> None:
        key = _key(options["identity"] or options["passphrase_file"])
        try:
            with working_folder() as folder:
                manifest = open_backup(options["file"], key, folder)
                if options["check"]:
                    self.stdout.write(WHOLE % (manifest.made_at, len(manifest.files)))
                    return
                if not (options["replace"] or is_empty()):
                    raise CommandError(NOT_EMPTY)
                self._restore(manifest, folder)
        except BackupError as error:
            raise CommandError(str(error)) from error

    def _restore(self, manifest: Manifest, folder: Path) -> None:
        now = timezone.now()
        erased = remember_erased()
        held = bring_back(manifest, folder, now)
        again = erase_again(erased, now)
        with transaction.atomic():
            for team in Team.objects.order_by("pk"):
                record(
                    "backup_restored", team, by=None, now=now, scope=team.pk, made=manifest.made_at
                )
        self.stdout.write(
            f"Remis en place{NBSP}: sauvegarde du {manifest.made_at}, "
            f"{len(manifest.files)} document(s). Messages retenus{NBSP}: {held}. "
            f"Dossiers et réunions effacés de nouveau{NBSP}: {again}."
        )


def _key(file: Path | None) -> str:
    """The secret in this file: comments of age begin with « # »."""
    if file is None:
        raise CommandError(NO_KEY)
    lines = [line.strip() for line in file.read_text().splitlines()]
    return next((line for line in lines if line and not line.startswith("#")), "")
