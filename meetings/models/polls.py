"""Answers brought from another date poll: what each import wrote, so that it can be undone."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from intermetiers.web.sealing import EncryptedJSONField
from meetings.domain.kinds import PollKind
from meetings.models.choices import POLL_KINDS
from meetings.models.meeting import Meeting, OfMeetingQuerySet


class PollImport(models.Model):
    """One file brought in. `draft` is what was read, until it is written or thrown away;
    `written` is what stood before each answer and each slot it wrote."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="poll_imports")
    kind = models.CharField("sondage", max_length=12, choices=POLL_KINDS, default=PollKind.OTHER)
    read_at = models.DateTimeField("lu le")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    draft = EncryptedJSONField("ce qui a été lu", default=dict, blank=True)
    written = EncryptedJSONField("ce qui a été écrit", default=dict, blank=True)
    written_at = models.DateTimeField("écrit le", null=True)
    undone_at = models.DateTimeField("défait le", null=True)

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "sondage apporté"
        verbose_name_plural = "sondages apportés"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.kind} · {self.read_at:%d/%m/%Y}"
