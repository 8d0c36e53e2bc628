"""Who is invited, in what capacity, why, and how each takes part."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from intermetiers.web.sealing import EncryptedCharField
from meetings.domain.kinds import Presence, Role
from meetings.models.choices import PRESENCES, ROLES
from meetings.models.meeting import Meeting, OfMeetingQuerySet
from partners.models import FamilyMember, Professional


class Participant(models.Model):
    """One seat. A guardian points to the family, a professional to a card of the address book;
    a companion or an interpreter may be only a name."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="participants")
    role = models.CharField("rôle", max_length=20, choices=ROLES)
    family_member = models.ForeignKey(
        FamilyMember, models.PROTECT, null=True, blank=True, related_name="seats"
    )
    professional = models.ForeignKey(
        Professional, models.PROTECT, null=True, blank=True, related_name="seats"
    )
    label = models.CharField("nom ou lien", max_length=80, blank=True)
    accompanies = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="companions",
        verbose_name="accompagne",
    )  # fmt: skip
    capacity = models.CharField("en qualité de", max_length=120, blank=True)
    reason = EncryptedCharField("vient parce que", max_length=250, blank=True)
    support = models.BooleanField("parole à soutenir", null=True, blank=True)
    essential = models.BooleanField(
        "sans cette personne, un point ne peut pas se décider", default=False
    )
    presence = models.CharField(
        "prend part", max_length=20, choices=PRESENCES, default=Presence.IN_PERSON.value
    )
    viewpoint = EncryptedCharField("ce que cette personne en dit", max_length=400, blank=True)
    written = EncryptedCharField("contribution écrite", max_length=1000, blank=True)
    position = models.PositiveSmallIntegerField("place à table", default=0)
    invited_at = models.DateTimeField("ajouté le")

    objects = OfMeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "invité"
        verbose_name_plural = "invités"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "family_member"],
                name="one_seat_per_relative",
                violation_error_message="Cette personne est déjà invitée.",
            ),
            models.UniqueConstraint(
                fields=["meeting", "professional"],
                name="one_seat_per_professional",
                violation_error_message="Cette personne est déjà invitée.",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(role=Role.PUPIL.value),
                name="one_seat_for_the_pupil",
                violation_error_message="L’élève a déjà sa place à table.",
            ),
        ]

    def __str__(self) -> str:
        return self.label or str(self.professional or self.family_member or self.get_role_display())
