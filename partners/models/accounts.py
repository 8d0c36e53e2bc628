"""Teams own every row; accounts belong to teams. A person is not an account."""

from __future__ import annotations

from datetime import datetime
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
    # What an identity provider calls this team: a SIRET, a UAI, a domain. Empty: nobody comes in so.
    organisation = models.CharField(
        "organisation", max_length=120, blank=True, default="", db_default=""
    )
    # From then on, who has no second factor opens nothing of the team before adding one.
    second_factor_since = models.DateTimeField("second facteur demandé depuis", null=True)
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
    # None for who waits to be let into a team, or has left the last one.
    current_team = models.ForeignKey(
        Team, models.PROTECT, null=True, related_name="+", verbose_name="équipe affichée"
    )
    # Which organisation an identity provider says this person is of.
    organisation = models.CharField(
        "organisation", max_length=120, blank=True, default="", db_default=""
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

    @property
    def role(self) -> TeamRole | None:
        """What it may do in the team it shows; None when it is of no team, or of this one no more.

        Read with the account at each request (`partners.backends`), hence without a query then.
        """
        if "shown_role" not in self.__dict__:
            shown = self.memberships.filter(team_id=self.current_team_id or 0)
            self.shown_role = shown.values_list("role", flat=True).first()
        return TeamRole(self.shown_role) if self.shown_role else None


class TeamRole(models.TextChoices):
    """What a member may do: everything; everything but the members, the rules and erasing; read."""

    RESPONSABLE = "responsable", "responsable"
    COORDINATEUR = "coordinateur", "coordinateur"
    LECTEUR = "lecteur", "lecteur"


class Membership(models.Model):
    """An account in a team, since a day."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships")
    joined_at = models.DateTimeField("depuis", auto_now_add=True)
    role = models.CharField(
        "rôle",
        max_length=12,
        choices=TeamRole,
        default=TeamRole.COORDINATEUR,
        db_default=TeamRole.COORDINATEUR.value,
    )

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


class MemberInvitationQuerySet(models.QuerySet["MemberInvitation"]):
    def open_at(self, moment: datetime) -> MemberInvitationQuerySet:
        """Those that still open: neither used nor taken back, and not too old."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=moment)


class MemberInvitation(models.Model):
    """Somebody asked to join a team, by a link of which only the fingerprint is kept."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="member_invitations")
    email = models.EmailField("adresse électronique")
    role = models.CharField("rôle", max_length=12, choices=TeamRole)
    fingerprint = models.CharField("empreinte du lien", max_length=64, unique=True)
    invited_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField("invité le")
    expires_at = models.DateTimeField("ouvert jusqu’au")
    accepted_at = models.DateTimeField("accepté le", null=True)
    withdrawn_at = models.DateTimeField("retiré le", null=True)

    objects = MemberInvitationQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation dans une équipe"
        verbose_name_plural = "invitations dans une équipe"

    def __str__(self) -> str:
        return f"{self.email} · {self.team}"


class ProviderIdentity(models.Model):
    """Who an account is for an identity provider: by its number there, never by its address."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="provider_identities")
    issuer = models.CharField("fournisseur", max_length=255)
    subject = models.CharField("numéro chez lui", max_length=255)
    linked_at = models.DateTimeField("depuis")

    class Meta:
        verbose_name = "identité chez un fournisseur"
        verbose_name_plural = "identités chez un fournisseur"
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_account_by_identity")
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.issuer}"


Row = TypeVar("Row", bound=models.Model)


class TeamQuerySet(models.QuerySet[Row]):
    """Rows of a team. The one door: whoever is not of the team sees nothing, hence 404."""

    def visible_to(self, account: Any) -> Self:
        """Rows of the team this account is showing, if it still belongs to it."""
        return self.filter(
            team_id=account.current_team_id, team__memberships__account_id=account.pk
        )
