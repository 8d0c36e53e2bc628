"""The classes of a French school in their order: to sort them, and to propose the next one."""

import re

from partners.domain.folding import fold

LADDER = (
    "TPS", "PS", "MS", "GS", "CP", "CE1", "CE2", "CM1", "CM2",
    "6e", "5e", "4e", "3e", "2de", "1re", "Terminale",
)  # fmt: skip
# After these a pupil usually changes school.
LAST_OF_SCHOOL = frozenset({"GS", "CM2", "3e", "Terminale"})
# The last class of each cycle of the common core: maternelle, then cycles 2, 3 and 4.
LAST_OF_CYCLE = frozenset({"GS", "CE2", "6e", "3e"})

_WRITTEN = {"2nde": "2de", "1ere": "1re", "tle": "terminale", "term": "terminale"}
_RANKS = {fold(name): rank for rank, name in enumerate(LADDER)}
_NUMBERED = re.compile(r"^([3-6])(?:ieme|eme|e|°|º)$")


def class_key(name: str) -> tuple[int, str]:
    """Sorts classes from the youngest to the oldest pupils, then those that are on no ladder."""
    rank = _rank(name)
    return (len(LADDER) if rank is None else rank, fold(name))


def write_class(name: str) -> str:
    """« 6ème B » and « 6° B » as « 6e B », « ce2 » as « CE2 », so that one class is one in a list.

    Only a first word that is on the ladder is rewritten.
    """
    first, *rest = name.split() or [""]
    rank = _rank(first)
    return name if rank is None else " ".join((LADDER[rank], *rest))


def next_class(name: str) -> str:
    """« CE2 » gives « CM1 », « 6e B » gives « 5e »; empty for a class that is not on the ladder,
    and after the last."""
    rank = _rank(name)
    return "" if rank is None or rank + 1 == len(LADDER) else LADDER[rank + 1]


def is_last_of_school(name: str) -> bool:
    """Whether one goes on to another school after this class; in a word, « CM2 » but not « CM1 »."""
    rank = _rank(name)
    return rank is not None and LADDER[rank] in LAST_OF_SCHOOL


def is_last_of_cycle(name: str) -> bool:
    """Whether another cycle begins after this class: « CE2 » and « 6e B », but not « CM2 »."""
    rank = _rank(name)
    return rank is not None and LADDER[rank] in LAST_OF_CYCLE


def _rank(name: str) -> int | None:
    """By the first word: « 6e B » and « 6ème B » are a 6e; « CM1-CM2 » is no single class."""
    words = fold(name).split()
    if not words:
        return None
    first = _NUMBERED.sub(r"\1e", _WRITTEN.get(words[0], words[0]))
    return _RANKS.get(first)
