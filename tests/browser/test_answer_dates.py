"""Somebody asked for dates answers on a phone, by the link alone."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.models import AskingRound
from meetings.preparing.actions.slots import choose_slot, give_up_slot
from tests.browser.test_axe import faults_of as axe_faults
from tests.browser.test_narrow import faults_of as sticking_out
from tests.meetings.asking.cast import answer_url, make_answer_link, open_round, seat_of

SEND = "Envoyer mes réponses"


@pytest.fixture
def father(case_1, alice):
    case_1.slots.all().delete()
    seat = seat_of(case_1, "père")
    open_round(case_1, alice, seat)
    return seat


@pytest.fixture
def url(father, alice):
    return answer_url(make_answer_link(father, alice))


def _answers(father):
    return list(father.answers.order_by("slot__starts_at").values_list("answer", flat=True))


def _tap(page, number, label):
    page.locator("fieldset").nth(number).get_by_text(label, exact=True).tap()


def test_a_father_answers_in_three_taps_then_changes_his_mind(visit, father, url, screenshots):
    page = visit(width=400, height=800, javascript=False, has_touch=True)
    page.goto(url)
    page.screenshot(path=screenshots / "answer-dates.png", full_page=True)
    for number, label in enumerate(("Oui", "Par téléphone ou en visio", "Non")):
        _tap(page, number, label)
    page.get_by_role("button", name=SEND).tap()
    expect(page.get_by_role("heading", level=1)).to_have_text("Merci, vos réponses sont envoyées")
    assert _answers(father) == ["yes", "remote", "no"]
    assert page.reload().request.method == "GET"
    page.screenshot(path=screenshots / "answer-dates-thanks.png", full_page=True)
    page.get_by_role("link", name="Changer mes réponses").tap()
    expect(page.get_by_role("radio", name="Oui", exact=True).first).to_be_checked()
    _tap(page, 0, "Non")
    page.locator("fieldset").first.get_by_text("Dire ce qui me gêne").tap()
    page.get_by_label(re.compile("^Ce qui me gêne")).first.fill("en tournée jusqu’à 15 h 30")
    page.get_by_role("button", name=SEND).tap()
    expect(page.get_by_role("main")).to_contain_text("en tournée jusqu’à 15 h 30")
    assert _answers(father) == ["no", "remote", "no"]
    assert page.context.cookies() == []


def test_by_the_keyboard_alone(visit, father, url):
    page = visit(width=400)
    page.goto(url)
    keyboard = page.keyboard
    for step in ("Tab", "Space", "Tab", "Enter", "Tab"):  # a radio, then its folded note
        keyboard.press(step)
    keyboard.type("je travaille")
    page.get_by_role("button", name=SEND).focus()
    keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("je travaille")
    assert _answers(father) == ["yes"]


def test_the_pages_are_clean_and_narrow(visit, case_1, father, url, screenshots):
    page = visit(width=400, bypass_csp=True, reduced_motion="reduce")
    faults = []

    def look(name):
        faults.extend(axe_faults(page))
        page.emulate_media(color_scheme="dark")
        page.screenshot(path=screenshots / f"answer-dates-{name}-dark.png", full_page=True)
        page.emulate_media(color_scheme="light")
        faults.extend(sticking_out(page))
        page.screenshot(path=screenshots / f"answer-dates-{name}-wide.png", full_page=True)
        page.set_viewport_size({"width": 400, "height": 800})

    page.goto(url)
    look("questions")
    page.get_by_role("button", name=SEND).click()
    expect(page.get_by_role("alert")).to_be_focused()
    look("nothing-said")
    page.get_by_label("Aucune ne va").fill("le mardi après 16 h")
    page.get_by_role("button", name=SEND).click()
    expect(page.get_by_role("main")).to_contain_text("le mardi après 16 h")
    look("thanks")
    choose_slot(case_1, case_1.slots.first().pk, by=case_1.convener, now=timezone.now())
    page.goto(url)
    look("chosen")
    AskingRound.objects.update(closed_at=None)
    page.goto(url)
    look("asked-again")
    AskingRound.objects.update(closed_at=timezone.now())
    give_up_slot(case_1, by=case_1.convener, now=timezone.now())
    page.goto(url)
    look("closed")
    assert faults == []
