"""A table being brought in: what was read of it, until the last yes or the last no."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from partners.models.accounts import TeamQuerySet


class ImportKind(models.TextChoices):
    """What each line of the table is about."""

    PUPILS = "pupils", "des élèves, avec leur école et leur famille"
    PROFESSIONALS = "professionals", "des professionnels, avec leur établissement ou service"
    INSTITUTIONS = "institutions", "des établissements et services"


class ImportDraft(models.Model):
    """One file read and not yet written to the book. Its lines are erased as soon as it ends."""

    team = models.ForeignKey("partners.Team", models.CASCADE, related_name="import_drafts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField("ce que contient le tableau", max_length=20, choices=ImportKind)
    file_name = models.CharField("nom du fichier", max_length=120)
    read_at = models.DateTimeField("lu le")
    # The sheet as read: a list of lines, each a list of texts. Empty once ended.
    lines = models.JSONField("lignes", default=list)
    header_line = models.PositiveIntegerField("ligne des titres", default=0)
    # Column number (as text) → name of a field; what is not named is not read.
    columns = models.JSONField("colonnes", default=dict)
    # Line number (as text) → what the coordinator chose for a likely duplicate.
    choices = models.JSONField("choix", default=dict)
    written_at = models.DateTimeField("écrit dans le carnet le", null=True)
    report = models.JSONField("ce qui a été fait", default=dict)

    objects = TeamQuerySet["ImportDraft"].as_manager()

    class Meta:
        verbose_name = "tableau en cours d’import"
        verbose_name_plural = "tableaux en cours d’import"

    def __str__(self) -> str:
        return self.file_name


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
