"""The live page in its states: through axe, in narrow windows, by touch, on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.live.room import hold, middle, on_first_point, said, seat, who
from tests.browser.test_axe import faults_of as axe_faults
from tests.browser.test_narrow import faults_of as sticking_out

pytestmark = pytest.mark.device

PHONE, FLAT = {"width": 360, "height": 740}, {"width": 740, "height": 360}


@pytest.fixture
def spoken(case_1, alice):
    """Ten minutes into the first point, the mother speaking."""
    on_first_point(case_1, alice, (who(case_1, "père"), 9), (who(case_1, "mère"), 5))
    return case_1


def test_the_opening(look, alice, case_1):
    page = hold(look(alice), case_1)
    faults = axe_faults(page)
    page.evaluate(
        "() => { for (const one of document.querySelectorAll('details')) one.open = true; }"
    )
    page.get_by_role("button", name="Déplacer les sièges").click()
    faults += axe_faults(page)
    page.get_by_role("button", name="Commencer").click()
    faults += axe_faults(page)
    assert faults + sticking_out(page) == []


def test_a_point(look, alice, spoken):
    page = hold(look(alice), spoken)
    page.get_by_role("button", name="Poser la question à tous").click()
    page.evaluate(
        "() => { for (const one of document.querySelectorAll('details')) one.open = true; }"
    )
    faults = axe_faults(page)
    page.get_by_role("button", name="Voir la liste").click()
    faults += axe_faults(page)
    page.get_by_role("button", name="Les touches").click()
    faults += axe_faults(page)
    page.keyboard.press("Escape")
    page.get_by_role("switch", name="Compter le temps de parole").uncheck()
    faults += axe_faults(page)
    assert faults + sticking_out(page) == []


@pytest.mark.parametrize("window", [PHONE, FLAT], ids=["phone", "phone laid flat"])
def test_by_touch(look, alice, spoken, window, screenshots):
    page = hold(look(alice, **window, has_touch=True, is_mobile=True), spoken)
    seat(page, "le père").tap()
    expect(middle(page)).to_contain_text("Le père parle depuis")
    assert all(box["width"] >= 44 for box in map(box_of, page.locator("[data-who]").all()))
    page.screenshot(path=screenshots / f"live-touch-{window['width']}.png")
    assert axe_faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def box_of(control):
    return control.bounding_box()


def test_a_phone_shows_one_thing_at_a_time(look, alice, spoken):
    page = hold(look(alice, **PHONE, has_touch=True, is_mobile=True), spoken)
    expect(page.get_by_role("heading", level=1)).to_have_text("La table")
    page.get_by_role("button", name="Noter", exact=True).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ce que Yanis vit l’après-midi")
    expect(page.get_by_role("toolbar", name="Les sièges")).to_have_count(0)
    expect(page.get_by_role("button", name="La table")).to_contain_text("la mère, 5:")


def test_every_control_of_the_table_has_a_name(look, alice, spoken):
    page = hold(look(alice), spoken)
    for control in page.locator(".live").get_by_role("button").all():
        expect(control).to_have_accessible_name(re.compile(r"\w"))


def test_the_clock_never_speaks_by_itself(look, alice, spoken):
    """A live region that changed each second would cover every voice in the room."""
    page = hold(look(alice), spoken)
    before = middle(page).inner_text()
    said = page.locator("[role=status]").last.inner_text()
    expect(middle(page)).not_to_have_text(before)
    assert page.locator("[role=status]").last.inner_text() == said
    assert page.locator("[aria-live]:not([aria-live=off]), [role=alert], [role=log]").count() == 0


def test_what_is_typed_and_where_one_is_stay_through_the_seconds(look, alice, spoken):
    page = hold(look(alice), spoken)
    line = page.get_by_role("textbox").first
    line.press_sequentially("Une heure et demie")
    before = middle(page).inner_text()
    expect(middle(page)).not_to_have_text(before)
    line.press_sequentially(" de devoirs")
    expect(line).to_be_focused()
    expect(line).to_have_value("Une heure et demie de devoirs")


def test_what_is_not_saved_is_said_and_so_is_its_end(visit, alice, spoken):
    visit.tolerated = "ERR_INTERNET_DISCONNECTED"
    page = hold(visit(alice), spoken)
    strip = page.locator(".strip")
    expect(strip).to_contain_text("Tout est enregistré")
    page.context.set_offline(True)
    seat(page, "le père").click()
    seat(page, "la mère").click()
    expect(strip).to_contain_text("2\u00a0ajouts gardés sur cet appareil, pas encore envoyés")
    expect(said(page)).to_contain_text("pas encore envoyés")
    page.context.set_offline(False)
    expect(strip).to_contain_text("Tout est enregistré")
    expect(said(page)).to_have_text("Tout est enregistré")


def test_on_paper_the_title_and_the_notes(look, alice, spoken):
    page = hold(look(alice), spoken)
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator(".live__table")).to_be_hidden()
    expect(page.locator(".strip__title")).to_be_visible()


def test_closed_there_is_a_way_back(look, alice, spoken):
    page = hold(look(alice), spoken)
    points = page.get_by_role("navigation", name="Les points")
    points.get_by_role("button", name="Fermer").click()
    page.get_by_role("button", name="Fermer la réunion").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("La réunion est fermée")
    expect(page.get_by_role("toolbar", name="Les sièges")).to_have_count(0)
    assert axe_faults(page) == []
    page.get_by_role("link", name="Revenir à cette réunion").click()
    expect(page).to_have_url(re.compile(rf"/reunions/{spoken.reference}/$"))
