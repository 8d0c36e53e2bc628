"""Opens an account, and its team if there is none of that name."""

from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from partners.actions import NewAccount, open_account
from partners.models import Team, TeamRole


def _first_or_not(team: Team) -> TeamRole:
    return TeamRole.COORDINATEUR if team.memberships.exists() else TeamRole.RESPONSABLE


class Command(BaseCommand):
    help = "Ouvre un compte de coordinateur. Le mot de passe est demandé, jamais passé en clair."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", required=True, help="Prénom et nom")
        parser.add_argument("--team", required=True, help="Nom de l’équipe, créée s’il le faut")
        parser.add_argument(
            "--role",
            choices=TeamRole.values,
            help="La première personne d’une équipe en est responsable\u00a0; les autres, coordinatrices",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"].strip().lower()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(
                f"«\u00a0{email}\u00a0» n’est pas une adresse électronique."
            ) from error
        password = self._ask_password()
        try:
            with transaction.atomic():
                team = Team.objects.filter(name=options["team"]).order_by("pk").first()
                news = "déjà là" if team else "créée"
                team = team or Team.objects.create(name=options["team"])
                role = TeamRole(options["role"] or _first_or_not(team))
                new = NewAccount(email, options["name"], password, role=role)
                open_account(new, team, now=timezone.now())
        except IntegrityError as error:
            raise CommandError(f"Un compte existe déjà pour {email}. Rien n’a changé.") from error
        self.stdout.write(f"Compte ouvert pour {email}, dans l’équipe {team} ({news}).")

    def _ask_password(self) -> str:
        password = getpass("Mot de passe (12 signes au moins)\u00a0: ")
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if password != getpass("Encore une fois\u00a0: "):
            raise CommandError("Les deux mots de passe ne sont pas les mêmes. Recommencez.")
        return password
