"""Words explained: finds what the glossary explains in any French text, and what nothing explains.

One pass over the words of the text, each looked up in a tree of the glossary's spellings: the cost
grows with the length of the text, not with the size of the glossary.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from partners.domain.catalogue import Catalogue, GlossaryEntry
from partners.domain.folding import fold

_CAPITAL: Final = "A-ZÀ-ÖØ-Þ"
_HYPHENS: Final = "-\u2010\u2011"  # the keyboard's, the typographer's, the unbreakable
# A dotted acronym (« P.P.S. »); letters and digits, with combining accents and the plus of « REP+ »; a comma.
_WORD: Final = re.compile(
    rf"(?:[{_CAPITAL}]\.){{2,}}(?:[{_CAPITAL}](?!\w))?"
    r"|[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*(?:\+(?!\w))?"
    r"|,"
)
# Between two words of one term: spaces with at most one line break, a hyphen, an apostrophe.
# Possessive, so that a long blank is read once.
_GAP: Final = re.compile(rf"[^\S\n]*+\n?[^\S\n]*+|[{_HYPHENS}]|['’]")
_ACRONYM: Final = re.compile(rf"[{_CAPITAL}]\d*[{_CAPITAL}]")
_ROMAN: Final = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_CLASSES: Final = frozenset({"CP", "CE1", "CE2", "CM1", "CM2", "TPS", "PS", "MS", "GS"})
_EVERYDAY: Final = frozenset({"CD", "DVD", "OK", "PDF", "QR", "SMS", "TV"})
_SHOUTED_RUN: Final = (
    3  # that many words in capitals in a row, not all acronyms we know, are a sentence
)
CATALOGUES_KEPT: Final = 64  # one a team: a process prepares the words of each once


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
        return tuple((piece.text, piece.entry.explanation) for piece in self.pieces if piece.entry)


def find_words(text: str, catalogue: Catalogue) -> tuple[Found, ...]:
    """Glossary terms in the order of the text, never overlapping, the longest where several begin.

    Whole words only; accents, case and plural aside, but for spellings kept `as_written`.
    """
    reading = _read(text, catalogue)
    found = []
    for first, last, entry in _matches(reading):
        start, end = reading.words[first].start, reading.words[last].end
        found.append(Found(start, end, text[start:end], entry))
    return tuple(found)


def explain(text: str, catalogue: Catalogue, already: frozenset[str] = frozenset()) -> Explained:
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
    """Acronyms no entry of the catalogue explains, once each, in the order of the text.

    An acronym has two capitals side by side (« DSDEN76 », « P.P.S. »). Roman numerals, names of classes
    and a few everyday ones are left out, and so is a whole sentence typed in capitals. A family name
    in capitals cannot be told from an acronym: it is returned too.
    """
    # Most texts of a meeting hold none, and a page of meetings reads hundreds of texts.
    if not _ACRONYM.search(text.replace(".", "")):
        return ()
    reading = _read(text, catalogue)
    covered = {
        position for first, last, _ in _matches(reading) for position in range(first, last + 1)
    }
    unknown: list[str] = []
    previous = -1
    for position, word in enumerate(reading.words):
        if position in covered or position in reading.shouted or not _needs_words(word, reading):
            continue
        if position == previous + 1 and reading.gap(position) in tuple(_HYPHENS):
            unknown[-1] += f"-{word.surface}"
        else:
            unknown.append(word.surface)
        previous = position
    return tuple(dict.fromkeys(unknown))


def is_sigle(spelling: str) -> bool:
    """Written in capitals from end to end: « DAR », « REP+ », not « GEVA-Sco »."""
    return bool(_ACRONYM.search(spelling)) and spelling == spelling.upper()


def can_be_found(spelling: str) -> bool:
    """Whether a text may hold it: it has a letter or a digit."""
    return any(character.isalnum() for character in spelling)


def _needs_words(word: "_Word", reading: "_Reading") -> bool:
    """Whether the word is an acronym, and neither everyday nor the name of a métier or an institution."""
    plain = word.plain
    if plain in _CLASSES or plain in _EVERYDAY or _ROMAN.fullmatch(plain):
        return False
    return bool(_ACRONYM.search(plain)) and fold(plain) not in reading.lexicon.named


# --- Reading a text --------------------------------------------------------------------------------


class _Word(NamedTuple):
    start: int
    end: int
    surface: str
    plain: str  # without the dots of « P.P.S. »
    keys: tuple[str, ...]  # under which the word may stand in the lexicon


@dataclass(frozen=True)
class _Reading:
    text: str
    words: Sequence[_Word]
    lexicon: "_Lexicon"
    shouted: frozenset[int]  # positions of words that are in capitals because the whole sentence is

    def gap(self, position: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.words[position - 1].end : self.words[position].start]


def _read(text: str, catalogue: Catalogue) -> _Reading:
    lexicon = _lexicon(catalogue)
    # A text says the same words again and again: each is prepared once.
    known: dict[str, tuple[str, str, tuple[str, ...]]] = {}
    words = []
    for match in _WORD.finditer(text):
        surface = match.group()
        said = known.get(surface)
        if said is None:
            said = known[surface] = _prepared(surface)
        words.append(_Word(match.start(), match.end(), *said))
    return _Reading(text, words, lexicon, _shouted(text, words, lexicon))


def _prepared(surface: str) -> tuple[str, str, tuple[str, ...]]:
    """The surface, the word without dots, its keys in the lexicon."""
    plain = surface.replace(".", "")
    folded = fold(plain)
    keys = [_acronym_key(folded)]
    if plain.endswith("s") and plain[:-1].isupper():
        keys.append(_acronym_key(folded[:-1]))
    keys.append(_singular(folded))
    return surface, plain, tuple(keys)


def _acronym_key(folded: str) -> str:
    # Apart from common words, so that « paix » in the singular of its letters is never « PAI ».
    return f"={folded}"


def _singular(folded: str) -> str:
    return folded[:-1] if len(folded) > 3 and folded[-1] in "sx" else folded


def _shouted(text: str, words: Sequence[_Word], lexicon: "_Lexicon") -> frozenset[int]:
    shouted: set[int] = set()
    run: list[int] = []
    for position, word in enumerate(words):
        gap = text[words[run[-1]].end : word.start] if run else ""
        upper = word.surface.isupper()
        if run and (not upper or gap.strip(f" \u00a0\u202f'’{_HYPHENS}")):
            _close_run(run, words, lexicon, shouted)
            run = []
        if upper:
            run.append(position)
    _close_run(run, words, lexicon, shouted)
    return frozenset(shouted)


def _close_run(
    run: list[int], words: Sequence[_Word], lexicon: "_Lexicon", shouted: set[int]
) -> None:
    strangers = any(words[position].keys[0] not in lexicon.root.children for position in run)
    if len(run) >= _SHOUTED_RUN and strangers:
        shouted.update(run)


# --- Looking words up ------------------------------------------------------------------------------


class _Spelling(NamedTuple):
    entry: GlossaryEntry
    as_written: tuple[str, ...]  # the words exactly so; empty when case and accents do not count
    opens_with_acronym: bool
    closes_with_acronym: bool


@dataclass
class _Node:
    children: "dict[str, _Node]" = field(default_factory=dict)
    spellings: list[_Spelling] = field(default_factory=list)


class _Lexicon:
    """The spellings of the glossary as a tree of words."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.root = _Node()
        for entry in catalogue.glossary:
            for spelling in (entry.term, *entry.forms):
                self._add(spelling, entry)
        labels = [label for metier in catalogue.metiers.values() for label in metier.labels]
        labels += [kind.label for kind in catalogue.institution_kinds.values()]
        self.named = frozenset(fold(label) for label in labels)

    def _add(self, spelling: str, entry: GlossaryEntry) -> None:
        words = _WORD.findall(spelling)
        if not words:
            return  # « … », written by a team: nothing to find in a text
        acronyms = [bool(_ACRONYM.search(word)) for word in words]
        node = self.root
        for word, acronym in zip(words, acronyms, strict=True):
            key = _acronym_key(fold(word)) if acronym else _singular(fold(word))
            node = node.children.setdefault(key, _Node())
        exact = tuple(words) if spelling in entry.as_written else ()
        node.spellings.append(_Spelling(entry, exact, acronyms[0], acronyms[-1]))


