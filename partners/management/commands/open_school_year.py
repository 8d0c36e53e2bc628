"""On the first of September, or on the day written: what was planned becomes the present."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from partners.actions import open_school_year


class Command(BaseCommand):
    help = (
        "Fait passer les élèves dans la classe prévue pour l’année scolaire qui a commencé."
        " À lancer chaque jour ; recommencer ne change rien."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        changed = open_school_year(timezone.now())
        if changed:
            self.stdout.write(f"Fiches d’élèves mises à jour : {changed}")
