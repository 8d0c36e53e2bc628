"""The door of a guest on an old phone: no script, 360 pixels, Arabic; a code typed by hand."""

import re

import pytest
from playwright.sync_api import expect

from intermetiers.web.links import code_of
from meetings.domain.kinds import Answer
from meetings.domain.languages import Language
from meetings.domain.lexicon import lexicon
from meetings.models import PrivateLink
from tests.browser.test_axe import faults_of as axe_faults
from tests.browser.test_narrow import faults_of as sticking_out
from tests.guests import make_link
from tests.meetings.asking.cast import seat_of
from tests.meetings.preparing.days import in_days

BIRTH = "17042018"


@pytest.fixture
def soon(case_1):
    slot = case_1.chosen_slot
    slot.starts_at, slot.ends_at = in_days(30, 10), in_days(30, 11)
    slot.save()
    slot.answers.all().delete()
    return case_1


@pytest.fixture
def phone(visit):
    return visit(width=360, height=640, javascript=False, has_touch=True)


def test_a_mother_reads_and_answers_in_arabic(phone, soon, alice, screenshots):
    mother, words = seat_of(soon, "mère"), lexicon(Language.AR)
    phone.goto(f"/b/{make_link(mother, alice)}")
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    phone.screenshot(path=screenshots / "guest-door-ar.png", full_page=True)
    expect(phone.get_by_role("main")).not_to_contain_text("Yanis")
    phone.get_by_label(words.say("gate.birth")).fill(BIRTH)
    phone.get_by_role("button", name=words.say("gate.open")).tap()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Yanis")
    phone.screenshot(path=screenshots / "guest-door-ar-open.png", full_page=True)
    phone.get_by_role("button", name=words.say("coupon.come"), exact=True).tap()
    expect(phone.get_by_role("status").filter(has_text=words.say("coupon.come"))).to_be_visible()
    assert phone.reload().request.method == "GET"
    assert mother.answers.get().answer == Answer.YES.value
    assert PrivateLink.objects.get().opened_at is not None
    [cookie] = phone.context.cookies()
    assert cookie["path"].startswith("/b/")


def test_a_code_typed_by_hand_then_the_wrong_date_then_the_right_one(phone, soon, alice):
    code = code_of(make_link(seat_of(soon, "père"), alice))
    phone.goto("/connexion")
    phone.get_by_role("link", name=re.compile("J’ai reçu une lettre")).tap()
    phone.get_by_label("Le code").fill(code[:-1])
    phone.get_by_role("button", name="Ouvrir la page").tap()
    expect(phone.get_by_role("alert")).to_contain_text("seize lettres et chiffres")
    phone.get_by_label("Le code").fill(code.lower().replace("-", " "))
    phone.get_by_role("button", name="Ouvrir la page").tap()
    expect(phone.get_by_role("main")).to_contain_text("Pour David Morel")
    question = phone.get_by_label("La date de naissance de l’enfant")
    question.fill("18/04/2018")
    question.press("Enter")
    expect(phone.get_by_role("alert")).to_contain_text("Encore 4 essais")
    expect(question).to_have_value("")
    question.fill("17/04/2018")
    question.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("La réunion pour Yanis")


def test_the_link_of_somebody_else(phone, soon, alice):
    phone.goto(f"/b/{make_link(seat_of(soon, 'père'), alice)}")
    phone.get_by_role("link", name="Ce lien est pour David Morel").tap()
    phone.get_by_role("button", name="Ce lien n’est pas pour moi").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Merci")
    assert PrivateLink.objects.get().not_me_at is not None


def test_the_pages_are_clean_and_narrow(visit, soon, alice, screenshots):
    page = visit(width=400, bypass_csp=True, reduced_motion="reduce")
    door = f"/b/{make_link(seat_of(soon, 'père'), alice)}"
    faults = []

    def look(name):
        page.screenshot(path=screenshots / f"guest-door-{name}.png", full_page=True)
        faults.extend(axe_faults(page))
        faults.extend(sticking_out(page))
        page.set_viewport_size({"width": 400, "height": 800})

    for name, address in (("front", door), ("front-uk", f"{door}?langue=uk"),
                          ("not-me", f"{door}/pas-moi"), ("code", "/code")):  # fmt: skip
        page.goto(address)
        look(name)
    page.get_by_label("Le code").fill("ABCD")
    page.get_by_role("button", name="Ouvrir la page").click()
    expect(page.get_by_role("alert")).to_be_focused()
    look("code-wrong")
    page.goto(door)
    for number in range(5):
        page.get_by_label("La date de naissance de l’enfant").fill(f"0{number + 1}/01/2001")
        page.get_by_role("button", name="Lire le reste").click()
        if number in {0, 4}:
            look(f"wrong-{number}")
    expect(page.get_by_role("main")).to_contain_text("Rien n’est perdu")
    page.goto(f"{door}/pas-moi")
    page.get_by_role("button", name="Ce lien n’est pas pour moi").click()
    look("thanks")
    assert faults == []
