"""The cards a received file names: those the team has already, else new ones.

A card of the team is never changed by a file: what the team knows of its partners stands.
"""

from collections.abc import Sequence
from typing import Any

from partners.models import Institution, Professional, Team
from partners.models.finding import fold_words

Row = dict[str, Any]


def institutions_for(rows: Sequence[Row], team: Team) -> list[Institution]:
    """A card for each row, in order: the one of this number, or the only one of this name and
    town; else a new one."""
    known: list[Institution] = list(Institution.objects.filter(team=team).order_by("pk"))
    found = []
    for row in rows:
        card = _same_institution(row, known)
        if card is None:
            card = Institution(team=team, **_values(row))
            card.save()
            known.append(card)
        found.append(card)
    return found


def professionals_for(
    rows: Sequence[Row], institutions: Sequence[Institution], team: Team
) -> list[Professional]:
    """A card for each row, in order, never the same for two: the one of this name with this
    address or at this place with this métier; else a new one."""
    free = list(Professional.objects.filter(team=team).order_by("archived_at", "pk"))
    found = []
    for row in rows:
        rank = row["institution"]
        place = institutions[rank - 1] if rank else None
        card = next((card for card in free if _is_same(card, row, place)), None)
        if card is None:
            card = Professional(team=team, **(_values(row) | {"institution": place}))
            card.save()
        else:
            free.remove(card)
        found.append(card)
    return found


def _values(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "n"}


def _same_institution(row: Row, known: Sequence[Institution]) -> Institution | None:
    if row["uai"]:
        numbered = next((card for card in known if card.uai == row["uai"]), None)
        if numbered is not None:
            return numbered
    named = [
        card
        for card in known
        if _folded(card.name, card.town) == _folded(row["name"], row["town"])
        and "" in (card.uai, row["uai"])
    ]
    return named[0] if len(named) == 1 else None


def _is_same(card: Professional, row: Row, place: Institution | None) -> bool:
    names = _folded(card.first_name, card.last_name)
    if names != _folded(row["first_name"], row["last_name"]):
        return False
    if row["email"] and any(names) and card.email.casefold() == row["email"].casefold():
        return True
    metier = (card.metier, fold_words(card.metier_other))
    same_place = card.institution_id == (place.pk if place else None)
    return metier == (row["metier"], fold_words(row["metier_other"])) and same_place


def _folded(*words: str) -> tuple[str, ...]:
    return tuple(fold_words(word) for word in words)
