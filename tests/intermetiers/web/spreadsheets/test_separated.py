"""What a spreadsheet calls CSV, whatever the country and the machine it comes from."""

import time

import pytest
from hypothesis import given, settings, strategies as st

from intermetiers.web.spreadsheets.separated import read_separated
from intermetiers.web.uploads import UploadRefusedError
from tests.intermetiers.web.spreadsheets.workbooks import table_or_sentence

TABLE = [["Nom", "Né le", "Classe"], ["N’Diaye", "17/04/2018", "CE2"], ["Élise", "", "6e"]]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_writing_reads_the_same(delimiter, encoding, end):
    text = end.join(delimiter.join(line) for line in TABLE)
    assert read_separated(text.encode(encoding)) == TABLE


def test_an_old_mac_reads_with_its_accents():
    text = "Nom;Prénom\rHélène;Zoé\rBäck;François".encode("mac_roman")
    assert read_separated(text)[1] == ["Hélène", "Zoé"]


def test_the_delimiter_is_the_one_that_makes_columns():
    lines = ["Liste, mise à jour en mars", "", "Nom;Adresse;Note"]
    lines += [f"N{n};4, rue des Lilas, Lyon;9,5" for n in range(9)]
    read = read_separated("\n".join(lines).encode())
    assert read[3] == ["N0", "4, rue des Lilas, Lyon", "9,5"]


def test_a_delimiter_declared_is_believed():
    assert read_separated(b"sep=,\na;b,c\n") == [["a;b", "c"]]


def test_quotes_hold_delimiters_quotes_and_lines():
    read = read_separated(b'Nom;Note\nA;"dit ""oui"" ; puis\nnon"\nB;fin')
    assert read == [["Nom", "Note"], ["A", 'dit "oui" ; puis non'], ["B", "fin"]]


def test_control_characters_go_and_words_stay():
    assert read_separated("Nom;Zoé\0 \x07X".encode() + b"\n" + b"a;b\n" * 40)[0] == ["Nom", "Zoé X"]


def test_a_file_cut_in_its_last_letter_keeps_its_accents():
    assert read_separated("Nom\nHélène\nZoé".encode()[:-1]) == [["Nom"], ["Hélène"], ["Zo"]]


@pytest.mark.parametrize("rest", ["a;b;c\n" * 10, "a;b;c\n" * 19_000])
def test_a_quote_left_open_names_its_line(rest):
    text = 'Nom;Note;Classe\nA;b;c\nB;"oubli;c\n' + rest
    with pytest.raises(UploadRefusedError, match="ligne 3"):
        read_separated(text.encode())


def test_a_long_note_in_a_cell_is_no_open_quote():
    note = "Vu avec la mère, puis le père.\nÀ revoir, si besoin ; en mars.\n" * 8
    read = read_separated(f'Nom,Note\nA,"{note}"\nB,fin\n'.encode())
    assert [line[0] for line in read] == ["Nom", "A", "B"]


def test_what_we_guard_against_formulas_reads_as_it_was_meant():
    assert read_separated(b"Nom;Note\na;'=1+1\nb;'oui\n")[1:] == [["a", "=1+1"], ["b", "'oui"]]


@pytest.mark.parametrize(
    "content",
    [
        b"a" * 5_000_000,
        b";" * 5_000_000,
        b'"' * 5_000_000,
        b'"a""' * 1_250_000,
        b'";"' * 1_600_000,
        b"\r" * 5_000_000,
        b"\n\r" * 2_500_000,
        b"\n" * 4_999_999 + b"x",
        b";;\n" * 1_600_000,
        b'a;"\n' * 1_250_000,
        b"=" * 5_000_000,
    ],
    ids=lambda content: repr(content[:6]),
)
def test_a_hostile_text_of_five_megabytes_costs_little(content):
    begun = time.process_time()
    table_or_sentence(read_separated, content)
    assert time.process_time() - begun < 3


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_an_even_table_or_a_sentence(content):
    _check(content)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="a;,\t\"\n\r\0é\u2028\ufeff\x1f'=", max_size=120))
def test_any_text_is_an_even_table_or_a_sentence(text):
    _check(text.encode())


def _check(content):
    lines = table_or_sentence(read_separated, content)
    if isinstance(lines, str):
        return
    assert len({len(line) for line in lines}) <= 1
    for cell in (cell for line in lines for cell in line):
        assert cell == " ".join(cell.split())
        assert "\0" not in cell
    assert not lines or any(lines[-1])
