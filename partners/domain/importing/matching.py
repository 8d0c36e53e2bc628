"""Whose card a line is about: surely, perhaps, or nobody's yet."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from partners.domain.folding import fold
from partners.domain.importing.book import KnownCard
from partners.domain.importing.records import Record
from partners.domain.likeness import Identity, same_name_key

PlaceKey = int | str | None

SEVERAL_PUPILS = "Plusieurs élèves du carnet ont ce nom. Écrivez la date de naissance, ou l’école."
SEVERAL_PEOPLE = (
    "Plusieurs fiches du carnet ont ce nom. Écrivez l’adresse électronique, ou l’établissement."
)


@dataclass(frozen=True, slots=True)
class Match:
    """`card` is surely the one, `perhaps` is to be asked; nothing when the line is a new card."""

    card: KnownCard | None = None
    perhaps: KnownCard | None = None
    problem: str = ""


def identity_of(record: Record, clue: str = "") -> Identity:
    """Who a line speaks of; its number is the key."""
    return _identity(record.line, record.values, clue)


def identity_of_card(card: KnownCard, clue: str = "") -> Identity:
    return _identity(card.pk, card.values, clue)


def _identity(key: int, values: object, clue: str) -> Identity:
    get = values.get  # type: ignore[attr-defined]
    return Identity(key, get("first_name") or "", get("last_name") or "", get("born_on"), clue)


class Pupils:
    """Pupils of the book, found by name, birth and school."""

    def __init__(self, cards: Sequence[KnownCard]) -> None:
        self._by_name = _by_name(cards)

    def find(self, record: Record, place: PlaceKey) -> Match:
        same = self._by_name.get(same_name_key(identity_of(record)), [])
        born = record.values.get("born_on")
        sure = [card for card in same if born and card.values.get("born_on") == born]
        if sure:
            return _only(sure, place, SEVERAL_PUPILS)
        fits = [card for card in same if not born or not card.values.get("born_on")]
        here = [card for card in fits if place is None or card.place in {None, place}]
        if here:
            return _only(here, place, SEVERAL_PUPILS)
        # Same name in another school, or born another day: somebody has to say.
        return Match(perhaps=next(iter(fits or same), None))


class Professionals:
    """Professionals of the book, found by name and métier, or by their address."""

    def __init__(self, cards: Sequence[KnownCard]) -> None:
        self._by_name = _by_name(cards)
        self._by_email: dict[str, list[KnownCard]] = defaultdict(list)
        self._nameless: dict[tuple[str, PlaceKey], list[KnownCard]] = defaultdict(list)
        for card in cards:
            if card.values.get("email"):
                self._by_email[card.values["email"].lower()].append(card)
            if not same_name_key(identity_of_card(card)):
                self._nameless[metier_key(card.values), card.place].append(card)

    def find(self, record: Record, place: PlaceKey) -> Match:
        email = record.values.get("email", "").lower()
        written = self._by_email.get(email, []) if email else []
        name = same_name_key(identity_of(record))
        if not name:
            found = written or self._nameless.get((metier_key(record.values), place), [])
            return Match(found[0] if found else None)
        same = self._by_name.get(name, [])
        both = [card for card in same if card in written]
        metier = metier_key(record.values)
        sure = both or [card for card in same if metier_key(card.values) == metier]
        if sure:
            return _only(sure, place, SEVERAL_PEOPLE)
        return Match(perhaps=next(iter(same or written), None))


def metier_key(values: object) -> str:
    """The métier as two hands would write it."""
    get = values.get  # type: ignore[attr-defined]
    return f"{get('metier')} {fold(get('metier_other') or '')}"


def days_agree(one: date | None, other: date | None) -> bool:
    """Equal, or one of them not known."""
    return one is None or other is None or one == other


def _by_name(cards: Sequence[KnownCard]) -> dict[str, list[KnownCard]]:
    found: dict[str, list[KnownCard]] = defaultdict(list)
    for card in cards:
        if name := same_name_key(identity_of_card(card)):
            found[name].append(card)
    return found


def _only(cards: list[KnownCard], place: PlaceKey, several: str) -> Match:
    """The one card, or the one of this place; else the line is to be told apart by hand."""
    here = [card for card in cards if place is not None and card.place == place] or cards
    return Match(here[0]) if len(here) == 1 else Match(problem=several)
