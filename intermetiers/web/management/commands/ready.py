"""Says whether the site can serve, and what keeps it from it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from intermetiers.web.readiness import what_fails


class Command(BaseCommand):
    help = "Dit si le site peut servir, et sinon ce qui manque."

    def handle(self, *args: Any, **options: Any) -> None:
        failing = what_fails(timezone.now())
        if failing:
            raise CommandError("Pas prêt\u00a0: " + "\u202f; ".join(failing) + ".")
        self.stdout.write("Prêt.")
