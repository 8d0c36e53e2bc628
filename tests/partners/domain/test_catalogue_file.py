"""A broken catalogue file is refused, with its name, the line and the reason."""

import shutil
from pathlib import Path

import pytest

from partners.domain.catalogue import SHIPPED, CatalogueError, read_catalogue

METIER = """\
[[metier]]
code = "aesh"
masculine = "AESH"
feminine = "AESH"
short = "AESH"
world = "ecole"
does = "Aide un élève en classe."
simple = "Aide l’élève."
paid_in_meeting = "selon"
sources = ["L917-1"]
"""
WORD = """\
[[word]]
term = "PPS"
explains = "Le plan de l’élève."
simple = "Le plan."
sources = ["D351-5"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in SHIPPED.glob("*.toml"):
        shutil.copy(path, tmp_path)
    return tmp_path


def refusal(folder: Path, name: str, content: str | bytes) -> CatalogueError:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(folder)
    return caught.value


def test_a_sound_file_is_read_whatever_its_line_ends(folder):
    (folder / "metiers.toml").write_bytes(METIER.replace("\n", "\r\n").encode())
    read = read_catalogue(folder)
    assert read.metiers["aesh"].sources == ("L917-1",)
    assert read.metiers["aesh"].support is False


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ('world = "ecole"', 'world = "lune"', 6, "monde inconnu"),
        ('simple = "Aide l’élève."\n', "", 1, "il manque la clé «\u00a0simple\u00a0»"),
        ('simple = "Aide l’élève."', 'simple = " "', 8, "est vide"),
        ('short = "AESH"', "short = 3", 5, "doit être un texte"),
        ('short = "AESH"', 'short = "Accompagnant"', 5, "dépasse six caractères"),
        ('code = "aesh"', 'code = "Aide humaine"', 2, "minuscules"),
        ('code = "aesh"', 'code = "equipe_aesh"', 2, "gardé pour ce que les équipes ajoutent"),
        ('sources = ["L917-1"]', 'sources = "L917-1"', 10, "doit être une liste"),
        ('sources = ["L917-1"]', "sources = []", 10, "liste vide"),
        ('paid_in_meeting = "selon"', 'paid_in_meeting = "peut-être"', 9, "doit être l’un de"),
        ('world = "ecole"', 'world = "ecole"\nsupport = "oui"', 7, "doit être true ou false"),
        ('world = "ecole"', 'world = "ecole"\ndecide = "tout"', 7, "est inconnue"),
        ('short = "AESH"', 'short = "AESH', 5, "TOML"),
        ('short = "AESH"', "short", 5, "TOML"),
    ],
)
def test_says_where_a_metier_is_wrong(folder, old, new, line, reason):
    error = refusal(folder, "metiers.toml", METIER.replace(old, new))
    assert (error.file, error.line) == ("metiers.toml", line)
    assert str(error).startswith(f"metiers.toml, ligne {line}\u00a0: ")
    assert reason in str(error)
    assert str(error).endswith(".")


def test_the_line_is_that_of_the_entry_at_fault(folder):
    second = METIER.replace('"aesh"', '"avs"').replace('world = "ecole"', 'world = "lune"')
    assert refusal(folder, "metiers.toml", f"# Métiers\n\n{METIER}\n{second}").line == 19


def test_a_missing_key_is_not_looked_for_in_the_next_entry(folder):
    first = METIER.replace('simple = "Aide l’élève."\n', "")
    second = METIER.replace('"aesh"', '"avs"')
    assert refusal(folder, "metiers.toml", f"{first}\n{second}").line == 1


def test_two_entries_with_one_code_are_refused(folder):
    error = refusal(folder, "metiers.toml", f"{METIER}\n{METIER}")
    assert error.line == 13
    assert "«\u00a0aesh\u00a0» est déjà décrit à la ligne 1" in str(error)


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ('explains = "Le plan de l’élève."\n', "", 1, "ou bien"),
        ("simple", 'meanings = ["Un.", "Deux."]\nsimple', 4, "ou bien"),
        ("simple", 'former = "PAPI"\nsimple', 4, "«\u00a0PAPI\u00a0» n’est pas expliqué"),
        ("simple", 'as_written = ["Pps"]\nsimple', 4, "as_written"),
    ],
)
def test_says_where_a_word_is_wrong(folder, old, new, line, reason):
    error = refusal(folder, "glossary.toml", WORD.replace(old, new))
    assert (error.file, error.line) == ("glossary.toml", line)
    assert reason in str(error)


def test_one_spelling_cannot_be_two_words(folder):
    other = WORD.replace('"PPS"', '"projet"\nforms = ["pps"]')
    error = refusal(folder, "glossary.toml", f"{WORD}\n{other}")
    assert error.line == 9
    assert "«\u00a0pps\u00a0» est déjà une forme de «\u00a0PPS\u00a0»" in str(error)


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        ("", 1, "ne doit contenir que"),
        (METIER.replace("[[metier]]", "[[metiers]]"), 1, "[[metier]]"),
        (METIER.replace("[[metier]]", "[metier]"), 1, "[[metier]]"),
        (f"{METIER}\n[autre]\ncle = 1\n", 12, "[[metier]]"),
        ("# é\nnom = 'a'\n".encode("cp1252"), 1, "UTF-8"),
        (f"{METIER}does = '''", 11, "milieu d’une valeur"),
    ],
)
def test_says_where_a_file_is_no_catalogue(folder, content, line, reason):
    error = refusal(folder, "metiers.toml", content)
    assert error.line == line
    assert reason in str(error)


def test_a_missing_file_is_named(folder):
    (folder / "institutions.toml").unlink()
    with pytest.raises(CatalogueError, match=r"institutions\.toml, ligne 1"):
        read_catalogue(folder)
