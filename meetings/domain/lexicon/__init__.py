"""Every sentence of ours that a guest reads, by key, in the language of that guest.

A file of `meetings/domain/lexicon/` for each language, all with the same keys and the same holes. Nothing here puts
pieces of one language into a sentence of another: a caller gives names, dates and numbers.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.units import format_unit

from intermetiers.web.french import (
    join_words,
    of,
    start_sentence,
    typeset,
    write_day,
    write_hour,
    write_minutes,
)
from meetings.domain.languages import Language

FOLDER = Path(__file__).resolve().parent
HOUR = 60
# Written out, so that a new release of CLDR never changes what a letter says. Arabic keeps the
# digits of the clocks of France, as the Maghreb does.
_DAYS = {
    Language.EN: ("EEEE d MMMM", "EEEE d MMMM y"),
    Language.AR: ("EEEE d MMMM", "EEEE d MMMM y"),
    Language.TR: ("d MMMM EEEE", "d MMMM y EEEE"),
    Language.PT: ("EEEE, d 'de' MMMM", "EEEE, d 'de' MMMM 'de' y"),
    Language.ES: ("EEEE, d 'de' MMMM", "EEEE, d 'de' MMMM 'de' y"),
    Language.UK: ("EEEE, d MMMM", "EEEE, d MMMM y 'року'"),
}
_LOCALES = {Language.EN: "en_GB", Language.PT: "pt_PT"}
# CLDR writes « пʼятниця » with a letter that no typeface of ours has: it would show as a hole.
_LETTER_APOSTROPHE = "\u02bc"
_FIRST_STRONG, _POP = "\u2068", "\u2069"
_OTHER_WAY = re.compile(r"[A-Za-zÀ-ÿ]")


class LexiconError(LookupError):
    """A sentence that does not exist, or a hole nobody filled. Carries the language and the key."""


class _Filler(Formatter):
    """Fills holes; « {name:de} » and « {name:maj} » say how French contracts and begins."""

    def __init__(self, language: Language) -> None:
        super().__init__()
        self._language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        text = str(value)
        if format_spec == "de" and self._language.is_french:
            return of(text)
        if format_spec == "maj":
            text = _start(text, self._language)
        if self._language.direction == "rtl" and _OTHER_WAY.search(text):
            return f"{_FIRST_STRONG}{text}{_POP}"
        return text


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The sentences of one language; each method raises LexiconError on a key or a hole missed."""

    language: Language
    sentences: Mapping[str, str]

    def say(self, key: str, **holes: object) -> str:
        """The sentence, its holes filled."""
        try:
            said = _Filler(self.language).format(self.sentences[key], **holes)
        except KeyError as error:
            raise LexiconError(self.language.value, key, str(error)) from error
        return typeset(said) if self.language.is_french else said

    def count(self, key: str, number: int, **holes: object) -> str:
        """The form this language takes for `number`, which is the hole {count}."""
        form = self.locale.plural_form(number)
        return self.say(f"{key}.{form}", **{"count": number} | holes)

    @property
    def locale(self) -> Locale:
        return Locale.parse(_LOCALES.get(self.language, self.language.html))

    def day(self, day: date, *, year: bool = True) -> str:
        """« jeudi 21 janvier 2027 »."""
        if self.language.is_french:
            return write_day(day, year=year)
        said = format_date(day, format=_DAYS[self.language][year], locale=self.locale)
        return said.replace(_LETTER_APOSTROPHE, "’")

    def hour(self, moment: datetime) -> str:
        """« 10 h 15 », « 10:15 »."""
        if self.language.is_french:
            return write_hour(moment)
        return f"{moment.hour}:{moment.minute:02d}"

    def hours(self, start: datetime, end: datetime) -> str:
        """« de 10 h 15 à 11 h 30 »."""
        return self.say("when.hours", start=self.hour(start), end=self.hour(end))

    def minutes(self, minutes: int) -> str:
        """« 45 minutes », « 1 h 15 »."""
        if self.language.is_french:
            return write_minutes(minutes)
        hours, rest = divmod(minutes, HOUR)
        parts = [(hours, "duration-hour"), (rest, "duration-minute")]
        said = [format_unit(n, unit, locale=self.locale) for n, unit in parts if n]
        return self.join(said)

    def start(self, text: str) -> str:
        """The text as a sentence begins, in this language."""
        return _start(text, self.language)

    def join(self, words: Sequence[str]) -> str:
        """« la mère, le père et l’AESH »."""
        if self.language.is_french or len(words) < 2:
            return join_words(words)
        return format_list(list(words), locale=self.locale)

    def name_of(self, language: str) -> str:
        """« turc », in this language, of a code of ISO 639; "" for what is no such code."""
        return str(self.locale.languages.get(language, ""))


class Texts:
    """The sentences without a hole, for templates: `{{ t.why.title }}`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def __getitem__(self, section: str) -> "Section":
        return Section(self._lexicon, section)


class Section:
    """One section of `Texts`. A sentence with a hole cannot be asked for here: LexiconError."""

    def __init__(self, lexicon: Lexicon, name: str) -> None:
        self._lexicon = lexicon
        self._name = name

    def __getitem__(self, key: str) -> str:
        return self._lexicon.say(f"{self._name}.{key}")


@cache
def lexicon(language: Language) -> Lexicon:
    """The lexicon of a language, read once per process."""
    return read_lexicon(language, FOLDER)


def read_lexicon(language: Language, folder: Path) -> Lexicon:
    """LexiconError where the language has no file or the file is no table of sentences."""
    try:
        table = tomllib.loads((folder / f"{language}.toml").read_text(encoding="utf-8"))
    except (FileNotFoundError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(language.value, "", str(error)) from error
    return Lexicon(language, MappingProxyType(dict(_flat(table, ""))))


def holes_of(sentence: str) -> frozenset[str]:
    """The names of the holes of a sentence."""
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)


def _start(text: str, language: Language) -> str:
    """Turkish has two letters i, and keeps the dot of the one that has it."""
    if language is Language.TR and text.startswith("i"):
        return f"İ{text[1:]}"
    return start_sentence(text)


def _flat(table: Mapping[str, Any], head: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{head}{key}.")
        else:
            yield f"{head}{key}", str(value)
