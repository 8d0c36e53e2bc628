"""The languages a native speaker re-read for a team."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from partners.models.accounts import Team


class RereadLanguage(models.Model):
    """A team says that somebody whose language it is has read our texts in it."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="reread_languages")
    language = models.CharField("langue", max_length=10)
    read_by = models.CharField("relue par", max_length=120)
    noted_at = models.DateTimeField("noté le")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "langue relue"
        verbose_name_plural = "langues relues"
        constraints = [
            models.UniqueConstraint(fields=["team", "language"], name="language_reread_once"),
        ]

    def __str__(self) -> str:
        return f"{self.language} · {self.read_by}"
