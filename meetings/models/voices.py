"""How the voice of somebody whom the date leaves out will be there all the same."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from intermetiers.web.sealing import EncryptedCharField
from meetings.models.choices import VOICE_WAYS
from meetings.models.slots import SlotAnswer


class VoiceKept(models.Model):
    """By what way one person who cannot come at a slot is heard.

    It hangs on what that person said of the slot: nobody is left out without a word of theirs.
    """

    answer = models.OneToOneField(SlotAnswer, models.CASCADE, related_name="voice")
    way = models.CharField("comment sa voix sera là", max_length=20, choices=VOICE_WAYS)
    note = EncryptedCharField("précision", max_length=160, blank=True)
    at = models.DateTimeField("noté le")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "voix gardée"
        verbose_name_plural = "voix gardées"

    def __str__(self) -> str:
        return f"{self.answer} · {self.way}"
