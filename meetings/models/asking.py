"""Asking for dates: the round that is open, whom it asked, what was sent again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from intermetiers.web.sealing import EncryptedCharField
from meetings.models.meeting import Meeting
from meetings.models.participants import Participant


class AskingRound(models.Model):
    """The time during which people are asked about the slots of a meeting.

    `weakest_first` keeps the others back until the family, the pupil and the voices to support
    have answered: `others_asked_at` dates the day the others were let in.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="asking_rounds")
    opened_at = models.DateTimeField("ouverte le")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answer_by = models.DateField("réponse souhaitée le", null=True, blank=True)
    weakest_first = models.BooleanField("d’abord ceux qui ont le moins de marge", default=True)
    only_possible = models.BooleanField(
        "ne montrer aux autres que ce qui va à ceux-là", default=False
    )
    others_asked_at = models.DateTimeField("les autres interrogés le", null=True)
    complete_at = models.DateTimeField("dernière réponse reçue le", null=True)
    closed_at = models.DateTimeField("fermée le", null=True)

    class Meta:
        verbose_name = "demande de dates"
        verbose_name_plural = "demandes de dates"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(closed_at=None),
                name="one_open_round",
                violation_error_message="Une demande de dates est déjà ouverte.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting} · {self.opened_at:%d/%m/%Y}"


class Asked(models.Model):
    """One person asked in a round: when, by what way, and what was said besides the answers."""

    round = models.ForeignKey(AskingRound, models.CASCADE, related_name="asked")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="asked")
    asked_at = models.DateTimeField("demandé le")
    by_mail = models.BooleanField("par courriel", default=False)
    answered_at = models.DateTimeField("répondu le", null=True)
    other_times = EncryptedCharField("quand cette personne peut", max_length=400, blank=True)
    reminded_at = models.DateTimeField("relancée le", null=True)
    reminders = models.PositiveSmallIntegerField("relances", default=0)
    quiet_since = models.DateTimeField("plus de relance depuis", null=True)

    class Meta:
        verbose_name = "personne interrogée"
        verbose_name_plural = "personnes interrogées"
        constraints = [
            models.UniqueConstraint(fields=["round", "participant"], name="asked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.participant} · {self.asked_at:%d/%m/%Y}"
