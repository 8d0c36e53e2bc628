"""A meeting being held: what each device said happened, in acts that are only ever added."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from intermetiers.web.links import fingerprint
from intermetiers.web.sealing import EncryptedJSONField
from meetings.models.meeting import Meeting


class Holding(models.Model):
    """The session of one meeting. Writing an act locks this row: acts of a meeting come one by
    one, so that what has a greater key was always written later.

    `shares` are milliseconds of speech by world, kept when the times of each person are erased;
    `by_name` the same by person, only where all present agreed. `draft` is the line being typed,
    for the shared screen.
    """

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="holding")
    opened_at = models.DateTimeField("ouverte le", null=True)
    closed_at = models.DateTimeField("fermée le", null=True)
    # From then on `shares` and `by_name` are empty: they were kept long enough.
    forgotten_at = models.DateTimeField("temps de parole effacés le", null=True)
    shares = EncryptedJSONField("temps de parole par monde", default=dict)
    by_name = EncryptedJSONField("temps de parole par personne", default=dict)
    arrived = models.PositiveSmallIntegerField("mots en arrivant", default=0)
    left = models.PositiveSmallIntegerField("mots en repartant", default=0)
    draft = EncryptedJSONField("ligne en cours", default=dict)
    draft_at = models.DateTimeField("ligne en cours, le", null=True)

    class Meta:
        verbose_name = "séance"
        verbose_name_plural = "séances"

    def __str__(self) -> str:
        return str(self.meeting)


class LiveAct(models.Model):
    """One thing that happened in the room. `at` is when it did, `received_at` when we knew."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="live_acts")
    ident = models.UUIDField("identifiant")
    kind = models.CharField("sorte", max_length=20)
    payload = EncryptedJSONField("contenu")
    at = models.BigIntegerField("à, en millisecondes")
    device = models.CharField("appareil", max_length=40)
    received_at = models.DateTimeField("reçu le")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "fait de la séance"
        verbose_name_plural = "faits de la séance"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "ident"], name="each_act_once"),
        ]

    def __str__(self) -> str:
        return self.kind


class ScreenLinkQuerySet(models.QuerySet["ScreenLink"]):
    def opened_by(self, secret: str, now: datetime) -> ScreenLinkQuerySet:
        """The live link this secret opens: one or none."""
        return self.filter(fingerprint=fingerprint(secret), expires_at__gt=now, revoked_at=None)


class ScreenLink(models.Model):
    """The right of a screen in the room to show what is being written, for some hours."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="screen_links")
    fingerprint = models.CharField("empreinte", max_length=64, unique=True)
    made_at = models.DateTimeField("créé le")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField("valable jusqu’au")
    revoked_at = models.DateTimeField("retiré le", null=True)

    objects = ScreenLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "lien d’écran"
        verbose_name_plural = "liens d’écran"
        constraints = [
            models.CheckConstraint(
                condition=~Q(fingerprint=""), name="screen_fingerprint_not_empty"
            )
        ]

    def __str__(self) -> str:
        return str(self.meeting)
