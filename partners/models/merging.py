"""Cards that were found to be one."""

from __future__ import annotations

from django.db import models


class MergedCard(models.Model):
    """An address that no longer has its card, and the card one is led to instead."""

    team = models.ForeignKey("partners.Team", models.CASCADE, related_name="merged_cards")
    model = models.CharField("sorte de fiche", max_length=40)
    old_pk = models.BigIntegerField("fiche réunie")
    kept_pk = models.BigIntegerField("fiche gardée")
    at = models.DateTimeField("réunies le")

    class Meta:
        verbose_name = "fiche réunie"
        verbose_name_plural = "fiches réunies"
        constraints = [
            models.UniqueConstraint(fields=["model", "old_pk"], name="one_fate_per_card")
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.old_pk} → {self.kept_pk}"
