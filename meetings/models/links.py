"""The private links of guests. Only a fingerprint of each secret is stored."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from intermetiers.web.links import fingerprint, read_code
from meetings.domain.kinds import Purpose
from meetings.models.participants import Participant
from partners.domain.families import Receives

AFTER_THE_MEETING = timedelta(days=30)


class PrivateLinkQuerySet(models.QuerySet["PrivateLink"]):
    def live(self, now: datetime) -> PrivateLinkQuerySet:
        """Neither revoked nor expired, nor of somebody a judge forbids to give anything to.

        That of a meeting called off still opens, to say so. A calendar is followed for months:
        its link lives as long as the date that stands, were it moved to later.
        """
        forbidden = Q(participant__family_member__may_receive=Receives.NOTHING.value)
        ends = "participant__meeting__chosen_slot__ends_at__gt"
        followed = Q(purpose=Purpose.CALENDAR.value, **{ends: now - AFTER_THE_MEETING})
        lives = Q(expires_at__gt=now) | followed
        return self.filter(lives, revoked_at=None).exclude(forbidden)

    def opened_by(self, secret: str, purpose: Purpose, now: datetime) -> PrivateLinkQuerySet:
        """The live link this secret, or the code of a letter, opens for this purpose: one or none."""
        live, code = self.live(now).filter(purpose=purpose.value), read_code(secret)
        if code:
            return live.filter(code_fingerprint=fingerprint(code))
        return live.filter(fingerprint=fingerprint(secret))


class PrivateLink(models.Model):
    """The right of one participant to read one brief, or to answer on dates, for a time."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="links")
    fingerprint = models.CharField("empreinte", max_length=64, unique=True)
    made_at = models.DateTimeField("créé le")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_for = models.CharField("pour", max_length=20)
    # A code typed by hand, on a letter: as secret as the link, and kept the same way.
    code_fingerprint = models.CharField("empreinte du code", max_length=64, blank=True)
    purpose = models.CharField("ouvre", max_length=20, default=Purpose.BRIEF.value)
    expires_at = models.DateTimeField("valable jusqu’au")
    revoked_at = models.DateTimeField("retiré le", null=True)
    # The person’s own act: what is about the child was asked for and shown.
    opened_at = models.DateTimeField("ouvert le", null=True)
    tries = models.PositiveSmallIntegerField("essais manqués", default=0)
    tried_at = models.DateTimeField("dernier essai le", null=True)
    not_me_at = models.DateTimeField("« ce n’est pas moi » dit le", null=True)

    objects = PrivateLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "lien privé"
        verbose_name_plural = "liens privés"
        constraints = [
            models.CheckConstraint(
                condition=~Q(fingerprint=""),
                name="fingerprint_not_empty",
            ),
            models.UniqueConstraint(
                fields=["code_fingerprint"],
                condition=~Q(code_fingerprint=""),
                name="one_link_per_code",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant} · {self.made_for}"
