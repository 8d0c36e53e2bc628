"""Columns of a table of pupils that say who follows each: « Orthophoniste », « AESH », « Psychologue ».

Only the title tells the métier, and only the values tell that it holds names: a column of hours,
of crosses or of services is no person.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from intermetiers.web.french import NBSP
from partners.domain.catalogue import Catalogue, metier_label
from partners.domain.folding import fold
from partners.domain.importing.cells import CellError, read_help, read_hours, read_yes
from partners.domain.importing.fields import Field, Kind, fields_of
from partners.domain.importing.names import split_name, written_name
from partners.domain.importing.titles import plain_title
from partners.domain.worlds import World

FOLLOWS = "follow."
MOSTLY = 0.5  # the rest waits for somebody, or says when
_LONGEST_CODE = 50  # the team's memory of a column holds 60 signs
_LONGEST_NAME = 80
_GROUP = "Qui le suit"

NOT_A_NAME = "Cette colonne porte le nom d’un métier, mais ne donne pas de noms."
A_PLACE = "C’est un service ou un établissement, pas une personne. Notez sur la fiche de l’élève qui l’y suit."
A_POSTCODE = "Le carnet garde la commune, pas le code postal."

_NOISE = frozenset({
    "nom", "prenom", "du", "de", "la", "le", "l", "d", "des", "suivi", "par", "et", "ou", "eleve",
    "enfant", "liberal", "liberale", "pec", "actuel", "actuelle", "e", "ne",
    "ere", "euse", "rice", "trice", "se", "s",
})  # fmt: skip
# What tables call a métier by another word than its own.
_ALSO = {
    "enseignant": "professeur_ecoles", "enseignante": "professeur_ecoles",
    "maitre": "professeur_ecoles", "maitresse": "professeur_ecoles",
    "educateur": "educateur_specialise", "educatrice": "educateur_specialise",
    "orthophonie": "orthophoniste", "ergotherapie": "ergotherapeute",
    "psychomotricite": "psychomotricien",
}  # fmt: skip
_SHORTEST_TITLE = 4  # « PE », « Dir » are too short to be sure of

_POSTCODE = re.compile(r"[0-9]{2} ?[0-9]{3}|[0-9]{4}")
_SEPARATORS = re.compile(r" *[;/+&] *| et ")
_CIVILITY = re.compile(r"(mr|mme|mlle|monsieur|madame|mademoiselle|dr|m)\b\.? +", re.IGNORECASE)
_FEMININE = frozenset({"mme", "mlle", "madame", "mademoiselle"})
_MASCULINE = frozenset({"m", "mr", "monsieur"})
_NAME = re.compile(r"[^\W\d_][^\W\d_]*(?:[ .,'’-]+[^\W\d_]+)*\.?")
_INITIAL = re.compile(r"([^\W\d_](?:-[^\W\d_])?\.) *(.+)")
_MOST_WORDS = 5
# Words no name holds: a cell with one of them says something else.
_SAYING = frozenset({
    "oui", "non", "x", "attente", "liste", "recherche", "cours", "pourvoir", "pourvu", "sans",
    "pas", "aucun", "aucune", "neant", "arret", "arrete", "stop", "fini", "termine", "demande",
    "voir", "ok", "nc", "semaine", "hebdo", "fois", "lundi", "mardi", "mercredi", "jeudi",
    "vendredi", "samedi", "liberal", "liberale", "cabinet", "ecole", "hopital", "service", "avec",
    "depuis", "ras", "prevu", "prevue", "inconnu", "inconnue", "individuelle", "mutualisee", "collective",
})  # fmt: skip
_SILENT = frozenset({"non", "n", "-", "–", "—", "aucun", "aucune", "neant", "sans", "/", "?"})


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody a cell names, under a métier. `first_name` is « L. » for an initial."""

    metier: str
    last_name: str
    first_name: str = ""
    gender: str = ""

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


