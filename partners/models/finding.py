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


def indexed_name(last_name: str) -> str:
    """A family name as a French index classes it: « d’Aubigné » stands at A, « Le Goff » at L.

    The article stays at the head of the name, the particle « de » does not count.
    """
    words = fold_words(last_name)
    for particle in ("d'", "de "):
        if words.startswith(particle) and len(words) > len(particle):
            return f"{words[len(particle) :]}, {particle.strip()}"
    return words


class Folded(models.Model):
    """Keeps what one looks for in a column without case nor accents.

    « helene » then finds « Hélène » on every database, in the same query, and lists are in the
    order of a French index, where « Élise » stands among the E. `save` writes it each time;
    whoever writes rows in bulk calls `refold` on each.
    """

    folded = models.CharField(max_length=500, editable=False, default="")

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.refold()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "folded"}
        super().save(*args, **kwargs)

    def refold(self) -> None:
        """Write the column from what the row now says, without saving."""
        self.folded = fold_words(self.looked_for)[:500]

    @property
    def looked_for(self) -> str:
        """What the column folds; lists are in the order of its first words."""
        raise NotImplementedError
