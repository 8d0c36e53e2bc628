"""How long a team keeps what, what is kept longer and why, and what left: facts with their day."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from intermetiers.web.sealing import EncryptedCharField
from partners.models import Pupil, Team


class RetentionChoice(models.Model):
    """How long a team keeps one kind of data, where it chose another length than ours."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="retention_choices")
    kind = models.CharField("ce qui est gardé", max_length=40)
    days = models.PositiveIntegerField("jours")
    changed_at = models.DateTimeField("changé le")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "durée choisie"
        verbose_name_plural = "durées choisies"
        constraints = [
            models.UniqueConstraint(fields=["team", "kind"], name="one_length_for_each_kind")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.days}"


class HoldQuerySet(models.QuerySet["Hold"]):
    def standing(self) -> HoldQuerySet:
        """Those not lifted."""
        return self.filter(lifted_at=None)


class Hold(models.Model):
    """One pupil’s file that nothing erases for now, and the reason somebody wrote."""

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="holds")
    reason = EncryptedCharField("raison", max_length=300)
    placed_at = models.DateTimeField("depuis le")
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField("levé le", null=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = HoldQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier gardé"
        verbose_name_plural = "dossiers gardés"
        constraints = [
            models.UniqueConstraint(
                fields=["pupil"], condition=models.Q(lifted_at=None), name="one_standing_hold"
            )
        ]

    def __str__(self) -> str:
        return str(self.pupil_id)


class ErasedPupil(models.Model):
    """That a file was erased: its number, never a name. A backup brought back erases it again."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="erased_pupils")
    number = models.BigIntegerField("numéro de la fiche")
    erased_at = models.DateTimeField("effacé le")
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    why = models.CharField("au titre de", max_length=40)

    class Meta:
        verbose_name = "dossier effacé"
        verbose_name_plural = "dossiers effacés"
        ordering = ["-erased_at", "-pk"]

    def __str__(self) -> str:
        return str(self.number)
