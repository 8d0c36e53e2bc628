"""What the address of a list asks for: known words, filters and orders, and nothing else."""

from decimal import Decimal

import pytest
from django.test import RequestFactory
from hypothesis import given, strategies as st

from intermetiers.web.lists import AskedList, Column, Filter, in_rank, write_cell
from partners.models import Institution
from tests.factories import make_institution

COLUMNS = (
    Column("nom", "Nom", lambda row: row.name, lambda: ("folded",)),
    Column("commune", "Commune", lambda row: row.town, lambda: (in_rank("town", ["Évry", "Zuy"]),)),
    Column("libre", "Libre", lambda row: ""),
)
FILTERS = (
    Filter(
        "commune",
        "Commune",
        (("Évry", "à Évry"), ("Bron", "à Bron")),
        lambda rows, town: rows.filter(town=town),
    ),
    Filter(
        "nom",
        "Nom",
        (("A", "en A"),),
        lambda rows, letter: rows.filter(name__startswith=letter),
        unasked=lambda rows: rows.exclude(name="Caché"),
    ),
    Filter("vide", "Vide", (), lambda rows, _: rows.none()),
)


def _asked(**query):
    return AskedList(RequestFactory().get("/liste", query), COLUMNS, FILTERS)


def _names(asked):
    rows = asked.in_order(asked.narrow(Institution.objects.order_by("folded", "pk")))
    return [row.name for row in rows]


@pytest.fixture
def rows(team):
    for name, town in (("B", "Évry"), ("A", "Zuy"), ("C", ""), ("Caché", "Évry")):
        make_institution(team, name, town=town)


def test_without_demand_it_is_in_its_first_order(rows):
    asked = _asked()
    assert _names(asked) == ["A", "B", "C"]
    assert (asked.query, asked.chips) == ("", [])
    assert [head.aria_sort for head in asked.heads] == ["ascending", "", ""]


@pytest.mark.parametrize(
    ("tri", "names"),
    [("-nom", ["C", "B", "A"]), ("commune", ["B", "A", "C"]), ("-commune", ["A", "B", "C"])],
)
def test_an_order_and_its_opposite_keep_the_unknown_last(rows, tri, names):
    assert _names(_asked(tri=tri)) == names


@pytest.mark.parametrize("tri", ["libre", "pk", "--nom", "team__name", "\x00", "-"])
def test_an_unknown_order_is_the_first_one(rows, tri):
    assert _names(_asked(tri=tri)) == ["A", "B", "C"]


def test_a_title_sorts_then_turns_round():
    assert _asked().heads[0].url == "/liste?tri=-nom"
    assert _asked(tri="-nom").heads[0].url == "/liste"
    assert _asked(commune="Bron").heads[1].url == "/liste?commune=Bron&tri=commune"
    assert _asked(tri="commune").heads[1].url == "/liste?tri=-commune"
    assert _asked().heads[2].url == ""


def test_filters_add_up_and_are_taken_away_one_by_one(rows):
    asked = _asked(commune="Évry", nom="A", q="x", tri="-nom", page="3")
    assert _names(asked) == []
    assert [chip.label for chip in asked.chips] == ["Commune\u00a0: à Évry", "Nom\u00a0: en A"]
    assert asked.chips[1].without == "/liste?q=x&commune=%C3%89vry&tri=-nom"
    assert [field["name"] for field in asked.fields] == ["commune", "nom"]


@given(st.dictionaries(st.sampled_from(["commune", "nom", "vide", "tri", "q"]), st.text()))
def test_whatever_is_asked_only_the_known_is_kept(query):
    asked = _asked(**query)
    assert set(asked.chosen.values()) <= {"Évry", "Bron", "A"}
    assert asked.tri in {"", "-nom", "commune", "-commune"}


@pytest.mark.parametrize(
    ("cell", "written"), [(None, ""), (Decimal("12.0"), "12"), (Decimal("9.5"), "9,5"), (3, "3")]
)
def test_cells_are_written_in_french(cell, written):
    assert write_cell(cell) == written
