"""Métiers people typed freely on cards, which nothing explains yet."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from partners.models.accounts import Account
from partners.models.finding import fold_words
from partners.models.professionals import OTHER, Professional


@dataclass(frozen=True, slots=True)
class FreeMetier:
    """As most cards write it, and how many cards say the same, case and accents aside."""

    said: str
    cards: int


def free_metiers(account: Account) -> list[FreeMetier]:
    """Those of the team shown, the most frequent first; one query, archived cards included."""
    rows = (
        Professional.objects.visible_to(account)
        .filter(metier=OTHER)
        .exclude(metier_other="")
        .values_list("metier_other")
        .annotate(cards=Count("pk", distinct=True))
    )
    spellings: dict[str, list[tuple[str, int]]] = defaultdict(list)
    # As many cards for two spellings: the one with its accents, which takes more bytes.
    for said, cards in sorted(rows, key=lambda row: (-row[1], -len(row[0].encode()), row[0])):
        spellings[fold_words(said)].append((said, cards))
    found = [
        FreeMetier(said=alike[0][0], cards=sum(cards for _, cards in alike))
        for alike in spellings.values()
    ]
    return sorted(found, key=lambda free: (-free.cards, free.said))
