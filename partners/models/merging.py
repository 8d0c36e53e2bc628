"""Cards that were found to be one, and cards that look alike and are two."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from partners.models.accounts import TeamQuerySet


class MergedCard(models.Model):
    """An address that no longer has its card, and the card one is led to instead."""

    team = models.ForeignKey("partners.Team", models.CASCADE, related_name="merged_cards")
    model = models.CharField("sorte de fiche", max_length=40)
    old_pk = models.BigIntegerField("fiche réunie")
    kept_pk = models.BigIntegerField("fiche gardée")
    at = models.DateTimeField("réunies le")

    objects = TeamQuerySet["MergedCard"].as_manager()

    class Meta:
        verbose_name = "fiche réunie"
        verbose_name_plural = "fiches réunies"
        constraints = [
            models.UniqueConstraint(fields=["model", "old_pk"], name="one_fate_per_card")
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.old_pk} → {self.kept_pk}"


class DistinctCards(models.Model):
    """Two cards that look alike; somebody said they are two, so that it is not asked again."""

    team = models.ForeignKey("partners.Team", models.CASCADE, related_name="distinct_cards")
    model = models.CharField("sorte de fiche", max_length=40)
    low_pk = models.BigIntegerField("une fiche")
    high_pk = models.BigIntegerField("l’autre fiche")
    at = models.DateTimeField("dit le")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = TeamQuerySet["DistinctCards"].as_manager()

    class Meta:
        verbose_name = "fiches à ne pas réunir"
        verbose_name_plural = "fiches à ne pas réunir"
        constraints = [
            models.UniqueConstraint(
                fields=["model", "low_pk", "high_pk"], name="one_answer_per_pair"
            ),
            models.CheckConstraint(
                condition=models.Q(low_pk__lt=models.F("high_pk")), name="low_before_high"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.low_pk} ≠ {self.high_pk}"
