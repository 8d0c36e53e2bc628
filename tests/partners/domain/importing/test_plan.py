"""What a table would do to the book, line by line."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count

import pytest
from hypothesis import given, settings, strategies as st

from partners.domain.catalogue import catalogue
from partners.domain.importing.book import Book, KnownCard, KnownRelative
from partners.domain.importing.comparing import KEPT_APART
from partners.domain.importing.fields import Kind
from partners.domain.importing.lines import Fate, refused_lines
from partners.domain.importing.plan import Table, make_plan
from partners.domain.importing.schools import KnownPlace
from partners.domain.importing.words import Words

TODAY = date(2026, 11, 22)
WORDS = Words.of(catalogue())
SCHOOL = KnownPlace(7, "École élémentaire Jean-Moulin", "Lyon", "0690001A")


def plan(lines, fields, *, kind=Kind.PUPILS, cards=(), places=(SCHOOL,), choices=None, people=()):
    """The plan of lines whose titles are the codes of their fields."""
    table = Table(kind, [list(fields), *lines], 0, dict(enumerate(fields)))
    book = Book(cards, places, {"orthophoniste": "orthophoniste"}, {}, people)
    return make_plan(table, book, choices or {}, words=WORDS, today=TODAY)


def card(pk=1, *, place=None, relatives=(), archived=False, **values):
    return KnownCard(pk, values, place, tuple(relatives), archived)


YANIS = {"last_name": "Belkacem", "first_name": "Yanis", "born_on": date(2018, 4, 17)}
NAMES = ("last_name", "first_name", "born_on")


def test_an_unknown_pupil_is_new():
    [line] = plan([["BELKACEM", "Yanis", "17/04/18"]], NAMES).lines
    assert line.fate is Fate.NEW
    assert line.values == YANIS
    assert line.line == 2


@pytest.mark.parametrize(
    "typed", [["BELKACEM", "Yanis"], ["belkacem", "YANIS"], ["Yanis", "Belkacem"]]
)
def test_a_name_written_two_ways_is_one_pupil_and_stays_as_the_book_has_it(typed):
    [line] = plan([[*typed, "17/04/2018"]], NAMES, cards=[card(**YANIS)]).lines
    assert (line.fate, line.card, line.values) == (Fate.SAME, 1, {})


def test_an_empty_cell_never_erases():
    known = card(**YANIS, class_name="CE2", place=7)
    fields = (*NAMES, "class_name", "school", "aesh_hours", "plan")
    [line] = plan([["Belkacem", "Yanis", "", "", "", "", ""]], fields, cards=[known]).lines
    assert line.fate is Fate.SAME


def test_each_change_is_said_with_what_was_there():
    known = card(**YANIS, class_name="CE1", plan="PPS", aesh_hours=Decimal("9.0"), place=7)
    fields = (*NAMES, "class_name", "plan.PAI", "aesh_hours", "school")
    typed = ["Belkacem", "Yanis", "17/04/2018", "CE2", "x", "9h30", "Collège Hugo"]
    [line] = plan([typed], fields, cards=[known]).lines
    told = {change.label: (change.old, change.new) for change in line.changes}
    assert told == {
        "classe": ("CE1", "CE2"),
        "plans": ("PPS", "PPS + PAI"),
        "heures d’AESH": ("9\u00a0h", "9\u00a0h\u00a030"),
        "école": ("École élémentaire Jean-Moulin · Lyon", "Collège Hugo"),
    }


def test_homonyms_are_told_apart_by_birth_then_by_school():
    one, other = card(1, **YANIS), card(2, **(YANIS | {"born_on": date(2016, 1, 1)}))
    [line] = plan([["Belkacem", "Yanis", "01/01/2016"]], NAMES, cards=[one, other]).lines
    assert line.card == 2
    [line] = plan([["Belkacem", "Yanis", ""]], NAMES, cards=[one, other]).lines
    assert line.fate is Fate.REFUSED
    assert "date de naissance" in line.problems[0].said


def test_one_name_and_two_births_is_asked():
    known = card(**YANIS)
    [line] = plan([["Belkacem", "Yanis", "18/04/2018"]], NAMES, cards=[known]).lines
    assert (line.fate, line.likely.card) == (Fate.ASK, 1)


def test_a_slip_of_the_hand_is_asked_and_obeyed():
    lines = [["Belkacem", "Yannis", "17/04/2018"]]
    for choice, fate in (("", Fate.ASK), ("other", Fate.NEW), ("out", Fate.OUT), ("same:1", Fate.SAME),
                         ("same:99", Fate.ASK)):  # fmt: skip
        [line] = plan(lines, NAMES, cards=[card(**YANIS)], choices={"2": choice}).lines
        assert line.fate is fate, choice


def test_two_lines_of_one_pupil_are_not_imported_twice():
    lines = [["Belkacem", "Yanis", "17/04/2018"], ["BELKACEM", "Yanis", ""]]
    first, second = plan(lines, NAMES).lines
    assert (first.fate, second.fate) == (Fate.NEW, Fate.REFUSED)
    assert "la ligne 2" in second.problems[0].said


def test_two_lines_that_look_alike_are_asked():
    lines = [["Belkacem", "Yanis", ""], ["Belkacem", "Yannis", ""]]
    _, second = plan(lines, NAMES).lines
    assert (second.fate, second.likely.line) == (Fate.ASK, 2)
    _, second = plan(lines, NAMES, choices={"3": "same:L2"}).lines
    assert second.fate is Fate.OUT


def test_every_fault_of_a_line_is_said_at_once_with_what_was_typed():
    fields = (*NAMES, "aesh_hours", "mother.email")
    found = plan([["Belkacem", "Yanis", "31/02/2018", "douze", "samia"]], fields)
    [(number, said)] = refused_lines(found)
    assert number == 2
    for typed in ("31/02/2018", "douze", "samia"):
        assert f"«\u00a0{typed}\u00a0»" in said
    assert "colonne C" in said


def test_totals_headings_and_titles_said_again_are_left_aside():
    lines = [
        ["Belkacem", "Yanis", ""],
        ["Bron", "", ""],
        list(NAMES),
        ["Total", "1", ""],
        ["", "", ""],
    ]
    found = plan(lines, NAMES)
    assert found.aside == (3, 4, 5)
    assert len(found.lines) == 1


MOTHER = {"relation": "mère", "gender": "f", "first_name": "Samia", "last_name": "Belkacem",
          "phone": "06 12 34 56 78", "email": "", "postal_address": ""}  # fmt: skip
FAMILY = ("last_name", "first_name", "mother.full_name", "mother.phone", "mother.address")


def _with_mother(typed, **how):
    known = card(**YANIS, relatives=[KnownRelative(5, MOTHER, **how)])
    [line] = plan([["Belkacem", "Yanis", *typed]], FAMILY, cards=[known]).lines
    return line


def test_a_contact_of_a_family_is_said_to_change_and_never_shown():
    line = _with_mother(["", "07 99 99 99 99", ""])
    [change] = line.changes
    assert change.label == "Mère – téléphone"
    assert "99" not in f"{change.old} {change.new}"
    assert "06 12" not in f"{change.old} {change.new}"
    assert line.relatives[0].pk == 5
    assert line.relatives[0].values == {"phone": "07 99 99 99 99"}


def test_a_mother_named_again_as_a_guardian_is_one_person():
    fields = (
        "last_name",
        "first_name",
        "mother.full_name",
        "guardian1.full_name",
        "guardian1.phone",
    )
    [line] = plan(
        [["Belkacem", "Yanis", "BELKACEM Samia", "Samia Belkacem", "612345678"]], fields
    ).lines
    [mother] = line.relatives
    assert (mother.values["relation"], mother.values["phone"]) == ("mère", "06 12 34 56 78")


def test_the_same_telephone_typed_otherwise_changes_nothing():
    assert _with_mother(["BELKACEM Samia", "+33612345678", ""]).fate is Fate.SAME


def test_a_secret_address_never_comes_by_file():
    line = _with_mother(["", "", "4 rue des Lilas"], secret=True)
    assert line.fate is Fate.REFUSED
    assert "secrète" in line.problems[0].said
    assert "Lilas" not in line.problems[0].said
    assert KEPT_APART


PEOPLE = ("last_name", "first_name", "metier", "email", "place")


def _people(typed, *cards):
    [line] = plan([typed], PEOPLE, kind=Kind.PROFESSIONALS, cards=cards).lines
    return line


def test_a_metier_is_known_by_any_of_its_names_and_kept_when_it_is_not():
    line = _people(["Roussel", "Hélène", "Directrice d’école", "", ""])
    assert (line.values["metier"], line.values["gender"]) == ("directeur_ecole", "f")
    line = _people(["Roussel", "Hélène", "Art-thérapeute équin", "", ""])
    assert (line.values["metier"], line.values["metier_other"]) == ("autre", "Art-thérapeute équin")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Assistante sociale", "assistant_social"), ("éduc spé", "educateur_specialise"),
        ("PsyEN", "psyen"), ("prof des écoles", "professeur_ecoles"), ("AVS", "aesh"),
        ("référente ASE", "referent_ase"), ("Médecin scolaire", "medecin_en"),
    ],
)  # fmt: skip
def test_a_metier_is_known_as_tables_write_it(typed, code):
    line = _people(["Roussel", "Hélène", typed, "", ""])
    assert line.values["metier"] == code


def test_a_professional_is_known_by_name_and_metier_or_by_address():
    known = card(
        3, last_name="Roussel", first_name="Hélène", metier="orthophoniste", email="h@example.org"
    )
    assert _people(["ROUSSEL", "Hélène", "orthophoniste", "", ""], known).card == 3
    assert _people(["ROUSSEL", "Hélène", "PsyEN", "", ""], known).fate is Fate.ASK
    line = _people(["Roussel", "Hélène", "psyen", "H@example.org", ""], known)
    assert (line.card, line.values) == (3, {"metier": "psyen"})
    assert _people(["Durand", "Léa", "orthophoniste", "h@example.org", ""], known).fate is Fate.ASK


def test_an_institution_is_known_by_its_number():
    fields = ("name", "uai", "town", "phone")
    lines = [["Ecole J. Moulin", "0690001a", "", "472000000"], ["IME Les Pins", "", "Bron", ""]]
    known = card(7, name=SCHOOL.name, uai=SCHOOL.uai, town="Lyon", phone="", place=7)
    one, other = plan(lines, fields, kind=Kind.INSTITUTIONS, cards=[known]).lines
    assert (one.card, one.values) == (7, {"phone": "04 72 00 00 00"})
    assert (other.fate, other.values["kind"]) == (Fate.NEW, "ime")


# The same table twice.

texts = st.sampled_from(
    ["", "BELKACEM", "Yanis", "Le Goff", "DA SILVA", "Inès", "Anne-Lise", "N'Diaye", "X", "x"]
)
schools = st.sampled_from(
    ["", "Jean Moulin", "École Jean-Moulin", "Collège Jean-Moulin", "SESSAD", "École Zola"]
)
births = st.sampled_from(["", "17/04/2018", "17/4/18", "43207", "03/09/2017", "non"])
phones = st.sampled_from(["", "0612345678", "612345678", "06 99 99 99 99"])
FIELDS = ("last_name", "first_name", "born_on", "school", "school_town", "class_name", "plan",
          "plan.PAI", "aesh_hours", "mother.full_name", "mother.phone", "guardian1.last_name",
          "guardian1.phone", "guardian1.relation", "follow.orthophoniste", "follow.aesh")  # fmt: skip
callings = st.sampled_from(
    [
        "",
        "Mme Garnier",
        "Garnier Lucie",
        "Lucie GARNIER",
        "Lucy Garnier",
        "L. Garnier",
        "Mme GARNIER ; M. Petit",
        "PETIT Jean / Anne GARNIER",
        "oui",
        "SESSAD",
        "A. Garnier",
    ]
)
rows = st.lists(
    st.tuples(
        texts, texts, births, schools, st.sampled_from(["", "Lyon", "Bron"]), texts,
        st.sampled_from(["", "PPS", "PPS + PAI", "aucun"]), st.sampled_from(["", "x", "non"]),
        st.sampled_from(["", "9h30", "12 i", "0"]), texts, phones, texts, phones,
        st.sampled_from(["", "tutrice"]), callings, callings,
    ),
    max_size=8,
)  # fmt: skip


def written(found, cards, places):
    """The book once the plan is written, as the act writes it."""
    numbers = count(1000)
    called = {key: next(numbers) for key in found.new_people}
    people = [
        card(called[key], metier=one.metier, last_name=one.last_name, first_name=one.first_name)
        for key, one in found.new_people.items()
    ]
    new = {key: replace(place, key=next(numbers)) for key, place in found.new_places.items()}
    kept = {one.pk: one for one in cards}
    for line in found.of(Fate.NEW, Fate.CHANGED):
        before = kept.get(line.card) or KnownCard(next(numbers), {})
        place = new[line.place].key if line.place in new else line.place
        relatives = {one.pk: one for one in before.relatives}
        for one in line.relatives:
            known = relatives.get(one.pk) or KnownRelative(next(numbers), {"relation": ""})
            relatives[known.pk] = replace(known, values={**known.values, **one.values})
        kept[before.pk] = replace(
            before, values={**before.values, **line.values}, relatives=tuple(relatives.values()),
            place=before.place if place is None else place,
            followers=before.followers | {called.get(key, key) for key in line.followers},
        )  # fmt: skip
    return list(kept.values()), [*places, *new.values()], people


@settings(max_examples=100, deadline=None)
@given(rows, st.dictionaries(st.integers(2, 9).map(str), st.sampled_from(["other", "out"])))
def test_the_same_table_twice_changes_nothing(lines, choices):
    places = [SCHOOL]
    first = plan(lines, FIELDS, places=places, choices=choices)
    cards, places, people = written(first, [], places)
    again = plan(lines, FIELDS, cards=cards, places=places, choices=choices, people=people)
    for before, after in zip(first.lines, again.lines, strict=True):
        if before.fate in {Fate.NEW, Fate.CHANGED}:
            assert after.fate in {Fate.SAME, Fate.REFUSED, Fate.ASK}, (before, after)
        if after.fate in {Fate.NEW, Fate.CHANGED}:
            assert before.likely or before.fate is Fate.REFUSED, (before, after)
    assert again.new_places == {} or again.of(Fate.NEW)
    assert again.new_people == {} or again.of(Fate.NEW, Fate.CHANGED)


@given(rows, st.lists(st.text(max_size=12), max_size=30))
def test_any_line_has_a_fate(lines, noise):
    mixed = [*lines, *(noise[at : at + 16] for at in range(0, len(noise), 16))]
    found = plan(mixed, FIELDS)
    assert len(found.lines) + len(found.aside) <= len(mixed)
    for line in found.lines:
        assert (line.fate is Fate.REFUSED) == bool(line.problems)
