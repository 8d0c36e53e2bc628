"""Who was handed the brief, what each said of what there is to read, whom one wrote to again."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from intermetiers.web.models import OutgoingMail
from intermetiers.web.sealing import EncryptedCharField, EncryptedTextField
from meetings.domain.kinds import ReadSaid, Source
from meetings.models.agenda import Information
from meetings.models.choices import HANDED_BY, READ_SAID, SOURCES
from meetings.models.meeting import Meeting
from meetings.models.participants import Participant


class Handing(models.Model):
    """The brief of one person, handed out one day, in one way and one language.

    A message that could not leave, or came back, hands nothing out: `mail` tells.
    """

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="handings")
    by_way = models.CharField("remis", max_length=10, choices=HANDED_BY)
    handed_on = models.DateField("le")
    language = models.CharField("langue", max_length=10)
    mail = models.ForeignKey(OutgoingMail, models.SET_NULL, null=True, related_name="+")
    noted_at = models.DateTimeField("noté le")
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "brief remis"
        verbose_name_plural = "briefs remis"
        ordering = ["handed_on", "pk"]

    def __str__(self) -> str:
        return f"{self.participant} · {self.handed_on:%d/%m/%Y}"


class ReadMark(models.Model):
    """What one person said of one information: read, or not understood."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="read_marks")
    information = models.ForeignKey(Information, models.CASCADE, related_name="read_marks")
    said = models.CharField("dit", max_length=10, choices=READ_SAID)
    note = EncryptedCharField("ce que je ne comprends pas", max_length=250, blank=True)
    source = models.CharField("venu par", max_length=10, choices=SOURCES, default=Source.LINK.value)
    said_at = models.DateTimeField("dit le")

    class Meta:
        verbose_name = "lecture"
        verbose_name_plural = "lectures"
        constraints = [
            models.UniqueConstraint(fields=["participant", "information"], name="said_once"),
        ]

    def __str__(self) -> str:
        return f"{self.participant} · {ReadSaid(self.said).name}"


class BriefReminder(models.Model):
    """One message to somebody who has not opened the brief."""

    participant = models.ForeignKey(Participant, models.CASCADE, related_name="brief_reminders")
    mail = models.ForeignKey(OutgoingMail, models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField("envoyé le")

    class Meta:
        verbose_name = "rappel du brief"
        verbose_name_plural = "rappels du brief"
        ordering = ["sent_at", "pk"]

    def __str__(self) -> str:
        return f"{self.participant} · {self.sent_at:%d/%m/%Y}"


class Translation(models.Model):
    """What a coordinator wrote in French, in the words of another language.

    It is of the French text as it stood: once that changes, the translation shows no more.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="translations")
    language = models.CharField("langue", max_length=10)
    original = EncryptedTextField("en français", max_length=6000)
    fingerprint = models.CharField("empreinte du français", max_length=64)
    text = EncryptedTextField("traduction", max_length=9000)
    typed_at = models.DateTimeField("tapée le")
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "traduction"
        verbose_name_plural = "traductions"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "language", "fingerprint"], name="translated_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language} · {self.original[:40]}"
