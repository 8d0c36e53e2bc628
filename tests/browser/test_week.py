"""A coordinator notes a usual week: on a phone without a script, then by the keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.test_axe import faults_of as axe_faults
from tests.browser.test_narrow import faults_of as sticking_out


@pytest.fixture
def mother(case_1):
    return case_1.participants.exclude(family_member=None).first().family_member


def address_of(mother):
    return f"/eleves/{mother.pupil_id}/famille/{mother.pk}/semaine"


def test_on_a_phone_without_a_script(visit, alice, mother):
    page = visit(alice, width=400, javascript=False)
    page.goto(address_of(mother))
    line = page.get_by_role("group", name="Ligne 1").first
    for day in ("lun.", "mer."):
        line.get_by_label(day).check()
    page.get_by_role("button", name="Travail de nuit").click()
    page.get_by_role("button", name="Repos après une nuit").click()
    page.get_by_role("button", name="Enregistrer la semaine").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text(
        "Travaille la nuit : lundi et mercredi, de 21 h à 5 h le lendemain"
    )
    expect(main).to_contain_text("Dort après une nuit de travail : mardi et jeudi, de 5 h à 13 h")


def test_by_the_keyboard(visit, alice, mother):
    page = visit(alice)
    page.goto(address_of(mother))
    line = page.get_by_role("group", name="Ligne 1").first
    line.get_by_label("lun.").focus()
    page.keyboard.press("Space")
    line.get_by_label("De").fill("17:00")
    line.get_by_label("À").fill("20:00")
    line.get_by_label("En un mot").fill("travaille")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("Travaille : lundi, de 17 h à 20 h")


def test_nothing_sticks_out_and_axe_finds_no_fault(visit, alice, mother):
    mother.work = "du lundi au vendredi 5h30–8h30 et 17h–20h"
    mother.save()
    page = visit(alice, width=400, bypass_csp=True, reduced_motion="reduce")
    page.goto(address_of(mother))
    page.get_by_role("button", name="Reprendre ce qui est écrit").click()
    expect(page.get_by_role("group", name="Chaque semaine")).to_be_focused()
    page.get_by_role("group", name="Ligne 2").first.get_by_label("À").fill("")
    page.get_by_role("button", name="Enregistrer la semaine").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert sticking_out(page) == []
    assert axe_faults(page) == []


def test_the_week_of_a_school_has_no_fault(visit, alice, case_1):
    school = factories.make_institution(case_1.team, "École Hélène-Boucher")
    page = visit(alice, width=400, bypass_csp=True, reduced_motion="reduce")
    page.goto(f"/carnet/lieux/{school.pk}/semaine")
    page.get_by_role("button", name="Classe le mercredi matin").click()
    assert sticking_out(page) == []
    assert axe_faults(page) == []
    page.get_by_role("button", name="Enregistrer la semaine").click()
    expect(page.get_by_role("main")).to_contain_text("Heures de classe : mercredi")
