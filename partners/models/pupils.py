"""Pupils and their schooling, year by year. There is no field for a diagnosis."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from intermetiers.web.french import join_words, write_minutes
from partners.domain.school_years import first_day, school_year_of, write_school_year
from partners.models.accounts import Account, TeamQuerySet
from partners.models.finding import Folded, holds, holds_each, indexed_name
from partners.models.institutions import Institution


class Plan(models.TextChoices):
    """A plan of the pupil, as a word; never the document. A pupil may have several."""

    PPS = "PPS", "PPS (projet personnalisé de scolarisation)"
    PAP = "PAP", "PAP (plan d’accompagnement personnalisé)"
    PAI = "PAI", "PAI (projet d’accueil individualisé)"
    PPRE = "PPRE", "PPRE (programme personnalisé de réussite éducative)"


class HumanHelp(models.TextChoices):
    """How an AESH helps, when one does."""

    NONE = "", "pas d’aide humaine"
    INDIVIDUAL = "individuelle", "individuelle"
    SHARED = "mutualisée", "mutualisée"
    COLLECTIVE = "collective", "collective"


class PupilQuerySet(TeamQuerySet["Pupil"]):
    def active(self) -> Self:
        return self.filter(archived_at=None)

    def in_order(self) -> Self:
        return self.order_by("folded", "pk")

    def for_list(self) -> Self:
        return self.in_order().select_related("school")

    def matching(self, words: str) -> Self:
        """Every word stands somewhere in the name, the school or the class."""
        columns = ("folded", "school__folded")
        return self.filter(holds_each(words, lambda word: holds(word, columns)))

    def with_meetings(self, now: datetime) -> Self:
        """With `last_meeting_at` and `next_meeting_at`, of the meetings that stand and have a date.

        Meetings are of an app above: reached by the name they give to this end, never imported.
        """
        last = _dated_meetings(lt=now).order_by(f"-{_DATE}")
        following = _dated_meetings(gte=now).order_by(_DATE)
        return self.annotate(
            last_meeting_at=Subquery(last.values(_DATE)[:1]),
            next_meeting_at=Subquery(following.values(_DATE)[:1]),
        )

    def without_meeting_since(self, moment: datetime) -> Self:
        """Whose meetings that stand, held or to come, are all before: or who have none dated."""
        return self.exclude(Exists(_dated_meetings(gte=moment)))


_DATE = "meetings__chosen_slot__starts_at"


def _dated_meetings(**when: datetime) -> PupilQuerySet:
    """Of the pupil of the outer query: a line for each meeting not called off, by its date."""
    dates = {f"{_DATE}__{name}": moment for name, moment in when.items()}
    return Pupil.objects.filter(pk=OuterRef("pk"), meetings__cancelled_at=None, **dates)


class Pupil(Folded):
    """The person the meeting is for.

    School, class and dispositif are the present ones, kept here for lists; `schoolings` says
    them year by year, and the acts of `partners.actions.schooling` keep both in step.
    """

    team = models.ForeignKey("partners.Team", models.CASCADE, related_name="pupils")
    first_name = models.CharField("prénom", max_length=80)
    last_name = models.CharField("nom", max_length=80, blank=True)
    born_on = models.DateField("date de naissance", null=True, blank=True)
    school = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="pupils",
        verbose_name="école ou établissement",
    )  # fmt: skip
    class_name = models.CharField("classe", max_length=40, blank=True)
    dispositif = models.CharField("dispositif", max_length=40, blank=True)
    # Words of `Plan` in its order, a space between: « PPS PAI ».
    plan = models.CharField("plan", max_length=40, blank=True)
    aesh_kind = models.CharField("aide humaine", max_length=20, choices=HumanHelp, blank=True)
    aesh_hours = models.DecimalField(
        "heures d’aide par semaine", max_digits=5, decimal_places=2, null=True, blank=True
    )
    # The last day of what the MDPH decided for the pupil, as its letter (notification) says it.
    notified_until = models.DateField("fin de la notification", null=True, blank=True)
    archived_at = models.DateTimeField("archivé le", null=True, blank=True)

    objects = PupilQuerySet.as_manager()

    class Meta:
        verbose_name = "élève"
        verbose_name_plural = "élèves"
        indexes = [models.Index(fields=["team", "folded"])]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def aesh_length(self) -> str:
        """« 9 heures », « 9 h 15 »; empty when nobody said."""
        return write_minutes(round(self.aesh_hours * 60)) if self.aesh_hours else ""

    @property
    def listed(self) -> str:
        """The name as an index gives it, last name first."""
        return f"{self.last_name} {self.first_name}".strip()

    @property
    def looked_for(self) -> str:
        return f"{indexed_name(self.last_name)} {self.name} {self.class_name}"

    @property
    def plan_label(self) -> str:
        """Each plan with its acronym spelt out; « aucun, ou pas encore » without any."""
        plans = [Plan(word).label for word in self.plan.split()]
        return join_words(plans) if plans else "aucun, ou pas encore"


class SchoolingQuerySet(models.QuerySet["Schooling"]):
    def visible_to(self, account: Account) -> Self:
        """Those of the pupils of the team this account shows, if it still belongs to it."""
        return self.filter(
            pupil__team_id=account.current_team_id,
            pupil__team__memberships__account_id=account.pk,
        )

    def begun(self, day: date) -> Self:
        """Those of the school year of this day that have begun, the latest of a pupil last."""
        started = Q(since=None) | Q(since__lte=day)
        return self.filter(started, year=school_year_of(day)).order_by(
            "pupil_id", F("since").asc(nulls_first=True)
        )


class Schooling(models.Model):
    """Where a pupil went to school in one school year, or is expected to go.

    A year has one row, and one more for each change in the course of it, which says `since` when.
    A year planned with `leaves` has no school: the pupil is archived when it begins.
    """

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="schoolings")
    year = models.PositiveSmallIntegerField("année scolaire")  # 2026 is 2026-2027
    since = models.DateField("à partir du", null=True, blank=True)  # None: the first of September
    school = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="schoolings",
        verbose_name="école ou établissement",
    )  # fmt: skip
    class_name = models.CharField("classe", max_length=40, blank=True)
    dispositif = models.CharField("dispositif", max_length=40, blank=True)
    leaves = models.BooleanField("quitte le secteur", default=False)

    objects = SchoolingQuerySet.as_manager()

    class Meta:
        verbose_name = "année de scolarité"
        verbose_name_plural = "années de scolarité"
        ordering = [F("year").desc(), F("since").desc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "year"],
                condition=Q(since=None),
                name="one_schooling_a_year",
                violation_error_message="Cette année est déjà notée.",
            ),
            models.UniqueConstraint(
                fields=["pupil", "year", "since"],
                name="one_schooling_a_day",
                violation_error_message="Un changement est déjà noté ce jour-là.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil} · {self.year_label}"

    @property
    def year_label(self) -> str:
        return write_school_year(self.year)

    @property
    def begins_on(self) -> date:
        return self.since or first_day(self.year)

    @property
    def place(self) -> str:
        """« 6e · ULIS, Collège Rosa-Parks », or that the pupil leaves."""
        if self.leaves:
            return "quitte le secteur"
        group = " · ".join(word for word in (self.class_name, self.dispositif) if word)
        return ", ".join(word for word in (group, self.school and self.school.placed_name) if word)
