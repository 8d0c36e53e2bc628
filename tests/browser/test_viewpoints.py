"""Points of view before the meeting: said by link, read side by side."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_axe import faults_of as axe_faults
from tests.browser.test_narrow import faults_of as sticking_out
from tests.guests import make_link
from tests.meetings.announcing.viewpoints import (
    kept_of,
    make_contribution,
    pupil_of,
    seat_of_metier,
)
from tests.meetings.asking.cast import seat_of

BORN = "17/04/2018"


@pytest.fixture
def speech(case_1):
    return seat_of_metier(case_1, "orthophoniste")


def _pass(page):
    """Say when the child was born, as the gate asks."""
    page.get_by_role("textbox").first.fill(BORN)
    page.get_by_role("textbox").first.press("Enter")
    page.wait_for_load_state()


def _open(page, seat, alice):
    """From the address of the link to the page of points of view, by what the brief offers."""
    page.goto(f"/b/{make_link(seat, alice)}")
    _pass(page)
    page.get_by_role("link", name="avant", exact=False).first.click()


def test_a_speech_therapist_writes_her_contribution_by_link(
    visit, alice, case_1, speech, screenshots
):
    page = visit(width=400, height=800, javascript=False)
    _open(page, speech, alice)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Votre point de vue")
    page.get_by_label("Ce que je comprends de la situation").fill("Deux consignes, c’est trop.")
    page.get_by_label("Ce que je propose ou demande").fill("Une consigne à la fois.")
    page.get_by_label("Tous ceux qui sont invités").check()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("main")).to_contain_text("Tant que la famille n’est pas d’accord")
    assert page.reload().request.method == "GET"
    page.get_by_label("La famille est d’accord").check()
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("main")).to_contain_text("Tous les invités le liront au même moment")
    page.screenshot(path=screenshots / "viewpoint-speech.png", full_page=True)
    row = kept_of(speech)
    assert (row.proposes, row.audience) == ("Une consigne à la fois.", "all")
    assert row.family_agreed_at

    desk = visit(alice)
    desk.goto(f"/reunions/{case_1.reference}/points-de-vue")
    expect(desk.get_by_role("main")).not_to_contain_text("Une consigne à la fois.")
    desk.get_by_role("button", name="Ouvrir et lire").click()
    expect(desk.get_by_role("main")).to_contain_text("Une consigne à la fois.")
    desk.get_by_role("link", name="En faire un point").click()
    expect(desk.get_by_label("Point", exact=True).last).to_have_value("Une consigne à la fois.")


def test_the_pupil_answers_with_a_face_by_the_keyboard_without_javascript(visit, alice, case_1):
    page = visit(width=400, height=800, javascript=False)
    _open(page, pupil_of(case_1), alice)
    page.get_by_label("Ça va bien").focus()
    for key in ("ArrowDown", "ArrowDown", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("Je suis fatigué.")
    for _ in range(4):  # three other questions, then who may read
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("C’est enregistré")
    row = kept_of(pupil_of(case_1))
    assert (row.face, row.understands, row.audience) == ("not_well", "Je suis fatigué.", "all")


@pytest.mark.parametrize("metier", ["orthophoniste", "pupil"])
def test_the_page_of_a_guest_is_clean_and_narrow(look, alice, case_1, metier):
    seat = pupil_of(case_1) if metier == "pupil" else seat_of_metier(case_1, metier)
    page = look(width=400)
    _open(page, seat, alice)
    faults = axe_faults(page) + sticking_out(page)
    page.set_viewport_size({"width": 1360, "height": 900})
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("alert")).to_be_focused()
    faults += axe_faults(page)
    make_contribution(seat, "Saint-Rémy" * 90)
    page.goto(page.url)
    page.evaluate(
        "() => { for (const one of document.querySelectorAll('details')) one.open = true; }"
    )
    assert faults + axe_faults(page) + sticking_out(page) == []


def test_the_pages_of_whoever_prepares_are_clean_and_narrow(look, alice, case_1, screenshots):
    mother = seat_of(case_1, "mère")
    make_contribution(mother, "Son autonomie le soir. " + "Saint-Rémy" * 60, source="paper")
    make_contribution(seat_of_metier(case_1, "aesh"), "Il gagne en autonomie avec le PPS.")
    make_contribution(pupil_of(case_1), "", face="so_so")
    page = look(alice)
    faults = []
    for address in ("points-de-vue", f"points-de-vue/{mother.pk}", "probleme"):
        page.set_viewport_size({"width": 1360, "height": 900})
        page.goto(f"/reunions/{case_1.reference}/{address}")
        page.evaluate(
            "() => { for (const one of document.querySelectorAll('details')) one.open = true; }"
        )
        faults += axe_faults(page) + sticking_out(page)
        page.screenshot(path=screenshots / f"{address.replace('/', '-')}.png", full_page=True)
        faults += axe_faults(page)
    assert faults == []
