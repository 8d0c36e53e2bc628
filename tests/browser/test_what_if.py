"""A coordinator tries a change before asking anybody: by hand, by the keyboard, without a script."""

import pytest
from playwright.sync_api import expect

from meetings.domain.kinds import Answer
from tests import factories
from tests.browser.test_axe import faults_of as axe_faults
from tests.browser.test_narrow import faults_of as sticking_out
from tests.meetings.asking.cast import seat_of
from tests.meetings.preparing.days import in_days


@pytest.fixture
def slots(case_1):
    """Two slots to come; the father is on his round at the second."""
    case_1.chosen_slot = None
    case_1.save()
    case_1.slots.all().delete()
    made = [factories.make_slot(case_1, in_days(days)) for days in (30, 32)]
    father = seat_of(case_1, "père")
    for slot in made:
        for person in case_1.participants.exclude(pk=father.pk):
            factories.make_answer(slot, person)
    factories.make_answer(made[1], father, Answer.NO, note="en tournée")
    return made


@pytest.fixture
def address(case_1, slots):
    return f"/reunions/{case_1.reference}/creneau"


def test_by_the_keyboard_from_the_card_to_the_answer(visit, alice, address, slots):
    page = visit(alice)
    page.goto(address)
    page.locator(f"#slot-{slots[1].pk}").get_by_role("link", name="Et si…").focus()
    page.keyboard.press("Enter")
    who = page.get_by_label("Et si cette personne")
    expect(page.get_by_label("à ce moment")).to_have_value(str(slots[1].pk))
    who.focus()
    page.keyboard.type("le pè")
    page.keyboard.press("Tab")
    page.keyboard.type("se joignait par")
    page.get_by_role("button", name="Voir ce qui change").focus()
    page.keyboard.press("Enter")
    answer = page.get_by_role("region", name="Et si le père se joignait par téléphone")
    expect(answer).to_contain_text("passerait devant")
    expect(answer).to_contain_text("tout le monde prendrait part")
    page.get_by_role("link", name="Noter la réponse du père").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Les réponses\u00a0: le père")
    assert slots[1].answers.get(participant__family_member__relation="père").answer == "no"


def test_what_would_help_most_without_a_script(visit, alice, address):
    page = visit(alice, width=400, javascript=False)
    page.goto(f"{address}/et-si")
    page.get_by_role("link", name="Voir : Si le père répondait").click()
    expect(page.get_by_role("main")).to_contain_text("Avec ce changement")


def test_the_table_scrolls_inside_itself_and_the_names_stay(visit, alice, case_1, address):
    for days in range(40, 48):
        factories.make_slot(case_1, in_days(days))
    page = visit(alice, width=400)
    page.goto(f"{address}/tableau")
    region = page.get_by_role("region", name="Ce que chacun a répondu")
    region.focus()
    region.evaluate("element => { element.scrollLeft = 600 }")
    name = page.get_by_role("rowheader", name="La mère")
    assert name.bounding_box()["x"] >= 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_paper_never_says_whose_voice_is_to_support(visit, alice, address):
    page = visit(alice)
    for path in ("tableau", "et-si"):
        page.goto(f"{address}/{path}")
        page.emulate_media(media="print")
        assert "à soutenir" not in page.locator("main").inner_text()
        page.emulate_media(media="screen")


def test_a_card_on_paper_says_who_in_words(visit, alice, address, slots):
    page = visit(alice)
    page.goto(address)
    page.emulate_media(media="print")
    expect(page.locator(f"#slot-{slots[1].pk} .dots__who")).to_be_visible()
    expect(page.locator(f"#slot-{slots[1].pk} .dots__who")).to_contain_text(
        "Ne vient pas\u00a0: le père"
    )


def test_the_pages_are_clean_and_narrow(visit, alice, case_1, address, slots, screenshots):
    father = seat_of(case_1, "père")
    page = visit(alice, bypass_csp=True, reduced_motion="reduce")
    faults = []
    asked = f"et-si?qui={father.pk}&comment=vient&quand={slots[1].pk}"
    for name, path in (("answer", asked), ("refused", "et-si?qui=0"), ("table", "tableau")):
        page.goto(f"{address}/{path}")
        faults += axe_faults(page)
        page.screenshot(path=screenshots / f"what-if-{name}-dark.png", full_page=True)
        page.emulate_media(color_scheme="light")
        faults += sticking_out(page)
        page.set_viewport_size({"width": 1360, "height": 900})
    assert faults == []
