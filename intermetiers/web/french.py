"""French as it is printed: dates, hours, lists, spaces. Pure: standard library only.

The domain may import this module and no other of `intermetiers`, since a rule that gives its
reason in a sentence writes dates and lists too.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from unicodedata import combining, normalize

NBSP = "\u00a0"  # before : and », after «
THIN = "\u202f"  # before ; ! ?

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
SHORT_DAYS = ("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim.")
MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet",
    "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip

# Each run of marks or of spaces is tried once, from its first sign: the time is that of the text.
_HIGH = re.compile(r"(?<=[^\s(\[:])(?:[ \u00a0\u202f]++|(?<![;!?]))([;!?]++)(?=\s|$|[»)\]])")
_COLON = re.compile(r"(?<=[^\s\d:])[ \u00a0\u202f]*:(?=\s|$)|(?<=\d)[ \u00a0\u202f]+:(?=\s|$)")
_OPEN = re.compile(r"«[ \u00a0\u202f]*")
_CLOSE = re.compile(r"(?<![ \u00a0\u202f])[ \u00a0\u202f]*+»")
_UNIT = re.compile(r"(?<=\d) (?=(?:h|min|minutes?|heures?|jours?|m|km|€|%|ans?)\b|€|%)")
_HALF_HOUR = re.compile(r"(?<=\d[\u00a0\u202f]h) (?=[0-5]\d\b)")
_DISTANCE = re.compile(
    r"(?:(?:à|environ|~) ?){0,2}([0-9]{1,3}(?: [0-9]{3})+|[0-9]{1,7})(?:[.,]([0-9]{1,3}))? ?"
    r"(m|mètres?|metres?|km|kms|kilomètres?|kilometres?)"
)
FARTHEST = 2_000_000  # metres; beyond, somebody mistook the unit
FIRST_YEAR, LAST_YEAR = 1900, 2199
LONGEST_DATE = 60  # signs; « mercredi 21 septembre 2027 » takes half of them
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_FRENCH_DATE = re.compile(r"([0-9]{1,2})[/. -]([0-9]{1,2})[/. -]([0-9]{4}|[0-9]{2})")
_WRITTEN_DATE = re.compile(
    rf"(?:(?:{'|'.join(DAYS)}) )?([0-9]{{1,2}})(?:er)? ([a-z]+) ([0-9]{{4}})"
)
_APOSTROPHE = re.compile(r"(?<=\w)'(?=[\w«])")
_VOWELS = "aeiouœæ"


def typeset(text: str) -> str:
    """The text with the spaces and apostrophes of French print; idempotent, adds no word."""
    text = _APOSTROPHE.sub("’", text)
    text = _OPEN.sub(f"«{NBSP}", text)
    text = _CLOSE.sub(f"{NBSP}»", text)
    text = _COLON.sub(f"{NBSP}:", text)
    text = _HIGH.sub(rf"{THIN}\1", text)
    return _HALF_HOUR.sub(NBSP, _UNIT.sub(NBSP, text))


def write_day(day: date, *, year: bool = True, weekday: bool = True) -> str:
    """« jeudi 21 janvier 2027 »; the first of a month is « 1er »."""
    number = "1er" if day.day == 1 else str(day.day)
    parts = [DAYS[day.weekday()]] if weekday else []
    parts += [number, MONTHS[day.month - 1]]
    if year:
        parts.append(str(day.year))
    head = f"{number}{NBSP}{MONTHS[day.month - 1]}"
    words = " ".join(parts)
    return words.replace(f"{number} {MONTHS[day.month - 1]}", head)


def write_short_day(day: date) -> str:
    """« jeu. 21 » for narrow lists."""
    return f"{SHORT_DAYS[day.weekday()]}{NBSP}{day.day}"


def write_hour(moment: time | datetime) -> str:
    """« 10 h 15 », « 9 h »."""
    minutes = f"{NBSP}{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour}{NBSP}h{minutes}"


def write_hours(start: datetime, end: datetime) -> str:
    """« 10 h 15 – 11 h 30 »."""
    return f"{write_hour(start)} – {write_hour(end)}"


def write_slot(start: datetime, end: datetime, *, year: bool = True) -> str:
    """« jeudi 21 janvier 2027, 10 h 15 – 11 h 30 »."""
    return f"{write_day(start.date(), year=year)}, {write_hours(start, end)}"


def write_minutes(minutes: int) -> str:
    """« 45 minutes », « 1 heure », « 1 h 15 »."""
    hours, rest = divmod(minutes, 60)
    if hours == 0:
        return f"{rest}{NBSP}minute{'s' if rest > 1 else ''}"
    if rest == 0:
        return f"{hours}{NBSP}heure{'s' if hours > 1 else ''}"
    return f"{hours}{NBSP}h{NBSP}{rest:02d}"


def write_length(hours: Decimal) -> str:
    """« 9 h 15 » of 9.25, « 9 h »: hundredths of an hour, to the nearest minute."""
    whole, minutes = divmod(round(hours * 60), 60)
    return f"{whole}{NBSP}h{NBSP}{minutes:02d}" if minutes else f"{whole}{NBSP}h"


def write_distance(metres: int) -> str:
    """« 300 m », « 1,2 km », « 40 km »."""
    if metres < 1000:
        return f"{metres}{NBSP}m"
    tenths = round(metres / 100)
    whole, tenth = divmod(tenths, 10)
    number = f"{whole},{tenth}" if tenth and whole < 10 else str(round(metres / 1000))
    return f"{number}{NBSP}km"


def write_exact_distance(metres: int) -> str:
    """« 1,25 km »: nothing rounded, so that `read_distance` gives the same metres back."""
    if metres < 1000:
        return f"{metres}{NBSP}m"
    whole, rest = divmod(metres, 1000)
    decimals = f",{rest:03d}".rstrip("0") if rest else ""
    return f"{whole}{decimals}{NBSP}km"


def plain_text(text: str) -> str:
    """Lower case, without accents, with single ordinary spaces; ValueError when it is too long.

    Putting a long run of combining marks in order would keep a processor busy for minutes.
    """
    if len(text) > LONGEST_DATE:
        raise ValueError("too long")
    letters = "".join(letter for letter in normalize("NFKD", text) if not combining(letter))
    return " ".join(letters.lower().split())


_MONTH_NUMBERS = {plain_text(month): number for number, month in enumerate(MONTHS, start=1)}


def read_date(text: str) -> date:
    """The day written in `text`; ValueError when there is none, or when no calendar holds it."""
    plain = plain_text(text)
    if match := _ISO_DATE.fullmatch(plain):
        year, month, day = (int(part) for part in match.groups())
    elif match := _FRENCH_DATE.fullmatch(plain):
        day, month, year = (int(part) for part in match.groups())
        year += 2000 if len(match[3]) == 2 else 0
    elif match := _WRITTEN_DATE.fullmatch(plain):
        day, year = int(match[1]), int(match[3])
        month = _MONTH_NUMBERS.get(match[2], 0)
    else:
        raise ValueError(text)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(text)
    return date(year, month, day)


def read_distance(text: str) -> int:
    """The metres of « 300 m », « 1,2 km », « environ 40 km »; ValueError without a known unit.

    A number alone is refused: nobody can tell 300 metres from 300 kilometres.
    """
    match = _DISTANCE.fullmatch(" ".join(text.lower().split()))
    if match is None:
        raise ValueError(text)
    whole, decimals, unit = int(match[1].replace(" ", "")), match[2] or "", match[3]
    if not unit.startswith("k"):
        if decimals:
            raise ValueError(text)
        metres = whole
    else:
        metres = whole * 1000 + int(decimals.ljust(3, "0"))
    if metres > FARTHEST:
        raise ValueError(text)
    return metres


def join_words(words: Sequence[str], *, last: str = "et") -> str:
    """« la mère, le père et l’AESH »; empty for no word."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def join_some(names: Sequence[str], most: int) -> str:
    """« la mère, le père et 23 autres personnes »: beyond `most` names, the last ones counted."""
    if len(names) <= most:
        return join_words(names)
    rest = write_count(len(names) - most + 1, "autre personne", "autres personnes")
    return join_words([*names[: most - 1], rest])


