"""Rows a person looks for by typing part of a name, as anybody types it."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models
from django.db.models import Case, Q, Value, When

from partners.domain.folding import fold


def fold_words(text: str) -> str:
    """Folded, with one apostrophe and single spaces: « D’Aubigné » as « d'aubigne »."""
    return " ".join(fold(text).replace("’", "'").split())


# « Mme Belkacem » is typed as it is said; no card holds the civility.
_CIVILITIES = frozenset({"mme", "madame", "mlle", "mr", "monsieur", "dr"})


def words_of(typed: str) -> list[str]:
    """Each word once, folded; a hyphen parts words, so that « Jean Moulin » finds « Jean-Moulin »."""
    folded = fold_words(typed)
    words = list(dict.fromkeys(folded.replace("-", " ").split() or folded.split()))
    return [word for word in words if word.rstrip(".") not in _CIVILITIES] or words


def holds_each(typed: str, held: Callable[[str], Q]) -> Q:
    """Rows where every word typed stands somewhere, in any order; `held` says where for one."""
    found = Q()
    for word in words_of(typed):
        found &= held(word)
    return found


def nearness(typed: str) -> Case:
    """0 where the folded column begins with what was typed, 1 where each word begins one of its
    words, 2 where some does, 3 elsewhere: what begins is better than what holds."""
    words = words_of(typed)
    each, some = Q(), Q()
    for word in words:
        begun = Q(folded__startswith=word)
        for before in (" ", "-", "'"):
            begun |= Q(folded__contains=f"{before}{word}")
        each &= begun
        some |= begun
    whole = Q(folded__startswith=" ".join(words))
    return Case(When(whole, then=0), When(each, then=1), When(some, then=2), default=Value(3))


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
            return f"{words[len(particle) :].lstrip()}, {particle.strip()}"
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
