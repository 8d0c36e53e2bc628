"""A room of the address book becomes a place to compare: as one types, and without a script."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_institution, make_room


@pytest.fixture
def address(team, case_1):
    house = make_institution(team, "Centre social d’Aubigné", "autre", town="Bron")
    make_room(house, "Salle des fêtes", seats=40, key_holder="la mairie")
    return f"/reunions/{case_1.reference}/lieu"


@pytest.mark.parametrize("width", [1360, 400])
def test_as_one_types_then_in_one_press(visit, alice, address, width):
    page = visit(alice, width=width)
    page.goto(address)
    page.get_by_label("Chercher une salle dans le carnet").press_sequentially("aubigne")
    button = page.get_by_role("button", name="Comparer : Centre social d’Aubigné, salle des fêtes")
    expect(button).to_be_visible()
    button.focus()
    page.keyboard.press("Enter")
    card = page.locator(".place", has_text="Centre social d’Aubigné, salle des fêtes")
    expect(card).to_be_focused()
    expect(card).to_contain_text("40 places assises")
    expect(card).to_contain_text("Clé\u00a0: la mairie")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_a_script(visit, alice, address):
    page = visit(alice, javascript=False)
    page.goto(address)
    page.get_by_label("Chercher une salle dans le carnet").fill("fetes aubigne bron")
    page.get_by_role("button", name="Chercher", exact=True).last.click()
    page.get_by_role("button", name="Comparer : Centre social d’Aubigné").click()
    expect(page.locator(".place", has_text="Centre social d’Aubigné")).to_contain_text("Bron")
