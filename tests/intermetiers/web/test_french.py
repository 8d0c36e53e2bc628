"""French print: spaces, dates, hours, lists, contractions."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, strategies as st

from intermetiers.web.french import (
    join_some,
    join_words,
    of,
    start_sentence,
    typeset,
    write_count,
    write_day,
    write_distance,
    write_hour,
    write_hours,
    write_minutes,
    write_short_day,
    write_slot,
)

PARIS = ZoneInfo("Europe/Paris")
MARKS = st.text(alphabet="aé1 h'’«»:;!?()€%\u00a0\u202f\n", max_size=30)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Qui vient ?", "Qui vient\u202f?"),
        ("Qui vient?", "Qui vient\u202f?"),
        ("Quoi ?!", "Quoi\u202f?!"),
        ("il dit «oui»", "il dit «\u00a0oui\u00a0»"),
        ("elle dit « quoi? »", "elle dit «\u00a0quoi\u202f?\u00a0»"),
        ("à noter : rien", "à noter\u00a0: rien"),
        ("à noter: rien", "à noter\u00a0: rien"),
        ("à 15 h 30", "à 15\u00a0h\u00a030"),
        ("20 minutes, 45 €, 10 %", "20\u00a0minutes, 45\u00a0€, 10\u00a0%"),
        ("l'AESH d'aujourd'hui", "l’AESH d’aujourd’hui"),
        ("l'« aide »", "l’«\u00a0aide\u00a0»"),
    ],
)
def test_typeset_gives_french_marks_their_spaces(typed, printed):
    assert typeset(typed) == printed


@pytest.mark.parametrize(
    "text",
    ["12:30", "https://example.org/?a=b;c", "(?)", "3 mois", "le 2 mars", "les 'guillemets'"],
)
def test_typeset_leaves_alone_what_is_no_french_mark(text):
    assert typeset(text) == text


@given(MARKS | st.text(max_size=40))
@example("a? ?")
@example("« »")
def test_typeset_twice_is_typeset_once(text):
    assert typeset(typeset(text)) == typeset(text)


@given(MARKS | st.text(max_size=40))
def test_typeset_changes_spaces_and_apostrophes_only(text):
    def bare(words):
        return re.sub(r"[ \u00a0\u202f]", "", words).replace("'", "’")

    assert bare(typeset(text)) == bare(text)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2027, 1, 21), "jeudi 21\u00a0janvier 2027"),
        (date(2027, 2, 1), "lundi 1er\u00a0février 2027"),
        (date(2026, 8, 11), "mardi 11\u00a0août 2026"),
    ],
)
def test_a_day_is_written_in_words(day, written):
    assert write_day(day) == written


def test_a_day_is_written_without_its_year_or_weekday():
    assert write_day(date(2027, 1, 21), year=False) == "jeudi 21\u00a0janvier"
    assert write_day(date(2027, 1, 21), weekday=False) == "21\u00a0janvier 2027"


def test_a_short_day_fits_a_narrow_list():
    assert write_short_day(date(2027, 1, 21)) == "jeu.\u00a021"


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (time(10, 15), "10\u00a0h\u00a015"),
        (time(9), "9\u00a0h"),
        (time(16, 5), "16\u00a0h\u00a005"),
        (time(0), "0\u00a0h"),
    ],
)
def test_an_hour_is_written_with_its_minutes_if_any(moment, written):
    assert write_hour(moment) == written


def test_a_slot_is_written_from_day_to_end():
    start = datetime(2027, 1, 21, 10, 15, tzinfo=PARIS)
    end = datetime(2027, 1, 21, 11, 30, tzinfo=PARIS)
    hours = "10\u00a0h\u00a015 – 11\u00a0h\u00a030"
    assert write_hours(start, end) == hours
    assert write_slot(start, end) == f"jeudi 21\u00a0janvier 2027, {hours}"
    assert write_slot(start, end, year=False) == f"jeudi 21\u00a0janvier, {hours}"


@pytest.mark.parametrize(
    ("minutes", "written"),
    [
        (0, "0\u00a0minute"),
        (1, "1\u00a0minute"),
        (45, "45\u00a0minutes"),
        (60, "1\u00a0heure"),
        (61, "1\u00a0h\u00a001"),
        (75, "1\u00a0h\u00a015"),
        (120, "2\u00a0heures"),
    ],
)
def test_minutes_are_written_as_one_says_them(minutes, written):
    assert write_minutes(minutes) == written


@pytest.mark.parametrize(
    ("metres", "written"),
    [
        (300, "300\u00a0m"),
        (999, "999\u00a0m"),
        (1000, "1\u00a0km"),
        (1240, "1,2\u00a0km"),
        (9960, "10\u00a0km"),
        (40_000, "40\u00a0km"),
    ],
)
def test_a_distance_is_as_precise_as_it_is_useful(metres, written):
    assert write_distance(metres) == written


@pytest.mark.parametrize(
    ("words", "joined"),
    [
        ([], ""),
        (["la mère"], "la mère"),
        (["la mère", "le père"], "la mère et le père"),
        (["la mère", "le père", "l’AESH"], "la mère, le père et l’AESH"),
    ],
)
def test_words_are_joined_with_et(words, joined):
    assert join_words(words) == joined


def test_many_people_are_named_then_counted():
    names = ["la mère", "le père", "l’AESH", "l’infirmière"]
    assert join_some(names, 4) == "la mère, le père, l’AESH et l’infirmière"
    assert join_some(names, 3) == "la mère, le père et deux autres personnes"


def test_words_are_joined_with_ou():
    assert join_words(["mardi", "jeudi"], last="ou") == "mardi ou jeudi"


@pytest.mark.parametrize(
    ("text", "started"),
    [("l’AESH", "L’AESH"), ("écrire", "Écrire"), ("œuvrer", "Œuvrer"), ("", "")],
)
def test_a_sentence_starts_with_a_capital_and_keeps_the_others(text, started):
    assert start_sentence(text) == started


@pytest.mark.parametrize(
    ("count", "written"),
    [(0, "zéro point"), (1, "un point"), (3, "trois points"), (16, "seize points"),
     (18, "18 points")],
)  # fmt: skip
def test_a_count_is_written_in_words_up_to_sixteen(count, written):
    assert write_count(count, "point") == written


def test_a_count_takes_the_plural_and_the_gender_it_is_given():
    assert write_count(2, "lieu", "lieux") == "deux lieux"
    assert write_count(1, "décision", feminine=True) == "une décision"
    assert write_count(2, "décision", feminine=True) == "deux décisions"


@pytest.mark.parametrize(
    ("noun", "contracted"),
    [
        ("Yanis", "de Yanis"),
        ("Inès", "d’Inès"),
        ("Élif", "d’Élif"),
        ("Óscar", "d’Óscar"),
        ("Yves", "d’Yves"),
        ("Hamza", "de Hamza"),
        ("le père", "du père"),
        ("les parents", "des parents"),
        ("la mère", "de la mère"),
        ("l’AESH", "de l’AESH"),
        ("Léna", "de Léna"),
        ("un enfant", "d’un enfant"),
    ],
)
def test_de_is_contracted_with_what_follows(noun, contracted):
    assert of(noun) == contracted
