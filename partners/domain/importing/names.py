"""Names of persons as tables write them: capitals, civilities, two names in one cell."""

import re

from intermetiers.web.french import NBSP
from partners.domain.folding import fold
from partners.domain.importing.cells import CellError

_CIVILITY = re.compile(r"(?:mr|mme|mlle|monsieur|madame|mademoiselle|dr|m)\b\.? +", re.IGNORECASE)
_PART = re.compile(r"[^\W\d_]+")
_SHORTEST_SHOUT = 2  # « LE » is in capitals, « D » may be an initial


def written_name(name: str) -> str:
    """« BELKACEM-MOREL » as « Belkacem-Morel »; a name with small letters stays as it is."""
    if not name.isupper() or len(name) < _SHORTEST_SHOUT:
        return name
    return _PART.sub(lambda part: part[0].capitalize(), name)


def split_name(text: str, *, first_name_first: bool = False) -> tuple[str, str]:
    """(last name, first name) of « BELKACEM Yanis », « Belkacem, Yanis », « Yanis BELKACEM ».

    Capitals or a comma say which is which; else two words are in the order of the title. Raises
    CellError when nothing tells where the last name ends.
    """
    text = _CIVILITY.sub("", text, count=1) if _CIVILITY.match(text) else text
    if "," in text:
        last, _, first = text.partition(",")
        return written_name(last.strip()), written_name(first.strip())
    words = text.split()
    if len(words) < 2:
        return ("", written_name(text)) if first_name_first else (written_name(text), "")
    loud = [word.isupper() and len(word) >= _SHORTEST_SHOUT for word in words]
    if any(loud) and not all(loud):
        last = " ".join(word for word, is_loud in zip(words, loud, strict=True) if is_loud)
        first = " ".join(word for word, is_loud in zip(words, loud, strict=True) if not is_loud)
        return _with_particle(words, loud, written_name(last), first)
    if len(words) > 2:
        raise CellError(
            f"On ne sait pas où finit le nom. Écrivez le nom en capitales{NBSP}: «{NBSP}DA SILVA Lucas{NBSP}»."
        )
    last, first = reversed(words) if first_name_first else words
    return written_name(last), written_name(first)


def _with_particle(words: list[str], loud: list[bool], last: str, first: str) -> tuple[str, str]:
    """« de LA TOUR Inès »: a small particle before the capitals belongs to the last name."""
    at = loud.index(True)
    if at and not loud[-1] and fold(words[at - 1]) in {"de", "d'", "d’", "du", "des", "le", "la"}:
        particle = words[at - 1]
        rest = [word for place, word in enumerate(words) if not loud[place] and place != at - 1]
        return f"{particle} {last}", " ".join(rest)
    return last, first
