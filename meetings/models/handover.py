"""A pupil’s file that goes to another team, or came from elsewhere: facts with their day."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models

from intermetiers.web.links import fingerprint
from intermetiers.web.sealing import EncryptedCharField
from partners.models import Pupil, Team, TeamRole


class TransferQuerySet(models.QuerySet["Transfer"]):
    def waiting(self, now: datetime) -> TransferQuerySet:
        """Neither answered, nor taken back, nor too old, of a pupil who is still there; by somebody
        who still answers for the team: put out of it, they could take the file along."""
        unanswered = self.filter(answered_at=None, withdrawn_at=None, pupil__isnull=False)
        return unanswered.filter(
            expires_at__gt=now,
            team__memberships__account=models.F("proposed_by"),
            team__memberships__role=TeamRole.RESPONSABLE,
        )

    def opened_by(self, secret: str, now: datetime) -> TransferQuerySet:
        """The one that waits and that this secret opens: one or none."""
        return self.waiting(now).filter(fingerprint=fingerprint(secret))


class Transfer(models.Model):
    """A file proposed to another team, by a link of which only the fingerprint is kept.

    The link goes to `to_email`; whoever holds it and leads a team may answer, once. An address is
    no proof: an account may bear one that its holder never opened. `number` is that of the pupil
    where the file was, `new_number` where it went.
    """

    pupil = models.ForeignKey(Pupil, models.SET_NULL, null=True, related_name="transfers")
    number = models.BigIntegerField("numéro de la fiche")
    team = models.ForeignKey(Team, models.CASCADE, related_name="files_handed")
    to_email = models.EmailField("proposé à")
    fingerprint = models.CharField("empreinte du lien", max_length=64, unique=True)
    expires_at = models.DateTimeField("ouvert jusqu’au")
    word = EncryptedCharField("un mot", max_length=300, blank=True)
    proposed_at = models.DateTimeField("proposé le")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField("répondu le", null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # The team of who accepted; None while nobody did.
    to_team = models.ForeignKey(
        Team, models.SET_NULL, null=True, related_name="files_taken", verbose_name="remis à"
    )
    new_number = models.BigIntegerField("numéro chez elle", null=True)
    withdrawn_at = models.DateTimeField("repris le", null=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier transmis"
        verbose_name_plural = "dossiers transmis"
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil"],
                condition=models.Q(answered_at=None, withdrawn_at=None),
                name="proposed_to_one_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return str(self.number)


class ReceivedFile(models.Model):
    """That a pupil’s file came from elsewhere, and when: what is older was written there.

    `fingerprint` is the SHA-256 of the file that was brought; "" for one handed over by another
    team of this site, which no hand has touched on the way.
    """

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="received_files")
    received_at = models.DateTimeField("reçu le")
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    team_name = models.CharField("venu de", max_length=120)
    made_at = models.DateTimeField("fait le")
    fingerprint = models.CharField("empreinte du fichier", max_length=64, blank=True)

    class Meta:
        verbose_name = "dossier reçu"
        verbose_name_plural = "dossiers reçus"
        ordering = ["received_at", "pk"]

    def __str__(self) -> str:
        return f"{self.team_name} · {self.received_at:%d/%m/%Y}"
