"""The hours one reads in what people say of them: « du lundi au vendredi, 5 h 30 – 8 h 30 »."""

import re
from datetime import time
from unicodedata import combining, normalize

from intermetiers.web.french import DAYS

LONGEST = 250
_DAY = "|".join(DAYS)
_HOUR = r"([01]?[0-9]|2[0-3]) ?h ?([0-5][0-9])?"
_TOKEN = re.compile(
    rf"\bdu ({_DAY}) au ({_DAY})\b|\b({_DAY})s?\b|{_HOUR} ?(?:a|-|–|—|jusqu[’']a) ?{_HOUR}"
)
# Words that make of these hours something a week cannot say.
_OTHERWISE = re.compile(r"\b(sauf|pas|hors|pause|semaines?|pairs?|impaire?s?|parfois|roulement)\b")

SaidHours = tuple[tuple[int, ...], time, time]


def read_hours(text: str) -> tuple[SaidHours, ...]:
    """Each span with its days, 1 for Monday; nothing unless all that was said could be read.

    Spans that follow each other are of the days said before them: « lundi et jeudi 8 h – 11 h et
    13 h – 16 h, vendredi 9 h – 10 h ». What is read is a proposal, for somebody to look at.
    """
    plain = _plain(text[:LONGEST])
    if _OTHERWISE.search(plain):
        return ()
    found: list[SaidHours] = []
    days: list[int] = []
    has_hours = False
    for token in _TOKEN.finditer(plain):
        if token[4] is None:
            days = [*([] if has_hours else days), *_days(token)]
            has_hours = False
        elif not days:
            return ()
        else:
            start = time(int(token[4]), int(token[5] or 0))
            end = time(int(token[6]), int(token[7] or 0))
            found += [(tuple(sorted(set(days))), start, end)] if start != end else []
            has_hours = True
    return tuple(found) if has_hours else ()


def _days(token: re.Match[str]) -> range:
    first = DAYS.index(token[1] or token[3]) + 1
    last = DAYS.index(token[2]) + 1 if token[2] else first
    return range(first, last + 1)


def _plain(text: str) -> str:
    letters = "".join(letter for letter in normalize("NFKD", text) if not combining(letter))
    return " ".join(letters.lower().split())
