"""The typefaces: each claims the letters it has, and together they have all we write."""

import re
import unicodedata
from functools import cache
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from meetings.domain.languages import Language
from meetings.domain.lexicon import lexicon
from partners.domain.translations import translations

CSS = Path(__file__).resolve().parents[2] / "static/css"
COMMON = "tokens.css"
SCRIPTS = {Language.AR: "script-ar.css", Language.UK: "script-uk.css"}
# Drawn by the next typeface of the phone or of the printer, as a space.
THIN_SPACE = "\u202f"


def faces():
    return [
        (name, face)
        for name in (COMMON, *SCRIPTS.values())
        for face in (CSS / name).read_text().split("@font-face")[1:]
    ]


def claimed_by(face):
    ranges = re.search(r"unicode-range:([^;]+);", face)[1]
    pairs = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges)
    return {n for first, last in pairs for n in range(int(first, 16), int(last or first, 16) + 1)}


@pytest.mark.parametrize(("sheet", "face"), faces(), ids=lambda value: value[:40].strip())
def test_a_typeface_claims_only_the_letters_it_has(sheet, face):
    """WeasyPrint believes unicode-range: a letter claimed and missing prints as an empty box."""
    with TTFont(CSS / re.search(r'url\("([^"]+)"\)', face)[1]) as font:
        assert claimed_by(face) <= set(font.getBestCmap())


@cache
def letters_for(language):
    sheets = {COMMON, SCRIPTS.get(language, COMMON)}
    return set().union(*(claimed_by(face) for sheet, face in faces() if sheet in sheets))


def texts_in(language):
    yield language.own_name
    yield from lexicon(language).sentences.values()
    if not language.is_french:
        told = translations(language.value)
        for one in (*told.metiers.values(), *told.words.values()):
            yield from (str(getattr(one, name)) for name in type(one).__dataclass_fields__)


@pytest.mark.parametrize("language", Language)
def test_every_letter_we_write_is_in_a_typeface_the_page_declares(language):
    missing = {
        f"{letter} U+{ord(letter):04X} in « {text[:60]} »"
        for text in texts_in(language)
        for letter in set(text) - {THIN_SPACE, "\n"}
        if ord(letter) not in letters_for(language) and unicodedata.category(letter) != "Cf"
    }
    assert missing == set()


@pytest.mark.parametrize("language", [Language.AR, Language.UK])
def test_a_script_of_its_own_needs_its_sheet(language):
    """Without it the test above would fail: it looks at something."""
    common = set().union(*(claimed_by(face) for sheet, face in faces() if sheet == COMMON))
    assert {ord(letter) for letter in language.own_name} - common
