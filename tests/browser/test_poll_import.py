"""A poll of other people’s dates: dropped, looked at, noted, taken back; with scripts and without."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.models import SlotAnswer
from tests.browser.test_axe import faults_of as axe_faults
from tests.meetings.asking.polls import framadate


@pytest.fixture
def export(tmp_path):
    day = f"{timezone.localdate() + timedelta(days=40):%d/%m/%Y}"
    content = framadate(
        ("Mme Dupont, mère", "Non", "Oui", "Oui"),
        ("maman de Yanis", "Oui", "Si nécessaire", "Oui"),
        ("Léa", "Oui", "Non", "Non"),
        days=(day, day, day),
        hours=("09:00", "13:30", "après la cantine"),
    )
    path = tmp_path / "framadate.csv"
    path.write_bytes(content)
    return path


def _drop(page, meeting, export):
    page.goto(f"/reunions/{meeting.reference}/creneau/demander")
    page.get_by_role("link", name="Reprendre ses réponses").click()
    page.get_by_label("Le fichier du sondage").set_input_files(export)
    page.get_by_role("button", name="Lire ce sondage").click()
    expect(page.get_by_role("heading", name="De qui est chaque ligne")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_poll_is_dropped_looked_at_noted_and_taken_back(
    visit, alice, meeting, export, javascript, screenshots
):
    page = visit(alice, width=400, javascript=javascript)
    _drop(page, meeting, export)
    expect(page.get_by_text("après la cantine").first).to_be_visible()
    expect(page.get_by_label("maman de Yanis")).to_contain_text("La mère")
    page.get_by_label("Léa").select_option(label="Le père · David Morel")
    page.screenshot(path=screenshots / "poll-preview.png", full_page=True)
    page.get_by_role("button", name="Revoir avec mes choix").click()
    assert not SlotAnswer.objects.exists()
    page.get_by_role("button", name="Noter ces réponses").click()
    expect(page.get_by_text("Quatre réponses notées, de deux personnes")).to_be_visible()
    page.screenshot(path=screenshots / "poll-result.png", full_page=True)
    assert meeting.slots.count() == 2
    page.get_by_role("button", name="Défaire").click()
    expect(page.get_by_text("tout est comme avant ce sondage")).to_be_visible()
    assert not meeting.slots.exists()


def test_the_pages_of_a_poll_are_for_everybody(visit, alice, meeting, export):
    page = visit(alice, bypass_csp=True, reduced_motion="reduce")
    page.goto(f"/reunions/{meeting.reference}/creneau/sondage")
    faults = axe_faults(page)
    _drop(page, meeting, export)
    for fold in page.locator("main summary").all():
        fold.click()
    faults += axe_faults(page)
    page.get_by_role("button", name="Noter ces réponses").click()
    expect(page.get_by_role("button", name="Défaire")).to_be_visible()
    assert faults + axe_faults(page) == []
