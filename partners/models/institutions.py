"""Schools, services, cabinets, and the rooms where one can meet there."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from intermetiers.web.french import join_words
from partners.domain.catalogue import Catalogue, InstitutionKind
from partners.domain.places import YesNo, whole_address
from partners.domain.weeks import OF_AN_INSTITUTION, read_week, say_week
from partners.models.accounts import TeamQuerySet
from partners.models.choices import LAYOUTS, YES_NO
from partners.models.finding import Folded, fold_words, holds, holds_each
from partners.models.own_entries import catalogue_of


class InstitutionQuerySet(TeamQuerySet["Institution"]):
    def active(self) -> Self:
        return self.filter(archived_at=None)

    def in_order(self) -> Self:
        return self.order_by("folded", "pk")

    def for_list(self) -> Self:
        """With what a line of the list says: the words of a kind come from the team."""
        return self.in_order().select_related("team")

    def matching(self, words: str, catalogue: Catalogue) -> Self:
        """Every word stands somewhere in the name, the town, the address or the kind.

        `catalogue` is the team's, for the words of the kinds.
        """

        def held(word: str) -> Q:
            return holds(word, ("folded",)) | Q(kind__in=catalogue.kind_codes_like(word))

        return self.filter(holds_each(words, held))

    def namesakes(self, name: str, town: str = "") -> list[Institution]:
        """Those of this name, case and accents aside. A town left out may be any town.

        Costs one query, and none for an empty name.
        """
        wanted, place = fold_words(name), fold_words(town)
        if not wanted:
            return []
        return [
            card
            for card in self.for_list().filter(folded__startswith=wanted)
            if fold_words(card.name) == wanted
            and ("" in (place, card.town) or fold_words(card.town) == place)
        ]


class Institution(Folded):
    """A school, a service, a cabinet. Its contact is for the team, never for another guest."""

    team = models.ForeignKey("partners.Team", models.CASCADE, related_name="institutions")
    name = models.CharField("nom", max_length=160)
    kind = models.CharField("sorte", max_length=80)
    uai = models.CharField("numéro UAI", max_length=8, blank=True)
    address = models.CharField("adresse", max_length=250, blank=True)
    town = models.CharField("commune", max_length=80, blank=True)
    phone = models.CharField("téléphone", max_length=40, blank=True)
    transport = models.CharField("pour y venir", max_length=250, blank=True)
    week = models.JSONField("heures de classe ou d’ouverture", default=list, blank=True)
    archived_at = models.DateTimeField("archivée le", null=True, blank=True)

    objects = InstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = "établissement ou service"
        verbose_name_plural = "établissements et services"
        indexes = [models.Index(fields=["team", "folded"])]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "uai"],
                condition=~Q(uai=""),
                name="one_institution_per_uai",
                violation_error_message="Un autre établissement du carnet a déjà ce numéro UAI.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def placed_name(self) -> str:
        """The name with its town, as a list needs it: there is a Jean-Moulin in every town."""
        return f"{self.name} · {self.town}" if self.town else self.name

    @property
    def looked_for(self) -> str:
        return f"{self.name} {self.town} {self.address} {self.uai}"

    @property
    def catalogue_entry(self) -> InstitutionKind | None:
        """What the team’s catalogue says of this kind; None for one it does not know."""
        return catalogue_of(self.team).institution_kinds.get(self.kind)

    @property
    def kind_label(self) -> str:
        found = self.catalogue_entry
        return found.label if found else ""

    @property
    def hours(self) -> tuple[str, ...]:
        """Its hours of class or of opening, one line for each."""
        return say_week(read_week(self.week), OF_AN_INSTITUTION)

    @property
    def whole_address(self) -> str:
        return whole_address(self.address, self.town)


class RoomQuerySet(models.QuerySet["Room"]):
    def active(self) -> Self:
        return self.filter(archived_at=None)

    def to_meet_in(self, team: int) -> Self:
        """The rooms in use of the institutions in use of a team, institution by institution."""
        own = self.active().filter(institution__team_id=team, institution__archived_at=None)
        return own.select_related("institution__team").order_by(
            "institution__folded", "institution_id", "folded", "pk"
        )

    def matching(self, words: str) -> Self:
        """Every word stands somewhere in its name or in the institution: name, town, address."""

        def held(word: str) -> Q:
            return holds(word, ("folded", "institution__folded"))

        return self.filter(holds_each(words, held))


class Room(Folded):
    """A room one can meet in, and what one has to know before giving it as the place."""

    institution = models.ForeignKey(Institution, models.CASCADE, related_name="rooms")
    name = models.CharField("nom de la salle", max_length=80)
    seats = models.PositiveSmallIntegerField("places assises", null=True, blank=True)
    layouts = models.CharField("dispositions possibles", max_length=60, blank=True)
    step_free = models.CharField(
        "accès sans marche", max_length=10, choices=YES_NO, default=YesNo.UNKNOWN.value
    )
    quiet = models.CharField("au calme", max_length=10, choices=YES_NO, default=YesNo.UNKNOWN.value)
    key_holder = models.CharField("qui a la clé", max_length=120, blank=True)
    waiting = models.CharField("où la famille peut attendre", max_length=160, blank=True)
    note = models.CharField("à savoir", max_length=250, blank=True)
    archived_at = models.DateTimeField("archivée le", null=True, blank=True)

    objects = RoomQuerySet.as_manager()

    class Meta:
        verbose_name = "salle"
        verbose_name_plural = "salles"
        ordering = ["folded", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def looked_for(self) -> str:
        return self.name

    @property
    def layouts_label(self) -> str:
        """The ways the seats can stand there, as one reads them: « en rond ou en U »."""
        possible = self.layouts.split()
        return join_words([label for code, label in LAYOUTS if code in possible], last="ou")
