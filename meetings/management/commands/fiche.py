"""`manage.py fiche REFERENCE --output FILE`: the fiche of a meeting, for scripts."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from meetings.dossier import read_dossier
from meetings.following.documents import fiche_of, fiche_pdf, is_half_page
from meetings.models import Meeting


class Command(BaseCommand):
    help = "Écrit la fiche de réunion en PDF."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference", help="la référence de la réunion, lue sur sa page")
        parser.add_argument(
            "--output", type=Path, required=True, metavar="FICHIER", help="où écrire le PDF"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        reference, output = options["reference"], options["output"]
        meeting = Meeting.objects.filter(reference=reference).first()
        if meeting is None:
            raise CommandError(f"Aucune réunion n’a la référence «\u00a0{reference}\u00a0».")
        dossier = read_dossier(meeting)
        fiche = fiche_of(dossier, meeting, timezone.now())
        content = fiche_pdf(fiche, half_page=is_half_page(dossier))
        try:
            output.write_bytes(content)
        except OSError as error:
            raise CommandError(f"Impossible d’écrire {output}\u00a0: {error.strerror}.") from error
        self.stdout.write(f"{output} : {len(content) // 1000} ko.")
