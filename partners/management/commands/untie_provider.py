"""Unties an account from its identity at the provider, when the provider has changed its numbers."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from partners.actions import untie_provider
from partners.models import Account


class Command(BaseCommand):
    help = "Délie un compte du fournisseur d’identité\u00a0: il s’y relie à la prochaine entrée."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="Adresse électronique du compte")

    def handle(self, *args: Any, **options: Any) -> None:
        account = Account.objects.filter(email=options["email"].strip().lower()).first()
        if account is None or not untie_provider(account, now=timezone.now()):
            raise CommandError("Aucun compte de cette adresse n’est lié. Rien n’a changé.")
        self.stdout.write(f"{account.email}\u00a0: délié.")
