"""Reads the files of a catalogue and says what they hold, or what is broken and where."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from intermetiers.web.french import join_words
from partners.domain.catalogue import SHIPPED, CatalogueError, read_catalogue


class Command(BaseCommand):
    help = (
        "Lit les trois fichiers d’un catalogue (celui du produit, ou d’un autre dossier) et dit "
        "combien d’entrées ils ont. Un fichier fautif est refusé avec sa ligne et la raison."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=SHIPPED)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            read = read_catalogue(options["folder"])
        except CatalogueError as error:
            raise CommandError(str(error)) from error
        counts = [
            f"{len(read.metiers)} métiers",
            f"{len(read.institution_kinds)} sortes d’établissements et de services",
            f"{len(read.glossary)} mots expliqués",
        ]
        self.stdout.write(f"Le catalogue se lit\u00a0: {join_words(counts)}.")
