"""What a team adds to the shipped catalogue, or words of its own for what it explains."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db import models

from partners.domain.catalogue import Catalogue, catalogue
from partners.domain.own_entries import OwnValues, Shelf, overlay
from partners.domain.words import CATALOGUES_KEPT
from partners.models.accounts import TeamQuerySet

if TYPE_CHECKING:
    from partners.models.accounts import Team

SHELVES = [
    (Shelf.METIER.value, "métier"),
    (Shelf.INSTITUTION.value, "sorte d’établissement ou de service"),
    (Shelf.WORD.value, "mot expliqué"),
]


class OwnEntry(models.Model):
    """An entry of a team: only the fields that differ from the shipped one of the same code.

    What the product ships is read from its files and never copied here, so that a new version
    of the product corrects what the team did not change, and changes nothing it did.
    """

    team = models.ForeignKey("partners.Team", models.CASCADE, related_name="own_entries")
    kind = models.CharField("sorte", max_length=20, choices=SHELVES)
    code = models.CharField("code", max_length=80)
    values = models.JSONField("textes de l’équipe", default=dict)
    changed_at = models.DateTimeField("écrit le")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = TeamQuerySet["OwnEntry"].as_manager()

    class Meta:
        verbose_name = "entrée de l’équipe"
        verbose_name_plural = "entrées de l’équipe"
        constraints = [
            models.UniqueConstraint(
                fields=["team", "kind", "code"],
                name="one_own_entry",
                violation_error_message="L’équipe a déjà une entrée de ce nom.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"

    def as_own(self) -> OwnValues:
        """The row as the catalogue reads it."""
        return OwnValues(self.kind, self.code, self.values)


def catalogue_of(team: Team) -> Catalogue:
    """The shipped catalogue with what this team wrote over it.

    Costs no query for a team that wrote nothing, nor for one whose words are already in this
    process: `catalogue_version` changes with every entry.
    """
    if team.catalogue_version is None:
        return catalogue()
    return _read(team.pk, team.catalogue_version)


@lru_cache(maxsize=CATALOGUES_KEPT)
def _read(team: int, version: UUID) -> Catalogue:
    """`version` is only the key: what is read is what stands now."""
    rows = OwnEntry.objects.filter(team_id=team).order_by("pk")
    return overlay(catalogue(), [row.as_own() for row in rows])
