"""From a point to decide to the end: what it rests on, the re-reading, the closing; through axe."""

import pytest
from playwright.sync_api import expect

from tests.browser.live.room import hold, on_first_point
from tests.browser.live.writing import choice, entries_of, note, write_down
from tests.browser.test_axe import faults_of
from tests.browser.test_narrow import faults_of as sticking_out

pytestmark = pytest.mark.device


def test_reread_in_order_corrected_in_place_then_closed_and_reopened(visit, alice, case_1):
    on_first_point(case_1, alice)
    page = hold(visit(alice), case_1)
    write_down(page, "a", "Après 14 h, il est fatigué.")
    page.keyboard.type("Relire le carnet")
    page.keyboard.press("Enter")
    page.keyboard.press("c")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Relire ensemble").click()
    expect(page.locator(".note__kind b")).to_have_text(["Accord", "Décision 1"])
    expect(page.get_by_text("Une ligne pose encore une question")).to_be_visible()
    page.get_by_role("button", name="Modifier l’accord").click()
    page.get_by_label("Ce sur quoi on est d’accord").fill("Après 15 h, il est fatigué.")
    page.keyboard.press("Enter")
    expect(note(page, "Après 15\u00a0h")).to_be_visible()
    page.get_by_role("checkbox", name="On a tout relu ensemble").check()
    page.get_by_role("button", name="Aller vers la fin").click()
    choice(page, "La prochaine réunion", "dans six semaines").click()
    page.get_by_role("button", name="Fermer la réunion").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("La réunion est fermée")
    expect(page.get_by_text("Prochaine réunion")).to_be_visible()
    assert len(entries_of(page, case_1)) == 2
    page.get_by_role("button", name="Rouvrir la réunion").click()
    expect(page.get_by_role("button", name="Modifier l’accord")).to_be_visible()


def test_notes_and_their_forms_through_axe_on_a_phone(look, alice, case_1):
    on_first_point(case_1, alice)
    page = hold(look(alice, width=360), case_1)
    page.get_by_role("button", name="Noter", exact=True).click()
    write_down(page, "t", "Il rate les maths.")
    page.get_by_role("button", name="En faire un dilemme commun").click()
    choice(page, "Quel dilemme", "continuité").click()
    faults = faults_of(page) + sticking_out(page)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    write_down(page, "c", "Relire régulièrement le carnet")
    page.get_by_text("Ce que chacun en dit").click()
    assert faults + faults_of(page) + sticking_out(page) == []
