"""Who has to be told, by voice or by hand, that the date of a meeting changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from meetings.models.invitations import DateChange
from meetings.models.meeting import Meeting, OfMeetingQuerySet
from meetings.models.participants import Participant


class ToTell(models.Model):
    """One person no message of the house reaches, until a coordinator notes that it was said.

    `change` is the first one this person has not heard of.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="to_tell")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="to_tell")
    change = models.ForeignKey(DateChange, models.CASCADE, related_name="to_tell")
    told_at = models.DateTimeField("prévenue le", null=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "personne à prévenir"
        verbose_name_plural = "personnes à prévenir"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(told_at=None),
                name="to_tell_once",
                violation_error_message="Cette personne est déjà à prévenir.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant} · {self.change}"