@dataclass(frozen=True)
class Callings:
    """The métiers of a team and the words for its institutions, as the titles of a table say them."""

    labels: Mapping[str, str] = field(default_factory=dict)  # code → « orthophoniste »
    titles: Mapping[str, str] = field(default_factory=dict)  # words of a title → code
    kinds: frozenset[str] = frozenset()  # « sessad », « cmpp »
    places: frozenset[str] = frozenset()  # names of the institutions of the book

    @classmethod
    def of(cls, catalogue: Catalogue, places: Iterable[str] = ()) -> Callings:
        labels: dict[str, str] = {}
        titles: dict[str, str] = {}
        for one in catalogue.metiers.values():
            if one.world is World.FAMILY or len(one.code) > _LONGEST_CODE:
                continue
            labels[one.code] = metier_label(one, "")
            for label in (*one.labels, *one.also, one.short):
                if len(label) >= _SHORTEST_TITLE or label in one.labels:
                    titles.setdefault(_key(label), one.code)
        for word, code in _ALSO.items():
            if code in labels:
                titles.setdefault(word, code)
        titles.pop("", None)
        kinds = frozenset(plain_title(kind.code) for kind in catalogue.institution_kinds.values())
        told = {plain_title(kind.label) for kind in catalogue.institution_kinds.values()}
        return cls(labels, titles, kinds | told, frozenset(plain_title(name) for name in places))

    def fields(self, kind: Kind) -> tuple[Field, ...]:
        """Every field of this kind of table, with one for each métier that may follow a pupil."""
        if kind is not Kind.PUPILS:
            return fields_of(kind)
        follows = sorted(self.labels.items(), key=lambda pair: fold(pair[1]))
        return fields_of(kind) + tuple(
            Field(f"{FOLLOWS}{code}", f"Suivi par{NBSP}: {label}", _GROUP)
            for code, label in follows
        )

    def metier_of(self, title: str) -> str:
        """The code of the métier a title says; « Éducatrice SESSAD » is an éducatrice."""
        words = plain_title(title).split()
        without = [word for word in words if word not in self.kinds]
        return self.titles.get(_key(title)) or self.titles.get(_key(" ".join(without)), "")

    def is_place(self, title: str) -> bool:
        plain = plain_title(title)
        return bool(plain) and (
            plain in self.places or plain in self.kinds or plain.split()[0] in self.kinds
        )

    def why_not(self, title: str, values: Sequence[str]) -> str:
        """Why a column of this title is not read, when one may wonder; else empty."""
        words = plain_title(title).split()
        if (words[:2] == ["code", "postal"] or words == ["cp"]) and any(
            _POSTCODE.fullmatch(value) for value in values
        ):
            return A_POSTCODE
        if self.metier_of(title):
            return "" if self.hold_names(values) else NOT_A_NAME
        return A_PLACE if self.is_place(title) else ""

    def hold_names(self, values: Sequence[str]) -> bool:
        """Most of these cells name somebody."""
        told = [value for value in values if fold(value) not in _SILENT]
        return bool(told) and sum(self._is_named(one) for one in told) >= MOSTLY * len(told)

    def _is_named(self, value: str) -> bool:
        people, unclear = read_people(value, "", self.kinds)
        return bool(people) and not unclear


def _key(title: str) -> str:
    told = [word for word in plain_title(title).split() if word not in _NOISE]
    return " ".join(w[:-1] if len(w) > 4 and w.endswith("s") else w for w in told)


def labels_for(kind: Kind, callings: Callings) -> dict[str, str]:
    return {one.code: one.label for one in callings.fields(kind)}


def hold_hours(values: Sequence[str]) -> bool:
    """Most of these cells are hours, some of them other than a lone 0 or 1."""
    return any(fold(value) not in {"0", "1", "non"} for value in values) and (
        sum(_reads(read_hours, value) for value in values) >= MOSTLY * len(values)
    )


def _reads(read: object, text: str) -> bool:
    try:
        read(text)  # type: ignore[operator]
    except CellError:
        return False
    return True


def read_people(
    text: str, metier: str, kinds: Iterable[str]
) -> tuple[tuple[Named, ...], tuple[str, ...]]:
    """Who a cell names, and what in it is not a name we can tell; « non » is nobody."""
    if fold(text) in _SILENT:
        return (), ()
    if any(sign.isdigit() for sign in text):
        return (), (text,)
    people: dict[Named, None] = {}
    unclear = []
    for part in _SEPARATORS.split(text):
        if not part.strip():
            continue
        named = _person(part.strip(), metier, frozenset(kinds))
        if named is None:
            unclear.append(part.strip())
        else:
            people[named] = None
    return tuple(people), tuple(unclear)


def _person(text: str, metier: str, kinds: frozenset[str]) -> Named | None:
    gender = ""
    civil = _CIVILITY.match(text)
    bare = text[civil.end() :] if civil else text
    if civil:
        word = civil[1].lower()
        gender = "f" if word in _FEMININE else "m" if word in _MASCULINE else ""
    if not _is_name(bare, kinds):
        return None
    if initial := _INITIAL.fullmatch(bare):
        return Named(metier, written_name(initial[2]), initial[1].upper(), gender)
    if civil and bare.isupper() and "," not in bare:
        return Named(metier, written_name(bare), "", gender)
    try:
        last, first = split_name(text)
    except CellError:
        return None
    return Named(metier, last, first, gender) if last else None


def _is_name(text: str, kinds: frozenset[str]) -> bool:
    words = plain_title(text).split()
    if not _NAME.fullmatch(text) or len(text) > _LONGEST_NAME or not 0 < len(words) <= _MOST_WORDS:
        return False
    if not any(len(word) > 1 for word in words) or set(words) & (_SAYING | kinds):
        return False
    return not (_reads(read_yes, text) or _reads(read_help, text))