@lru_cache(maxsize=CATALOGUES_KEPT)
def _lexicon(catalogue: Catalogue) -> _Lexicon:
    return _Lexicon(catalogue)


def _matches(reading: _Reading) -> Iterator[tuple[int, int, GlossaryEntry]]:
    """Positions of the first and the last word of each term, with its entry."""
    position, opening = 0, reading.lexicon.root.children
    while position < len(reading.words):
        if opening.keys().isdisjoint(reading.words[position].keys):
            position += 1
            continue
        last, entry = _longest(reading, position)
        if entry:
            yield position, last, entry
        position = last + 1


def _longest(reading: _Reading, first: int) -> tuple[int, GlossaryEntry | None]:
    best: tuple[int, GlossaryEntry | None] = (first, None)
    nodes = [reading.lexicon.root]
    for position in range(first, len(reading.words)):
        if position > first and not _GAP.fullmatch(reading.gap(position)):
            break
        keys = reading.words[position].keys
        nodes = [node.children[key] for node in nodes for key in keys if key in node.children]
        if not nodes:
            break
        for spelling in (spelling for node in nodes for spelling in node.spellings):
            if _stands(reading, first, position, spelling):
                best = (position, spelling.entry)
    return best


def _stands(reading: _Reading, first: int, last: int, spelling: _Spelling) -> bool:
    if spelling.as_written:
        plain = tuple(word.plain for word in reading.words[first : last + 1])
        if plain != spelling.as_written or first in reading.shouted:
            return False
    before, after = reading.words[first].start - 1, reading.words[last].end
    return _is_edge(reading.text, before, -1, spelling.opens_with_acronym) and _is_edge(
        reading.text, after, 1, spelling.closes_with_acronym
    )


def _is_edge(text: str, outside: int, step: int, acronym: bool) -> bool:
    """Whether a term may stop before this character: not inside « sous-orientation », an address, « m’ »."""
    if not 0 <= outside < len(text):
        return True
    character = text[outside]
    beyond = text[outside + step : outside + step + 1] if outside + step >= 0 else ""
    if character in _HYPHENS:
        # « AESH-enseignant » names the AESH; « sous-orientation » is another word
        return acronym or not beyond.isalnum()
    if character == ".":
        return not beyond.islower()
    if character in "'’":
        return step < 0 or not beyond.isalnum()
    return character not in "_@"
