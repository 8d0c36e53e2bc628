"""The hours a meeting takes: of people, of whoever convenes, of a room."""

from __future__ import annotations

from django.db import models

from meetings.models.meeting import Meeting


class Booking(models.Model):
    """One quarter of an hour of one resource, held by one meeting.

    A resource is « professional:12 », « account:1:3 », « relative:5 », « pupil:7 » or « room:2 »
    (`meetings.domain.bookings`). The constraint, and not a question asked before writing, is what
    keeps two meetings from taking the same person at the same time.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="bookings")
    resource = models.CharField("ce qui est pris", max_length=60)
    quarter = models.DateTimeField("quart d’heure")

    class Meta:
        verbose_name = "quart d’heure pris"
        verbose_name_plural = "quarts d’heure pris"
        constraints = [
            models.UniqueConstraint(fields=["resource", "quarter"], name="taken_once"),
        ]

    def __str__(self) -> str:
        return f"{self.resource} · {self.quarter:%d/%m/%Y %H:%M}"
