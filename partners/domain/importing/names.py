"""Names of persons as tables write them: capitals, civilities, two names in one cell."""

import re

from intermetiers.web.french import NBSP
from partners.domain.folding import fold
from partners.domain.importing.cells import CellError

_CIVILITY = re.compile(r"(?:mr|mme|mlle|monsieur|madame|mademoiselle|dr|m)\b\.? +", re.IGNORECASE)
_PART = re.compile(r"[^\W\d_]+")
# « DE LA TOUR DU PIN » is « de La Tour du Pin »; alone at the head, « De » may be a Portuguese name's.
_SMALL = re.compile(r"^De(?= La )|(?<= )(?:De|Du|Des)(?= )")
_PARTICLES = frozenset({
    "de", "du", "des", "d", "la", "le", "les", "da", "das", "do", "dos", "di", "del", "della",
    "van", "von", "der", "den", "ten", "el", "al", "ben", "bin", "ibn", "ait", "ould",
})  # fmt: skip
_SHORTEST_SHOUT = 2  # « LE » is in capitals, « D » may be an initial


def written_name(name: str) -> str:
    """« BELKACEM-MOREL » as « Belkacem-Morel », « DE LA TOUR » as « de La Tour »; a name with small
    letters stays as it is."""
    if not name.isupper() or len(name) < _SHORTEST_SHOUT:
        return name
    written = _PART.sub(lambda part: part[0].capitalize(), name)
    return _SMALL.sub(lambda part: part[0].lower(), written)


def split_name(
    text: str, *, first_name_first: bool = False, family_name: str = ""
) -> tuple[str, str]:
    """(last name, first name) of « BELKACEM Yanis », « Belkacem, Yanis », « Mme Samia Belkacem ».

    A comma, capitals, the name of the family (`family_name`, the pupil's) or a particle say which
    is which; else two words are in the order of the title, or of « Mme » before them. Raises
    CellError when nothing tells where the last name ends.
    """
    if civil := _CIVILITY.match(text):
        text, first_name_first = text[civil.end() :], True
    if "," in text:
        last, _, first = text.partition(",")
        return written_name(last.strip()), written_name(first.strip())
    words = text.split()
    if len(words) < 2:
        alone = written_name(text)
        return ("", alone) if first_name_first and not civil else (alone, "")
    loud = [word.isupper() and len(word) >= _SHORTEST_SHOUT for word in words]
    if any(loud) and not all(loud):
        last = " ".join(word for word, is_loud in zip(words, loud, strict=True) if is_loud)
        first = " ".join(word for word, is_loud in zip(words, loud, strict=True) if not is_loud)
        return _with_particle(words, loud, written_name(last), first)
    at = _last_name_place(words, family_name)
    if at is None and len(words) == 2:
        at = slice(1, 2) if first_name_first else slice(0, 1)
    if at is None:
        raise CellError(
            f"On ne sait pas où finit le nom. Écrivez le nom en capitales{NBSP}: «{NBSP}DA SILVA Lucas{NBSP}»."
        )
    last, first = " ".join(words[at]), " ".join(words[: at.start] + words[at.stop :])
    return written_name(last), written_name(first)


def _last_name_place(words: list[str], family_name: str) -> slice | None:
    """Which words are the last name, when the family's own name or a particle tells it."""
    count = len(words)
    family = _word_keys(family_name.split())
    keys = _word_keys(words)
    if family and len(family) < count and keys[-len(family) :] == family:
        return slice(count - len(family), count)
    if family and len(family) < count and keys[: len(family)] == family:
        return slice(0, len(family))
    if keys[0] in _PARTICLES:
        return slice(0, min(_end_of_particles(keys), count))
    start = next((place for place, key in enumerate(keys) if key in _PARTICLES), count)
    return slice(start, count) if start < count - 1 else None


def _end_of_particles(keys: list[str]) -> int:
    """Where « de La Tour du Pin » ends in « de La Tour du Pin Inès »."""
    end = 0
    while end < len(keys) and keys[end] in _PARTICLES:
        while end < len(keys) and keys[end] in _PARTICLES:
            end += 1
        end += 1
    return end


def _word_keys(words: list[str]) -> list[str]:
    return [fold(word).replace("’", "'") for word in words]


def _with_particle(words: list[str], loud: list[bool], last: str, first: str) -> tuple[str, str]:
    """« de LA TOUR Inès »: a small particle before the capitals belongs to the last name."""
    at = loud.index(True)
    if at and not loud[-1] and fold(words[at - 1]) in {"de", "d'", "d’", "du", "des", "le", "la"}:
        particle = words[at - 1]
        rest = [word for place, word in enumerate(words) if not loud[place] and place != at - 1]
        return f"{particle} {last}", " ".join(rest)
    return last, first
