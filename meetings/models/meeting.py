"""The meeting itself: what for, when about, with how much time."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from intermetiers.web.sealing import EncryptedCharField
from meetings.domain.kinds import MeetingKind, PupilPlace
from meetings.models.choices import MEETING_KINDS, PUPIL_PLACES
from partners.models import Institution, Pupil, Team
from partners.models.accounts import TeamQuerySet
from partners.models.finding import Folded, holds, holds_each


class MeetingQuerySet(TeamQuerySet["Meeting"]):
    def standing(self) -> Self:
        """Not called off."""
        return self.filter(cancelled_at=None)

    def with_date(self) -> Self:
        """Those that have a date, soonest first."""
        return self.exclude(chosen_slot=None).order_by("chosen_slot__starts_at", "pk")

    def without_date(self) -> Self:
        """Those still looking for one, the period that ends soonest first."""
        return self.filter(chosen_slot=None).order_by(
            F("period_end").asc(nulls_last=True), "created_at", "pk"
        )

    def from_day(self, day: date) -> Self:
        """Those whose date is this day, where the team is, or a later one."""
        return self.filter(chosen_slot__starts_at__gte=_midnight(day))

    def before_day(self, day: date) -> Self:
        return self.filter(chosen_slot__starts_at__lt=_midnight(day))

    def with_day(self) -> Self:
        """With `happens_at`: when it was really held, for one opened and closed here; else when it
        is planned, or was opened without a date; None where nothing tells."""
        held = Coalesce("holding__opened_at", "holding__closed_at")
        planned = Coalesce("chosen_slot__starts_at", "holding__opened_at")
        closed = When(holding__closed_at__isnull=False, then=held)
        return self.annotate(happens_at=Case(closed, default=planned))

    def matching(self, words: str) -> Self:
        """Every word stands somewhere in the title, the pupil's name, the school or the class."""
        columns = ("folded", "pupil__folded", "school__folded")
        return self.filter(holds_each(words, lambda word: holds(word, columns)))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


class Meeting(Folded):
    """One meeting around one pupil. School and class are those of the day it was prepared."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="meetings")
    reference = models.CharField("référence", max_length=12, unique=True)
    pupil = models.ForeignKey(Pupil, models.PROTECT, related_name="meetings")
    school = models.ForeignKey(Institution, models.PROTECT, null=True, related_name="+")
    class_name = models.CharField("classe", max_length=40, blank=True)
    kind = models.CharField("sorte de réunion", max_length=30, choices=MEETING_KINDS)
    kind_other = models.CharField("laquelle", max_length=80, blank=True)
    title = models.CharField("titre", max_length=120)
    convener = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="meetings", verbose_name="qui réunit"
    )

    problem = EncryptedCharField("problème commun", max_length=400, blank=True)
    period_start = models.DateField("à partir du", null=True, blank=True)
    period_end = models.DateField("jusqu’au", null=True, blank=True)
    duration_minutes = models.PositiveSmallIntegerField(
        "durée en minutes",
        default=60,
        validators=[MinValueValidator(10), MaxValueValidator(240)],
    )
    pupil_place = models.CharField(
        "place de l’élève", max_length=20, choices=PUPIL_PLACES, default=PupilPlace.UNKNOWN.value
    )
    pupil_words = EncryptedCharField("ce que l’élève souhaite", max_length=250, blank=True)
    companion_wish = EncryptedCharField(
        "ce que la famille souhaite pour son accompagnement", max_length=250, blank=True
    )
    opening_minutes = models.PositiveSmallIntegerField("accueil, en minutes", default=5)
    words_minutes = models.PositiveSmallIntegerField("temps pour les mots, en minutes", default=0)
    rereading_minutes = models.PositiveSmallIntegerField(
        "relecture ensemble, en minutes", default=0
    )
    chosen_slot = models.ForeignKey("Slot", models.SET_NULL, null=True, related_name="+")
    chosen_place = models.ForeignKey("Place", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField("commencée le")
    brief_given_on = models.DateField("brief remis le", null=True)
    viewpoints_shared_on = models.DateField("points de vue partagés le", null=True, blank=True)
    brief_reminders_paused_at = models.DateTimeField("rappels suspendus le", null=True)
    decision_reminders_paused_at = models.DateTimeField(
        "messages sur les décisions suspendus le", null=True
    )
    cancelled_at = models.DateTimeField("annulée le", null=True)
    cancel_reason = EncryptedCharField("raison", max_length=250, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "réunion"
        verbose_name_plural = "réunions"
        indexes = [models.Index(fields=["team", "created_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_start=None)
                | Q(period_end=None)
                | Q(period_end__gte=F("period_start")),
                name="period_in_order",
                violation_error_message="La période finit avant de commencer.",
            ),
            models.CheckConstraint(
                condition=Q(duration_minutes__gt=0),
                name="duration_not_zero",
                violation_error_message="Une réunion dure au moins dix minutes.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def looked_for(self) -> str:
        return f"{self.title} {self.class_name}"

    @property
    def kind_label(self) -> str:
        """« équipe éducative », or what the coordinator wrote for another kind."""
        if self.kind == MeetingKind.OTHER and self.kind_other:
            return self.kind_other
        return str(dict(MEETING_KINDS).get(self.kind, self.kind))


class SetAside(models.Model):
    """A finding put aside with a reason; taking it up again dates `lifted_at`."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="set_asides")
    finding = models.CharField("point d’attention", max_length=200)
    reason = EncryptedCharField("raison", max_length=250)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("quand")
    lifted_at = models.DateTimeField("repris le", null=True)

    class Meta:
        verbose_name = "point d’attention mis de côté"
        verbose_name_plural = "points d’attention mis de côté"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "finding"],
                condition=Q(lifted_at=None),
                name="aside_once",
                violation_error_message="Ce point est déjà mis de côté.",
            )
        ]

    def __str__(self) -> str:
        return self.finding


class OfMeetingQuerySet(models.QuerySet[Any]):
    """Rows that belong to a meeting, reached through it."""

    def visible_to(self, account: Any) -> Any:
        return self.filter(
            meeting__team_id=account.current_team_id,
            meeting__team__memberships__account_id=account.pk,
        )
