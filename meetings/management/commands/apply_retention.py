"""Erases what every team kept long enough. Each day; with --dry-run, says what would go."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from intermetiers.web.orphans import drop_orphans
from meetings.domain.retention import BY_KIND, RULES, over_before
from meetings.keeping.actions import sweep_team
from meetings.keeping.ripe import RIPE, chosen_days
from meetings.keeping.traces import sweep_site
from partners.models import Team


class Command(BaseCommand):
    help = "Efface ce que chaque équipe a gardé assez longtemps. À lancer chaque jour."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="dit ce qui partirait, sans rien effacer"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        for team in Team.objects.order_by("name", "pk"):
            if options["dry_run"]:
                days = chosen_days(team)
                counts = {
                    rule.kind: sum(
                        rows(team, over_before(now, days[rule.kind])).count()
                        for rows in RIPE[rule.kind]
                    )
                    for rule in RULES
                }
            else:
                counts = sweep_team(team, now=now)
            for kind, count in counts.items():
                if count:
                    self.stdout.write(f"{team.name}\u00a0: {BY_KIND[kind].label}\u00a0: {count}")
        if not options["dry_run"]:
            sweep_site(now=now)
            drop_orphans(now=now)
