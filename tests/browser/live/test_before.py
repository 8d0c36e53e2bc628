"""The meeting opens on what was decided before: said by a touch, kept, read again together."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.models import DecisionReport
from tests import factories
from tests.browser.live.room import hold
from tests.browser.test_axe import faults_of
from tests.meetings.held import hold as held

pytestmark = pytest.mark.device


@pytest.fixture
def before(team, alice, case_1):
    """A meeting of the same pupil, forty days ago, that decided one thing and tries another."""
    first = factories.make_meeting(team, alice, pupil=case_1.pupil, title="La rentrée")
    return held(
        first,
        alice,
        timezone.now() - timedelta(days=40),
        ("decision", "accueil", "Un carnet d’une ligne par jour", {"by": "2027-03-19"}),
        ("tension", "accueil", "Rester ou sortir", {"invention": "Un temps sur deux en classe"}),
    )


def test_each_is_said_a_word_and_the_next_fiche_knows(visit, alice, case_1, before):
    page = hold(visit(alice, width=400, bypass_csp=True, reduced_motion="reduce"), case_1)
    page.get_by_role("button", name="Commencer").click()
    decided = page.get_by_role("toolbar", name="Un carnet d’une ligne par jour")
    decided.get_by_role("button", name="Besoin d’aide").click()
    expect(decided.get_by_role("button", name="Besoin d’aide")).to_have_attribute(
        "aria-pressed", "true"
    )
    page.get_by_label("En un mot, si on veut").fill("il manque un cahier")
    page.keyboard.press("Enter")
    tried = page.get_by_role("toolbar", name="Un temps sur deux en classe")
    tried.get_by_role("button", name="On continue").click()
    assert faults_of(page) == []
    page.get_by_role("button", name="Relire ensemble").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text(
        "Besoin d’aide\u00a0: Un carnet d’une ligne par jour (il manque un cahier)"
    )
    expect(main).to_contain_text("On continue\u00a0: Un temps sur deux en classe")
    page.get_by_role("button", name="Fermer", exact=True).click()
    page.get_by_role("button", name="Fermer la réunion").click()
    expect(page.get_by_role("heading", name="La réunion est fermée")).to_be_visible()
    expect(page.locator(".strip__saved")).to_contain_text("Tout est enregistré")
    (report,) = DecisionReport.objects.all()
    assert (report.said, report.note) == ("help", "il manque un cahier")
