"""Pupils and those who answer for them. There is no field for a diagnosis, and none for the
place where a family lives: an address nobody stored cannot leak."""

from __future__ import annotations

from typing import Self, cast

from django.db import models

from partners.domain.catalogue import Gender, with_article
from partners.models.accounts import TeamQuerySet
from partners.models.finding import Folded, holds
from partners.models.professionals import GrammaticalGender, Institution


class Plan(models.TextChoices):
    """The plan of the pupil, as a word; never the document."""

    NONE = "", "aucun, ou pas encore"
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


class Language(models.TextChoices):
    """The language a person reads best. « autre » asks which."""

    FRENCH = "fr", "français"
    ENGLISH = "en", "anglais"
    ARABIC = "ar", "arabe"
    TURKISH = "tr", "turc"
    PORTUGUESE = "pt", "portugais"
    SPANISH = "es", "espagnol"
    UKRAINIAN = "uk", "ukrainien"
    OTHER = "autre", "autre"


class PupilQuerySet(TeamQuerySet["Pupil"]):
    def active(self) -> Self:
        return self.filter(archived_at=None)

    def in_order(self) -> Self:
        return self.order_by("folded", "pk")

    def for_list(self) -> Self:
        return self.in_order().select_related("school")

    def matching(self, words: str) -> Self:
        """Every word stands somewhere in the name, the school or the class."""
        found = self
        for word in words.split():
            found = found.filter(holds(word, ("folded", "school__folded")))
        return found


class Pupil(Folded):
    """The person the meeting is for."""

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
    plan = models.CharField("plan", max_length=10, choices=Plan, blank=True)
    aesh_kind = models.CharField("aide humaine", max_length=20, choices=HumanHelp, blank=True)
    aesh_hours = models.DecimalField(
        "heures d’aide par semaine", max_digits=4, decimal_places=1, null=True, blank=True
    )
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
    def listed(self) -> str:
        """The name as an index gives it, last name first."""
        return f"{self.last_name} {self.first_name}".strip()

    @property
    def looked_for(self) -> str:
        return f"{self.last_name} {self.first_name} {self.class_name}"


class FamilyMember(models.Model):
    """A parent, a guardian, whoever brings the child up. Each apart, with their own contacts."""

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="family")
    relation = models.CharField("lien avec l’élève", max_length=60)
    gender = models.CharField(
        "on en parle", max_length=1, choices=GrammaticalGender.choices, blank=True
    )
    first_name = models.CharField("prénom", max_length=80, blank=True)
    last_name = models.CharField("nom", max_length=80, blank=True)
    parental_authority = models.BooleanField("exerce l’autorité parentale", default=True)
    email = models.EmailField("adresse électronique", blank=True)
    phone = models.CharField("téléphone", max_length=40, blank=True)
    reads_best = models.CharField(
        "lit le mieux", max_length=10, choices=Language, default=Language.FRENCH
    )
    reads_other = models.CharField("langue, si autre", max_length=40, blank=True)
    work = models.CharField("travail et horaires", max_length=250, blank=True)
    needs = models.CharField("ce qu’il faut prévoir", max_length=250, blank=True)
    living = models.CharField("situation, sans adresse", max_length=160, blank=True)
    wishes = models.CharField("ce que cette personne souhaite", max_length=250, blank=True)

    class Meta:
        verbose_name = "membre de la famille"
        verbose_name_plural = "membres de la famille"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name or self.relation

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def called(self) -> str:
        """How a sentence names this person: « la mère », « le beau-père »."""
        return with_article(self.relation, cast(Gender, self.gender))

    @property
    def language(self) -> str:
        """The language this person reads best, as a word."""
        if self.reads_best == Language.OTHER:
            return self.reads_other or "autre"
        return Language(self.reads_best).label