def start_sentence(text: str) -> str:
    """The text with its first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]


_NUMBERS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix",
            "onze", "douze", "treize", "quatorze", "quinze", "seize")  # fmt: skip


def write_count(
    count: int, singular: str, plural: str | None = None, *, feminine: bool = False
) -> str:
    """« un point », « trois points », « une décision » (feminine), « 5 000 points »."""
    noun = singular if count < 2 else plural or f"{singular}s"
    number = _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}".replace(",", THIN)
    return f"{'une' if feminine and count == 1 else number} {noun}"


def of(noun: str) -> str:
    """« de Yanis », « d’Inès », « du père », « de la mère »: « de » contracted with what follows.

    « de » stays whole before h, since nothing written tells Hélène’s from Hamza’s.
    """
    if noun.startswith("le "):
        return f"du {noun[3:]}"
    if noun.startswith("les "):
        return f"des {noun[4:]}"
    return f"d’{noun}" if _starts_with_vowel(noun) else f"de {noun}"


def _starts_with_vowel(noun: str) -> bool:
    """As one hears it: Inès, Élif, Óscar and Yves do, Yanis does not."""
    letters = normalize("NFD", noun.lower())
    if letters.startswith("y"):
        return letters[1:2].isalpha() and letters[1] not in _VOWELS
    return letters.startswith(tuple(_VOWELS))
