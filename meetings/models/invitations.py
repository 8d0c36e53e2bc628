"""What was sent to the calendars of the people invited, what they replied, and each change of date."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from intermetiers.web.links import fingerprint
from intermetiers.web.sealing import EncryptedCharField
from meetings.domain.kinds import Reply, ReplyState
from meetings.models.choices import REPLIES, REPLY_STATES
from meetings.models.meeting import Meeting, OfMeetingQuerySet
from meetings.models.participants import Participant


class Invitation(models.Model):
    """The event one person has in a calendar of theirs, as it was last told.

    `uid` is random and of this person alone: it proves, with the address, whose a reply is.
    Somebody who leaves the table keeps no seat, and the row stays until the meeting goes.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations")
    participant = models.ForeignKey(
        Participant, models.SET_NULL, null=True, related_name="invitations"
    )
    uid = models.CharField("identifiant", max_length=120, unique=True)
    recipient = models.EmailField("destinataire")
    # « familymember:12 »: whose it is, should its messages have to be held.
    addressee = models.CharField("pour", max_length=60, blank=True)
    sequence = models.PositiveIntegerField("version", default=0)
    told_at = models.DateTimeField("dite le")
    starts_at = models.DateTimeField("début")
    ends_at = models.DateTimeField("fin")
    place = models.CharField("lieu", max_length=420, blank=True)
    withdrawn_at = models.DateTimeField("retirée le", null=True)
    reply = models.CharField("réponse", max_length=12, choices=REPLIES, blank=True)
    replied_at = models.DateTimeField("répondu le", null=True)
    comment = EncryptedCharField("mot", max_length=400, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "invitation"
        verbose_name_plural = "invitations"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["participant"],
                condition=Q(withdrawn_at=None),
                name="one_standing_invitation",
                violation_error_message="Cette personne a déjà une invitation.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant} · {self.starts_at:%d/%m/%Y %H:%M}"

    @property
    def is_standing(self) -> bool:
        return self.withdrawn_at is None


class ReceivedReply(models.Model):
    """A reply that came by mail. One nobody can be sure of waits for a human, unapplied."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, related_name="received_replies")
    invitation = models.ForeignKey(
        Invitation, models.SET_NULL, null=True, related_name="received_replies"
    )
    message_id = models.CharField("message", max_length=250, unique=True)
    received_at = models.DateTimeField("reçue le")
    sender = models.CharField("de", max_length=254, blank=True)
    reply = models.CharField("réponse", max_length=12, choices=REPLIES, blank=True)
    comment = EncryptedCharField("mot", max_length=400, blank=True)
    state = models.CharField(
        "état", max_length=12, choices=REPLY_STATES, default=ReplyState.ASIDE.value
    )
    why_aside = models.CharField("pourquoi", max_length=200, blank=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "réponse reçue"
        verbose_name_plural = "réponses reçues"
        ordering = ["received_at", "pk"]

    def __str__(self) -> str:
        return f"{self.received_at:%d/%m/%Y} · {self.reply}"

    @property
    def said(self) -> Reply | None:
        return Reply(self.reply) if self.reply else None


class DateChange(models.Model):
    """A meeting that had a date has another one, or none: what it was, and why."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="date_changes")
    at = models.DateTimeField("changée le")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    was_start = models.DateTimeField("commençait le")
    was_end = models.DateTimeField("finissait le")
    starts_at = models.DateTimeField("commence le", null=True)
    ends_at = models.DateTimeField("finit le", null=True)
    reason = EncryptedCharField("raison", max_length=250, blank=True)

    class Meta:
        verbose_name = "changement de date"
        verbose_name_plural = "changements de date"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.was_start:%d/%m/%Y} · {self.at:%d/%m/%Y}"


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def live(self) -> CalendarFeedQuerySet:
        """Not revoked, of an account that is open and still of the team."""
        return self.filter(
            revoked_at=None,
            account__is_active=True,
            team__memberships__account=models.F("account"),
        )

    def opened_by(self, secret: str) -> CalendarFeedQuerySet:
        return self.live().filter(fingerprint=fingerprint(secret))


class CalendarFeed(models.Model):
    """The right to read one account's meetings of one team from a calendar, until it is revoked."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feeds")
    team = models.ForeignKey("partners.Team", models.CASCADE, related_name="feeds")
    fingerprint = models.CharField("empreinte", max_length=64, unique=True)
    made_at = models.DateTimeField("créé le")
    revoked_at = models.DateTimeField("retiré le", null=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = "agenda à suivre"
        verbose_name_plural = "agendas à suivre"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "team"],
                condition=Q(revoked_at=None),
                name="one_live_feed",
                violation_error_message="Cet agenda a déjà une adresse.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.made_at:%d/%m/%Y}"

    def revoke(self, now: datetime) -> None:
        self.revoked_at = now
        self.save(update_fields=["revoked_at"])
