"""A table being brought in: what was read of it, until the last yes or the last no."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models

from intermetiers.web.sealing import EncryptedJSONField
from partners.domain.importing.fields import Kind
from partners.domain.importing.plan import Table
from partners.models.accounts import Account, TeamQuerySet


class ImportKind(models.TextChoices):
    """What each line of the table is about."""

    PUPILS = Kind.PUPILS.value, "des élèves, avec leur école et leur famille"
    PROFESSIONALS = (
        Kind.PROFESSIONALS.value,
        "des professionnels, avec leur établissement ou service",
    )
    INSTITUTIONS = Kind.INSTITUTIONS.value, "des établissements et services"


class ImportDraftQuerySet(TeamQuerySet["ImportDraft"]):
    def of(self, account: Account) -> Self:
        """Those of this account in the team it shows: what one reads of a file is nobody else's."""
        return self.visible_to(account).filter(by=account)

    def open(self) -> Self:
        """Neither written nor abandoned."""
        return self.filter(written_at=None)


class ImportDraft(models.Model):
    """One file read and not yet written to the book. Its lines are erased as soon as it ends."""

    team = models.ForeignKey("partners.Team", models.CASCADE, related_name="import_drafts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField("ce que contient le tableau", max_length=20, choices=ImportKind)
    file_name = models.CharField("nom du fichier", max_length=120)
    read_at = models.DateTimeField("lu le")
    # The sheets as read: of each its name and its lines, lists of texts. Empty once ended.
    sheets = EncryptedJSONField("feuilles", default=list)
    sheet = models.PositiveSmallIntegerField("feuille lue", default=0)
    # From 0, as the lines of the sheet are counted in `sheets`.
    header_line = models.PositiveIntegerField("ligne des titres", default=0)
    # Column number (as text) → name of a field; what is not named is not read.
    columns = EncryptedJSONField("colonnes", default=dict)
    # Line number (as text) → what the coordinator chose for a likely duplicate.
    choices = EncryptedJSONField("choix", default=dict)
    written_at = models.DateTimeField("écrit dans le carnet le", null=True)
    report = EncryptedJSONField("ce qui a été fait", default=dict)

    objects = ImportDraftQuerySet.as_manager()

    class Meta:
        verbose_name = "tableau en cours d’import"
        verbose_name_plural = "tableaux en cours d’import"

    def __str__(self) -> str:
        return self.file_name

    @property
    def lines(self) -> list[list[str]]:
        """The lines of the sheet that is read; none once ended."""
        return self.sheets[self.sheet]["lines"] if self.sheets else []

    @property
    def table(self) -> Table:
        """The sheet, with what each column was said to hold."""
        fields = {int(number): code for number, code in self.columns.items() if code}
        return Table(Kind(self.kind), self.lines, self.header_line, fields)


class ColumnMemory(models.Model):
    """Under which field a team puts a column of this title, so that it is asked once."""

    team = models.ForeignKey("partners.Team", models.CASCADE, related_name="column_memories")
    kind = models.CharField("sorte de tableau", max_length=20, choices=ImportKind)
    title = models.CharField("titre de la colonne", max_length=120)
    field = models.CharField("champ", max_length=60, blank=True)

    class Meta:
        verbose_name = "colonne connue"
        verbose_name_plural = "colonnes connues"
        constraints = [
            models.UniqueConstraint(fields=["team", "kind", "title"], name="one_memory_per_title")
        ]

    def __str__(self) -> str:
        return self.title
