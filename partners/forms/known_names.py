"""A name of an institution written on the spot, which may be one the team’s book holds already."""

from uuid import UUID

from django.core.exceptions import ValidationError

from intermetiers.web.editing import made_before
from intermetiers.web.french import join_words
from partners.models import Account, Institution


def card_meant(account: Account, name: str, kind: str, *, form_key: UUID) -> Institution | None:
    """The card of this name and sort, archived or not; None when the name is new.

    Raises ValidationError when the name stands and does not say which card is meant: several
    bear it, or one of another sort. A form received already is asked nothing: the card of this
    name is the one it made.
    """
    if not name.strip() or made_before(form_key) is not None:
        return None
    cards = Institution.objects.visible_to(account).namesakes(name)
    same = [card for card in cards if card.kind == kind]
    if len(same) == 1:
        return same[0]
    if not cards:
        return None
    raise ValidationError(
        f"Ce nom est déjà dans le carnet\u00a0: {join_words([_told(card) for card in cards])}. "
        "Choisissez dans la liste, ou écrivez un nom qui distingue cet établissement.",
        code="known",
    )


def say_it_was_known(card: Institution) -> str:
    """What tells the author that no second card was made."""
    return f"«\u00a0{card.placed_name}\u00a0» était déjà dans le carnet\u00a0: c’est cette fiche qui sert."


def _told(card: Institution) -> str:
    facts = [card.kind_label, "archivé" if card.archived_at else ""]
    told = ", ".join(fact for fact in facts if fact)
    return f"{card.placed_name} ({told})" if told else card.placed_name
