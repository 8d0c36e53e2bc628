"""The language of a guest's page: asked for, kept, and the one of the card first."""

import io
import re

import pikepdf
import pytest
from django.test import Client

from meetings.domain.languages import Language
from tests.guests import make_link, pass_gate


@pytest.fixture
def mother(case_1):
    return case_1.participants.get(family_member__relation="mère")


@pytest.fixture
def read(mother, alice):
    """The brief of the mother, who passed the gate, asked for in a language or not."""
    secret = make_link(mother, alice)
    client = pass_gate(Client(), secret)

    def page(language=""):
        asked = f"?langue={language}" if language else ""
        response = client.get(f"/b/{secret}{asked}")
        assert response.status_code == 200
        return response.content.decode()

    return page


def _links(page):
    nav = page.split('<nav class="languages"')[1].split("</nav>")[0]
    return re.findall(r"<a\s[^>]*>[^<]*</a>", nav)


@pytest.mark.parametrize("language", Language)
def test_each_language_has_its_page(read, language):
    page = read(language)
    opening = re.search(r"<html[^>]*>", page)[0]
    assert f'lang="{language.html}"' in opening
    assert f'dir="{language.direction}"' in opening
    current = [link for link in _links(page) if "aria-current" in link]
    assert len(current) == 1
    assert f">{language.own_name}<" in current[0]


def test_every_language_is_a_link_by_its_own_name(read):
    links = _links(read("fr"))
    assert len(links) == 8
    for language, link in zip(Language, links, strict=True):
        assert f'href="?langue={language}"' in link
        assert f'lang="{language.html}"' in link
        assert f'hreflang="{language.html}"' in link
        assert f">{language.own_name}<" in link


def test_the_language_of_the_card_comes_first(read, mother):
    assert mother.family_member.reads_best == "ar"
    assert 'lang="ar"' in re.search(r"<html[^>]*>", read())[0]
    assert 'lang="ar"' in re.search(r"<html[^>]*>", read("klingon"))[0]


def test_the_other_pages_keep_the_language_one_chose(read):
    assert "/lettre.pdf?langue=tr" in read("tr")
    assert "/lettre.pdf?" not in read()


def test_only_a_page_in_another_script_fetches_its_letters(read):
    assert "script-ar" in read("ar")
    assert "script-uk" in read("uk")
    assert "script-" not in read("fr")


def test_from_right_to_left_numbers_and_french_keep_their_way(read):
    page = read("ar")
    assert re.search(r'<a\s+href="tel:0400000000"\s+dir="ltr"', page)
    french = re.findall(r'<span\s+lang="fr"\s+dir="ltr"\s*>([^<]*)', page)
    assert any("Centre social Bellevue" in text for text in french)


def test_only_francais_simple_has_symbols(read):
    assert "icons.svg#calendar" in read("simple")
    assert "icons.svg" not in read("fr")


def test_it_is_never_called_falc(read):
    assert "FALC" not in read("simple")


@pytest.mark.parametrize(
    ("language", "typeface"),
    [("ar", "Noto-Sans-Arabic"), ("uk", "Noto-Sans"), ("tr", "Atkinson-Hyperlegible-Next-Ext")],
)
def test_on_paper_each_script_has_its_typeface(mother, alice, language, typeface):
    secret = make_link(mother, alice)
    client = pass_gate(Client(), secret)
    content = client.get(f"/b/{secret}/lettre.pdf?langue={language}").getvalue()
    with pikepdf.open(io.BytesIO(content)) as document:
        fonts = [page.Resources.Font for page in document.pages if "/Font" in page.Resources]
        names = {str(font.BaseFont).split("+")[-1] for held in fonts for font in held.values()}
    assert typeface in names
