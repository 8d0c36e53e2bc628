"""The year, as a coordinator goes through it: what is late, a school, a meeting to begin."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests import factories
from tests.browser.test_axe import faults_of as axe_faults
from tests.browser.test_narrow import faults_of as sticking_out


@pytest.fixture
def sector(team, alice):
    """Three pupils of one school, of whom one is late."""
    school = factories.make_institution(team, "École Jean-Moulin")
    for name, days in (("Belkacem", 10), ("Morel", 800), ("Petit", 20)):
        pupil = factories.make_pupil(team, plan="PPS", school=school, last_name=name)
        meeting = factories.make_meeting(team, alice, pupil=pupil)
        meeting.chosen_slot = factories.make_slot(meeting, timezone.now() - timedelta(days=days))
        meeting.save()


def test_from_the_week_to_the_meeting_of_who_is_late(visit, alice, sector):
    page = visit(alice, width=400, bypass_csp=True, reduced_motion="reduce")
    page.goto("/")
    assert axe_faults(page) == []
    page.get_by_role("link", name="L’année : 3 ESS").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("3 ESS")
    assert sticking_out(page) == []
    assert axe_faults(page) == []
    page.get_by_role("link", name="en retard").click()
    table = page.get_by_role("table", name="Élève par élève")
    expect(table.get_by_role("row")).to_have_count(2)
    table.get_by_role("link", name="Préparer : Morel").click()
    expect(page.get_by_label("Pour quel élève")).to_contain_text("Morel")
    expect(page.get_by_label("Équipe de suivi de la scolarisation")).to_be_checked()
    page.get_by_role("button", name="Commencer").click()
    expect(page.get_by_role("main")).to_contain_text("La réunion est commencée")
