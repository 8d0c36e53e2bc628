"""Rows a person looks for by typing part of a name, as anybody types it."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import Q

from partners.domain.folding import fold


def fold_words(text: str) -> str:
    """Folded, with one apostrophe and single spaces: « D’Aubigné » as « d'aubigne »."""
    return " ".join(fold(text).replace("’", "'").split())


def holds(word: str, paths: Sequence[str]) -> Q:
    """Rows where one of these folded columns holds this word."""
    found = Q()
    for path in paths:
        found |= Q(**{f"{path}__contains": fold_words(word)})
    return found


class Folded(models.Model):
    """Keeps what one looks for in a column without case nor accents.

    « helene » then finds « Hélène » on every database, in the same query, and lists are in the
    order of a French index, where « Élise » stands among the E. `save` writes it each time;
    bulk updates of a name would not.
    """

    folded = models.CharField(max_length=500, editable=False, default="")

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.folded = fold_words(self.looked_for)[:500]
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "folded"}
        super().save(*args, **kwargs)

    @property
    def looked_for(self) -> str:
        """What the column folds; lists are in the order of its first words."""
        raise NotImplementedError
