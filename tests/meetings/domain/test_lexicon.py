"""The sentences of the eight languages: the same ones, whole, and in each its own grammar."""

import re
from datetime import date

import pytest

from meetings.domain.languages import Language
from meetings.domain.lexicon import LexiconError, Texts, holes_of, lexicon, read_lexicon
from tests.meetings.domain.builders import at

NBSP = "\u00a0"
FRENCH = lexicon(Language.FR)
FORMS = {"zero", "one", "two", "few", "many", "other"}
OTHERS = [language for language in Language if language is not Language.FR]
FOREIGN = [language for language in Language if not language.is_french]
# Words no sentence of ours has in another language; names of French texts and bodies have none.
FRENCH_WORDS = {
    "vous", "votre", "vos", "est", "sont", "avec", "dans", "cette", "une", "pas", "qui", "nous",
    "peut", "elle", "chacun", "cela", "dites", "réunion", "mère", "père", "enfant",
}  # fmt: skip
DAY = date(2027, 1, 21)


def plural(key):
    """The key without its form; "" for a sentence that is no plural."""
    head, _, form = key.rpartition(".")
    return head if form in FORMS and f"{head}.one" in FRENCH.sentences else ""


def keys_of(words):
    return {plural(key) or key for key in words.sentences}


@pytest.mark.parametrize("language", OTHERS)
def test_every_sentence_is_in_every_language(language):
    assert keys_of(lexicon(language)) == keys_of(FRENCH)


@pytest.mark.parametrize("language", Language)
def test_a_count_has_every_form_of_its_language_and_no_other(language):
    words = lexicon(language)
    expected = {*words.locale.plural_form.tags, "other"}
    for head in {plural(key) for key in words.sentences} - {""}:
        forms = {key.rpartition(".")[2] for key in words.sentences if plural(key) == head}
        assert forms == expected, head


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_has_the_same_holes_in_every_language(language):
    for key, sentence in lexicon(language).sentences.items():
        if head := plural(key):
            whole = holes_of(FRENCH.sentences[f"{head}.other"])
            assert whole - {"count"} <= holes_of(sentence) <= whole, key
        else:
            assert holes_of(sentence) == holes_of(FRENCH.sentences[key]), key


@pytest.mark.parametrize("language", FOREIGN)
def test_no_french_is_left_in_another_language(language):
    for key, sentence in lexicon(language).sentences.items():
        bare = re.sub(r"\([^)]*\)|«[^»]*»", "", sentence)
        assert not FRENCH_WORDS & set(re.findall(r"\w+", bare.casefold())), key
        if len(sentence.split()) > 3:
            assert sentence != FRENCH.sentences.get(key), key


@pytest.mark.parametrize("language", Language)
def test_no_sentence_is_empty_nor_marked_up(language):
    for key, sentence in lexicon(language).sentences.items():
        assert sentence.strip() == sentence != "", key
        assert not re.search(r"[<>]|\bTODO\b|\?\?", sentence), key


def test_plain_french_is_another_text_and_never_called_what_it_is_not():
    simple = lexicon(Language.SIMPLE).sentences
    long = [key for key in simple if len(FRENCH.sentences[key].split()) > 6]
    assert sum(simple[key] != FRENCH.sentences[key] for key in long) > 0.8 * len(long)
    assert not any("FALC" in sentence for sentence in simple.values())


def test_a_sentence_that_does_not_exist_or_lacks_a_name_is_refused():
    with pytest.raises(LexiconError):
        FRENCH.say("page.nothing")
    with pytest.raises(LexiconError):
        FRENCH.say("page.title")
    with pytest.raises(LexiconError):
        Texts(FRENCH)["page"]["title"]
    assert Texts(FRENCH)["why"]["title"] == "Pourquoi on se réunit"


def test_a_language_without_a_file_or_with_a_broken_one_is_refused(tmp_path):
    with pytest.raises(LexiconError):
        read_lexicon(Language.TR, tmp_path)
    (tmp_path / "tr.toml").write_text("[page\n", encoding="utf-8")
    with pytest.raises(LexiconError):
        read_lexicon(Language.TR, tmp_path)


def test_french_contracts_and_begins_as_it_should():
    assert FRENCH.say("pupil_place.unknown", name="Inès").startswith("La place d’Inès")
    assert "du père de Yanis" in FRENCH.say("reading.from", person="le père de Yanis")
    assert FRENCH.say("point.opens", person="le père") == "Le père commence."


def test_a_name_in_latin_letters_stands_apart_in_a_sentence_read_from_the_right():
    said = lexicon(Language.AR).say("page.title", name="Yanis")
    assert "\u2068Yanis\u2069" in said
    assert "\u2068" not in lexicon(Language.AR).say("page.title", name="ياسين")


def test_a_turkish_sentence_begins_with_a_turkish_capital():
    words = lexicon(Language.TR)
    table = type(words)(Language.TR, {"one": "{person:maj}"})
    assert table.say("one", person="ilk öğretmen") == "İlk öğretmen"


@pytest.mark.parametrize(
    ("language", "day", "hours", "length"),
    [
        (Language.FR, f"jeudi 21{NBSP}janvier 2027", f"de 10{NBSP}h{NBSP}15 à 11{NBSP}h", f"1{NBSP}h{NBSP}15"),
        (Language.EN, "Thursday 21 January 2027", "from 10:15 to 11:00", "1 hour and 15 minutes"),
        (Language.AR, "الخميس 21 يناير 2027", "من 10:15 إلى 11:00", "ساعة و15 دقيقة"),
        (Language.TR, "21 Ocak 2027 Perşembe", "10:15", "1 saat ve 15 dakika"),
        (Language.PT, "quinta-feira, 21 de janeiro de 2027", "10:15", "1 hora e 15 minutos"),
        (Language.ES, "jueves, 21 de enero de 2027", "10:15", "1 hora y 15 minutos"),
        (Language.UK, "четвер, 21 січня 2027 року", "10:15", "1 година і 15 хвилин"),  # noqa: RUF001
    ],
)  # fmt: skip
def test_days_hours_and_lengths_are_those_of_the_reader(language, day, hours, length):
    words = lexicon(language)
    assert words.day(DAY) == day
    assert hours in words.hours(at("2027-01-21 10:15"), at("2027-01-21 11:00"))
    assert words.minutes(75) == length
    assert "2027" not in words.day(DAY, year=False)


def test_a_day_is_written_with_letters_that_are_drawn():
    """A Friday of CLDR holds U+02BC, which none of our typefaces has."""
    assert "п’ятниця" in lexicon(Language.UK).day(date(2027, 3, 19))


@pytest.mark.parametrize("language", Language)
def test_any_number_of_people_can_be_said(language):
    words = lexicon(language)
    for number in (0, 1, 2, 3, 5, 11, 21, 100):
        assert words.count("who.title", number)
    assert "10" in words.count("who.title", 10)
