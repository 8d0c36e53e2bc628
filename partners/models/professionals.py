"""The professionals around pupils, and whom each of them follows."""

from __future__ import annotations

from typing import Self, cast

from django.db import models
from django.db.models import Q

from intermetiers.web.french import write_day
from partners.domain.catalogue import Catalogue, Gender, Metier, metier_label, with_article
from partners.domain.presence import Usual, read_weekdays
from partners.domain.weeks import read_week
from partners.domain.worlds import World
from partners.models.accounts import Account, TeamQuerySet
from partners.models.finding import Folded, holds, holds_each, indexed_name
from partners.models.institutions import Institution
from partners.models.own_entries import catalogue_of

OTHER = "autre"


class GrammaticalGender(models.TextChoices):
    """How French speaks of the person: « enseignante », « enseignant »."""

    FEMININE = "f", "au féminin"
    MASCULINE = "m", "au masculin"


class ProfessionalQuerySet(TeamQuerySet["Professional"]):
    def active(self) -> Self:
        return self.filter(archived_at=None)

    def in_order(self) -> Self:
        return self.order_by("folded", "pk")

    def for_list(self) -> Self:
        """With what a line of the list says: the words of a métier come from the team."""
        return self.in_order().select_related("institution", "team")

    def card_of(self, account: Account) -> Professional | None:
        """The account's own card in the team it shows, archived or not."""
        return self.visible_to(account).filter(account=account).first()

    def matching(self, words: str, catalogue: Catalogue) -> Self:
        """Every word stands somewhere in the name, the institution or the métier.

        A métier is found by its name in both genders, whatever the card says; `catalogue` is
        the team's.
        """

        def held(word: str) -> Q:
            of_metier = Q(metier__in=catalogue.metier_codes_like(word))
            return holds(word, ("folded", "institution__folded")) | of_metier

        return self.filter(holds_each(words, held))


class Professional(Folded):
    """Someone whose métier touches the pupil. The name may not be known yet, the métier is."""

    team = models.ForeignKey("partners.Team", models.CASCADE, related_name="professionals")
    metier = models.CharField("métier", max_length=80)
    metier_other = models.CharField("métier, si autre", max_length=80, blank=True)
    gender = models.CharField("on en parle", max_length=1, choices=GrammaticalGender, blank=True)
    first_name = models.CharField("prénom", max_length=80, blank=True)
    last_name = models.CharField("nom", max_length=80, blank=True)
    institution = models.ForeignKey(
        Institution, models.PROTECT, null=True, blank=True, related_name="professionals"
    )
    email = models.EmailField("adresse électronique", blank=True)
    phone = models.CharField("téléphone", max_length=40, blank=True)
    liberal = models.BooleanField("exerce en libéral", default=False)
    fee = models.PositiveSmallIntegerField(
        "ce que la famille paie pour sa présence, en euros", default=0
    )
    paid_hours = models.CharField("heures payées", max_length=200, blank=True)
    availability = models.CharField("quand cette personne est libre", max_length=200, blank=True)
    weekdays = models.CharField("jours de présence", max_length=20, blank=True)
    remote_only = models.BooleanField("à distance seulement", default=False)
    week = models.JSONField("semaine habituelle", default=list, blank=True)
    exceptions = models.JSONField("dates particulières", default=list, blank=True)
    note = models.CharField("à savoir pour l’inviter", max_length=250, blank=True)
    account = models.ForeignKey(
        "partners.Account", models.SET_NULL, null=True, blank=True, related_name="cards"
    )
    archived_at = models.DateTimeField("archivée le", null=True, blank=True)

    objects = ProfessionalQuerySet.as_manager()

    class Meta:
        verbose_name = "professionnel"
        verbose_name_plural = "professionnels"
        indexes = [models.Index(fields=["team", "folded"])]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "account"],
                name="one_card_per_account",
                violation_error_message="Ce compte a déjà sa fiche dans le carnet.",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.title

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def listed(self) -> str:
        """The name as an index gives it, last name first; the métier when there is none."""
        return f"{self.last_name} {self.first_name}".strip() or self.title

    @property
    def looked_for(self) -> str:
        return f"{indexed_name(self.last_name)} {self.name} {self.title}"

    @property
    def catalogue_entry(self) -> Metier | None:
        """What the team's catalogue says of this métier; None for one written freely."""
        return catalogue_of(self.team).metiers.get(self.metier)

    @property
    def title(self) -> str:
        """The métier as one writes it of this person: « éducatrice spécialisée »."""
        found = self.catalogue_entry
        if found is None:
            return self.metier_other
        return metier_label(found, cast(Gender, self.gender))

    @property
    def called(self) -> str:
        """The métier with its article, as a sentence needs it: « l’éducatrice spécialisée »."""
        return with_article(self.title, cast(Gender, self.gender))

    @property
    def placed_title(self) -> str:
        """« orthophoniste · SESSAD Les Tilleuls »: what tells apart two people of one name."""
        return " · ".join(str(word) for word in (self.title, self.institution) if word)

    @property
    def usual(self) -> Usual:
        """How this person usually takes part, whatever the meeting."""
        return Usual(
            gender=cast(Gender, self.gender),
            weekdays=read_weekdays(self.weekdays),
            remote_only=self.remote_only,
            paid_hours=self.paid_hours,
            availability=self.availability,
            liberal=self.liberal,
            fee=self.fee,
            note=self.note,
            week=read_week(self.week),
        )

    @property
    def world(self) -> World:
        """The world of the métier, else that of the institution, else school."""
        found = self.catalogue_entry
        if found is not None:
            return found.world
        kinds = catalogue_of(self.team).institution_kinds
        kind = kinds.get(self.institution.kind) if self.institution else None
        return kind.world if kind else World.SCHOOL


class FollowingQuerySet(models.QuerySet["Following"]):
    def visible_to(self, account: Account) -> Self:
        """Those of the team this account is showing."""
        return self.filter(
            professional__team_id=account.current_team_id,
            professional__team__memberships__account_id=account.pk,
        )

    def present(self) -> Self:
        return self.filter(until=None)

    def past(self) -> Self:
        """The last ended first."""
        return self.exclude(until=None).order_by("-until", "-pk")


class Following(models.Model):
    """A professional follows a pupil, since a day and until another; the past is kept."""

    pupil = models.ForeignKey("partners.Pupil", models.CASCADE, related_name="followings")
    professional = models.ForeignKey(Professional, models.CASCADE, related_name="followings")
    since = models.DateField("depuis le", null=True, blank=True)
    until = models.DateField("jusqu’au", null=True, blank=True)

    objects = FollowingQuerySet.as_manager()

    class Meta:
        verbose_name = "suivi"
        verbose_name_plural = "suivis"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "professional"],
                condition=Q(until=None),
                name="one_present_following",
                violation_error_message="Cette personne suit déjà l’élève.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.professional} · {self.pupil}"

    @property
    def span(self) -> str:
        """« depuis le 3 septembre 2026 », « du … au … »; empty when neither day is known."""
        since = write_day(self.since, weekday=False) if self.since else ""
        until = write_day(self.until, weekday=False) if self.until else ""
        if since and until:
            return f"du {since} au {until}"
        if until:
            return f"jusqu’au {until}"
        return f"depuis le {since}" if since else ""
