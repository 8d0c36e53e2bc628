"""Finding somebody from the header: with a keyboard alone, and without a script."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import make_institution, make_professional
from tests.meetings.overview.test_search import sector  # noqa: F401 (a fixture)


@pytest.fixture
def lise(team):
    cabinet = make_institution(team, "Cabinet du Moulin", "cabinet")
    return make_professional(
        team, "orthophoniste", gender="f", first_name="Lise", last_name="Œuvrard",
        institution=cabinet,
    )  # fmt: skip


def _reach_the_field(page):
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "site-search":
            return
    raise AssertionError("Tab does not reach the search")


@pytest.mark.parametrize("width", [1360, 400])
def test_with_a_keyboard_as_one_types(visit, alice, lise, width):
    page = visit(alice, width=width)
    page.goto("/eleves/")
    found = page.locator("#site-found")
    expect(found).to_be_hidden()
    _reach_the_field(page)
    page.keyboard.type("orthoph moul")
    expect(found.get_by_role("link", name="Lise Œuvrard")).to_be_visible()
    expect(page.locator("#site-said")).to_have_text("un résultat")
    expect(page).to_have_url(re.compile("/eleves/$"))
    page.keyboard.press("ArrowDown")
    expect(found.get_by_role("link", name="Lise Œuvrard")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_label("Chercher une personne")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/carnet/{lise.pk}/$"))


def test_escape_closes_and_keeps_the_words(visit, alice, lise):
    page = visit(alice)
    page.goto("/")
    field, found = page.get_by_label("Chercher une personne"), page.locator("#site-found")
    field.press_sequentially("orthoph")
    expect(found).to_contain_text("Lise")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(found).to_be_hidden()
    expect(page.locator("#site-said")).to_be_empty()
    expect(field).to_be_focused()
    expect(field).to_have_value("orthoph")


def test_leaving_the_search_closes_it(visit, alice, lise):
    page = visit(alice)
    page.goto("/")
    page.get_by_label("Chercher une personne").press_sequentially("orthoph")
    expect(page.locator("#site-found")).to_contain_text("Lise")
    page.get_by_role("heading", level=1).click()
    expect(page.locator("#site-found")).to_be_hidden()


def test_enter_leads_to_the_whole_page(visit, alice, lise):
    page = visit(alice)
    page.goto("/")
    page.get_by_label("Chercher une personne").fill("orthoph moul")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/chercher\?q=orthoph\+moul$"))
    expect(page.get_by_role("main").get_by_role("link", name="Lise Œuvrard")).to_be_visible()
    expect(page.get_by_label("Chercher une personne")).to_have_value("orthoph moul")


def test_without_script_it_is_a_form(visit, alice, lise):
    page = visit(alice, javascript=False)
    page.goto("/")
    page.get_by_label("Chercher une personne").fill("oeuv")
    page.get_by_role("button", name="Chercher partout").click()
    page.get_by_role("main").get_by_role("link", name="Lise Œuvrard").click()
    expect(page).to_have_url(re.compile(f"/carnet/{lise.pk}/$"))


def test_without_script_a_list_is_narrowed_sorted_and_taken_away(visit, alice, sector):  # noqa: F811
    page = visit(alice, javascript=False)
    page.goto("/carnet/")
    page.get_by_text("Choisir dans la liste").click()
    page.get_by_role("combobox", name="Métier").select_option("orthophoniste")
    page.get_by_role("button", name="Garder ces choix").click()
    expect(page.get_by_role("row")).to_have_count(2)
    page.get_by_role("link", name="Personne", exact=True).click()
    expect(page.get_by_role("columnheader", name="Personne")).to_have_attribute(
        "aria-sort", "descending"
    )
    with page.expect_download() as download:
        page.get_by_role("button", name="Exporter pour un tableur").click()
    assert download.value.suggested_filename == "Carnet.xlsx"
    page.get_by_role("link", name=re.compile("^Enlever")).click()
    expect(page.get_by_role("row")).to_have_count(4)
