"""What each person says before the meeting, in answer to the same questions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from intermetiers.web.sealing import EncryptedTextField
from meetings.domain.kinds import Audience, Source
from meetings.models.choices import AUDIENCES, FACES, SOURCES
from meetings.models.meeting import OfMeetingQuerySet
from meetings.models.participants import Participant


class ContributionQuerySet(OfMeetingQuerySet):
    def visible_to(self, account: object) -> ContributionQuerySet:
        return self.filter(
            participant__meeting__team_id=account.current_team_id,  # type: ignore[attr-defined]
            participant__meeting__team__memberships__account_id=account.pk,  # type: ignore[attr-defined]
        )


class Contribution(models.Model):
    """The point of view of one participant, as it stands.

    `source` says how it came; what a coordinator typed for somebody is `read_back_at` once it was
    read to that person. `family_agreed_at` is what somebody of a care métier confirmed: without
    it, their words are for the coordinator only (code de la santé publique, D1110-3-1).
    """

    participant = models.OneToOneField(
        Participant, models.CASCADE, related_name="contribution", verbose_name="de"
    )
    understands = EncryptedTextField(
        "ce que je comprends de la situation", max_length=1000, blank=True
    )
    matters = EncryptedTextField("ce qui compte pour moi", max_length=1000, blank=True)
    proposes = EncryptedTextField("ce que je propose ou demande", max_length=1000, blank=True)
    questions = EncryptedTextField("mes questions", max_length=1000, blank=True)
    face = models.CharField("comment ça va", max_length=10, choices=FACES, blank=True)
    audience = models.CharField(
        "qui peut lire", max_length=12, choices=AUDIENCES, default=Audience.COORDINATOR.value
    )
    family_agreed_at = models.DateTimeField("la famille est d’accord depuis le", null=True)
    source = models.CharField("venue par", max_length=10, choices=SOURCES)
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name="tapée par",
    )  # fmt: skip
    read_back_at = models.DateTimeField("relue à la personne le", null=True)
    said_at = models.DateTimeField("dite le")

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = "point de vue"
        verbose_name_plural = "points de vue"
        constraints = [
            models.CheckConstraint(
                condition=~Q(source=Source.LINK.value) | Q(typed_by=None),
                name="typed_by_nobody_else_through_a_link",
            )
        ]

    def __str__(self) -> str:
        return str(self.participant)
