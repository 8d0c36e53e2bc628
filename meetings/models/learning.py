"""What a coordinator keeps for themselves, to read a situation and to learn from it."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models

from intermetiers.web.sealing import EncryptedJSONField
from meetings.models.meeting import Meeting


class PrivateQuerySet(models.QuerySet[Any]):
    def of_account(self, account: Any) -> Self:
        """What this account wrote in the team it shows: nobody else ever reads it."""
        return self.filter(by=account, team_id=account.current_team_id)


class SituationReading(models.Model):
    """How one coordinator reads one meeting, for themselves alone.

    `marks` holds what was answered, by the key of each item of the grid.
    """

    team = models.ForeignKey("partners.Team", models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="situation_readings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    marks = EncryptedJSONField("ce qui est coché et écrit", default=dict)
    saved_at = models.DateTimeField("enregistrée le")

    objects = PrivateQuerySet.as_manager()

    class Meta:
        verbose_name = "lecture d’une situation"
        verbose_name_plural = "lectures de situations"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "by"], name="one_reading_each"),
        ]

    def __str__(self) -> str:
        return str(self.meeting)


class Observation(models.Model):
    """An observation sheet filled on screen, for a training; it names nobody.

    `answers` holds what was written, by the key of each line of the sheet.
    """

    team = models.ForeignKey("partners.Team", models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="observations")
    sheet = models.CharField("fiche", max_length=20)
    title = models.CharField("titre", max_length=120)
    observed_on = models.DateField("observée le", null=True)
    answers = EncryptedJSONField("ce qui est écrit", default=dict)
    saved_at = models.DateTimeField("enregistrée le")

    objects = PrivateQuerySet.as_manager()

    class Meta:
        verbose_name = "observation"
        verbose_name_plural = "observations"
        ordering = ["-saved_at", "-pk"]

    def __str__(self) -> str:
        return self.title
