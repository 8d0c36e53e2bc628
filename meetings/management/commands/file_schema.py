import json
from typing import Any

from django.core.management.base import BaseCommand

from meetings.portable.schema import FILE, made


class Command(BaseCommand):
    help = "Écrit le schéma publié du fichier d’un élève (dossier .zip), d’après les tables."

    def handle(self, *args: Any, **options: Any) -> None:
        FILE.write_text(json.dumps(made(), ensure_ascii=False, indent=1) + "\n")
        self.stdout.write(f"Écrit : {FILE.name}")
