"""The points of a meeting and what must be read before each decision."""

from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from intermetiers.web.sealing import EncryptedCharField, EncryptedTextField
from meetings.domain.kinds import ItemKind
from meetings.models.choices import ITEM_KINDS, MOVES
from meetings.models.meeting import Meeting, OfMeetingQuerySet
from meetings.models.participants import Participant


class AgendaItem(models.Model):
    """A point. Moved out of the meeting, it stays, with where it is treated instead."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField("rang", default=0)
    title = EncryptedCharField("point", max_length=160)
    kind = models.CharField(
        "pour", max_length=20, choices=ITEM_KINDS, default=ItemKind.UNDERSTAND.value
    )
    minutes = models.PositiveSmallIntegerField(
        "minutes", default=15, validators=[MinValueValidator(1), MaxValueValidator(180)]
    )
    opener = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="opens",
        verbose_name="qui ouvre",
    )  # fmt: skip
    moved_to = models.CharField("traité", max_length=20, choices=MOVES, blank=True)
    moved_note = EncryptedCharField("précision", max_length=160, blank=True)
    moved_at = models.DateTimeField("sorti le", null=True)
    added_at = models.DateTimeField("ajouté le")
    # Why it stays « à décider » although not everybody had the information in time.
    kept_reason = EncryptedCharField("gardé parce que", max_length=250, blank=True)
    kept_at = models.DateTimeField("gardé le", null=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "point de l’ordre du jour"
        verbose_name_plural = "ordre du jour"
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0),
                name="minutes_not_zero",
                violation_error_message="Un point dure au moins une minute.",
            )
        ]

    def __str__(self) -> str:
        return self.title


class InformationQuerySet(models.QuerySet["Information"]):
    def visible_to(self, account: Any) -> InformationQuerySet:
        return self.filter(
            item__meeting__team_id=account.current_team_id,
            item__meeting__team__memberships__account_id=account.pk,
        )


class Information(models.Model):
    """What must be read before a point à décider: a text written here, or a PDF."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="informations")
    title = EncryptedCharField("information", max_length=160)
    giver = models.ForeignKey(
        Participant, models.SET_NULL, null=True, blank=True, related_name="gives",
        verbose_name="qui la donne",
    )  # fmt: skip
    due_on = models.DateField("pour le", null=True, blank=True)
    text = EncryptedTextField("texte", max_length=6000, blank=True)
    file = models.FileField("document PDF", upload_to="informations/%Y/%m", blank=True)
    file_name = models.CharField("nom du document", max_length=120, blank=True)
    file_pages = models.PositiveSmallIntegerField("pages", default=0)
    given_at = models.DateTimeField("donnée le", null=True)
    # Nobody reads what comes once the briefs are out before it goes to all at the same moment.
    released_at = models.DateTimeField("donnée à tous le", null=True)
    added_at = models.DateTimeField("ajoutée le")

    objects = InformationQuerySet.as_manager()

    class Meta:
        verbose_name = "information d’avant"
        verbose_name_plural = "informations d’avant"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title
