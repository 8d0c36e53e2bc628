"""Erase the tables and the polls that were read and never written nor abandoned."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from meetings.models import PollImport
from partners.models import ImportDraft

KEPT = timedelta(days=1)


class Command(BaseCommand):
    help = "Efface les tableaux et les sondages lus depuis plus d’un jour et jamais écrits."

    def handle(self, *args: Any, **options: Any) -> None:
        before = timezone.now() - KEPT
        tables, _ = ImportDraft.objects.open().filter(read_at__lt=before).delete()
        old = PollImport.objects.filter(written_at=None, read_at__lt=before)
        polls, _ = old.delete()
        self.stdout.write(_say(tables, "tableau", "tableaux"))
        self.stdout.write(_say(polls, "sondage", "sondages"))


def _say(count: int, one: str, many: str) -> str:
    return f"{count} {many if count > 1 else one} effacé{'s' if count > 1 else ''}"
