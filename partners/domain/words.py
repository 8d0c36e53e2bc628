"""Words explained: finds what the glossary explains in any French text, and what nothing explains.

One pass over the words of the text, each looked up in a tree of the glossary's spellings: the cost
grows with the length of the text, not with the size of the glossary.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from partners.domain.catalogue import Catalogue, GlossaryEntry
from partners.domain.folding import fold

_CAPITAL: Final = "A-ZÀ-ÖØ-Þ"
_HYPHENS: Final = "-\u2010\u2011"  # the keyboard's, the typographer's, the unbreakable
# A dotted sigle (« P.P.S. »), else letters and digits with their combining accents and the plus of « REP+ ».
_WORD: Final = re.compile(
    rf"(?:[{_CAPITAL}]\.){{2,}}(?:[{_CAPITAL}](?!\w))?"
    r"|[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*(?:\+(?!\w))?"
)
# What may stand between two words of one term: spaces with at most one line break, a hyphen, an apostrophe, a comma.
_GAP: Final = re.compile(rf"[^\S\n]*\n?[^\S\n]*|[{_HYPHENS}]|['’]|, ")
_SIGLE: Final = re.compile(rf"[{_CAPITAL}]\d*[{_CAPITAL}]")
_SAME_LINE: Final = re.compile(r"[^\S\n]+")
_ROMAN: Final = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_CLASSES: Final = frozenset({"CP", "CE1", "CE2", "CM1", "CM2", "TPS", "PS", "MS", "GS"})
_EVERYDAY: Final = frozenset({"CD", "DVD", "OK", "PDF", "QR", "SMS", "TV"})


@dataclass(frozen=True)
class Found:
    """One glossary term in a text: `text[start:end] == surface`."""

    start: int
    end: int
    surface: str
    entry: GlossaryEntry


@dataclass(frozen=True)
class Piece:
    """A run of the text; `entry` when it is a term to explain there."""

    text: str
    entry: GlossaryEntry | None = None


@dataclass(frozen=True)
class Explained:
    """A text cut where terms stand for the first time. Joined, the pieces are the text."""

    pieces: tuple[Piece, ...]
    already: frozenset[str]  # every term the reader now knows: hand it to the next text of the page

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def terms(self) -> tuple[tuple[str, str], ...]:
        """Each term as it is written there, with its explanation."""
        return tuple(
            (piece.text, piece.entry.explanation) for piece in self.pieces if piece.entry
        )


def find_words(text: str, catalogue: Catalogue) -> tuple[Found, ...]:
    """Glossary terms in the order of the text, never overlapping, the longest where several begin.

    Whole words only; accents, case and plural aside, but for spellings kept `as_written`.
    """
    lexicon, words = _lexicon(catalogue), _words(text)
    found = []
    position = 0
    while position < len(words):
        last, entry = lexicon.longest(text, words, position)
        if entry:
            start, end = words[position].start, words[last].end
            found.append(Found(start, end, text[start:end], entry))
        position = last + 1
    return tuple(found)


def explain(
    text: str, catalogue: Catalogue, already: frozenset[str] = frozenset()
) -> Explained:
    """Cuts the text so that a page explains each term once, where it first stands.

    `already` holds the canonical terms explained higher on the page.
    """
    pieces = []
    known = set(already)
    done = 0
    for found in find_words(text, catalogue):
        if found.entry.term in known:
            continue
        known.add(found.entry.term)
        if found.start > done:
            pieces.append(Piece(text[done : found.start]))
        pieces.append(Piece(found.surface, found.entry))
        done = found.end
    if done < len(text):
        pieces.append(Piece(text[done:]))
    return Explained(tuple(pieces), frozenset(known))


def unknown_acronyms(text: str, catalogue: Catalogue) -> tuple[str, ...]:
    """Sigles no entry of the catalogue explains, once each, in the order of the text.

    A sigle has two capitals side by side (« DSDEN76 », « P.P.S. »). Roman numerals, names of classes
    and a few everyday ones are left out, and so is a whole sentence typed in capitals. A family name
    in capitals cannot be told from a sigle: it is returned too.
    """
    lexicon, words = _lexicon(catalogue), _words(text)
    covered = [(found.start, found.end) for found in find_words(text, catalogue)]
    starts = {start for start, _ in covered}
    unknown: dict[str, None] = {}
    end, previous = 0, ""
    for position, word in enumerate(words):
        if word.start in starts:
            end = next(stop for start, stop in covered if start == word.start)
        if word.start < end or not _is_unknown(text, words, position, lexicon):
            previous = ""
            continue
        joined = previous and text[words[position - 1].end : word.start] in tuple(_HYPHENS)
        if joined:
            del unknown[previous]
        previous = f"{previous}-{word.surface}" if joined else word.surface
        unknown.setdefault(previous)
    return tuple(unknown)
