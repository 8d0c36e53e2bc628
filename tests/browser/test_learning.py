"""What one learns for oneself: a situation read, one’s practice, a sheet to observe with."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.models import Observation, SituationReading
from tests.browser.test_axe import faults_of
from tests.browser.test_narrow import faults_of as sticking_out
from tests.meetings.held import hold
from tests.meetings.learning.held_year import YEAR, hold_many


@pytest.fixture
def held(case_1, alice, team):
    """A meeting just closed, and five of a year that is over."""
    item = case_1.agenda.first().pk
    hold(case_1, alice, timezone.now() - timedelta(hours=2),
         ("tension", item, "Saint-Rémy" * 15, {"source": "time", "dilemma": "continuity"}))  # fmt: skip
    hold_many(team, alice, 5)
    return case_1


def test_one_reads_looks_back_and_observes(look, alice, held):
    page = look(alice)
    page.set_viewport_size({"width": 400, "height": 800})
    faults = _read(page, held) + _look_back(page) + _observe(page)
    assert faults == []
    assert SituationReading.objects.get().marks["time"]["see"] == "yes"
    assert Observation.objects.get().answers == {"moment": "Au début de la séance."}


def _read(page, meeting):
    page.goto(f"/reunions/{meeting.reference}/lecture")
    line = page.get_by_role("group", name="Des temps de chacun")
    line.get_by_label("Ce que je vois").select_option("Je le vois ici")
    line.get_by_label("Ce que j’en lis").fill("La classe attend le soin.")
    page.get_by_role("button", name="Enregistrer ma lecture").click()
    expect(page.get_by_text("C’est enregistré, pour vous.")).to_be_visible()
    expect(line.get_by_label("Ce que j’en lis")).to_have_value("La classe attend le soin.")
    return faults_of(page) + sticking_out(page)


def _look_back(page):
    page.goto("/compte")
    page.get_by_role("link", name="Ma pratique").click()
    page.get_by_label("Période").select_option(str(YEAR))
    page.get_by_role("button", name="Voir").click()
    expect(page.get_by_role("img", name="Où nous réunissons-nous")).to_be_visible()
    page.locator("summary").first.click()
    expect(page.get_by_role("table").first).to_be_visible()
    return faults_of(page) + sticking_out(page)


def _observe(page):
    page.goto("/compte")
    page.get_by_role("link", name="Observer une situation").click()
    faults = faults_of(page)
    page.get_by_role("link", name="Remplir ici").first.click()
    page.get_by_label("Un titre pour la retrouver").fill("Un lundi, en maths")
    page.get_by_label("Le moment").fill("Au début de la séance.")
    page.get_by_role("button", name="Enregistrer l’observation").click()
    expect(page.get_by_text("C’est enregistré, pour vous.")).to_be_visible()
    return faults + faults_of(page) + sticking_out(page)
