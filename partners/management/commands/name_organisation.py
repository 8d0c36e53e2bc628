"""Says what the identity provider calls a team: who comes from there reads that team."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from partners.actions import name_organisation
from partners.models import Team


class Command(BaseCommand):
    help = "Dit comment le fournisseur d’identité appelle une équipe (SIRET, UAI, domaine)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("team", help="Nom de l’équipe")
        parser.add_argument(
            "organisation", help="Ce que dit le fournisseur\u00a0; vide\u00a0: rien"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        teams = Team.objects.filter(name=options["team"])
        if len(teams) != 1:
            raise CommandError(
                f"Il y a {len(teams)} équipe de ce nom\u00a0: il en faut une. Rien n’a changé."
            )
        organisation = options["organisation"].strip()
        try:
            name_organisation(teams[0], organisation, now=timezone.now())
        except ValueError as error:
            raise CommandError(
                "Une autre équipe est déjà appelée ainsi. Rien n’a changé."
            ) from error
        self.stdout.write(f"{teams[0]}\u00a0: {organisation or 'aucune organisation'}.")
