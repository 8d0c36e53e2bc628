"""When somebody is busy, read from a calendar that person or the coordinator dropped.

The file is not kept, nor what any event is about: there is no field here for it.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import F, Q

from partners.models.families import FamilyMember
from partners.models.professionals import Professional


class CalendarQuerySet(models.QuerySet["Calendar"]):
    def of(self, person: Professional | FamilyMember) -> Self:
        """The calendar of this person: one row or none."""
        return self.filter(**{field_of(person): person})


def field_of(person: Professional | FamilyMember) -> str:
    """Which of the two keys of a calendar leads to this person."""
    return "professional" if isinstance(person, Professional) else "family_member"


class Calendar(models.Model):
    """The last calendar read of one person: when, for which days, and what it left out.

    A moment without a row in `times` is not one where this person is free.
    """

    professional = models.ForeignKey(
        Professional, models.CASCADE, null=True, blank=True, related_name="calendars"
    )
    family_member = models.ForeignKey(
        FamilyMember, models.CASCADE, null=True, blank=True, related_name="calendars"
    )
    read_at = models.DateTimeField("lu le")
    first_day = models.DateField("à partir du")
    last_day = models.DateField("jusqu’au")
    busy_count = models.PositiveIntegerField("moments occupés")
    left_out = models.JSONField("ce qui n’a pas pu être lu", default=list, blank=True)

    objects = CalendarQuerySet.as_manager()

    class Meta:
        verbose_name = "agenda"
        verbose_name_plural = "agendas"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["professional"], name="one_calendar_per_professional"),
            models.UniqueConstraint(fields=["family_member"], name="one_calendar_per_relative"),
            models.CheckConstraint(
                condition=Q(professional=None) ^ Q(family_member=None),
                name="calendar_of_one_person",
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="calendar_days_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"agenda lu le {self.read_at:%d/%m/%Y}"


class BusyTime(models.Model):
    """A stretch of time in which somebody is busy, and nothing of why."""

    calendar = models.ForeignKey(Calendar, models.CASCADE, related_name="times")
    starts_at = models.DateTimeField("début")
    ends_at = models.DateTimeField("fin")

    class Meta:
        verbose_name = "moment occupé"
        verbose_name_plural = "moments occupés"
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["calendar", "starts_at"])]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="busy_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%d/%m/%Y %H:%M}"
