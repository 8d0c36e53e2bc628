"""Who follows a pupil, as the columns of a table name them."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from partners.domain.catalogue import catalogue
from partners.domain.importing.book import Book, KnownCard
from partners.domain.importing.callings import (
    A_PLACE,
    A_POSTCODE,
    NOT_A_NAME,
    Callings,
    Named,
    read_people,
)
from partners.domain.importing.columns import read_columns
from partners.domain.importing.fields import Kind
from partners.domain.importing.lines import Fate
from partners.domain.importing.plan import Table, make_plan
from partners.domain.importing.words import Words

CALLINGS = Callings.of(catalogue(), ["Maison des Tilleuls"])
WORDS = Words.of(catalogue())
FIELDS = ("last_name", "first_name", "follow.orthophoniste")


def _columns(*columns):
    """The columns of a table; each is its title and its values."""
    lines = [["Nom", "Prénom", *(title for title, *_ in columns)]]
    height = max(len(values) - 1 for values in columns)
    lines += [
        [f"Nom{at}", "Yanis", *(v[at] if at < len(v) else "" for v in columns)]
        for at in range(1, height + 1)
    ]
    return {c.title: c for c in read_columns(Kind.PUPILS, lines, 0, {}, CALLINGS)}


@pytest.mark.parametrize(
    ("title", "metier"),
    [
        ("Orthophoniste", "orthophoniste"), ("ORTHOPHONISTE", "orthophoniste"),
        ("Nom de l’orthophoniste", "orthophoniste"), ("Suivi orthophonie", "orthophoniste"),
        ("AESH", "aesh"), ("Enseignant(e)", "professeur_ecoles"), ("Psychologue", "psychologue"),
        ("Éducatrice SESSAD", "educateur_specialise"), ("Éducateur(trice) DITEP", "educateur_ditep"),
        ("Enseignant référent", "enseignant_referent"), ("Psychomotricienne", "psychomotricien"),
    ],
)  # fmt: skip
def test_a_metier_above_names_says_who_follows(title, metier):
    found = _columns((title, "Mme Garnier", "Lucie GARNIER", "Petit Jean ; Mme Roux"))
    assert found[title].field == f"follow.{metier}"


@pytest.mark.parametrize("values", [("9h15", "12"), ("9,25", "6 h", "12h")])
def test_hours_of_an_aesh_are_no_person(values):
    found = _columns(("AESH", *values))
    assert found["AESH"].field == "aesh_hours"
    assert _columns(("AESH (h)", *values))["AESH (h)"].field == "aesh_hours"


def test_how_an_aesh_helps_is_no_person_and_hours_stand_beside_the_name():
    assert _columns(("AESH", "mutualisée", "oui", "ind."))["AESH"].field != "follow.aesh"
    found = _columns(("AESH", "Mme Diallo", "Diallo Fatou"), ("Heures AESH", "9h15", "12"))
    assert (found["AESH"].field, found["Heures AESH"].field) == ("follow.aesh", "aesh_hours")


def test_what_is_not_read_says_why():
    found = _columns(
        ("SESSAD", "x", "oui"), ("CMPP", "Mme Garnier"), ("Maison des Tilleuls", "oui"),
        ("Orthophoniste", "x", "oui", "CMPP"), ("Code postal", "69003", "1000"), ("Divers", "rien"),
    )  # fmt: skip
    told = {title: (column.field, column.why_not) for title, column in found.items()}
    assert told["SESSAD"] == told["CMPP"] == told["Maison des Tilleuls"] == ("", A_PLACE)
    assert told["Orthophoniste"] == ("", NOT_A_NAME)
    assert told["Code postal"] == ("", A_POSTCODE)
    assert told["Divers"] == ("", "")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mme Garnier", [("Garnier", "", "f")]),
        ("Mme GARNIER", [("Garnier", "", "f")]),
        ("Mme LE GOFF", [("Le Goff", "", "f")]),
        ("Garnier Lucie", [("Garnier", "Lucie", "")]),
        ("Lucie GARNIER", [("Garnier", "Lucie", "")]),
        ("L. Garnier", [("Garnier", "L.", "")]),
        ("Mme Garnier ; M. Petit", [("Garnier", "", "f"), ("Petit", "", "m")]),
        ("Garnier Lucie/PETIT Jean", [("Garnier", "Lucie", ""), ("Petit", "Jean", "")]),
        ("non", []),
    ],
)
def test_names_are_read_however_they_are_typed(text, names):
    people, unclear = read_people(text, "aesh", CALLINGS.kinds)
    assert [(one.last_name, one.first_name, one.gender) for one in people] == names
    assert unclear == ()


@pytest.mark.parametrize(
    "text",
    ["oui", "x", "en attente", "2x/sem", "SESSAD", "CMPP de Bron", "mardi 10h", "mutualisée"],
)
def test_what_names_nobody_makes_nobody(text):
    people, unclear = read_people(text, "orthophoniste", CALLINGS.kinds)
    assert people == ()
    assert unclear


def _plan(typed, people=(), pupils=()):
    lines = [list(FIELDS), *(["Belkacem", f"Yanis{'abcdefg'[n]}", t] for n, t in enumerate(typed))]
    book = Book(pupils, (), {}, {}, people)
    table = Table(Kind.PUPILS, lines, 0, dict(enumerate(FIELDS)))
    choices = {str(n): "other" for n in range(2, 9)}
    return make_plan(table, book, choices, words=WORDS, today=date(2026, 11, 22))


def _person(pk, last_name, first_name, metier="orthophoniste", *, archived=False):
    values = {"last_name": last_name, "first_name": first_name, "metier": metier}
    return KnownCard(pk, values, archived=archived)


def test_a_person_of_the_book_is_known_by_the_whole_name_or_by_the_only_last_name():
    lucie = _person(4, "Garnier", "Lucie")
    found = _plan(["Mme Garnier", "garnier lucie", "Lucie GARNIER", "L. Garnier"], [lucie])
    assert [line.followers for line in found.lines] == [(4,)] * 4
    assert found.new_people == {}
    assert _plan(["Mme Garnier"], [_person(4, "Garnier", "Lucie", "aesh")]).new_people
    assert _plan(["Lucie Garnier"], [_person(4, "Garnier", "Lucie", "aesh")]).new_people == {}


def test_somebody_unknown_is_one_new_card_for_all_the_lines():
    found = _plan(["Mme Garnier", "Lucie GARNIER", "Garnier Lucie ; PETIT Jean"])
    assert set(found.new_people.values()) == {
        Named("orthophoniste", "Garnier", "Lucie"), Named("orthophoniste", "Petit", "Jean"),
    }  # fmt: skip
    first, second, third = (line.followers for line in found.lines)
    assert first == second == third[:1]


@pytest.mark.parametrize(
    ("typed", "people", "said"),
    [
        ("Mme Garnier", [_person(4, "Garnier", "Lucie"), _person(5, "Garnier", "Anne")],
         "plusieurs fiches"),
        ("Garnier Lucy", [_person(4, "Garnier", "Lucie")], "Lucie Garnier"),
        ("Garnier Lucie", [_person(4, "Garnier", "")], "sans prénom"),
        ("Garnier Lucie", [_person(4, "Garnier", "Lucie", archived=True)], "archivée"),
        ("en attente", [], "pas un nom"),
    ],
)  # fmt: skip
def test_a_name_nobody_can_tell_is_said_and_the_line_comes_without_it(typed, people, said):
    found = _plan([typed], people)
    [line] = found.lines
    assert (line.fate, line.followers, found.new_people) == (Fate.NEW, (), {})
    [sentence] = line.unclear
    assert typed.split()[-1] in sentence
    assert said in sentence


def test_a_pupil_already_followed_is_left_as_it_is():
    values = {"last_name": "Belkacem", "first_name": "Yanisa"}
    lucie = _person(4, "Garnier", "Lucie")
    followed = KnownCard(1, values, followers=frozenset({4}))
    [line] = _plan(["Mme Garnier"], [lucie], [followed]).lines
    assert (line.fate, line.followers) == (Fate.SAME, ())
    [line] = _plan(["Mme Garnier"], [lucie], [KnownCard(1, values)]).lines
    assert (line.fate, line.followers) == (Fate.CHANGED, (4,))
    assert [(one.label, one.new) for one in line.changes] == [("suivi par", "Lucie Garnier")]


typed_names = st.lists(
    st.sampled_from([
        "", "Mme Garnier", "Garnier Lucie", "Lucie GARNIER", "Lucy Garnier", "Anne GARNIER",
        "L. Garnier", "A. Garnier", "Mme GARNIER ; M. Petit", "PETIT Jean / Garnier", "Mme Le Goff",
        "LE GOFF Maëlle", "oui", "SESSAD",
    ]),
    max_size=7,
)  # fmt: skip
known_people = st.lists(
    st.tuples(
        st.sampled_from(["Garnier", "Petit", "Le Goff"]),
        st.sampled_from(["", "Lucie", "L.", "Anne", "Maëlle"]),
        st.sampled_from(["orthophoniste", "aesh"]),
    ),
    max_size=4,
)


@given(typed_names, known_people)
def test_the_same_names_twice_mean_the_same_people(typed, known):
    people = [_person(pk, *told) for pk, told in enumerate(known, start=1)]
    first = _plan(typed, people)
    numbers = {key: 100 + at for at, key in enumerate(first.new_people)}
    people += [
        _person(numbers[key], one.last_name, one.first_name, one.metier)
        for key, one in first.new_people.items()
    ]
    pupils = [
        KnownCard(
            line.line, dict(line.values),
            followers=frozenset(numbers.get(key, key) for key in line.followers),
        )
        for line in first.lines
    ]  # fmt: skip
    again = _plan(typed, people, pupils)
    assert [line.fate for line in again.lines] == [Fate.SAME] * len(first.lines)
    assert again.new_people == {}
    assert [len(line.unclear) for line in again.lines] == [len(p.unclear) for p in first.lines]
