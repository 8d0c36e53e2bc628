"""Erase the tables that were read and never written nor abandoned."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from partners.models import ImportDraft

KEPT = timedelta(days=1)


class Command(BaseCommand):
    help = "Efface les tableaux déposés depuis plus d’un jour et jamais importés."

    def handle(self, *args: Any, **options: Any) -> None:
        old = ImportDraft.objects.open().filter(read_at__lt=timezone.now() - KEPT)
        erased, _ = old.delete()
        self.stdout.write(
            f"{erased} tableau{'x' if erased > 1 else ''} effacé{'s' if erased > 1 else ''}"
        )
