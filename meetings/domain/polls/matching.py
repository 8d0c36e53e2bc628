"""Whose line of a poll it is. People sign as they like: « Mme Dupont, mère », « maman de Yanis »,
« AESH "Léa" », « SESSAD #12 ». Nothing is decided here: a proposal is shown to somebody."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from meetings.domain.dossier import Dossier, Participant
from meetings.domain.kinds import Role
from partners.domain.folding import fold
from partners.domain.likeness import Identity, are_alike

MOST_WORDS = 12  # of a signature; what is beyond tells nobody apart
SHORTEST_STEM, LONGEST_STEM = 3, 6  # letters
SHORTEST_SLIP = 5  # letters: « Léa » and « Léo » are two names

_WORD = re.compile(r"[^\W_]+")
_EMPTY = frozenset({
    "m", "mr", "mme", "mlle", "madame", "monsieur", "mademoiselle", "dr", "docteur", "de", "d", "du",
    "des", "la", "le", "l", "les", "et", "en", "pour", "ou", "a", "au", "aux", "un", "une", "mon",
    "ma", "son", "sa", "je", "suis", "chez",
})  # fmt: skip
_OTHER_WORDS = {
    "maman": ("mere",), "mama": ("mere",), "mamans": ("mere",), "papa": ("pere",), "papas": ("pere",),
    "parents": ("mere", "pere"), "parent": ("mere", "pere"), "famille": ("mere", "pere"),
    "mamie": ("grand", "mere"), "mamy": ("grand", "mere"), "papi": ("grand", "pere"),
    "papy": ("grand", "pere"), "maitresse": ("professeur", "maitresse"),
    "maitre": ("professeur", "maitre"), "instit": ("professeur",), "prof": ("professeur",),
    "enseignant": ("professeur", "enseignant"), "enseignante": ("professeur", "enseignante"),
    "avs": ("aesh",), "traducteur": ("interprete",), "traductrice": ("interprete",),
}  # fmt: skip
_BOTH = frozenset({"parent", "parents", "famille"})  # one of them, or both: never sure
_SAME = "prénom"  # likeness compares whole names: here two words beside the same one
_STEPS = frozenset({"grand", "beau", "belle"})  # « la belle-mère » is not « la mère »


@dataclass(frozen=True, slots=True)
class Match:
    """Who a line seems to be of, None when nobody or several: `among` are those. `by` is what told
    it (« le nom », « le service »…); `sure` is False when some words tell nothing of the person."""

    person: int | None = None
    by: str = ""
    sure: bool = False
    among: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Seat:
    id: int
    names: frozenset[str]
    last_names: frozenset[str]
    roles: tuple[frozenset[str], ...]
    place: frozenset[str] = field(default_factory=frozenset)


class Matcher:
    """Finds people of one meeting; `mails` are their addresses, by participant."""

    def __init__(self, dossier: Dossier, mails: Mapping[int, str]) -> None:
        self.seats = [_seat(person, dossier) for person in dossier.participants]
        self.pupil = frozenset(
            _words(f"{dossier.pupil.first_name} {dossier.pupil.last_name}")
        ) | frozenset(_words(dossier.pupil.first_name))
        self.mails: dict[str, list[int]] = {}
        for person, mail in mails.items():
            if mail:
                self.mails.setdefault(mail.casefold(), []).append(person)

    def by_mail(self, mail: str) -> int | None:
        """Who has this address, when one person alone does."""
        found = self.mails.get(mail.strip().casefold(), [])
        return found[0] if len(found) == 1 else None

    def by_name(self, name: str) -> Match:
        """By the name, else by what the person is, else by the service. Names that say one person
        and words that say another propose nobody."""
        words = [word for word in _words(name) if word not in _EMPTY][:MOST_WORDS]
        words = _without_pupil(words, self.pupil)
        if not words:
            return Match()
        named, rest = self._named(words)
        roles = self._of_role(rest)
        if named and roles:
            both = [seat for seat in named if seat in roles]
            return self._one(both or [*named, *roles], words, "le nom et la fonction")
        if named:
            return self._one(named, words, "le nom")
        if roles:
            return self._one(self._of_place(rest, roles) or roles, words, "la fonction ou le lien")
        return self._one(self._of_place(rest, self.seats), words, "le service")

    def _one(self, seats: Sequence[_Seat], words: Sequence[str], by: str) -> Match:
        if len(seats) != 1:
            return Match(among=tuple(seat.id for seat in seats))
        seat = seats[0]
        told = all(
            _is_named(word, seat.names)
            or word in seat.place
            or word.isdigit()
            or _told_by(word, seat)
            for word in words
        )
        return Match(seat.id, by, sure=told and _BOTH.isdisjoint(words))

    def _named(self, words: Sequence[str]) -> tuple[list[_Seat], list[str]]:
        """Those who have most of these words in their name, and the other words.

        A first name alone counts when no other word may be a last name.
        """
        hits = {
            seat.id: [word for word in words if _is_named(word, seat.names)] for seat in self.seats
        }
        most = max((len(found) for found in hits.values()), default=0)
        found = [seat for seat in self.seats if most and len(hits[seat.id]) == most]
        found = [seat for seat in found if self._may_be(seat, hits[seat.id], words)]
        known = {word for seat in found for word in hits[seat.id]}
        return found, [word for word in words if word not in known]

    def _may_be(self, seat: _Seat, hits: Sequence[str], words: Sequence[str]) -> bool:
        if not seat.last_names or any(_is_named(word, seat.last_names) for word in hits):
            return True
        others = [word for word in words if word not in hits and not word.isdigit()]
        return all(self._says_something(word) for word in others)

    def _says_something(self, word: str) -> bool:
        return any(_told_by(word, seat) or word in seat.place for seat in self.seats)

    def _of_role(self, words: Sequence[str]) -> list[_Seat]:
        scores = {seat.id: _score(words, seat) for seat in self.seats}
        best = max(scores.values(), default=0)
        return [seat for seat in self.seats if best and scores[seat.id] == best]

    def _of_place(self, words: Sequence[str], seats: Sequence[_Seat]) -> list[_Seat]:
        hits = {seat.id: sum(word in seat.place for word in words) for seat in seats}
        best = max(hits.values(), default=0)
        return [seat for seat in seats if best and hits[seat.id] == best]


def _seat(person: Participant, dossier: Dossier) -> _Seat:
    entry = dossier.catalogue.metiers.get(person.metier)
    said = [person.title] if person.role is Role.GUARDIAN else [person.title, person.short]
    said += [*entry.labels, *entry.also] if entry else []
    is_pupil = person.role is Role.PUPIL
    names = _words(dossier.pupil.first_name if is_pupil else person.name)
    return _Seat(
        id=person.id,
        names=frozenset(word for word in names if word not in _EMPTY),
        last_names=frozenset() if is_pupil else frozenset(names[1:]),
        roles=tuple({frozenset(_words(one)) - _EMPTY for one in said if one}),
        place=frozenset(_words(person.institution)) - _EMPTY,
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text[:200]))


def _without_pupil(words: list[str], pupil: frozenset[str]) -> list[str]:
    """« maman de Yanis » is « maman »; « Yanis » alone is Yanis."""
    others = [word for word in words if word not in pupil]
    speaks = any(word in _OTHER_WORDS or word in {"mere", "pere"} for word in others)
    return others if speaks else words


def _is_named(word: str, names: frozenset[str]) -> bool:
    if word in names:
        return True
    return len(word) >= SHORTEST_SLIP and any(
        len(name) >= SHORTEST_SLIP and are_alike(Identity(0, _SAME, word), Identity(1, _SAME, name))
        for name in names
    )


def _told_by(word: str, seat: _Seat) -> bool:
    return _score([word], seat) > 0 or word in _STEPS


def _score(words: Sequence[str], seat: _Seat) -> int:
    """How well these words say what this person is: the best of the ways to say it."""
    return max((_closeness(words, role) for role in seat.roles), default=0)


def _closeness(words: Sequence[str], role: frozenset[str]) -> int:
    """3 for each word said, 2 for its beginning, 1 for its stem; nothing when a step-mother is
    said and not meant, or the other way round."""
    meant = {other for word in words for other in _OTHER_WORDS.get(word, (word,))}
    parent = role & {"mere", "pere"}
    if parent and meant & {"mere", "pere"} and (meant & _STEPS) != (role & _STEPS):
        return 0
    best = [max((_near(word, one) for one in role), default=0) for word in meant - _STEPS]
    return sum(best)


def _near(word: str, other: str) -> int:
    if word == other:
        return 3
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) >= SHORTEST_STEM and longer.startswith(shorter):
        return 2
    return 1 if len(shorter) >= LONGEST_STEM and word[:LONGEST_STEM] == other[:LONGEST_STEM] else 0
