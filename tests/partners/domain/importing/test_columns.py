from hypothesis import given, strategies as st

from partners.domain.importing.columns import (
    choose_sheet,
    find_titles,
    letter_of,
    read_columns,
    without_medical,
)
from partners.domain.importing.fields import Kind, labels_of
from tests import sector

TABLE = [[str(cell) for cell in line] for line in sector.lines()]
WIDTH = max(map(len, TABLE))
TABLE = [line + [""] * (WIDTH - len(line)) for line in TABLE]
cells = st.sampled_from(["", "Nom", "Prénom", "x", "Total", "06 12 34 56 78", "Troubles", "Mère"])
tables = st.lists(st.lists(cells | st.text(max_size=20), max_size=12), max_size=40)


def _fields(kind, lines, at, memory=()):
    return {c.title or c.letter: c.field for c in read_columns(kind, lines, at, dict(memory))}


def test_the_titles_of_a_real_table_are_found():
    assert find_titles(Kind.PUPILS, TABLE) == 3
    fields = _fields(Kind.PUPILS, TABLE, 3)
    assert fields["Né(e) le"] == "born_on"
    assert fields["Mère"] == "mother.full_name"
    assert fields["Troubles"] == ""


def test_a_merged_title_above_names_whose_columns_they_are():
    lines = [
        ["", "", "Mère", "", "Père", ""],
        ["Nom", "Prénom", "Nom", "Tél", "Nom", "Tél"],
        ["ROSSI", "Chiara", "ROSSI", "0612345678", "BRUN", "0712345678"],
    ]
    assert find_titles(Kind.PUPILS, lines) == 1
    assert _fields(Kind.PUPILS, lines, 1)["Père – Tél"] == "father.phone"


def test_memory_wins_over_titles_but_never_over_health():
    lines = [["Nom", "Prénom", "Repère", "Troubles"], ["ROSSI", "Chiara", "CE1", "dys"]]
    memory = {"repere": "class_name", "nom": "", "troubles": "dispositif"}
    fields = _fields(Kind.PUPILS, lines, 0, memory)
    assert fields == {"Nom": "", "Prénom": "first_name", "Repère": "class_name", "Troubles": ""}


def test_a_column_without_title_is_known_by_what_it_holds():
    lines = [["Nom", "Prénom", "", ""], *[["ROSSI", "Chiara", "30/01/2016", "a@b.fr"]] * 3]
    fields = _fields(Kind.PUPILS, lines, 0)
    assert (fields["C"], fields["D"]) == ("born_on", "guardian1.email")


def test_both_names_in_the_column_of_names():
    lines = [["NOM", "Classe"], ["ROSSI Chiara", "CM2"], ["DA SILVA Lucas", "6e"]]
    assert _fields(Kind.PUPILS, lines, 0)["NOM"] == "full_name"


def test_the_sheet_with_known_titles_is_read():
    sheets = [[["Mode d’emploi"], *[["bla"]] * 90], TABLE]
    assert choose_sheet(Kind.PUPILS, sheets) == 1


def test_columns_have_the_letters_of_a_spreadsheet():
    assert [letter_of(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


@given(tables, st.sampled_from(list(Kind)), st.integers(0, 50))
def test_any_table_is_read_and_gives_each_field_once(lines, kind, at):
    assert 0 <= find_titles(kind, lines) <= max(len(lines) - 1, 0)
    columns = read_columns(kind, lines, at, {})
    given = [column.field for column in columns if column.field]
    assert len(set(given)) == len(given)
    assert set(given) <= set(labels_of(kind))
    assert not any(column.field for column in columns if column.medical)


@given(tables, st.integers(0, 50))
def test_nothing_stays_under_a_medical_title(lines, at):
    kept = without_medical(lines, at)
    assert [len(line) for line in kept] == [len(line) for line in lines]
    for column in read_columns(Kind.PUPILS, kept, at, {}):
        if column.medical:
            assert column.samples == ()
