"""Teams own every row; accounts belong to teams. A person is not an account."""

from __future__ import annotations

from typing import Any, Self, TypeVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Zone(models.TextChoices):
    """School holidays of the place."""

    A = "A", "zone A"
    B = "B", "zone B"
    C = "C", "zone C"
    CORSE = "Corse", "Corse"
    OTHER = "other", "outre-mer ou autre"


class Territory(models.TextChoices):
    """Where some public holidays are not those of the whole country."""

    MAINLAND = "", "métropole, hors Alsace et Moselle"
    ALSACE = "6AE", "Alsace"
    MOSELLE = "57", "Moselle"
    GUADELOUPE = "971", "Guadeloupe"
    MARTINIQUE = "972", "Martinique"
    GUYANE = "973", "Guyane"
    REUNION = "974", "La Réunion"
    MAYOTTE = "976", "Mayotte"
    SAINT_BARTHELEMY = "BL", "Saint-Barthélemy"
    SAINT_MARTIN = "MF", "Saint-Martin"
    NOUVELLE_CALEDONIE = "NC", "Nouvelle-Calédonie"
    POLYNESIE = "PF", "Polynésie française"
    SAINT_PIERRE = "PM", "Saint-Pierre-et-Miquelon"
    WALLIS = "WF", "Wallis-et-Futuna"


class Team(models.Model):
    """A sector, a school, a network: those who share pupils and an address book."""

    name = models.CharField("nom de l’équipe", max_length=120)
    zone = models.CharField("vacances scolaires", max_length=10, choices=Zone, default=Zone.A)
    territory = models.CharField(
        "jours fériés", max_length=3, choices=Territory, default=Territory.MAINLAND, blank=True
    )
    created_at = models.DateTimeField("créée le", auto_now_add=True)
    # Another value each time an own entry changes; empty while the team reads what we ship.
    catalogue_version = models.UUIDField(null=True, editable=False)

    class Meta:
        verbose_name = "équipe"
        verbose_name_plural = "équipes"

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Account:
        """An account that can sign in. Addresses are compared without regard to case."""
        account = self.model(email=email.strip().lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """Someone who signs in: a coordinator. Families and partners never need one."""

    email = models.EmailField("adresse électronique", unique=True)
    name = models.CharField("prénom et nom", max_length=120)
    phone = models.CharField("téléphone donné aux invités", max_length=40, blank=True)
    is_active = models.BooleanField("ouvert", default=True)
    current_team = models.ForeignKey(
        Team, models.PROTECT, related_name="+", verbose_name="équipe affichée"
    )
    teams: models.ManyToManyField[Team, Membership] = models.ManyToManyField(
        Team, through="Membership", related_name="accounts"
    )

    objects = AccountManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "compte"
        verbose_name_plural = "comptes"

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """An account in a team, since a day."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    joined_at = models.DateTimeField("depuis", auto_now_add=True)

    class Meta:
        verbose_name = "appartenance"
        verbose_name_plural = "appartenances"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "team"],
                name="one_membership",
                violation_error_message="Cette personne est déjà dans l’équipe.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.team}"


Row = TypeVar("Row", bound=models.Model)


class TeamQuerySet(models.QuerySet[Row]):
    """Rows of a team. The one door: whoever is not of the team sees nothing, hence 404."""

    def visible_to(self, account: Any) -> Self:
        """Rows of the team this account is showing, if it still belongs to it."""
        return self.filter(
            team_id=account.current_team_id, team__memberships__account_id=account.pk
        )
