import pytest

from partners.domain.catalogue import catalogue
from partners.domain.translations import read_translations, translations

CODES = ["en", "ar", "tr", "pt", "es", "uk"]


@pytest.mark.parametrize("code", CODES)
def test_every_metier_and_every_word_is_in_every_language(code):
    said = translations(code)
    assert set(said.metiers) == set(catalogue().metiers)
    assert set(said.words) == {entry.term for entry in catalogue().glossary}


@pytest.mark.parametrize("code", CODES)
def test_nothing_is_left_empty(code):
    said = translations(code)
    for words in said.metiers.values():
        assert all(text.strip() for text in (words.masculine, words.feminine, words.simple))
    for word in said.words.values():
        assert word.term.strip()
        assert word.simple.strip()


def test_a_metier_is_said_of_a_woman_and_of_a_man():
    words = translations("es").metiers["educateur_specialise"]
    assert words.label("f") == words.feminine != words.masculine
    assert words.label("m") == words.label("") == words.masculine


def test_french_has_no_file_and_needs_none():
    assert not translations("fr").metiers
    assert not translations("simple").words


def test_a_broken_file_is_refused_whole(tmp_path):
    file = tmp_path / "tr.toml"
    file.write_text('[metiers.aesh]\nmasculine = "x"\n[words]\n', encoding="utf-8")
    with pytest.raises(TypeError):
        read_translations(file)
    file.write_text("[metiers", encoding="utf-8")
    with pytest.raises(ValueError, match=r"Expected"):
        read_translations(file)
