"""Candidate dates and what each person said of them."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from intermetiers.web.sealing import EncryptedCharField
from meetings.domain.kinds import Answer, Source
from meetings.models.choices import ANSWERS, SOURCES
from meetings.models.meeting import Meeting, OfMeetingQuerySet
from meetings.models.participants import Participant


class Slot(models.Model):
    """A candidate date."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="slots")
    starts_at = models.DateTimeField("début")
    ends_at = models.DateTimeField("fin")
    added_at = models.DateTimeField("ajouté le")

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "créneau"
        verbose_name_plural = "créneaux"
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "starts_at", "ends_at"],
                name="slot_once",
                violation_error_message="Ce créneau est déjà dans la liste.",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="slot_in_order",
                violation_error_message="Un créneau finit après avoir commencé.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%d/%m/%Y %H:%M}"


class SlotAnswer(models.Model):
    """What a person said of a slot. No row means nothing is known yet.

    `earlier_…` is what stood before another answer took its place: the last word counts, and
    whoever prepares the meeting sees both.
    """

    slot = models.ForeignKey(Slot, models.CASCADE, related_name="answers")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="answers")
    answer = models.CharField("réponse", max_length=20, choices=ANSWERS)
    unpaid = models.BooleanField("hors de ses heures payées", default=False)
    note = EncryptedCharField("ce qui gêne", max_length=160, blank=True)
    source = models.CharField(
        "venue par", max_length=10, choices=SOURCES, default=Source.TYPED.value
    )
    answered_at = models.DateTimeField("noté le")
    earlier_answer = models.CharField("avant", max_length=20, choices=ANSWERS, blank=True)
    earlier_source = models.CharField("venue par", max_length=10, choices=SOURCES, blank=True)
    earlier_at = models.DateTimeField("notée le", null=True)

    class Meta:
        verbose_name = "réponse"
        verbose_name_plural = "réponses"
        constraints = [
            models.UniqueConstraint(fields=["slot", "participant"], name="one_answer"),
        ]

    def __str__(self) -> str:
        return f"{self.participant} · {self.answer}"

    def replace(self, answer: Answer, source: Source, now: datetime) -> bool:
        """Take this answer, said in this way, over the one that stands, which is remembered.

        False, with nothing changed, when it says the same in the same way. Saves nothing.
        """
        if (self.answer, self.source) == (answer.value, source.value) and self.pk:
            return False
        if self.pk and self.answer != answer.value:
            self.earlier_answer, self.earlier_source = self.answer, self.source
            self.earlier_at = self.answered_at
        self.answer, self.source, self.answered_at = answer.value, source.value, now
        return True
