"""Names that may well be one person's, written twice by two hands.

Nothing here decides: a pair is shown to somebody, who does. Rows are never compared each with
each: only those that share a key are, a key being the name with one letter or one word left out,
its sound, or its last name beside the same clue. The cost stays in proportion to the rows.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations

from partners.domain.folding import fold

SHORT_WORD = 3  # letters; « Léa » and « Léo » are two names, unless something else agrees
MOST_ALIKE = 50  # rows of one book that share a key
MOST_NAMESAKES = 20  # of one name in one book; more would be no name at all
MOST_WORDS = 8  # of a name; what is beyond tells nobody apart
LONGEST_WORD = 30  # letters

_WORD = re.compile(r"[^\W_]+")
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"), (r"eau|au", "o"), (r"qu|ck|ch(?=[rl])", "k"), (r"c(?=[eiy])|z|sc(?=[eiy])", "s"),
        (r"ch", "C"), (r"c|q", "k"), (r"bv", "v"), (r"[mn](?=[bpdtfvsk])", "n"), (r"ou|oo", "u"),
        (r"ai|ei|ay|ey", "e"), (r"y|ii", "i"), (r"h", ""), (r"w", "v"), (r"(.)\1+", r"\1"),
        (r"(?<=..)[estxdz]+$", ""),
    )
]  # fmt: skip


@dataclass(frozen=True)
class Identity:
    """What tells one person from another: `key` is the row's, `clue` any words that help (a
    school, a métier and its place); a clue weighs only when both rows have the same."""

    key: int
    first_name: str
    last_name: str
    born_on: date | None = None
    clue: str = ""

    @cached_property
    def fields(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return _words(self.first_name), _words(self.last_name)

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(sorted(word for field in self.fields for word in field))

    @cached_property
    def joined(self) -> tuple[str, ...]:
        """First and last name, each in one word, in no order: « Le Goff » as « legoff »."""
        return tuple(sorted("".join(field) for field in self.fields if field))

    @cached_property
    def sounds(self) -> tuple[str, ...]:
        """How first and last name are heard, in no order; empty without both or with a number."""
        if len(self.joined) < 2 or any(sign.isdigit() for word in self.joined for sign in word):
            return ()
        return tuple(sorted(_sound(word) for word in self.joined))

    @cached_property
    def told_by(self) -> str:
        return " ".join(_words(self.clue))


def same_name_key(identity: Identity) -> str:
    """Equal for one name written two ways: case, accents, hyphens and order left aside.

    Empty when there is no name at all, which is never the name of anybody else.
    """
    return " ".join(identity.words)


def likely_pairs(
    new: Sequence[Identity], known: Sequence[Identity]
) -> list[tuple[Identity, Identity]]:
    """Each of `new` with those of `known` that may be the same person under another spelling.

    In the order of `new`, then of `known`. Equal names are not here: `same_name_key` tells them.
    Of the rows of `known` that share a key, the first MOST_ALIKE are looked at: a name that so
    many have tells nobody apart, and a file of five thousand Martin costs no more than another.
    """
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, row in enumerate(known):
        for key in set(_keys(row)):
            if len(blocks[key]) < MOST_ALIKE:
                blocks[key].append(place)
    found = []
    for row in new:
        near = _places_near(row, blocks)
        found += [(row, known[place]) for place in sorted(near) if are_alike(row, known[place])]
    return found


def _places_near(row: Identity, blocks: dict[tuple[str, ...], list[int]]) -> set[int]:
    return {place for key in set(_keys(row)) for place in blocks.get(key, ())}


def doubles(rows: Sequence[Identity]) -> list[tuple[Identity, Identity]]:
    """The pairs of one book that may be one person, equal names first, each pair once."""
    by_name: dict[str, list[Identity]] = defaultdict(list)
    for row in rows:
        if row.words:
            by_name[same_name_key(row)].append(row)
    equal = [
        pair
        for same in by_name.values()
        for pair in combinations(same[:MOST_NAMESAKES], 2)
        if _days_agree(pair[0].born_on, pair[1].born_on)
    ]
    return equal + [pair for pair in likely_pairs(rows, rows) if pair[0].key < pair[1].key]


def are_alike(one: Identity, other: Identity) -> bool:
    """Whether two names that are not equal may be one person's; the same both ways round."""
    if same_name_key(one) == same_name_key(other) or not _days_agree(one.born_on, other.born_on):
        return False
    surer = _is_told_alike(one, other)
    return (
        _one_slip(one.words, other.words, surer=surer)
        or _one_slip(one.joined, other.joined, surer=surer)
        or _one_lacks_words(one, other)
        or one.sounds == other.sounds != ()
        or (_share_clue(one, other) and _one_is_shortened(one, other))
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(word[:LONGEST_WORD] for word in _WORD.findall(fold(text))[:MOST_WORDS])


def _keys(row: Identity) -> Iterator[tuple[str, ...]]:
    """Two alike rows always share one of these."""
    for words in {row.words, row.joined}:
        if len(words) < 2:
            continue
        yield ("words", *words)
        for number, word in enumerate(words):
            rest = (*words[:number], *words[number + 1 :])
            yield from (("slip", *rest, cut) for cut in _cuts(word))
            if len(rest) > 1:
                yield ("words", *rest)
                yield from (("words", *less) for less in _without_one(rest))
    if row.sounds:
        yield ("sound", *row.sounds)
    if row.told_by and row.fields[1]:
        yield ("clue", row.told_by, *row.fields[1])


def _cuts(word: str) -> Iterable[str]:
    """The word, and the word with each letter left out in turn."""
    return (word, *(word[:place] + word[place + 1 :] for place in range(len(word))))


def _without_one(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """Each name of two words or more that is left when one goes."""
    return (words[:n] + words[n + 1 :] for n in range(len(words)) if len(words) > 2)


def _one_slip(one: tuple[str, ...], other: tuple[str, ...], *, surer: bool) -> bool:
    """All words equal but one, which differs by one letter; two neighbours swapped are one."""
    if one == other:
        return len(one) > 1
    if len(one) != len(other) or len(one) < 2:
        return False
    mine, theirs = list(one), []
    for word in other:
        if word in mine:
            mine.remove(word)
        else:
            theirs.append(word)
    if len(mine) != 1:
        return False
    return _is_slip(mine[0], theirs[0], surer=surer)


def _is_slip(one: str, other: str, *, surer: bool) -> bool:
    if any(sign.isdigit() for sign in one + other):  # « Moulin 1 » and « Moulin 2 » are two places
        return False
    return _one_edit(one, other) and (surer or max(len(one), len(other)) > SHORT_WORD)


def _one_edit(one: str, other: str) -> bool:
    """One letter more, less or other, or two neighbours swapped."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    start = 0
    while start < len(one) and one[start] == other[start]:
        start += 1
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    swapped = one[start : start + 2] == other[start : start + 2][::-1]
    return one[start + 1 :] == other[start + 1 :] or (
        swapped and one[start + 2 :] == other[start + 2 :]
    )


def _one_lacks_words(one: Identity, other: Identity) -> bool:
    """« Jean Martin » and « Jean Pierre Martin »: one or two words less, a first and a last name
    in common."""
    less, more = sorted((one, other), key=lambda row: len(row.words))
    missing = len(more.words) - len(less.words)
    if missing not in (1, 2) or len(less.words) < 2 or len(less.joined) < 2:
        return False
    left = list(more.words)
    for word in less.words:
        if word not in left:
            return False
        left.remove(word)
    shared = set(less.words)
    return all(shared.intersection(field) for field in more.fields)


def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def _one_is_shortened(one: Identity, other: Identity) -> bool:
    """« C. Durand » or « Durand » beside « Claire Durand »."""
    (first, last), (other_first, other_last) = one.fields, other.fields
    short, long = sorted(("".join(first), "".join(other_first)), key=len)
    return bool(last) and last == other_last and len(short) <= 1 and long.startswith(short)


def _is_told_alike(one: Identity, other: Identity) -> bool:
    same_day = one.born_on is not None and one.born_on == other.born_on
    return same_day or _share_clue(one, other)


def _share_clue(one: Identity, other: Identity) -> bool:
    return bool(one.told_by) and one.told_by == other.told_by


def _days_agree(one: date | None, other: date | None) -> bool:
    """Whether both may be one birthday: one unknown, or one digit or day and month mistaken."""
    if one is None or other is None or one == other:
        return True
    if (one.year, one.month, one.day) == (other.year, other.day, other.month):
        return True
    return sum(a != b for a, b in zip(one.isoformat(), other.isoformat(), strict=True)) == 1
