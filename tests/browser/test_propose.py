"""From a period to a list of slots to ask about: by the keyboard, and without a script."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from meetings.models import Meeting
from tests.browser.test_axe import faults_of as axe_faults
from tests.browser.test_narrow import faults_of as sticking_out


@pytest.fixture
def address(case_1):
    """A meeting with a period to come, and neither date nor slot."""
    today = timezone.localdate()
    case_1.chosen_slot = None
    case_1.period_start, case_1.period_end = today + timedelta(14), today + timedelta(42)
    case_1.save()
    case_1.slots.all().delete()
    return f"/reunions/{case_1.reference}/creneau"


def test_from_the_slot_page_to_five_slots_by_the_keyboard(visit, alice, address, case_1):
    page = visit(alice, bypass_csp=True, reduced_motion="reduce")
    page.goto(address)
    page.get_by_role("link", name="Chercher des créneaux").focus()
    page.keyboard.press("Enter")
    # Holidays may fall in the period, whatever the day these tests run.
    holidays = page.get_by_label("Regarder aussi les vacances scolaires")
    holidays.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Chercher", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", checked=True, name="–")).to_have_count(5)
    assert axe_faults(page) == []
    page.get_by_role("button", name="Garder les créneaux cochés").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("Cinq créneaux dans la liste")
    assert Meeting.objects.get(pk=case_1.pk).slots.count() == 5


def test_on_a_phone_without_a_script(visit, alice, address, case_1):
    page = visit(alice, width=320, javascript=False)
    page.goto(f"{address}/proposer")
    page.get_by_label("Regarder aussi les vacances scolaires").check()
    page.get_by_role("button", name="Chercher", exact=True).click()
    assert sticking_out(page) == []
    page.get_by_role("button", name="Garder les créneaux cochés").click()
    expect(page).to_have_url(re.compile("/creneau$"))
    assert Meeting.objects.get(pk=case_1.pk).slots.count() == 5
